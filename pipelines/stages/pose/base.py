"""Where a product meets the ground, read from the lower edge of its silhouette."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask, Matte

Floats = NDArray[np.float64]
Place = tuple[float, float]

_MOST_SAG = 0.5  # of the product's height in the picture: no base is higher
_CORNER_REACH = 1.5  # of what a round base as wide as the product would sag: how far a box's two edges may rise
_BOX_FILL = 0.85  # share of its bounding rectangle that a box fills
_BOX_DEPTH, _SHOE_DEPTH = 0.62, 0.36  # of the width: how deep boxes that face the camera are, and other long things
_CRUMB = 0.03  # of the height: what hangs below a base by less may be a crumb of the matte
_ENDS = 0.1  # of either of a corner's sides
_CORNER_GAIN = 0.36  # of the next best shape's deviation
_FOOT = 0.4  # of the nearest foot's width: the narrowest of the others
_LEVEL = 0.04  # of the width: how much a foot's lower edge may rise
_FARTHEST_FOOT = 1.6  # of the product's width: feet stand so far apart along the view, as a near lens shows it
_FIT = 0.035  # of the half width: what a lower edge may stray from its shape
_FLATTEST = 0.3  # of a round base's sag: an edge that bulges less is straight
_ROUGH = 0.03  # of the most a base may sag: fur and crumbs below that do not end it
_SLACK = 1.1  # an upright corner turned by 45 degrees is just as wide as a round base
_STEEPEST = 0.35  # slope of a straight lower edge that is a yawed product's, and not a round one's side


class BaseShape(StrEnum):
    """What the lower edge looks like."""

    ROUND = "round"  # the near half of an ellipse
    STRAIGHT = "straight"  # one line: a box or shoe that turns its side to the camera
    CORNER = "corner"  # two lines: a box at an angle
    UNEVEN = "uneven"  # feet, folds: nothing of these


@dataclass(frozen=True, eq=False)
class Base:
    """All in pixels of the matte it was read from, whose camera looks down by a known angle; rows are edges of pixels.

    Attributes:
        shape: of the lower edge.
        lower_edge: row below the lowest product pixel of each column, -1 where a column holds none.
        front: row below the lowest pixel of all.
        axis: (column, row) where the upright axis meets the ground.
        left, right: ends of the lower edge.
        corner: the lowest point between them; of use where the shape is a corner.
        half_width: of the base.
        depth: half of what the base measures along the view, on the ground and unforeshortened.
        sag: how far above the front rim the base's outline can be seen.
    """

    shape: BaseShape
    lower_edge: NDArray[np.intp]
    front: int
    axis: Place
    left: Place
    right: Place
    corner: Place
    half_width: float
    depth: float
    sag: float


def read_base(matte: Matte, elevation_sine: float) -> Base:
    """Read the base of a product that stands; the matte holds at least one pixel above 0.5.

    A round base of half width w, seen from above by an angle e, is an ellipse w sin(e) high: the base ends where the
    silhouette is that much above its front rim.
    """
    solid = matte > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    height = int(rows[-1] - rows[0] + 1)
    lower = _without_crumb(lower_edge_of(solid), height)
    front = int(lower.max())
    sag = _round_sag(lower, front, elevation_sine, _MOST_SAG * height)
    feet = _feet(lower, front, elevation_sine, sag)
    edge = feet or _Edge.within(lower, front, sag)
    wide = _Edge.within(lower, front, _CORNER_REACH * elevation_sine * _width(lower) / 2)
    kind = BaseShape.UNEVEN if feet else _kind(edge, wide, sag)
    match kind:
        case BaseShape.CORNER:
            return _corner(lower, front, wide, elevation_sine)
        case BaseShape.STRAIGHT:
            is_box = int(solid.sum()) > _BOX_FILL * height * _width(lower)
            half = edge.half_width
            depth = min(half * (_BOX_DEPTH if is_box else _SHOE_DEPTH), 0.5 * height)
            return _straight(lower, front, edge, elevation_sine, depth)
        case BaseShape.ROUND | BaseShape.UNEVEN:
            if kind is BaseShape.ROUND:
                edge = _Edge.within(lower, front, edge.half_width * elevation_sine)
            depth = edge.half_width if kind is BaseShape.ROUND else min(edge.half_width, 0.5 * height)
            axis = (edge.centre, front - depth * elevation_sine)
            ends = ((float(edge.column[0]), axis[1]), (float(edge.column[-1]), axis[1]))
            lowest = (edge.centre, float(front))
            sag = max(depth * elevation_sine, _highest_foot(lower, front, elevation_sine) if feet else 1.0, 1.0)
            return Base(kind, lower, front, axis, *ends, lowest, edge.half_width, depth, sag)


@dataclass(frozen=True, eq=False)
class _Edge:
    """A part of the lower edge: columns, and how far each rises above the front."""

    column: Floats
    rise: Floats

    @classmethod
    def within(cls, lower: NDArray[np.intp], front: int, sag: float) -> "_Edge":
        columns = np.flatnonzero(lower > front - max(2.0, sag))
        return cls(columns.astype(np.float64) + 0.5, (front - lower[columns]).astype(np.float64))

    @property
    def centre(self) -> float:
        return float(self.column[0] + self.column[-1]) / 2

    @property
    def half_width(self) -> float:
        return float(self.column[-1] - self.column[0] + 1) / 2


def _without_crumb(lower: NDArray[np.intp], height: int) -> NDArray[np.intp]:
    """Return the lower edge cut off above a narrow crumb under a much wider base: a rest of the photo's own shadow."""
    front = int(lower.max())
    step = max(2, round(0.006 * height))
    for rise in range(step, max(step, round(_CRUMB * height))):
        half, now, soon = (_Edge.within(lower, front, sag).half_width for sag in (rise / 2, rise, rise + step))
        if now <= 1.15 * half and soon > 2.5 * now:
            return np.minimum(lower, front - rise)
    return lower


