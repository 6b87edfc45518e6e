"""Where a product's body is, without handles and spouts."""

import cv2
import numpy as np

from pipelines.errors import PlanError
from pipelines.values import Matte, bounding_box

_HANDLE = 0.09  # of the shorter side: what is thinner than twice that sticks out of the body
_WHOLE = 0.97  # a body as wide as that share of the outline has no handle
_WORKING_PX = 400  # of the longer side, where handles are told from the body


def body_columns(matte: Matte) -> tuple[int, int]:
    """Return the first column of a product's body and the one after its last: without handles and spouts."""
    box = bounding_box(matte)
    if box is None:
        raise PlanError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
    shrink = min(1.0, _WORKING_PX / max(box.width, box.height))
    size = max(8, round(box.width * shrink)), max(8, round(box.height * shrink))
    solid = (cv2.resize(matte[box.slices], size, interpolation=cv2.INTER_AREA) > 0.5).astype(np.uint8)
    radius = max(1, round(_HANDLE * min(solid.shape)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    padded = cv2.copyMakeBorder(solid, radius, radius, radius, radius, cv2.BORDER_CONSTANT)
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)[radius:-radius, radius:-radius]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    if count < 2:
        return box.left, box.right
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    columns = np.flatnonzero((labels == largest).any(axis=0))
    left, right = (box.left + round(int(edge) * box.width / size[0]) for edge in (columns[0], columns[-1] + 1))
    return (box.left, box.right) if right - left >= _WHOLE * box.width else (left, right)
