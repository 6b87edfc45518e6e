"""How noisy a photo is, so that a rendered place can be as noisy."""

import cv2
import numpy as np

from pipelines.values import Matte, Rgb

_MOST = 0.03
# Immerkaer, "Fast noise variance estimation", 1996: a mask that flat and sloping surfaces alike do not answer to.
_KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_GAIN = 6.0  # square root of the kernel's summed squares
_CALM = 30  # percentile of the answer's size: flatter than that is surface, not texture


def read_noise(pixels: Rgb, matte: Matte) -> float:
    """Return the deviation of the noise on the product, in display light (1 is white), at the photo's own size.

    It is measured where the product is calmest, as texture is not noise; at most 0.03.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.float32) / 255
    inside = cv2.erode((matte >= 1).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    inside &= (grey > 0.04) & (grey < 0.96)
    if inside.sum() < 500:
        return 0.0
    answer = np.abs(np.asarray(cv2.filter2D(grey, cv2.CV_32F, _KERNEL), np.float32))
    local = np.asarray(cv2.blur(answer, (15, 15)), np.float32)
    calm = inside & (local <= np.percentile(local[inside], _CALM))
    # The mean size of a Gaussian is its deviation times sqrt(2 / pi).
    return float(min(_MOST, answer[calm].mean() * np.sqrt(np.pi / 2) / _GAIN))
