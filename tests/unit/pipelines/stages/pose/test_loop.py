"""Necklaces lie; rings, mugs and wire baskets stand."""

import cv2
import numpy as np
import pytest

from pipelines.stages.pose.loop import is_loose_loop
from pipelines.values import Matte

CANVAS = (300, 300)


def oval(thick_px: int) -> Matte:
    shape = np.zeros(CANVAS, np.float32)
    cv2.ellipse(shape, (150, 150), (90, 120), 0, 0, 360, 1.0, thick_px)
    return shape


def necklace() -> Matte:
    shape = oval(5)
    cv2.circle(shape, (150, 278), 16, 1.0, -1)
    return shape


def basket() -> Matte:
    shape = oval(5)
    for column in range(60, 250, 15):
        cv2.line(shape, (column, 40), (column, 260), 1.0, 4)
    return shape


def test_a_chain_with_its_pendant_lies() -> None:
    assert is_loose_loop(necklace())


@pytest.mark.parametrize("shape", [oval(26), oval(-1), basket(), np.zeros(CANVAS, np.float32)])
def test_what_stands_is_no_loose_loop(shape: Matte) -> None:
    assert not is_loose_loop(shape)
