"""The dark line where a product touches its ground: too fine for the grid on which light is followed."""

import cv2
import numpy as np

from pipelines.stages.pose.base import Base
from pipelines.values import Matte

# Darkest, and where it has faded to 1 / e in shares of the product's size: the joint itself, and its soft fringe.
_JOINT, _FRINGE = (0.5, 0.006), (0.36, 0.04)
_TOLERANCE = 0.025  # of the product's size: how far above its outline the base still counts as touching


def contact_line(matte: Matte, base: Base) -> Matte:
    """Return the share of light lost along the foot, of the placed matte's shape padded downwards by `line_px`.

    Each column's lower edge has its own line; it fades where the edge is higher than the base's outline can reach.
    """
    size = max(matte.shape)
    below = line_px(matte)
    gap = np.maximum(base.front - base.sag - base.lower_edge, 0)
    touching = np.where(base.lower_edge >= 0, np.exp(-((gap / (_TOLERANCE * size)) ** 2)), 0).astype(np.float32)
    row = np.arange(matte.shape[0] + below, dtype=np.float32)[:, None] + 0.5
    under = row - base.lower_edge[None, :]
    depth = np.maximum(under, 0)
    line = sum(dark * np.exp(-depth / max(1.0, share * size)) for dark, share in (_JOINT, _FRINGE))
    line = np.where(under > -4, line, 0) * touching[None, :]
    return np.asarray(cv2.GaussianBlur(line.astype(np.float32), (0, 0), max(0.8, 0.0025 * size)), np.float32)


def line_px(matte: Matte) -> int:
    """Return how many rows below the matte the line needs."""
    return int(6 * max(1.0, _FRINGE[1] * max(matte.shape))) + 2
