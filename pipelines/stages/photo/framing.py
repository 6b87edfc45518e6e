"""How a product lies in its photo: which edges it touches, how large it is, into how many parts it falls."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from pipelines.values import Mask, Matte, bounding_box

TOUCH_TOLERANCE = 0.002  # share of the outline on the photo's edge that is a tangent's touch, not a cut
TRIMMED_SIDES = 3  # a cutout that touches so many sides of its file was trimmed to the product
_INSIDE = 0.5
_EDGE_ROWS = 2  # a matte may stop one pixel short of the photo's edge
_LEAST_PART = 0.02  # of the product's area: smaller pieces are crumbs of the matte


class Side(StrEnum):
    """An edge of the photo."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Framing:
    """Where a product is in its photo.

    Attributes:
        long_side_px: of the product's bounding box.
        area_px: pixels with a matte above one half.
        touched_px: for each side that the product touches, along how many pixels.
        touched_share: of the product's whole outline, in [0, 1].
        parts: areas of its separate parts, largest first, as shares of the product's area; crumbs left out.
    """

    long_side_px: int
    area_px: int
    touched_px: dict[Side, int]
    touched_share: float
    parts: tuple[float, ...]


def measure_framing(matte: Matte) -> Framing | None:
    """Return where the product is, or None where the matte holds none."""
    box = bounding_box(matte, _INSIDE)
    if box is None:
        return None
    inside = matte > _INSIDE
    touched = {side: length for side, length in _touched(inside).items() if length}
    return Framing(
        long_side_px=max(box.width, box.height),
        area_px=int(np.count_nonzero(inside)),
        touched_px=touched,
        touched_share=min(1.0, sum(touched.values()) / _outline_px(inside)),
        parts=_parts(inside),
    )


def _touched(inside: Mask) -> dict[Side, int]:
    strips = {
        Side.TOP: inside[:_EDGE_ROWS].any(axis=0),
        Side.BOTTOM: inside[-_EDGE_ROWS:].any(axis=0),
        Side.LEFT: inside[:, :_EDGE_ROWS].any(axis=1),
        Side.RIGHT: inside[:, -_EDGE_ROWS:].any(axis=1),
    }
    return {side: int(np.count_nonzero(strip)) for side, strip in strips.items()}


def _outline_px(inside: Mask) -> float:
    contours, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return max(1.0, float(sum(cv2.arcLength(contour, closed=True) for contour in contours)))


def _parts(inside: Mask) -> tuple[float, ...]:
    _, _, statistics, _ = cv2.connectedComponentsWithStats(inside.astype(np.uint8), connectivity=8)
    areas = statistics[1:, cv2.CC_STAT_AREA].astype(np.float64)  # row 0 is the background
    shares = areas / areas.sum()
    return tuple(float(share) for share in sorted(shares, reverse=True) if share >= _LEAST_PART)
