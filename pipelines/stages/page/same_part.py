"""Where a part of one photo is to be seen in another photo of the same product."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Cutout, Mask, bounding_box

_LONGEST_PX = 1000  # of what is compared: print on a product is still read
_RATIO = 0.85  # of the next best match's distance, both ways: Lowe's own 0.8 looks one way
_LEAST = 8  # matches that agree; of other parts of a product at most 4 do
_STRAY = 0.02  # of the longer side: a curved side is no plane
_STRETCH = (0.4, 2.5)  # of any direction, from photo to photo


@dataclass(frozen=True, eq=False)
class _Marks:
    """Places that can be known again, (n, 2) in the photo's pixels, and how each looks."""

    at: NDArray[np.float32]
    looks: NDArray[np.float32]


def same_part(cutout: Cutout, part: Box, other: Cutout) -> Mask | None:
    """Return where another photo shows what a part of the first one shows, of the other photo's shape.

    None where it is not to be seen there, or has too few marks to be known again: prints are known, plain sides and
    weaves are not.
    """
    whole = bounding_box(other.matte)
    here = _marks(cutout, part)
    there = _marks(other, whole) if whole and here else None
    if whole is None or here is None or there is None:
        return None
    pairs = _matched(here.looks, there.looks)
    if len(pairs) < _LEAST:
        return None
    start, end = here.at[[one for one, _ in pairs]], there.at[[two for _, two in pairs]]
    stray_px = _STRAY * max(whole.width, whole.height)
    way, agreeing = cv2.estimateAffine2D(start, end, ransacReprojThreshold=stray_px)
    if int(agreeing.sum()) < _LEAST:
        return None
    stretch = np.linalg.svd(way[:, :2], compute_uv=False)
    if np.linalg.det(way[:, :2]) <= 0 or not _STRETCH[0] <= stretch[1] <= stretch[0] <= _STRETCH[1]:
        return None
    corners = [(part.left, part.top), (part.right, part.top), (part.right, part.bottom), (part.left, part.bottom)]
    outline = cv2.transform(np.asarray([corners], np.float64), way)
    found = cv2.fillConvexPoly(np.zeros(other.matte.shape, np.uint8), np.rint(outline).astype(np.int32), 1)
    return np.asarray(found, bool)


def _matched(looks: NDArray[np.float32], others: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return pairs that look most alike from both sides, and clearly more so than the next best."""
    there, back = _nearest(looks, others), _nearest(others, looks)
    return [(one, two) for one, two in there.items() if back.get(two) == one]


def _nearest(looks: NDArray[np.float32], others: NDArray[np.float32]) -> dict[int, int]:
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(looks, others, k=2)
    return {near.queryIdx: near.trainIdx for near, next_ in pairs if near.distance < _RATIO * next_.distance}


def _marks(cutout: Cutout, part: Box) -> _Marks | None:
    """Return what of a part can be known again; None where that is too little."""
    scale = min(1.0, _LONGEST_PX / max(part.width, part.height))
    size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
    grey = cv2.cvtColor(np.ascontiguousarray(cutout.pixels[part.slices]), cv2.COLOR_RGB2GRAY)
    inside = (cutout.matte[part.slices] > 0.5).astype(np.uint8)
    grey, inside = (cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (grey, inside))
    points, looks = cv2.SIFT.create().detectAndCompute(grey, inside)
    if len(points) < _LEAST:
        return None
    at = np.asarray([point.pt for point in points], np.float32) / scale + (part.left, part.top)
    return _Marks(np.asarray(at, np.float32), np.asarray(looks, np.float32))
