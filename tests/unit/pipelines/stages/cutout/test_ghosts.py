"""What a map half believes and the backdrop explains."""

import numpy as np

from pipelines.stages.cutout.ghosts import without_ghosts
from pipelines.values import Matte, Rgb

SHAPE = 300, 400
PRODUCT, GHOST = np.s_[80:200, 80:180], np.s_[100:190, 190:300]


def _picture(product: tuple[int, int, int]) -> Rgb:
    noise = np.random.default_rng(1).normal(0, 1, (*SHAPE, 3))
    pixels = np.clip(np.array((200, 180, 150)) + noise, 0, 255).astype(np.uint8)
    pixels[PRODUCT] = np.clip(np.array(product) + noise[PRODUCT], 0, 255).astype(np.uint8)
    return pixels


def _map(belief: float) -> Matte:
    matte = np.zeros(SHAPE, np.float32)
    matte[GHOST] = belief
    matte[PRODUCT] = 1
    return matte


def test_bare_ground_that_is_half_believed_goes() -> None:
    left = without_ghosts(_picture((30, 40, 120)), _map(0.8), _map(0.8))
    assert left[GHOST].max() == 0
    assert left[PRODUCT].min() == 1


def test_a_doubted_part_of_another_colour_stays() -> None:
    pixels, found = _picture((30, 40, 120)), _map(0.6)
    pixels[GHOST] = (60, 150, 60)
    assert np.array_equal(without_ghosts(pixels, found, found), found)


def test_what_the_look_is_sure_of_stays() -> None:
    found = _map(0.7)
    assert np.array_equal(without_ghosts(_picture((30, 40, 120)), found, _map(1.0)), found)


def test_colour_tells_nothing_of_a_product_in_the_colour_of_its_ground() -> None:
    found = _map(0.8)
    assert np.array_equal(without_ghosts(_picture((200, 180, 150)), found, found), found)
