"""How far down the photo's camera looked, told by the product's outline."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.pose.base import lower_edge_of, read_corner
from pipelines.stages.pose.rims import Rim
from pipelines.values import Box, Matte, Size, bounding_box

_TYPICAL_DEG = 14.0  # of product photos on tables that tell nothing themselves
_LONG_SIDE_DEG = 40.0  # field of view along a photo's longer side, where nothing is known of the lens
_MOST_DEG = 75.0
_WORKING_PX = 480  # of the product's longer side
_AGREED_DEG = 20.0
_FLAT_DEG = 15.0  # an arc flatter than that is more often a straight edge
_BOX_SIDE = 0.48  # of a box's height in the picture: its outer edges are at least as long
_OUTER = 0.08  # of its width: so far they may lean
_LIP = 0.75  # of the way from the product's middle to a rim: a lip's thickness makes its ellipse look rounder
_UPRIGHT = 0.12  # of the half width: how much a side may lean above its rim and still be upright
_WORST = 0.05  # of the half width: an arc that strays further is none


@dataclass(frozen=True)
class Elevation:
    """An estimate.

    Attributes:
        degrees: of the camera above the horizontal, at the middle of the product.
        at_base: the same at the product's foot, which the camera sees more steeply.
        confidence: 0 is a guess, 1 is as sure as outlines are; from 0.5 on it is right within about 6 degrees.
    """

    degrees: float
    at_base: float
    confidence: float


def read_elevation(matte: Matte, circle: Rim | None = None) -> Elevation:
    """Estimate the camera's elevation from the matte of the whole photo, and from a circle seen inside it.

    A box's lower edges run to vanishing points on the horizon, at right angles seen from the lens; a round base or rim
    is half an ellipse whose axes are to each other as the sine of the elevation.
    """
    box = bounding_box(matte)
    if box is None:
        return Elevation(_TYPICAL_DEG, _TYPICAL_DEG, 0.0)
    solid = _small(matte[box.slices]) > 0.5
    focal = max(matte.shape) / 2 / math.tan(math.radians(_LONG_SIDE_DEG) / 2)
    half_view = math.degrees(math.atan(box.height / 2 / focal))  # from the product's middle to its base or rim
    corner = _by_corner(solid, box, (matte.shape[1], matte.shape[0]), focal)
    if corner is not None:
        return _estimate([corner], half_view, 0.8)
    base, rim = _by_arc(solid), _by_arc(solid[::-1])
    if circle is not None and not (base is not None and base.is_upright):
        return _estimate([_degrees(circle.sine) + _LIP * half_view * (1 - 2 * circle.down)], half_view, 0.8)
    if base is None or (not base.is_upright and _degrees(base.sine) < _FLAT_DEG):
        return _estimate([_TYPICAL_DEG], half_view, 0.0)
    seen = [_degrees(base.sine) - half_view]
    if rim is not None and rim.is_upright and base.is_upright:
        seen.append(_degrees(rim.sine) + half_view)
    if base.is_upright:
        agreed = max(seen) - min(seen) < _AGREED_DEG
        return _estimate(seen if agreed else seen[:1], half_view, 0.9 if agreed and len(seen) > 1 else 0.7)
    guess = 0.5 * (seen[0] + _TYPICAL_DEG)  # what flares or rounds off below tells only half the truth
    return _estimate([guess], half_view, 0.3)


def _small(matte: Matte) -> Matte:
    factor = min(1.0, _WORKING_PX / max(matte.shape))
    size = max(8, round(matte.shape[1] * factor)), max(8, round(matte.shape[0] * factor))
    return np.asarray(cv2.resize(matte, size, interpolation=cv2.INTER_AREA), np.float32)


def _degrees(sine: float) -> float:
    return math.degrees(math.asin(min(sine, 1.0)))


def _estimate(degrees: list[float], half_view: float, confidence: float) -> Elevation:
    mean = sum(degrees) / len(degrees)
    sure = confidence if -3 < mean < _MOST_DEG else min(confidence, 0.2)
    return Elevation(float(np.clip(mean, 0, 90)), float(np.clip(mean + half_view, 0, 90)), sure)


def _by_corner(solid: NDArray[np.bool_], box: Box, photo: Size, focal: float) -> float | None:
    """Return the elevation in degrees at the middle of a box whose lower corner is seen; None where there is none.

    In focal lengths from the photo's middle, the corner lies at (x, y), the horizon at the tangent t of the camera's
    pitch above it, and the edges' vanishing points there at a and b, with a b = -(1 + t^2) as they are at right angles.
    """
    corner = read_corner(lower_edge_of(solid))
    rims = max(2, round(_OUTER * solid.shape[1]))
    upright = min(int(solid[:, :rims].sum(axis=0).max()), int(solid[:, -rims:].sum(axis=0).max()))
    if corner is None or upright < _BOX_SIDE * solid.shape[0]:
        return None
    px = box.width / solid.shape[1]
    x = (box.left + corner.column * px - photo[0] / 2) / focal
    y, middle = ((box.top + row * px - photo[1] / 2) / focal for row in (corner.row, solid.shape[0] / 2))
    steep, aside = corner.left_slope * corner.right_slope, x * (1 / corner.right_slope - 1 / corner.left_slope)
    # (x - (t + y) / left) (x + (t + y) / right) = -(1 + t^2), a quadratic in t.
    square, linear = 1 - 1 / steep, aside - 2 * y / steep
    rest = linear * linear - 4 * square * (x * x + aside * y - y * y / steep + 1)
    if not 0 < steep < 1 or rest < 0:
        return None
    pitch = math.atan((-linear - math.sqrt(rest)) / (2 * square))
    return math.degrees(pitch + math.atan(middle))


@dataclass(frozen=True)
class _Arc:
    """Half an ellipse: sine of the elevation, and whether the sides go straight up from its ends."""

    sine: float
    is_upright: bool


def _by_arc(solid: NDArray[np.bool_]) -> _Arc | None:
    """Fit the near half of an ellipse to the lower edge; None where none fits."""
    lower = lower_edge_of(solid)
    columns = np.flatnonzero(lower >= 0)
    front = int(lower.max())
    lowest = columns[lower[columns] >= front - max(2, 0.01 * solid.shape[0])]
    middle = float(lowest.mean()) + 0.5
    best: tuple[float, float, float] | None = None
    for half in np.linspace(0.15, 1.0, 35) * len(columns) / 2:
        fit = _arc_fit(lower, front, middle, float(half))
        if fit is not None and (best is None or fit[1] * (1 - 0.25 * half / len(columns)) < best[2]):
            best = fit[0] / float(half), float(half), fit[1] * (1 - 0.25 * half / len(columns))
    if best is None or best[2] > _WORST or not 0.02 < best[0] < 0.97:
        return None
    return _Arc(best[0], _goes_up(solid, front, middle, best[1], best[0] * best[1]))


def _arc_fit(lower: NDArray[np.intp], front: int, middle: float, half: float) -> tuple[float, float] | None:
    """Return height of the best half ellipse of a half width, and its deviation relative to that half width."""
    column = np.arange(max(0, math.ceil(middle - 0.97 * half)), min(len(lower), math.floor(middle + 0.97 * half)))
    if len(column) < 12 or (lower[column] < 0).mean() > 0.02:
        return None
    column = column[lower[column] >= 0]
    part = np.clip((column + 0.5 - middle) / half, -1, 1)
    form = 1 - np.sqrt(1 - part**2)
    rise = (front - lower[column]).astype(np.float64)
    design = np.stack([form, np.ones_like(form)], axis=1)
    (high, start), *_ = np.linalg.lstsq(design, rise, rcond=None)
    miss = float(np.abs(rise - design @ np.array([high, start])).mean())
    return (float(high), miss / half) if high > 0 else None


def _goes_up(solid: NDArray[np.bool_], front: int, middle: float, half: float, high: float) -> bool:
    """Whether the silhouette just above an arc is as wide as the arc, and stays so for a while."""
    first = int(front - 1.15 * high)
    rows = range(first, max(0, int(first - 0.5 * half)), -max(1, int(0.1 * half)))
    widths = [_run(solid[row], int(middle)) / 2 for row in rows if 0 <= row < len(solid)]
    return bool(widths) and all(abs(width - half) < _UPRIGHT * half for width in widths)


def _run(row: NDArray[np.bool_], middle: int) -> float:
    """Return twice the shorter reach of the run of product about a column: what is off to one side is a handle."""
    left, right = row[: middle + 1][::-1], row[middle:]
    return 2.0 * min(len(part) if part.all() else int(part.argmin()) for part in (left, right))
