"""Pasted rectangles, whole or fading into what they lie on."""

import cv2
import numpy as np

from pipelines.stages.check.rectangles import find_rectangles


def _wall(size=800):
    """A wall that darkens to the right, with a little grain."""
    columns = np.linspace(210, 150, size)[None, :, None]
    grain = np.random.default_rng(4).normal(0, 1.5, (size, size, 1))
    return (columns + grain).repeat(3, axis=2).clip(0, 255).astype(np.uint8)


def _pasted(picture, tone):
    picture = picture.copy()
    picture[60:260, 500:740] = np.clip(picture[60:260, 500:740].astype(int) + tone, 0, 255)
    return picture


def _found(picture):
    return [(box.left, box.top, box.right, box.bottom) for box in find_rectangles(picture)]


def test_a_pasted_rectangle_is_found_to_the_pixel():
    boxes = _found(_pasted(_wall(), -40))
    assert len(boxes) == 1
    assert np.abs(np.array(boxes[0]) - (500, 60, 740, 260)).max() <= 3


def test_a_side_may_fade_out():
    picture = _wall()
    inset = np.full((200, 240, 3), 1.0) * np.linspace(-30, 4, 240)[None, :, None]
    inset[120:] = -50
    picture[60:260, 500:740] = np.clip(picture[60:260, 500:740] + inset, 0, 255)
    boxes = _found(picture)
    assert len(boxes) == 1
    assert np.abs(np.array(boxes[0]) - (500, 60, 740, 260)).max() <= 4


def test_a_leaning_rectangle_was_photographed():
    picture = _wall()
    corners = np.array([[500, 60], [738, 72], [728, 268], [490, 256]], np.int32)
    cv2.fillPoly(picture, [corners], (90, 90, 90), lineType=cv2.LINE_AA)
    assert not find_rectangles(picture)
    assert not find_rectangles(_wall())
