"""Glass shows its backdrop; what is solid does not."""

import numpy as np
import pytest

from pipelines.stages.pose.see_through import see_through_share
from pipelines.values import Cutout, Matte, Rgb

SIDE = 300


def matte() -> Matte:
    solid = np.zeros((SIDE, SIDE), np.float32)
    solid[60:260, 100:200] = 1
    return solid


def backdrop() -> Rgb:
    """Grey that darkens downwards, with a warm side."""
    ramp = np.linspace(220, 120, SIDE)[:, None, None] * np.ones((1, SIDE, 1))
    return np.rint(ramp * np.array([1.0, 0.97, 0.92])).astype(np.uint8)


def cutout(pixels: Rgb) -> Cutout:
    return Cutout(pixels, matte(), pixels)


def test_a_glass_shows_what_is_behind_it() -> None:
    pixels = backdrop()
    pixels[60:260, 100:110] = 90  # its dark rims
    pixels[60:260, 190:200] = 90
    assert see_through_share(cutout(pixels)) > 0.7


@pytest.mark.parametrize("colour", [(40, 90, 160), (250, 250, 250), (20, 20, 20)])
def test_a_solid_thing_does_not(colour: tuple[int, int, int]) -> None:
    pixels = backdrop()
    pixels[60:260, 100:200] = colour
    assert see_through_share(cutout(pixels)) < 0.1


def test_a_photo_without_backdrop_tells_nothing() -> None:
    pixels = backdrop()
    assert see_through_share(Cutout(pixels, np.ones((SIDE, SIDE), np.float32), pixels)) == 0
