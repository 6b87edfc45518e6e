"""Round things in space that stop light: balls and rods, whose shadows can be written down."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipelines.stages.render.beam import Cell, Floats, Hull, Points, Vector, stopped_in_blocks
from pipelines.stages.render.beam_width import RAMP, SHARPEST_CM, round_hull

_SOFT_ROD = 0.3  # of a rod's radius: softer than the grid's steps at its foot


def _covered(depth: Floats, beam: Floats, area: Floats) -> Floats:
    """Return the share of beams stopped by a thing whose rim they pass at `depth` (inside is positive), all cm.

    `area` is that of the thing over pi: beams much wider than it are stopped in that proportion.
    """
    beam = np.maximum(beam, np.float32(SHARPEST_CM))
    edge = np.minimum(np.maximum(np.float32(0.5) + depth / (np.float32(RAMP) * beam), 0), 1)
    return np.asarray(edge * (1 - np.exp(-area / 2 / (beam * beam))), np.float32)


@dataclass(frozen=True, eq=False)
class Beads:
    """Balls along a handle or spout. Points meet all of them at once.

    Attributes:
        at_cm: their middles, shape (n, 3).
        radius_cm: of each, shape (n,).
    """

    at_cm: Floats
    radius_cm: Floats

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder."""
        return stopped_in_blocks(points, cell, self.hull(cell), len(self.radius_cm), self._stopped)

    def hull(self, cell: Cell) -> Hull | None:
        """See Occluder."""
        return round_hull(*self._bounds, cell)

    @cached_property
    def _bounds(self) -> tuple[tuple[float, float], float, float]:
        """Axis, radius and top of the upright cylinder that holds them."""
        reach = self.radius_cm + np.float32(RAMP / 2 * SHARPEST_CM)
        x, y = self.at_cm[:, :2].mean(axis=0).tolist()
        apart = np.hypot(self.at_cm[:, 0] - x, self.at_cm[:, 1] - y)
        return (x, y), float((apart + reach).max()), float((self.at_cm[:, 2] + reach).max())

    def _stopped(self, points: Points, cell: Cell) -> Floats:
        """Return what the balls stop of beams to some points; arrays have a row for each ball."""
        x, y, z = (middle[:, None] - part for middle, part in zip(self.at_cm.T, points.place, strict=True))
        if cell.at_cm is None:
            way_x, way_y, way_z = (np.float32(part) for part in cell.way)
            reach = x * way_x + y * way_y + z * way_z
        else:
            way_x, way_y, way_z = (np.float32(end) - part for end, part in zip(cell.at_cm, points.place, strict=True))
            reach = (x * way_x + y * way_y + z * way_z) / (way_x * way_x + way_y * way_y + way_z * way_z)
        miss = np.sqrt((x - reach * way_x) ** 2 + (y - reach * way_y) ** 2 + (z - reach * way_z) ** 2)
        radius = self.radius_cm[:, None]
        found = _covered(np.asarray(radius - miss, np.float32), reach * np.float32(cell.spread), radius * radius)
        found *= reach > 0
        return found.max(axis=0)


@dataclass(frozen=True, eq=False)
class Rod:
    """A straight round rod from one point to another: a leg."""

    foot_cm: Vector
    end_cm: Vector
    radius_cm: float

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder: the nearest that beam and rod come to each other, which are a ray and a segment."""
        axis = self.end_cm - self.foot_cm
        length = np.float32(np.linalg.norm(axis))
        axis = axis / max(float(length), 1e-6)
        offset = [part - np.float32(low) for part, low in zip(points.place, self.foot_cm, strict=True)]
        if cell.at_cm is None:
            way = [np.full(points.x.shape, part, np.float32) for part in cell.way]
            limit = np.float32(np.inf)
        else:
            way = [np.float32(end) - part for end, part in zip(cell.at_cm, points.place, strict=True)]
            limit = np.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2)
            way = [part / limit for part in way]
        lean = sum(part * np.float32(along) for part, along in zip(way, axis, strict=True))
        ahead = sum(part * shift for part, shift in zip(way, offset, strict=True))
        high = sum(shift * np.float32(along) for shift, along in zip(offset, axis, strict=True))
        up = np.clip((high - lean * ahead) / np.maximum(1 - lean * lean, np.float32(1e-4)), 0, length)
        reach = np.clip(up * lean - ahead, 0, limit)
        gaps = [
            shift + reach * part - up * np.float32(along) for shift, part, along in zip(offset, way, axis, strict=True)
        ]
        miss = np.sqrt(gaps[0] ** 2 + gaps[1] ** 2 + gaps[2] ** 2)
        wide = reach * np.float32(cell.spread) / (1 if cell.at_cm is None else limit)
        beam = np.maximum(wide, np.float32(_SOFT_ROD * self.radius_cm))
        if float((np.float32(self.radius_cm) - miss + 2 * beam).max()) < 0:
            return None
        ramp = 1 / (np.float32(RAMP) * beam)
        near, far = (
            np.clip(np.float32(0.5) + (side - miss) * ramp, 0, 1) for side in (self.radius_cm, -self.radius_cm)
        )
        return np.asarray(near - far, np.float32)

    def hull(self, cell: Cell) -> Hull | None:
        """See Occluder."""
        (foot_x, foot_y, foot_z), (end_x, end_y, end_z) = self.foot_cm.tolist(), self.end_cm.tolist()
        reach = self.radius_cm * (1 + RAMP / 2 * _SOFT_ROD)
        radius = math.hypot(end_x - foot_x, end_y - foot_y) / 2 + reach
        return round_hull(((foot_x + end_x) / 2, (foot_y + end_y) / 2), radius, max(foot_z, end_z) + reach, cell)
