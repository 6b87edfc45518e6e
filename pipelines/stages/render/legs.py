"""What stands on several feet: each leg a rod on its own spot of the ground, and the body above them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.stages.render.beam import Cell, Occluder
from pipelines.stages.render.rounds import Rod
from pipelines.stages.render.solid import Solid
from pipelines.stages.render.upright import UP, facing_camera
from pipelines.values import Box, Mask, Matte

_LEAST_LENGTH = 0.07  # of the height: shorter ends below are unevenness
_STOUTEST = 1.2  # length over width: less is a bulge, or the lower arc of a ring
_WIDEST = 0.32  # of the width: a foot, and not the body
_FARTHEST = 1.8  # of the width, along the view: where the last foot stands
_STEADY = (0.5, 1.3)  # of a leg's own width: thinner it ends, wider something joins it
_SETTLED = 12  # rows after which its width is known
_BODY = 0.45  # of the width: what is so wide is the body


@dataclass(frozen=True, eq=False)
class Leg:
    """One leg in pixels of the matte: (column, row) of its middle at the foot and where it ends, and its half width."""

    foot: tuple[float, float]
    end: tuple[float, float]
    half_width: float

    @property
    def length(self) -> float:
        return self.foot[1] - self.end[1]


@dataclass(frozen=True, eq=False)
class LeggedSolid:
    """A body and the rods it stands on."""

    body: Solid
    legs: Sequence[Rod]

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """See Solid."""
        return [*self.body.facing(cell), *self.legs]


def legs_of(matte: Matte, elevation_sine: float) -> list[Leg]:
    """Return the legs on which a product stands, seen from a camera that looks down so far; empty for one base.

    A leg begins where nothing of the product is below, and goes up as one run of pixels of a steady width.
    """
    solid = matte > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    width = int(solid.any(axis=0).sum())
    front, height = int(rows[-1]), int(rows[-1] - rows[0] + 1)
    last = max(0, round(front - max(4.0, _FARTHEST * width * elevation_sine)))
    found: list[Leg] = []
    below: list[tuple[int, int]] = []
    for row in range(front, last, -1):
        runs = runs_of(solid[row])
        for run in runs:
            if not any(_meet(run, other) for other in below):
                leg = _followed(solid, row, run, width)
                if leg is not None and leg.length >= max(_LEAST_LENGTH * height, _STOUTEST * 2 * leg.half_width):
                    found.append(leg)
        below = runs
    apart = [leg for index, leg in enumerate(found) if not any(_is_part(leg, lower) for lower in found[:index])]
    return apart if len(apart) > 1 else []


def without_legs(matte: Matte, legs: Sequence[Leg]) -> Matte:
    """Return the matte of what the legs carry."""
    rest = matte.copy()
    column = np.arange(matte.shape[1], dtype=np.float32)[None, :] + 0.5
    for leg in legs:
        top, bottom = max(0, round(leg.end[1])), min(len(matte), round(leg.foot[1]) + 2)
        share = (np.arange(top, bottom, dtype=np.float32) + 0.5 - leg.end[1]) / max(leg.length, 1)
        middle = leg.end[0] + share * (leg.foot[0] - leg.end[0])
        rest[top:bottom][np.abs(column - middle[:, None]) < 1.5 * leg.half_width + 1] = 0
    return rest


def rods_of(legs: Sequence[Leg], place: Box, camera: Camera) -> list[Rod]:
    """Return the legs in space: upright, each on the ground where its foot is seen."""
    rods: list[Rod] = []
    for leg in legs:
        front = camera.on_level(place.left + leg.foot[0], place.top + leg.foot[1])
        normal = np.asarray(np.cross(facing_camera(camera, front), UP), np.float32)
        end = camera.on_plane(place.left + leg.end[0], place.top + leg.end[1], front, normal)
        radius = leg.half_width / camera.px_per_cm(front)
        inwards = np.asarray(-normal * np.float32(radius), np.float32)  # what is seen of a foot is its front
        rods.append(Rod(front + inwards, end + inwards, radius))
    return rods


def _followed(solid: Mask, row: int, run: tuple[int, int], width: int) -> Leg | None:
    """Return the leg that goes up from a run, or None where it is too wide for one."""
    middles, widths, last = [(run[0] + run[1]) / 2], [run[1] - run[0]], row
    rows = [row]
    for last in range(row - 1, -1, -1):
        usual = float(np.median(widths))
        near = [other for other in runs_of(solid[last]) if _meet(run, other)]
        if not near or near[0][1] - near[-1][0] > _BODY * width:
            break
        seen = max(near, key=lambda other: min(run[1], other[1]) - max(run[0], other[0]))
        wide = seen[1] - seen[0]
        settled = len(rows) > _SETTLED
        if settled and wide < _STEADY[0] * usual:
            break
        if settled and wide > _STEADY[1] * usual:  # a stretcher joins: straight on
            middle = float(np.polyval(np.polyfit(rows, middles, 1), last))
            run = round(middle - usual / 2), round(middle + usual / 2)
            continue
        run = seen
        rows.append(last)
        middles.append((run[0] + run[1]) / 2)
        widths.append(wide)
    half = float(np.median(widths)) / 2
    if len(rows) < _SETTLED or 2 * half > _WIDEST * width:
        return None
    line = np.polyfit(rows, middles, 1)
    return Leg((float(np.polyval(line, row)), row + 1.0), (float(np.polyval(line, last)), last + 1.0), half)


def _is_part(leg: Leg, lower: Leg) -> bool:
    """Tell whether a leg runs into one with a lower foot: a crumb beside it, or a stretcher."""
    share = (lower.foot[1] - leg.end[1]) / max(lower.length, 1)
    middle = lower.foot[0] + min(share, 1.0) * (lower.end[0] - lower.foot[0])
    return abs(leg.end[0] - middle) < 2 * lower.half_width


def runs_of(line: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the beginnings and ends of a row's runs of product."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], line, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
