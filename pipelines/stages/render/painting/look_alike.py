"""Whether a picture holds something that looks like the product: matching at several sizes."""

import cv2
import numpy as np

from pipelines.placed import Placed
from pipelines.values import Linear, Matte, Rgb, Size

_WORKING_PX = 192  # long side of the picture in which the product is looked for
_SIZES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3)  # a second product may stand nearer or farther
_LEAST_PX = 12
_SHADING = 0.08  # of the product's height: softer changes of light are shading, not detail
_LEAST_DETAIL = 4.0  # deviation, of sRGB bytes


def likeness_of_best(placed: Placed, scene: Rgb) -> float:
    """Return how well the best place of a scene without the product matches it, -1 to 1.

    The measure is the normalised correlation of all three channels' detail (label, rim, seams), weighed by the matte;
    soft shading is taken away first, as any smooth surface would match it. A product without detail gives -1.
    """
    factor = _WORKING_PX / max(scene.shape[:2])
    small = _resized(scene, factor)
    return max((_best(placed, small, factor * size) for size in _SIZES), default=-1.0)


def _best(placed: Placed, scene: Rgb, factor: float) -> float:
    template, matte = _resized(placed.foreground, factor), _resized_matte(placed.matte, factor)
    if min(template.shape[:2]) < _LEAST_PX or any(template.shape[i] > scene.shape[i] for i in (0, 1)):
        return -1.0
    mask = cv2.erode((matte > 0.9).astype(np.float32), np.ones((3, 3), np.uint8))
    sigma = _SHADING * template.shape[0]
    detail = _detail(template, np.asarray(mask, np.float32), sigma)
    if not mask.any() or float(detail[mask > 0].std()) < _LEAST_DETAIL:
        return -1.0
    seen = _detail(scene, np.ones(scene.shape[:2], np.float32), sigma)
    weights = np.repeat(np.asarray(mask, np.float32)[..., None], 3, axis=2)
    scores = np.asarray(cv2.matchTemplate(seen, detail, cv2.TM_CCORR_NORMED, mask=weights), np.float32)
    return float(np.where(np.isfinite(scores) & (np.abs(scores) <= 1.001), scores, -1).max())


def _detail(picture: Rgb, weight: Matte, sigma: float) -> Linear:
    """Return what differs from the weighted surroundings."""
    share = np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    soft = cv2.GaussianBlur(picture * weight[..., None], (0, 0), sigma) / share[..., None]
    return np.asarray((picture - soft) * weight[..., None], np.float32)


def _resized(picture: Rgb, factor: float) -> Rgb:
    return np.asarray(cv2.resize(picture, _size(picture, factor), interpolation=cv2.INTER_AREA), np.uint8)


def _resized_matte(matte: Matte, factor: float) -> Matte:
    return np.asarray(cv2.resize(matte, _size(matte, factor), interpolation=cv2.INTER_AREA), np.float32)


def _size(picture: Rgb | Matte, factor: float) -> Size:
    height, width = picture.shape[:2]
    return max(1, round(width * factor)), max(1, round(height * factor))
