"""Level slices of a body, whose shadows can be written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipelines.stages.render.beam import Cell, Floats, Hull, Points, Vector, stopped_in_blocks
from pipelines.stages.render.beam_width import RAMP, SHARPEST_CM, half_ramp_per_cm

_WHOLE = 12.0  # beams so much smaller than a disc that exp(-this) is nothing are stopped whole


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


@dataclass(frozen=True, eq=False)
class DiscStack:
    """Slices of one body: they have one `across` and one squareness. Points meet all of them at once."""

    discs: Sequence[Disc]

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder."""
        return stopped_in_blocks(points, cell, self.hull(cell), len(self.discs), self._stopped)

    def hull(self, cell: Cell) -> Hull | None:
        """See Occluder."""
        (x, y), radius, relative, top = self._bounds
        width = half_ramp_per_cm(cell, top)
        return None if width is None else Hull((x, y), radius, top, width * relative)

    @cached_property
    def _bounds(self) -> tuple[tuple[float, float], float, float, float]:
        """Axis, radius of all, largest radius over its slice's shorter half axis, highest level."""
        axis, top = self._at_cm[:, :2].mean(axis=0), float(self._at_cm[:, 2].max())
        wide, narrow = self._half_cm.max(axis=1), self._half_cm.min(axis=1)
        radius = wide if self._squareness == 2 else np.hypot(wide, narrow)
        relative = radius / narrow
        reach = np.hypot(*(self._at_cm[:, :2] - axis).T) + radius + RAMP / 2 * SHARPEST_CM * relative
        return (float(axis[0]), float(axis[1])), float(reach.max()), float(relative.max()), top

    @property
    def _squareness(self) -> float:
        return self.discs[0].squareness

    @cached_property
    def _at_cm(self) -> Floats:
        return np.stack([disc.at_cm for disc in self.discs]).astype(np.float32)

    @cached_property
    def _half_cm(self) -> Floats:
        return np.array([disc.half_cm for disc in self.discs], np.float32)

    @cached_property
    def _axes(self) -> tuple[Vector, Vector]:
        across = self.discs[0].across
        return across, np.array([-across[1], across[0], 0], np.float32)

    def _stopped(self, points: Points, cell: Cell) -> Floats:
        """Return what the slices stop of beams to some points; arrays have a row for each slice."""
        above = self._at_cm[:, 2:] - points.z
        if cell.at_cm is None:
            reach = above * np.float32(1 / max(float(cell.way[2]), 0.01))
            reach_z = reach
        else:
            gap = np.float32(cell.at_cm[2]) - points.z
            reach = above * np.where(gap > 1e-4, 1 / np.maximum(gap, np.float32(1e-4)), 0)
            reach_z = np.where(reach < 1, reach, 0)
        radius = self._radius(points, cell, reach)
        beam = np.maximum(reach * np.float32(cell.spread), np.float32(SHARPEST_CM))
        edge = (1 - radius) * (self._half_cm.min(axis=1)[:, None] / np.float32(RAMP)) / beam
        edge += np.float32(0.5)
        np.clip(edge, 0, 1, out=edge)
        area = self._half_cm.prod(axis=1)[:, None] / np.float32(2)
        if float(area.min()) < _WHOLE * float(beam.max()) ** 2:  # wider than the slice: stopped in that proportion
            edge *= 1 - np.exp(-area / (beam * beam))
        edge *= reach_z > 0
        return edge.max(axis=0)

    def _radius(self, points: Points, cell: Cell, reach: Floats) -> Floats:
        """Return how far from the centres beams pass, relative to the slices."""
        right, back = (
            self._aside(points.along(axis), axis, cell, reach) / half
            for axis, half in zip(self._axes, self._half_cm.T[:, :, None], strict=True)
        )
        right *= right
        back *= back
        if self._squareness > 2:
            right *= right
            back *= back
        right += back
        radius = np.sqrt(right)
        return np.sqrt(radius) if self._squareness > 2 else radius

    def _aside(self, along: Floats, axis: Vector, cell: Cell, reach: Floats) -> Floats:
        """Return how far beams from points pass the centres along an axis, centimetres."""
        way = np.float32(cell.way @ axis) if cell.at_cm is None else np.float32(cell.at_cm @ axis) - along
        passed = reach * way
        passed += along
        passed -= (self._at_cm @ axis)[:, None]
        return passed
