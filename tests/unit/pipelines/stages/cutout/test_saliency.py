"""Two looks, and a third where the second one's surroundings cut the product."""

import numpy as np

from pipelines.stages.cutout.saliency import look_twice
from pipelines.values import Matte, Rgb

SHAPE = 300, 500
PRODUCT = np.s_[100:200, 160:400]


def _picture() -> Rgb:
    noise = np.random.default_rng(1).normal(0, 1, (*SHAPE, 3))
    pixels = np.clip(np.array((200, 180, 150)) + noise, 0, 255).astype(np.uint8)
    pixels[PRODUCT] = (30, 40, 120)
    pixels[100:200, 160:240] = np.clip(np.array((190, 172, 144)) + noise[100:200, 160:240], 0, 255)  # hardly seen
    return pixels


class _Eye:
    """Sees dark pixels at first, later the product's pale part as well."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self, pixels: Rgb) -> Matte:
        self.looks += 1
        limit = 100 if self.looks == 1 else 195
        return (pixels[..., 0] < limit).astype(np.float32)


def test_surroundings_that_cut_the_product_are_looked_at_again_wider() -> None:
    eye = _Eye()
    coarse = look_twice(_picture(), eye)
    assert coarse is not None
    assert eye.looks == 3
    assert coarse.box.left < 160
    assert coarse.map[:, 162 - coarse.box.left : 240 - coarse.box.left].max(axis=0).min() > 0.6


def test_surroundings_that_hold_the_product_are_looked_at_once() -> None:
    pixels, eye = _picture(), _Eye()
    pixels[100:200, 160:240] = (30, 40, 120)
    assert look_twice(pixels, eye) is not None
    assert eye.looks == 2
