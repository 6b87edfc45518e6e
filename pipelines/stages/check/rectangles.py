"""Upright rectangles whose sides are straight to the pixel: pasted, not photographed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Rgb

WORK_PX = 1000
_LINE_STEP, _LINE_SHARE, _SMOOTH_PX, _THICKEST_LINE = 9, 0.09, 11, 10
_CORNER_SLACK = 0.012
_MAX_LINES = 60
_SIDE_SMOOTH_PX, _SIDE_LEVELS, _SIDE_TIMES = 25, 1.5, 2.5  # a side's step, and against what lies beside it
_ONE_SIDE, _ALL_SIDES = 0.55, 0.75  # shares of its length along which it is seen


@dataclass(frozen=True)
class _Line:
    """A straight edge: its row, and the columns it begins and ends at (or its column, and rows)."""

    at: int
    first: int
    last: int


def find_rectangles(pixels: Rgb) -> tuple[Box, ...]:
    """Return upright rectangles, a tenth of the frame or more, with two opposite corners and four sides to be seen.

    Where the pasted picture is as bright as what it lies on, a side may fade out for a while.
    """
    small, scale = working_copy(pixels)
    turned = np.ascontiguousarray(small.transpose(1, 0, 2))
    slack = max(3, round(_CORNER_SLACK * max(small.shape[:2])))
    found = list[Box]()
    for box in _between_corners(_lines(small), _lines(turned), slack):
        known = any(_shared_sides(box, other, 2 * slack) == 4 for other in found)
        if not known and min(box.width, box.height) >= 4 * slack and _has_sides(small, turned, box):
            found.append(box)
    # An edge inside a pasted picture closes smaller rectangles with its sides
    outer = [box for box in found if not any(_is_part(box, other, slack) for other in found)]
    return tuple(_scaled(box, scale, pixels.shape[1], pixels.shape[0]) for box in outer)


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


def _between_corners(across: Sequence[_Line], down: Sequence[_Line], slack: int) -> Iterator[Box]:
    """Yield the rectangles of two opposite corners, where two edges end at each other."""
    corners = [
        (level.at, upright.at, level.first >= upright.at - slack, upright.first >= level.at - slack)
        for level in across
        for upright in down
        if _meet(level, upright.at, slack) and _meet(upright, level.at, slack)
    ]
    for top, one, opens_right, opens_down in corners:
        for bottom, other, opens_right_too, opens_down_too in corners:
            # One corner is above, the other below and on the other side, and they open towards each other
            if opens_down and not opens_down_too and opens_right != opens_right_too and bottom > top:
                left, right = (one, other) if opens_right else (other, one)
                if right > left:
                    yield Box(left, top, right, bottom)


def _meet(line: _Line, end: int, slack: int) -> bool:
    return min(abs(line.first - end), abs(line.last - end)) <= slack


def _has_sides(view: Rgb, turned: Rgb, box: Box) -> bool:
    shares = (
        _seen_share(view, box.top, box.left, box.right),
        _seen_share(view, box.bottom, box.left, box.right),
        _seen_share(turned, box.left, box.top, box.bottom),
        _seen_share(turned, box.right, box.top, box.bottom),
    )
    return min(shares) >= _ONE_SIDE and sum(shares) / 4 >= _ALL_SIDES


def _seen_share(view: Rgb, row: int, first: int, last: int) -> float:
    """Return the share of a row's columns where a step stands out from the steps close by, however small it is."""
    reach = 12
    above = max(0, row - reach)
    part = view[above : row + reach + 3, first:last].astype(np.float32)
    steps = np.abs(cv2.blur(part[2:] - part[:-2], (_SIDE_SMOOTH_PX, 1))).max(axis=2)
    middle = row - above
    own = steps[max(0, middle - 2) : middle + 3]
    beside = np.concatenate([steps[: max(0, middle - 4)], steps[middle + 5 :]])
    if not len(own) or not len(beside):
        return 0.0
    stands_out = own >= np.maximum(_SIDE_LEVELS, _SIDE_TIMES * np.median(beside, axis=0))
    return float(stands_out.mean(axis=1).max())  # of one row: a photographed edge leans out of it


def _shared_sides(one: Box, other: Box, slack: int) -> int:
    gaps = (one.left - other.left, one.top - other.top, one.right - other.right, one.bottom - other.bottom)
    return sum(abs(gap) <= slack for gap in gaps)


def _is_part(box: Box, other: Box, slack: int) -> bool:
    return box.width * box.height < other.width * other.height and _shared_sides(box, other, slack) > 1


def _scaled(box: Box, scale: float, width: int, height: int) -> Box:
    left, top = min(width - 1, int(box.left / scale)), min(height - 1, int(box.top / scale))
    return Box(
        left, top, min(width, max(left + 1, int(box.right / scale))), min(height, max(top + 1, int(box.bottom / scale)))
    )