def _round_sag(lower: NDArray[np.intp], front: int, sine: float, most: float) -> float:
    """Return how far above the front the base reaches: where the silhouette is as wide as a base that sags so much."""
    sag = min(most, 3 + _ROUGH * most)
    while sag < most and sag < 2 + _SLACK * _Edge.within(lower, front, sag).half_width * sine:
        sag += 1
    return sag


def lower_edge_of(solid: Mask) -> NDArray[np.intp]:
    """Return the row below the lowest pixel of each column, -1 where a column is empty."""
    return np.where(solid.any(axis=0), solid.shape[0] - solid[::-1].argmax(axis=0), -1)


@dataclass(frozen=True)
class Corner:
    """The lower corner of a box: by how much its two edges rise, each for a column, and where they meet."""

    left_slope: float
    right_slope: float
    column: float
    row: float


def read_corner(lower: NDArray[np.intp]) -> Corner | None:
    """Return a box's lower corner, or None where the edge is no such corner."""
    front = int(lower.max())
    edge = _Edge.within(lower, front, _CORNER_REACH * 0.5 * _width(lower) / 2)
    split, miss = _corner_fit(edge)
    if miss > 0.3 * _line_fit(edge)[2] or miss > 0.5 * _FIT * edge.half_width:
        return None
    if miss > 0.3 * _round_miss(edge, float(edge.rise.max())):
        return None
    left, right = (_side(edge, part) for part in (slice(0, split), slice(split, None)))
    if left[0] >= 0 or right[0] <= 0:
        return None
    column = (right[1] - left[1]) / (left[0] - right[0])
    return Corner(-left[0], right[0], column, front - (left[0] * column + left[1]))


def _side(edge: _Edge, part: slice) -> tuple[float, float]:
    """Return slope and start of one side's line; its ends, where the box's upright edges lean in, do not count."""
    column, rise = edge.column[part], edge.rise[part]
    cut = round(_ENDS * len(column))
    slope, start = np.polyfit(column[cut : len(column) - cut], rise[cut : len(column) - cut], 1)
    return float(slope), float(start)


def _width(lower: NDArray[np.intp]) -> int:
    columns = np.flatnonzero(lower >= 0)
    return int(columns[-1] - columns[0] + 1)


def _feet(lower: NDArray[np.intp], front: int, sine: float, sag: float) -> "_Edge | None":
    """Return all feet of a product that stands on several, or None where its base is of one piece.

    What ends in the air beside a much broader base is none: leaves about a pot.
    """
    width = _width(lower)
    reach = width * sine
    every, first = _Edge.within(lower, front, reach), _Edge.within(lower, front, sag)
    broad = [run for run in _runs(every.column, width) if _sole(lower, run, width) > _FOOT * 2 * first.half_width]
    kept = np.isin(every.column, np.concatenate([first.column, *broad]))
    feet = _Edge(every.column[kept], every.rise[kept])
    gaps = np.diff(feet.column) > 0.1 * width
    stands_on_several = bool(gaps.any()) and feet.half_width > 2 * first.half_width
    return feet if stands_on_several else None


def _sole(lower: NDArray[np.intp], run: Floats, width: int) -> int:
    """Return how many columns of a run are about as low as its lowest."""
    rows = lower[run.astype(np.intp)]
    return int((rows > rows.max() - _LEVEL * width).sum())


def _runs(columns: Floats, width: int) -> list[Floats]:
    """Return columns parted where some are missing."""
    return np.split(columns, np.flatnonzero(np.diff(columns) > 0.03 * width) + 1)


