"""From working size to the photo's own."""

import cv2
import numpy as np

from pipelines.stages.cutout.refine import at_full_size
from pipelines.stages.cutout.saliency import Coarse, resized, shrunk
from pipelines.values import Box, Matte, Rgb

SIDE, WORKING = 900, 300


def _mottled_disc() -> tuple[Rgb, Matte]:
    """A brown disc with blotches on a grey ground with others, and its exact matte."""
    fine = cv2.circle(np.zeros((SIDE * 4, SIDE * 4), np.uint8), (SIDE * 2, SIDE * 2), SIDE, 255, cv2.FILLED)
    matte = (cv2.resize(fine, (SIDE, SIDE), interpolation=cv2.INTER_AREA) / 255).astype(np.float32)
    random = np.random.default_rng(1)
    skin, ground = (
        np.array(colour) + cv2.GaussianBlur(random.normal(0, 70, (SIDE, SIDE)), (0, 0), 4)[..., None]
        for colour in ((90, 60, 50), (150, 150, 150))
    )
    share = matte[..., None]
    pixels = skin * share + ground * (1 - share)
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8), matte


def test_the_grain_of_a_ground_stays_out_of_a_large_photos_edge() -> None:
    pixels, matte = _mottled_disc()
    near = shrunk(pixels, WORKING)
    small = resized(matte, near.shape)
    full = at_full_size(pixels, Coarse(Box(0, 0, SIDE, SIDE), near, small), small)
    edge = cv2.dilate(((matte > 0) & (matte < 1)).astype(np.uint8), np.ones((5, 5))) > 0
    assert np.abs(full - matte)[edge].mean() < 0.014  # 0.016 where the lines are as wide as five working pixels
    assert np.array_equal(full[~edge] > 0.5, matte[~edge] > 0.5)
