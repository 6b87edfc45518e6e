"""A line drawn around the picture, and what only resembles one."""

import cv2
import numpy as np
import pytest

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.frame_line import find_frame_line


def _framed(picture, inset, thickness, colour):
    picture, end = picture.copy(), picture.shape[0] - 1 - inset
    cv2.rectangle(picture, (inset, inset), (end, end), colour, thickness)
    return picture


@pytest.mark.parametrize(("inset", "thickness"), [(8, 1), (14, 3), (30, 6)])
@pytest.mark.parametrize("colour", [(255, 255, 255), (20, 20, 20)])
def test_a_line_of_any_thickness_is_found(bench, inset, thickness, colour):
    found = find_frame_line(_framed(bench.scene(), inset, thickness, colour))
    assert found is not None
    assert max(abs(found.left - inset), abs(found.top - inset)) <= 4


def test_a_scene_has_none(bench):
    assert find_frame_line(bench.scene()) is None
    assert find_frame_line(bench.vase()) is None


def test_joints_that_run_on_to_the_frame_are_no_frame(bench):
    picture = bench.scene()
    picture[[30, 31, 368, 369]] = 60
    picture[:, [30, 31, 368, 369]] = 60
    assert find_frame_line(picture) is None


def test_a_line_printed_on_a_product_has_its_outline_outside():
    picture = np.full((800, 800, 3), 255, np.uint8)
    picture[30:770, 30:770] = (200, 190, 170)
    assert find_frame_line(_framed(picture, 60, 4, (60, 60, 60))) is None


def test_a_line_on_three_sides_is_not_closed(bench):
    picture = _framed(bench.scene(), 20, 3, (255, 255, 255))
    picture[:, 370:390] = bench.scene()[:, 370:390]
    assert find_frame_line(picture) is None


@pytest.mark.parametrize("size", [(16, 40), (40, 16), (16, 16)])
def test_a_tiny_picture_is_looked_at_without_a_complaint(bench, size):
    pixels = np.full((*size, 3), 200, np.uint8)
    assert bench.judged(bench.jpeg(pixels), {"kind": "added_border"}).verdict is Verdict.PASS
