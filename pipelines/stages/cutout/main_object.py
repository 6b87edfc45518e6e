"""Which of the things a map shows is the product."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.cutout.morphology import at_frame, disc, labelled
from pipelines.values import Mask, Matte

_FAR = 0.35  # of the frame from its centre: where an object's weight has fallen to 1/e
_EQUAL = 0.5  # share of the main part's area from which another part is as much the product: a pair, a set
_JOINED = 0.008  # of the long side: a smaller gap is a break in one thing


def main_object(matte: Matte, seen: Matte | None = None) -> Matte:
    """Return the map without other objects: neighbours cut by the frame, and small things apart.

    The main part is the largest near the centre, or the one that covers most of the map `seen` before; parts that
    nearly touch it, and whole parts of a similar size, belong to it.
    """
    count, labels, stats = labelled(matte > 0.5)
    if count <= 2:
        return matte
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    weight = areas * _centrality(labels, areas) if seen is None else np.bincount(labels.ravel(), seen.ravel(), count)
    weight[0] = 0
    main = int(weight.argmax())
    cut = at_frame(labels, count)
    whole = ~cut if not cut[main] else np.ones(count, bool)
    reach = max(2, round(_JOINED * max(matte.shape)))
    touching = np.zeros(count, bool)
    touching[np.unique(labels[cv2.dilate((labels == main).astype(np.uint8), disc(reach)) > 0])] = True
    kept = whole & ((areas >= _EQUAL * areas[main]) | touching)
    kept[main], kept[0] = True, False
    return (matte * _nearer_to(kept[labels], (labels > 0) & ~kept[labels])).astype(np.float32)


def _centrality(labels: NDArray[np.int32], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = labels.shape
    rows, columns = np.indices(labels.shape, np.float32)
    y = np.bincount(labels.ravel(), rows.ravel()) / areas / height - 0.5
    x = np.bincount(labels.ravel(), columns.ravel()) / areas / width - 0.5
    return np.exp(-(x**2 + y**2) / _FAR**2)


def _nearer_to(kept: Mask, dropped: Mask) -> Mask:
    """Where the kept parts are nearer than the dropped ones; soft values go with the nearer part."""
    if not dropped.any():
        return np.ones_like(kept)
    to_kept = cv2.distanceTransform((~kept).astype(np.uint8), cv2.DIST_L2, 3)
    to_dropped = cv2.distanceTransform((~dropped).astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray(to_kept <= to_dropped)