def _highest_foot(lower: NDArray[np.intp], front: int, sine: float) -> float:
    """Return how far above the front the farthest foot of several ends."""
    width = _width(lower)
    columns = np.flatnonzero(lower > front - _FARTHEST_FOOT * width * sine)
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 0.03 * width) + 1)
    return float(max(front - lower[run].max() for run in runs))


def _kind(edge: _Edge, wide: _Edge, sag: float) -> BaseShape:
    """Choose the simplest shape that fits. Where a round base would hardly sag, nothing can be told: it is round."""
    if sag < 3:
        return BaseShape.ROUND
    slope, line, line_miss = _line_fit(edge)
    round_miss, corner_miss = _round_miss(edge, sag), _corner_fit(wide)[1]
    if corner_miss < _CORNER_GAIN * min(round_miss, line_miss) and corner_miss < _FIT * wide.half_width:
        return BaseShape.CORNER
    bulge = float(np.percentile(line - edge.rise, 90) + np.percentile(edge.rise - line, 90))
    if line_miss < _FIT * edge.half_width and bulge < _FLATTEST * sag and abs(slope) < _STEEPEST:
        return BaseShape.STRAIGHT
    return BaseShape.ROUND if round_miss < _FIT * edge.half_width else BaseShape.UNEVEN


def _line_fit(edge: _Edge) -> tuple[float, Floats, float]:
    """Return slope, fitted rises and mean deviation of the edge's best straight line."""
    slope, start = np.polyfit(edge.column, edge.rise, 1) if len(edge.column) > 2 else (0.0, 0.0)
    fitted = slope * edge.column + start
    return float(slope), fitted, float(np.abs(edge.rise - fitted).mean())


def _round_miss(edge: _Edge, sag: float) -> float:
    """Return the edge's mean deviation from the near half of an ellipse of any height up to twice the expected."""
    part = np.clip((edge.column - edge.centre) / edge.half_width, -1, 1)
    form = 1 - np.sqrt(1 - part**2)
    high = float(np.clip((form @ edge.rise) / max(form @ form, 1e-6), 0.4 * sag, 2 * sag))
    return float(np.abs(edge.rise - high * form).mean())


def _corner_fit(edge: _Edge) -> tuple[int, float]:
    """Return where in the edge two straight lines meet best, and their mean deviation; both must rise from there."""
    count = len(edge.column)
    best, least = 0, float("inf")
    for split in np.unique(np.linspace(0.12 * count, 0.88 * count, 40).astype(int)):
        parts = _Edge(edge.column[:split], edge.rise[:split]), _Edge(edge.column[split:], edge.rise[split:])
        if min(len(part.column) for part in parts) < 4:
            continue
        (left, _, left_miss), (right, _, right_miss) = (_line_fit(part) for part in parts)
        miss = (left_miss * split + right_miss * (count - split)) / count
        if left < -0.02 and right > 0.02 and miss < least:
            best, least = int(split), miss
    return best, least


def _corner(lower: NDArray[np.intp], front: int, edge: _Edge, sine: float) -> Base:
    split, _ = _corner_fit(edge)
    sides = _Edge(edge.column[:split], edge.rise[:split]), _Edge(edge.column[split:], edge.rise[split:])
    (left_slope, left_fit, _), (right_slope, right_fit, _) = (_line_fit(side) for side in sides)
    left = (float(edge.column[0]) - 0.5, front - float(left_fit[0]))
    right = (float(edge.column[-1]) + 0.5, front - float(right_fit[-1]))
    # Rises grow upwards and rows downwards, so a line's row falls by its slope.
    start = left[1] - right[1] + left_slope * left[0] - right_slope * right[0]
    column = start / (left_slope - right_slope)
    corner = (column, left[1] - left_slope * (column - left[0]))
    axis = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    half_width = (right[0] - left[0]) / 2
    depth = max(corner[1] - axis[1], 1.0) / max(sine, 0.03)
    sag = front - min(left[1], right[1])
    return Base(BaseShape.CORNER, lower, front, axis, left, right, corner, half_width, depth, max(sag, 1.0))


def _straight(lower: NDArray[np.intp], front: int, edge: _Edge, sine: float, depth: float) -> Base:
    _, fitted, miss = _line_fit(edge)
    # A base that is not quite straight must not reach out from under its product.
    left = (float(edge.column[0]) - 0.5, front - float(fitted[0]) - miss)
    right = (float(edge.column[-1]) + 0.5, front - float(fitted[-1]) - miss)
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    axis = (middle[0], middle[1] - depth * sine)
    sag = abs(left[1] - right[1]) + 0.01 * edge.half_width
    return Base(BaseShape.STRAIGHT, lower, front, axis, left, right, middle, edge.half_width, depth, max(sag, 1.0))
