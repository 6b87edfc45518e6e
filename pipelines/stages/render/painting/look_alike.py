"""Whether a picture holds something that looks like the product: matching at several sizes."""

import cv2
import numpy as np

from pipelines.placed import Placed
from pipelines.values import Matte, Rgb, Size

_WORKING_PX = 192  # long side of the picture in which the product is looked for
_SIZES = (0.5, 0.65, 0.8, 1.0, 1.25)  # a second product may stand nearer or farther
_LEAST_PX = 12


def likeness_of_best(placed: Placed, scene: Rgb) -> float:
    """Return how well the best place of a scene without the product matches it, -1 to 1.

    The measure is the normalised correlation of all three channels, mean removed, weighed by the matte.
    """
    factor = _WORKING_PX / max(scene.shape[:2])
    small = _resized(scene, factor)
    return max((_best(placed, small, factor * size) for size in _SIZES), default=-1.0)


def _best(placed: Placed, scene: Rgb, factor: float) -> float:
    template, matte = _resized(placed.foreground, factor), _resized_matte(placed.matte, factor)
    if min(template.shape[:2]) < _LEAST_PX or any(template.shape[i] > scene.shape[i] for i in (0, 1)):
        return -1.0
    mask = np.repeat((matte > 0.5).astype(np.float32)[..., None], 3, axis=2)
    if not mask.any() or _flat(template, matte):
        return -1.0
    scores = cv2.matchTemplate(scene.astype(np.float32), template.astype(np.float32), cv2.TM_CCOEFF_NORMED, mask=mask)
    return float(np.where(np.isfinite(scores) & (np.abs(scores) <= 1.001), scores, -1).max())


def _flat(template: Rgb, matte: Matte) -> bool:
    """Tell whether the product is of one colour: any even patch of a scene would match it."""
    return float(template[matte > 0.5].astype(np.float32).std(axis=0).max()) < 6


def _resized(picture: Rgb, factor: float) -> Rgb:
    return np.asarray(cv2.resize(picture, _size(picture, factor), interpolation=cv2.INTER_AREA), np.uint8)


def _resized_matte(matte: Matte, factor: float) -> Matte:
    return np.asarray(cv2.resize(matte, _size(matte, factor), interpolation=cv2.INTER_AREA), np.float32)


def _size(picture: Rgb | Matte, factor: float) -> Size:
    height, width = picture.shape[:2]
    return max(1, round(width * factor)), max(1, round(height * factor))
