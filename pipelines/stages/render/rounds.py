"""Round things in space that stop light: level discs and balls, whose shadows can be written down."""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.render.beam import Cell, Floats, Points, Vector

# A Gaussian beam across a straight edge is near to a ramp 2.5 of its deviations wide.
_RAMP = 2.5
_SHARPEST_CM = 0.02
_SOFT_ROD = 0.3  # of a rod's radius: softer than the grid's steps at its foot


def _covered(depth: Floats, beam: Floats, area: float) -> Floats:
    """Return the share of beams stopped by a thing whose rim they pass at `depth` (inside is positive), all cm.

    `area` is that of the thing over pi: beams much wider than it are stopped in that proportion.
    """
    beam = np.maximum(beam, np.float32(_SHARPEST_CM))
    edge = np.minimum(np.maximum(np.float32(0.5) + depth / (np.float32(_RAMP) * beam), 0), 1)
    return np.asarray(edge * (1 - np.exp(np.float32(-area / 2) / (beam * beam))), np.float32)


@dataclass(frozen=True, eq=False)
class Disc:
    """A level slice: a superellipse at one height.

    Attributes:
        at_cm: its centre.
        across: unit vector on the ground along its first half axis.
        half_cm: half axes, along `across` and square to it.
        squareness: power of the superellipse, 2 or 4.
    """

    at_cm: Vector
    across: Vector
    half_cm: tuple[float, float]
    squareness: float = 2.0

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder."""
        across = self.across / self.half_cm[0]
        away = np.array([-self.across[1], self.across[0], 0], np.float32) / self.half_cm[1]
        right = points.along(across) - np.float32(self.at_cm @ across)
        back = points.along(away) - np.float32(self.at_cm @ away)
        above = np.float32(self.at_cm[2]) - points.z
        if cell.at_cm is None:
            reach = above * np.float32(1 / max(float(cell.way[2]), 0.01))
            right += reach * np.float32(cell.way @ across)
            back += reach * np.float32(cell.way @ away)
        else:
            gap = np.float32(cell.at_cm[2]) - points.z
            reach = np.where(gap > 1e-4, above / np.maximum(gap, np.float32(1e-4)), np.float32(-1))
            right += reach * (np.float32(cell.at_cm @ across) - points.along(across))
            back += reach * (np.float32(cell.at_cm @ away) - points.along(away))
        square = right * right, back * back
        if self.squareness > 2:
            radius = np.sqrt(np.sqrt(square[0] * square[0] + square[1] * square[1]))
        else:
            radius = np.sqrt(square[0] + square[1])
        beam = reach * np.float32(cell.spread)
        depth = (1 - radius) * np.float32(min(self.half_cm))
        if float((depth + 2 * np.abs(beam)).max()) < 0:
            return None
        found = _covered(depth, beam, self.half_cm[0] * self.half_cm[1])
        found[reach <= 0] = 0
        if cell.at_cm is not None:
            found[reach >= 1] = 0
        return found


@dataclass(frozen=True, eq=False)
class Ball:
    """A ball: a bead of a handle or spout."""

    at_cm: Vector
    radius_cm: float

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder."""
        place = (points.x, points.y, points.z)
        x, y, z = (np.float32(middle) - part for middle, part in zip(self.at_cm, place, strict=True))
        if cell.at_cm is None:
            way_x, way_y, way_z = (np.float32(part) for part in cell.way)
            reach = x * way_x + y * way_y + z * way_z
        else:
            way_x, way_y, way_z = (np.float32(end) - part for end, part in zip(cell.at_cm, place, strict=True))
            reach = (x * way_x + y * way_y + z * way_z) / (way_x * way_x + way_y * way_y + way_z * way_z)
        miss = np.sqrt((x - reach * way_x) ** 2 + (y - reach * way_y) ** 2 + (z - reach * way_z) ** 2)
        beam = np.asarray(reach * np.float32(cell.spread), np.float32)
        depth = np.asarray(np.float32(self.radius_cm) - miss, np.float32)
        if float((depth + 2 * np.abs(beam)).max()) < 0:
            return None
        found = _covered(depth, beam, self.radius_cm**2)
        found[reach <= 0] = 0
        return found


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
        offset = [
            part - np.float32(low) for part, low in zip((points.x, points.y, points.z), self.foot_cm, strict=True)
        ]
        if cell.at_cm is None:
            way = [np.full(points.x.shape, part, np.float32) for part in cell.way]
            limit = np.float32(np.inf)
        else:
            way = [np.float32(end) - part for end, part in zip(cell.at_cm, (points.x, points.y, points.z), strict=True)]
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
        beam = np.maximum(reach * np.float32(cell.spread), np.float32(_SOFT_ROD * self.radius_cm))
        if float((np.float32(self.radius_cm) - miss + 2 * beam).max()) < 0:
            return None
        ramp = 1 / (np.float32(_RAMP) * beam)
        near, far = (
            np.clip(np.float32(0.5) + (side - miss) * ramp, 0, 1) for side in (self.radius_cm, -self.radius_cm)
        )
        return np.asarray(near - far, np.float32)
