"""What colour says against a map: parts it missed."""

import cv2
import numpy as np

from pipelines.stages.cutout.missed import with_missed
from pipelines.values import Matte, Rgb

SHAPE = 300, 400


def _picture(ground: tuple[int, int, int]) -> Rgb:
    noise = np.random.default_rng(1).normal(0, 1, (*SHAPE, 3))
    return np.clip(np.array(ground) + noise, 0, 255).astype(np.uint8)


def _map(rows: slice, columns: slice) -> Matte:
    matte = np.zeros(SHAPE, np.float32)
    matte[rows, columns] = 1
    return matte


def test_a_part_the_map_missed_is_grown_back() -> None:
    pixels = _picture((200, 190, 180))
    pixels[80:150, 150:250], pixels[150:230, 160:240] = (30, 120, 40), (250, 250, 255)
    corrected = with_missed(pixels, _map(slice(80, 150), slice(150, 250)))
    assert corrected[155:225, 165:235].mean() > 0.95
    assert corrected[:70].max() == 0


def test_a_thing_cut_by_the_frame_is_not_grown_into() -> None:
    pixels = _picture((200, 190, 180))
    pixels[80:150, 150:250], pixels[150:, 160:240] = (30, 120, 40), (250, 250, 255)
    found = _map(slice(80, 150), slice(150, 250))
    assert np.array_equal(with_missed(pixels, found), found)


def test_light_that_fades_around_the_product_is_not_grown_into() -> None:
    glow = np.zeros(SHAPE, np.float32)
    glow[80:150, 150:250] = 1
    glow = cv2.GaussianBlur(glow, (0, 0), 15)[..., None]
    pixels = np.clip(_picture((200, 190, 180)) - glow * np.array([0, 60, 60]), 0, 255).astype(np.uint8)
    pixels[80:150, 150:250] = (180, 20, 20)
    found = _map(slice(80, 150), slice(150, 250))
    assert np.array_equal(with_missed(pixels, found), found)
