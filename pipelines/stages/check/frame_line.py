"""A line drawn around the picture, a little inside its frame: a thin closed rectangle parallel to the sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Rgb

_WORK_PX = 1600
_DEEPEST = 0.12  # of the frame: further in it is part of what is shown
_THICKNESSES_PX = (1, 2, 3, 5, 8, 12, 18, 26)
_RIDGE_LEVELS = 4.0
_ALONG_PX, _EVERY_PX = 9, 4  # smoothing along a line keeps it and takes away grain; then fewer places tell as much
_ALL_ALONG, _BEYOND = 0.85, 0.35  # shares of a side, and of what lies outside its corners
_GOES_ON = 0.5  # of its own levels
_MIDDLE = 0.7  # of a side: clear of the corners, wherever they are
_CANDIDATES = 3
_SMEAR_PX = 9  # coding spreads a line over its block of 8 pixels
_OUTLINE_LEVELS, _OUTLINE_TIMES, _OUTLINE_SIDES = 4.0, 6.0, 3

_Levels = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Line:
    """A straight line along one side.

    Attributes:
        depth, thickness: where it begins, counted from that side, and its own width, in pixels.
        levels: by how much it stands out, on average.
        along: how clearly it is seen, in levels, every `_EVERY_PX` of the side.
    """

    depth: int
    thickness: int
    levels: float
    along: _Levels


def find_frame_line(pixels: Rgb) -> Box | None:
    """Return the outer edge of a line that runs around the picture, closed at its corners; None without one.

    Joints of tiles and boards run on to the frame's edge; a line printed on a product has that product's outline
    outside.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_PX / max(height, width))
    size = max(8, round(width * scale)), max(8, round(height * scale))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8) if scale < 1 else pixels
    views, candidates = list[Rgb](), list[list[_Line]]()
    for turns in range(4):  # top, right, bottom, left come up
        views.append(np.ascontiguousarray(np.rot90(small, turns)))
        candidates.append(_lines(views[-1]))
        if not candidates[-1]:
            return None
    for lines in product(*candidates):
        if _is_closed(lines) and not _is_printed(views, lines):
            top, right, bottom, left = (line.depth / scale for line in lines)
            return Box(round(left), round(top), width - round(right), height - round(bottom))
    return None


def _lines(view: Rgb) -> list[_Line]:
    """Return the clearest lines along a view's first row, outermost first."""
    found = list[_Line]()
    for thickness, levels in _ridges(view):
        seen = levels >= _RIDGE_LEVELS
        margin = round((1 - _MIDDLE) / 2 * seen.shape[1])
        middle = slice(margin, seen.shape[1] - margin)
        share, mean = seen[:, middle].mean(axis=1), levels[:, middle].mean(axis=1)
        rows = np.flatnonzero(share >= _ALL_ALONG)
        found += [_Line(int(row), thickness, float(mean[row]), levels[row]) for row in rows]
    kept = list[_Line]()
    for line in sorted(found, key=lambda line: -line.levels):
        if all(abs(line.depth - other.depth) > max(3, line.thickness, other.thickness) for other in kept):
            kept.append(line)
    return sorted(kept[:_CANDIDATES], key=lambda line: line.depth)


def _ridges(view: Rgb) -> Iterator[tuple[int, _Levels]]:
    """Yield, thickness by thickness, by how many levels a line beginning at each row differs from both its sides."""
    depth = round(_DEEPEST * view.shape[0])
    strip = cv2.blur(view[: depth + 3 * _THICKNESSES_PX[-1]], (_ALONG_PX, 1))[:, ::_EVERY_PX].astype(np.float32)
    sums = np.concatenate([np.zeros_like(strip[:1]), np.cumsum(strip, axis=0)]).astype(np.float32)
    for thickness in _THICKNESSES_PX:
        beside = max(2, thickness)
        first, last = beside + 1, min(depth, len(strip) - thickness - beside - 1)
        if last <= first:
            continue
        start = np.arange(first, last)
        line = (sums[start + thickness] - sums[start]) / thickness
        # One row on either side is left out: a drawn line's rim is smeared by coding
        outer = (sums[start - 1] - sums[start - 1 - beside]) / beside
        inner = (sums[start + thickness + 1 + beside] - sums[start + thickness + 1]) / beside
        levels = np.zeros((depth, strip.shape[1]), np.float32)
        levels[first:last] = _stand_out(np.stack([line - outer, line - inner]))
        yield thickness, levels


def _stand_out(differences: NDArray[np.floating]) -> _Levels:
    """Return the smaller of the two differences where both are of one sign, of the clearest channel."""
    brighter = differences.min(axis=0).max(axis=2)
    darker = -differences.max(axis=0).min(axis=2)
    return np.asarray(np.maximum(np.maximum(brighter, darker), 0), np.float32)


def _is_closed(lines: tuple[_Line, ...]) -> bool:
    """Tell whether each line runs from the one beside it to the other, and no further."""
    for side, line in enumerate(lines):
        # Seen from any side, the line before it in the turn crosses at the left end
        start, end = lines[side - 1], lines[(side + 1) % 4]
        first, last = start.depth // _EVERY_PX, len(line.along) - end.depth // _EVERY_PX
        reach = -(-_ALONG_PX // _EVERY_PX)
        outside = np.concatenate([line.along[: max(0, first - reach)], line.along[last + reach :]])
        if float((line.along[first:last] >= _RIDGE_LEVELS).mean()) < _ALL_ALONG:
            return False
        # Grain goes on everywhere; the line goes on where it is as clear as before
        if len(outside) and float((outside >= _GOES_ON * line.levels).mean()) > _BEYOND:
            return False
    return True


def _is_printed(views: list[Rgb], lines: tuple[_Line, ...]) -> bool:
    """Tell whether a product's own straight outline lies between the line and the frame's edge."""
    outlined = 0
    for view, line in zip(views, lines, strict=True):
        strip = view[: max(0, line.depth - _SMEAR_PX), line.depth : view.shape[1] - line.depth]
        if len(strip) > 3:
            # An outline steps one way all along; grain and weave step either way and cancel out
            steps = np.abs(np.diff(strip.mean(axis=1), axis=0)).max(axis=1)
            outlined += bool(steps.max() >= max(_OUTLINE_LEVELS, _OUTLINE_TIMES * float(np.median(steps))))
    return outlined >= _OUTLINE_SIDES
