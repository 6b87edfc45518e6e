"""Upright rectangles whose sides are straight to the pixel: pasted, not photographed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Rgb

WORK_PX = 1000
_LINE_STEP, _LINE_SHARE, _SMOOTH_PX, _THICKEST_LINE = 9, 0.09, 11, 10
_CORNER_SLACK = 0.012
_MAX_LINES = 60
_SIDE_SMOOTH_PX, _SIDE_LEVELS, _SIDE_TIMES = 25, 1.5, 2.5  # a side's step, and against what lies beside it
_SIDE_REACH_PX, _SNAP_PX = 16, 6  # smoothing makes an edge seem longer than it is
_ONE_SIDE, _ALL_SIDES = 0.55, 0.85  # shares of its length along which it is seen


@dataclass(frozen=True)
class _Line:
    """A straight edge: its row, and the columns it begins and ends at (or its column, and rows)."""

    at: int
    first: int
    last: int


def find_rectangles(pixels: Rgb) -> tuple[Box, ...]:
    """Return upright rectangles, a tenth of the frame or more, all of whose sides are to be seen.

    Where the pasted picture is as bright as what it lies on, a side may fade out for a while.
    """
    small, scale = working_copy(pixels)
    turned = np.ascontiguousarray(small.transpose(1, 0, 2))
    slack = max(3, round(_CORNER_SLACK * max(small.shape[:2])))
    found, tried = list[Box](), set[tuple[int, ...]]()
    for rough in _candidates(_lines(small), _lines(turned), slack):
        place = tuple(edge // slack for edge in (rough.left, rough.top, rough.right, rough.bottom))
        if min(rough.width, rough.height) >= 4 * slack and place not in tried:
            tried.add(place)
            box = _snapped(small, turned, rough)
            found += [] if box is None else [box]
    kept = list[Box]()
    # An edge inside a pasted picture closes smaller rectangles with its sides
    for box in sorted(found, key=lambda box: -box.width * box.height):
        if all(_shared_sides(box, other, slack) < 2 for other in kept):
            kept.append(box)
    return tuple(_scaled(box, scale, pixels.shape[1], pixels.shape[0]) for box in kept)


def working_copy(pixels: Rgb) -> tuple[Rgb, float]:
    """Return the picture at a long side of at most `WORK_PX`, and the factor that took it there."""
    height, width = pixels.shape[:2]
    scale = min(1.0, WORK_PX / max(height, width))
    if scale == 1.0:
        return pixels, 1.0
    size = max(8, round(width * scale)), max(8, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), scale


def row_steps(view: Rgb) -> NDArray[np.uint8]:
    """Return how far each row differs from the second next, as (height - 2, width)."""
    difference = cv2.absdiff(view[2:], view[:-2])
    return np.maximum(np.maximum(difference[..., 0], difference[..., 1]), difference[..., 2])


def _lines(view: Rgb) -> list[_Line]:
    """Return straight horizontal edges, by row."""
    # Smoothing along the line keeps it and takes away grain and texture
    strong = (row_steps(np.asarray(cv2.blur(view, (_SMOOTH_PX, 1)), dtype=np.uint8)) >= _LINE_STEP).astype(np.uint8)
    length = max(12, round(_LINE_SHARE * view.shape[1]))
    straight = cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _labels, stats, _centres = cv2.connectedComponentsWithStats(straight, connectivity=8)
    lines = [
        _Line(int(top) + int(height) // 2, int(left), int(left + width))
        for left, top, width, height, _area in stats[1:count]
        if height <= _THICKEST_LINE
    ]
    lines.sort(key=lambda line: line.first - line.last)
    return sorted(lines[:_MAX_LINES], key=lambda line: line.at)


def _candidates(across: Sequence[_Line], down: Sequence[_Line], slack: int) -> Iterator[Box]:
    """Yield the rectangles that a corner, where two edges end, and what lies opposite to it tell of.

    Opposite lies another corner, or an edge that is seen whole.
    """
    corners = [
        (level, upright)
        for level, upright in product(across, down)
        if _ends_at(level, upright.at, slack) and _ends_at(upright, level.at, slack)
    ]
    for (level, upright), (other_level, other_upright) in combinations(corners, 2):
        yield from _box(upright.at, level.at, other_upright.at, other_level.at)
    for (level, upright), other in product(corners, across):
        if _ends_at(other, upright.at, slack):
            yield from _box(other.first, level.at, other.last, other.at)
    for (level, upright), other in product(corners, down):
        if _ends_at(other, level.at, slack):
            yield from _box(upright.at, other.first, other.at, other.last)


def _box(left: int, top: int, right: int, bottom: int) -> Iterator[Box]:
    if left != right and top != bottom:
        yield Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _ends_at(line: _Line, place: int, slack: int) -> bool:
    return min(abs(line.first - place), abs(line.last - place)) <= slack


def _snapped(view: Rgb, turned: Rgb, box: Box) -> Box | None:
    """Return the box moved onto the edges it is meant to have; None where not all four are to be seen."""
    top = _side(view, box.top, box.left, box.right)
    bottom = _side(view, box.bottom, box.left, box.right)
    if min(top.share, bottom.share) < _ONE_SIDE or top.at >= bottom.at:
        return None
    left = _side(turned, box.left, box.top, box.bottom)
    right = _side(turned, box.right, box.top, box.bottom)
    shares = (top.share, bottom.share, left.share, right.share)
    if min(shares) < _ONE_SIDE or sum(shares) / 4 < _ALL_SIDES or left.at >= right.at:
        return None
    return Box(left.at, top.at, right.at, bottom.at)


@dataclass(frozen=True)
class _Side:
    """Where a side of a rectangle is, and the share of its length along which it is seen."""

    at: int
    share: float


def _side(view: Rgb, row: int, first: int, last: int) -> _Side:
    """Look near a row for the one where a step stands out from the steps close by, however small it is."""
    above = max(0, row - _SIDE_REACH_PX)
    part = view[above : row + _SIDE_REACH_PX + 3, first:last].astype(np.float32)
    steps = np.abs(cv2.blur(part[2:] - part[:-2], (_SIDE_SMOOTH_PX, 1))).max(axis=2)
    start = max(0, row - above - _SNAP_PX)
    own = steps[start : row - above + _SNAP_PX + 1]
    if not len(own):
        return _Side(row, 0.0)
    stands_out = own >= np.maximum(_SIDE_LEVELS, _SIDE_TIMES * np.median(steps, axis=0))
    shares = stands_out.mean(axis=1)  # of single rows: a photographed edge leans out of its row
    return _Side(above + start + int(shares.argmax()), float(shares.max()))


def _shared_sides(one: Box, other: Box, slack: int) -> int:
    gaps = (one.left - other.left, one.top - other.top, one.right - other.right, one.bottom - other.bottom)
    return sum(abs(gap) <= slack for gap in gaps)


def _scaled(box: Box, scale: float, width: int, height: int) -> Box:
    left, top = min(width - 1, int(box.left / scale)), min(height - 1, int(box.top / scale))
    return Box(
        left, top, min(width, max(left + 1, int(box.right / scale))), min(height, max(top + 1, int(box.bottom / scale)))
    )
