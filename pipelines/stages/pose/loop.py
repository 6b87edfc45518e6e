"""Necklaces, cords and chains: loops that lie on a table, and never stand on one."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Matte

_WORKING_PX = 400
_HOLLOW = 0.5  # of what the outline encloses: one hole
_STRING = 0.035  # of the longer side: what is so thin bends; a ring's band is three times as thick


def is_loose_loop(matte: Matte) -> bool:
    """Tell whether a silhouette is a thin string around one large hole."""
    solid = np.pad(_small(matte) > 0.5, 1)
    if not solid.any():
        return False
    _, parts, figures, _ = cv2.connectedComponentsWithStats((~solid).astype(np.uint8), connectivity=4)
    holes = [int(figures[index, cv2.CC_STAT_AREA]) for index in range(1, len(figures)) if index != parts[0, 0]]
    if not holes or max(holes) < _HOLLOW * (solid.sum() + sum(holes)):
        return False
    rows, columns = (np.flatnonzero(solid.any(axis=axis)) for axis in (1, 0))
    return _thickness(solid) < _STRING * max(np.ptp(rows), np.ptp(columns))


def _small(matte: Matte) -> Matte:
    factor = min(1.0, _WORKING_PX / max(matte.shape))
    size = max(1, round(matte.shape[1] * factor)), max(1, round(matte.shape[0] * factor))
    return np.asarray(cv2.resize(matte, size, interpolation=cv2.INTER_AREA), np.float32)


def _thickness(solid: NDArray[np.bool_]) -> float:
    """Return twice the median distance of a shape's middle lines from its edge, in pixels."""
    depth = cv2.distanceTransform(solid.astype(np.uint8), cv2.DIST_L2, 3)
    ridge = (depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))
    return 2 * float(np.median(depth[ridge]))
