"""Shapes of masks, in OpenCV's terms."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask


def disc(radius_px: int) -> NDArray[np.uint8]:
    """Return a round structuring element."""
    side = 2 * radius_px + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def grown(mask: Mask, radius_px: int) -> Mask:
    return cv2.dilate(mask.astype(np.uint8), disc(radius_px)) > 0


def shrunken(mask: Mask, radius_px: int) -> Mask:
    return cv2.erode(mask.astype(np.uint8), disc(radius_px)) > 0


def labelled(mask: Mask, connectivity: int = 8) -> tuple[int, NDArray[np.int32], NDArray[np.int32]]:
    """Return the number of parts with the ground (label 0), each pixel's part, and OpenCV's statistics of the parts."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=connectivity)
    return count, np.asarray(labels, np.int32), np.asarray(stats, np.int32)


def at_frame(labels: NDArray[np.int32], count: int) -> Mask:
    """Return which of the parts come within 2 px of the frame."""
    touching = np.zeros(count, bool)
    for side in (labels[:2], labels[-2:], labels[:, :2], labels[:, -2:]):
        touching[np.unique(side)] = True
    return touching


def filled(mask: Mask) -> Mask:
    """Return the mask without its holes."""
    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros(mask.shape, np.uint8), outlines, -1, 1, cv2.FILLED) > 0
