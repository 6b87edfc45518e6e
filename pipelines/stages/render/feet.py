"""Stout feet of what sits: each on its own spot of the ground, which is seen between them up to the body."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipelines.stages.pose.base import Base, lower_edge_of
from pipelines.stages.render.legs import Leg, runs_of
from pipelines.values import Matte

_WIDEST, _NARROWEST = 0.48, 0.15  # of the width: more is a base, less a leg
_ALIKE = 0.7  # of the widest foot: how wide the narrowest is
_GAP = 0.08  # of the width, between two feet
_LEVEL = 0.5  # of the gap's height: how much higher than the front one another foot may end
_LOWEST_BODY = 0.22  # of the width: so high above the ground a body may sit, seen from low down
_HIDDEN = 0.8  # of a foot's half width: behind it the body goes on
_TALL = 2.0  # of its half width: a foot is about as high as wide


@dataclass(frozen=True, eq=False)
class Feet:
    """Two feet or more, in pixels of the matte.

    Attributes:
        each: from the ground to half a foot's height.
        gap_top: row at which the gaps between them end.
    """

    each: Sequence[Leg]
    gap_top: int


def feet_of(base: Base, elevation_sine: float) -> Feet | None:
    """Return the stout feet of a product seen from a camera that looks down so far; None for one base, or for legs.

    Feet are alike, wider than the gap between them is high, and the gap ends below a body.
    """
    columns = np.flatnonzero(base.lower_edge >= 0)
    width = int(columns[-1] - columns[0] + 1)
    highest = round(base.front - width * max(elevation_sine, _LOWEST_BODY))
    for row in range(highest, base.front - 1):
        runs = [run for run in runs_of(base.lower_edge > row) if run[1] - run[0] > _NARROWEST * width]
        gaps = [right[0] - left[1] for left, right in pairwise(runs)]
        if gaps and min(gaps) >= _GAP * width:
            return _alike(base, runs, row, width) if row > highest else None
    return None


def without_feet(matte: Matte, feet: Feet) -> Matte:
    """Return the matte of the body that the feet stand before."""
    rest = matte.copy()
    rest[feet.gap_top :] = 0
    for foot in feet.each:
        half = _HIDDEN * foot.half_width
        first, last = max(0, round(foot.foot[0] - half)), round(foot.foot[0] + half)
        rest[max(0, round(foot.foot[1] - _TALL * foot.half_width)) :, first:last] = 0
    return rest


def behind_feet(base: Base, body: Matte, elevation_sine: float) -> Base:
    """Return the base with its axis where the body without feet has it: that body's lower edge is its own front.

    From low down it may be clear of the ground: it is no farther behind the feet than the base is deep.
    """
    lower = lower_edge_of(body > 0.5)
    front = int(lower.max())
    half = float((lower > front - _LEVEL * (base.front - front)).sum()) / 2
    farthest = base.front - 2 * base.half_width * elevation_sine
    return replace(base, axis=(base.axis[0], max(front - half * elevation_sine, farthest)))


def _alike(base: Base, runs: Sequence[tuple[int, int]], row: int, width: int) -> Feet | None:
    """Return the runs of a row as feet, or None where they are not alike, stout and about level."""
    rise = base.front - row
    widths = [end - start for start, end in runs]
    lowest = [int(base.lower_edge[start:end].max()) for start, end in runs]
    is_stout = min(widths) > max(rise, _ALIKE * max(widths)) and max(widths) < _WIDEST * width
    if not is_stout or base.front - min(lowest) > _LEVEL * rise:
        return None
    return Feet([_foot(last, *run) for last, run in zip(lowest, runs, strict=True)], row)


def _foot(last: int, start: int, end: int) -> Leg:
    middle, half = (start + end) / 2, (end - start) / 2
    return Leg((middle, float(last)), (middle, last - half), half)
