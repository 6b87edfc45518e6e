"""Rims, lids and saucers are found inside a product; stripes, fur and balls are none."""

import cv2
import numpy as np
import pytest

from pipelines.stages.pose.elevation import read_elevation
from pipelines.stages.pose.rims import read_rim
from pipelines.values import Cutout, Rgb

_WIDTH, _HEIGHT = 240, 260
_PALE, _DARK = (225, 220, 210), (60, 50, 45)


def _cutout(pixels: Rgb, solid: Rgb) -> Cutout:
    return Cutout(pixels, (solid[..., 0] / 255).astype(np.float32), pixels.copy())


def _beaker(sine: float, rounding: int = 30) -> Cutout:
    """A beaker whose open rim is an ellipse of that sine, and whose rounded foot tells nothing of it."""
    pixels, solid = np.full((420, 420, 3), 128, np.uint8), np.zeros((420, 420, 3), np.uint8)
    left, top = 90, 90
    centre, axes = (left + _WIDTH // 2, top), (_WIDTH // 2, round(_WIDTH / 2 * sine))
    for sheet, colour in ((solid, (255, 255, 255)), (pixels, _PALE)):
        cv2.rectangle(sheet, (left, top), (left + _WIDTH, top + _HEIGHT - rounding), colour, -1)
        cv2.rectangle(sheet, (left + rounding, top), (left + _WIDTH - rounding, top + _HEIGHT), colour, -1)
        for column in (left + rounding, left + _WIDTH - rounding):
            cv2.circle(sheet, (column, top + _HEIGHT - rounding), rounding, colour, -1)
        cv2.ellipse(sheet, centre, axes, 0, 0, 360, colour, -1)
    cv2.ellipse(pixels, centre, axes, 0, 0, 360, _DARK, -1)
    return _cutout(pixels, solid)


@pytest.mark.parametrize("sine", [0.2, 0.35, 0.6])
def test_an_open_rim_is_found(sine: float) -> None:
    rim = read_rim(_beaker(sine))
    assert rim is not None
    assert rim.sine == pytest.approx(sine, abs=0.03)
    assert rim.down < 0.3


def test_a_rim_tells_the_elevation_where_the_foot_does_not() -> None:
    cutout = _beaker(0.6)
    estimate = read_elevation(cutout.matte, read_rim(cutout))
    assert estimate.confidence > 0.5
    assert estimate.degrees == pytest.approx(40, abs=6)
    assert abs(read_elevation(cutout.matte).degrees - 40) > 15


def test_a_cup_stands_before_its_saucer() -> None:
    pixels, solid = np.full((420, 420, 3), 128, np.uint8), np.zeros((420, 420, 3), np.uint8)
    cv2.ellipse(solid, (210, 250), (180, 120), 0, 0, 360, (255, 255, 255), -1)
    pixels[solid[..., 0] > 0] = _PALE
    cv2.ellipse(pixels, (210, 200), (110, 73), 5, 0, 360, _DARK, -1)
    cv2.rectangle(pixels, (20, 240), (90, 262), _DARK, -1)  # a spoon crosses the saucer's edge
    rim = read_rim(_cutout(pixels, solid))
    assert rim is not None
    assert rim.sine == pytest.approx(0.66, abs=0.04)


def test_stripes_across_the_middle_are_no_rim() -> None:
    pixels, solid = np.full((420, 420, 3), 128, np.uint8), np.zeros((420, 420, 3), np.uint8)
    cv2.rectangle(solid, (60, 80), (360, 340), (255, 255, 255), -1)
    pixels[solid[..., 0] > 0] = _PALE
    for row in (196, 204, 212, 220, 228):
        cv2.line(pixels, (60, row), (360, row), _DARK, 3)
    assert read_rim(_cutout(pixels, solid)) is None


def test_a_ball_and_fur_are_no_rim() -> None:
    pixels, solid = np.full((420, 420, 3), 128, np.uint8), np.zeros((420, 420, 3), np.uint8)
    cv2.circle(solid, (210, 210), 150, (255, 255, 255), -1)
    pixels[solid[..., 0] > 0] = _PALE
    assert read_rim(_cutout(pixels, solid)) is None
    fur = np.random.default_rng(3).integers(0, 255, pixels.shape, np.uint8)
    assert read_rim(_cutout(fur, solid)) is None


def test_an_empty_matte_has_no_rim() -> None:
    empty = np.zeros((20, 20, 3), np.uint8)
    assert read_rim(_cutout(empty, empty)) is None
