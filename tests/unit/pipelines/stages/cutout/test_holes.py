"""Gaps through a product in which the backdrop shows."""

import cv2
import numpy as np

from pipelines.linear_light import to_linear, to_srgb
from pipelines.stages.cutout.holes import open_holes
from pipelines.values import Mask, Matte, Rgb

SHAPE = 360, 480
CORAL, STEEL = np.array((236, 130, 100)), (225, 225, 230)


def _ground() -> Rgb:
    noise = np.random.default_rng(2).normal(0, 1, (*SHAPE, 1))
    return np.clip(CORAL + noise, 0, 255).astype(np.uint8)


def _oval() -> Matte:
    return cv2.ellipse(np.zeros(SHAPE, np.float32), (240, 180), (150, 90), 0, 0, 360, 1, cv2.FILLED)


def _wires() -> Mask:
    wires = np.zeros(SHAPE, np.uint8)
    for half_width in (5, 40, 80, 120, 147):
        cv2.ellipse(wires, (240, 180), (half_width, 88), 0, 0, 360, 1, 3)
    return wires > 0


def test_thin_wires_open_over_ground_that_glows_with_its_own_colour() -> None:
    pixels, wires = _ground(), _wires()
    light = to_linear(pixels)
    albedo = light / light.max(axis=2, keepdims=True)
    deeper = to_srgb(0.75 * light * (0.7 + 0.3 * albedo))  # less light, and part of it has met the coral before
    pixels[:, :280] = np.where((_oval() > 0)[..., None], deeper, pixels)[:, :280]
    pixels[wires] = STEEL
    opened = open_holes(pixels, _oval())
    gaps = (_oval() > 0) & ~cv2.dilate(wires.astype(np.uint8), np.ones((7, 7))).astype(bool)
    assert opened[gaps].mean() < 0.1
    assert opened[wires].mean() > 0.9


def test_a_ring_opens() -> None:
    pixels, found = _ground(), _oval()
    cv2.ellipse(pixels, (240, 180), (140, 80), 0, 0, 360, (40, 60, 140), 22)
    opened = open_holes(pixels, found)
    assert opened[140:220, 160:320].max() < 0.1


def test_print_in_the_colour_of_the_ground_stays() -> None:
    pixels, found = _ground(), _oval()
    pixels[found > 0] = (30, 80, 60)
    for x in range(160, 330, 20):
        cv2.ellipse(pixels, (x, 180), (6, 30), 0, 0, 360, tuple(int(0.9 * v) for v in CORAL), cv2.FILLED)
    assert open_holes(pixels, found)[found > 0].min() > 0.95


def test_a_chain_opens_over_saturated_ground_that_is_deeper_inside_it() -> None:
    pixels, found = _ground(), _oval()
    inside = (found > 0)[..., None]
    deeper = np.clip(np.array((235, 128, 94)) + np.random.default_rng(3).normal(0, 1, pixels.shape), 0, 255)
    pixels[:] = np.where(inside, deeper, pixels)
    cv2.ellipse(pixels, (240, 180), (146, 86), 0, 0, 360, (120, 90, 30), 8)
    opened = open_holes(pixels, found)
    assert opened[130:230, 140:340].max() < 0.1


def test_a_band_that_mirrors_its_ground_in_one_place_stays() -> None:
    pixels, found = _ground(), _oval()
    cv2.ellipse(pixels, (240, 180), (128, 68), 0, 0, 360, (40, 60, 140), 44)
    rows, columns = np.s_[160:200], np.s_[96:136]
    fade = 7 * np.linspace(1, 0, 40)[None, :, None] ** 2  # away from the ground's colour, far from the gap
    grain = np.random.default_rng(5).normal(0, 1, (40, 40, 1))
    pixels[rows, columns] = np.clip(CORAL + grain - fade * (1, 0, -1), 0, 255)
    opened = open_holes(pixels, found)
    assert opened[150:210, 200:280].max() < 0.1
    assert opened[165:195, 100:125].min() > 0.9
