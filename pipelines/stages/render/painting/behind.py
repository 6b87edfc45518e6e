"""The scene as it would be without the product: what lies around it, drawn inwards."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask, Rgb

Floats = NDArray[np.float32]


def behind(picture: Rgb, product: Mask) -> Rgb:
    """Return the picture with the product's pixels replaced by a smooth continuation of what is around them."""
    known = (~product).astype(np.float32)
    if not known.any():
        return picture
    filled = _filled(picture.astype(np.float32) * known[..., None], known)
    return np.where(product[..., None], np.rint(np.clip(filled, 0, 255)).astype(np.uint8), picture)


def _filled(colour: Floats, weight: Floats) -> Floats:
    """Fill where the weight is 0 from coarser and coarser views of where it is not; `colour` is times `weight`."""
    if weight.min() >= 1 or max(weight.shape) <= 2:
        return np.asarray(colour / np.maximum(weight, 1e-6)[..., None], np.float32)
    height, width = weight.shape
    half = ((width + 1) // 2, (height + 1) // 2)
    small_weight = np.asarray(cv2.resize(weight, half, interpolation=cv2.INTER_AREA), np.float32)
    small_colour = np.asarray(cv2.resize(colour, half, interpolation=cv2.INTER_AREA), np.float32)
    share = np.where(small_weight > 0, np.minimum(1, 4 * small_weight) / np.maximum(small_weight, 1e-6), 0)
    coarse = _filled(small_colour * share[..., None], small_weight * share)
    smooth = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(colour + smooth * (1 - weight)[..., None], np.float32)
