import cv2
import numpy as np
import pytest

from pipelines.stages.straighten import measured_tilt, straightened
from pipelines.values import Cutout


def leaning_box(degrees: float) -> Cutout:
    matte = np.zeros((400, 400), np.uint8)
    corners = cv2.boxPoints(((200, 200), (120, 240), degrees)).astype(np.int32)
    matte = cv2.fillPoly(matte, [corners], 255, cv2.LINE_AA)
    pixels = np.full((400, 400, 3), 90, np.uint8)
    return Cutout(pixels, (matte / 255).astype(np.float32), pixels)


@pytest.mark.parametrize("degrees", [-8.0, -2.0, 3.5, 12.0])
def test_a_leaning_box_is_measured_and_turned_upright(degrees: float) -> None:
    cutout = leaning_box(degrees)
    assert measured_tilt(cutout.matte) == pytest.approx(degrees, abs=0.4)
    upright, note = straightened(cutout)
    assert abs(measured_tilt(upright.matte) or 0) < 0.4
    assert f"{-degrees:+.1f}"[:3] in note
    assert upright.matte.sum() == pytest.approx(cutout.matte.sum(), rel=0.01)


def test_a_round_product_is_left_alone() -> None:
    matte = cv2.circle(np.zeros((300, 300), np.uint8), (150, 150), 100, 1, cv2.FILLED).astype(np.float32)
    pixels = np.zeros((300, 300, 3), np.uint8)
    same, note = straightened(Cutout(pixels, matte, pixels))
    assert same.matte is matte
    assert "Nothing to straighten" in note


def test_what_lies_is_not_stood_up() -> None:
    cutout = leaning_box(30)
    assert straightened(cutout)[0] is cutout
