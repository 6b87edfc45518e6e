"""Cast shadows that a map half believes to be product."""

import numpy as np

from pipelines.stages.cutout.cast_shadow import without_shadow
from pipelines.values import Matte, Rgb

SHAPE = 300, 400
PRODUCT, SHADOW = np.s_[80:200, 80:180], np.s_[150:200, 184:300]


def _picture(shadow: tuple[int, int, int]) -> Rgb:
    noise = np.random.default_rng(1).normal(0, 1, (*SHAPE, 3))
    pixels = np.clip(np.array((200, 180, 150)) + noise, 0, 255).astype(np.uint8)
    pixels[PRODUCT] = (30, 40, 120)
    pixels[SHADOW] = np.clip(np.array(shadow) + noise[SHADOW], 0, 255).astype(np.uint8)
    return pixels


def _map(belief: float) -> Matte:
    matte = np.zeros(SHAPE, np.float32)
    matte[PRODUCT], matte[SHADOW] = 1, belief
    return matte


def test_a_shadow_that_is_half_believed_goes() -> None:
    left = without_shadow(_picture((130, 117, 98)), _map(0.6))
    assert left[SHADOW].max() == 0
    assert left[PRODUCT].min() == 1


def test_what_the_map_is_sure_of_stays() -> None:
    found = _map(0.95)
    assert np.array_equal(without_shadow(_picture((130, 117, 98)), found), found)


def test_another_colour_is_no_shadow() -> None:
    found = _map(0.6)
    assert np.array_equal(without_shadow(_picture((98, 117, 130)), found), found)


def test_a_part_with_rims_of_its_own_is_no_shadow() -> None:
    pixels, found = _picture((130, 117, 98)), _map(0.6)
    edge = np.zeros(SHAPE, bool)
    edge[144:206, 180:306] = True
    edge[SHADOW] = False
    pixels[edge] = (250, 250, 255)
    assert without_shadow(pixels, found)[SHADOW].min() > 0.5


def test_white_on_white_only_what_the_map_rather_doubts_goes() -> None:
    pixels, found = _picture((130, 117, 98)), _map(0.6)
    pixels[PRODUCT] = pixels[:120, :100]  # of the ground's own colour
    assert np.array_equal(without_shadow(pixels, found), found)
    assert without_shadow(pixels, _map(0.4))[SHADOW].max() == 0
