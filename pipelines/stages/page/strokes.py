"""Lines, discs and arrows as coverage: how much of each pixel of a box they take."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Size

Coverage: TypeAlias = NDArray[np.float32]
Spot: TypeAlias = tuple[float, float]

_FINE = 4  # samples a pixel and side of a polygon


def around(spots: Sequence[Spot], margin_px: float, size: Size) -> Box | None:
    """Return the box of a page that holds all spots with a margin; None where none of it is on the page."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    left, top = max(0, int(min(xs) - margin_px)), max(0, int(min(ys) - margin_px))
    right, bottom = min(size[0], int(max(xs) + margin_px) + 2), min(size[1], int(max(ys) + margin_px) + 2)
    return Box(left, top, right, bottom) if right > left and bottom > top else None


def stroke(spots: Sequence[Spot], width_px: float, box: Box) -> Coverage:
    """Return a line through spots, its ends and joints round."""
    x, y = _pixels(box)
    nearest = np.full((box.height, box.width), np.inf, np.float32)
    for (x0, y0), (x1, y1) in pairwise(spots):
        dx, dy = x1 - x0, y1 - y0
        along = np.clip(((x - x0) * dx + (y - y0) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - x0 - along * dx, y - y0 - along * dy))
    return np.asarray(np.clip(width_px / 2 - nearest + 0.5, 0, 1), np.float32)


def disc(centre: Spot, radius_px: float, box: Box) -> Coverage:
    """Return a filled circle."""
    x, y = _pixels(box)
    return np.asarray(np.clip(radius_px - np.hypot(x - centre[0], y - centre[1]) + 0.5, 0, 1), np.float32)


def polygon(spots: Sequence[Spot], box: Box) -> Coverage:
    """Return a filled polygon."""
    mask = np.zeros((box.height * _FINE, box.width * _FINE), np.uint8)
    corners = (np.array(spots) - (box.left, box.top)) * _FINE - 0.5
    cv2.fillPoly(mask, [np.rint(corners).astype(np.int32)], 255)
    fine = cv2.resize(mask, (box.width, box.height), interpolation=cv2.INTER_AREA)
    return np.asarray(fine / np.float32(255), np.float32)


def _pixels(box: Box) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    x = np.arange(box.left, box.right, dtype=np.float32) + 0.5
    y = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] + 0.5
    return x, y
