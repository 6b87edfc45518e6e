"""Beams from a piece of a lamp to points of a set, and what may stop them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask

Vector = NDArray[np.float32]
Floats = NDArray[np.float32]
_BLOCK = 16_384  # numbers whose arrays stay in a core's cache


@dataclass(frozen=True, eq=False)
class Cell:
    """A piece of a lamp, small enough to be one beam.

    Attributes:
        way: unit vector towards it from the product.
        at_cm: where it is; None is infinitely far.
        spread: half its width: centimetres, or radians when it is infinitely far.
        weight: its share of the lamp's light.
    """

    way: Vector
    at_cm: Vector | None
    spread: float
    weight: float


@dataclass(frozen=True, eq=False)
class Points:
    """Points that look towards a lamp, each array of one shape (n,).

    Attributes:
        x, y, z: in centimetres.
        normal: shape (3, n).
        dither: random in [0, 1), steady; it hides the steps between levels of blur.
    """

    x: Floats
    y: Floats
    z: Floats
    normal: Floats
    dither: Floats

    @property
    def place(self) -> tuple[Floats, Floats, Floats]:
        return self.x, self.y, self.z

    def part(self, index: NDArray[np.intp] | slice) -> "Points":
        """Return some of the points."""
        return Points(self.x[index], self.y[index], self.z[index], self.normal[:, index], self.dither[index])

    def along(self, vector: Vector) -> Floats:
        """Return the points' coordinate along a vector."""
        x, y, z = (np.float32(part) for part in vector)
        if x == 0 and y == 0:
            return np.asarray(self.z * z, np.float32)
        flat = np.asarray(self.x * x + self.y * y, np.float32)
        return flat if abs(z) < 1e-6 else np.asarray(flat + self.z * z, np.float32)


@dataclass(frozen=True)
class Hull:
    """An upright cylinder without a lower end: beams of a cell that miss it are not stopped at all.

    Attributes:
        at_cm: (x, y) of its axis.
        radius_cm, top_cm: for a beam without a width of its own.
        widening: what a beam's width adds to the radius, for each centimetre that it has risen.
        stretch: what it makes of a point's distance to the top.
    """

    at_cm: tuple[float, float]
    radius_cm: float
    top_cm: float
    widening: float = 0.0
    stretch: float = 1.0

    def met(self, points: Points, cell: Cell) -> Mask:
        """Tell which points' beams from a cell come near; all of them do to a lamp that is no higher than the top."""
        if cell.at_cm is not None and float(cell.at_cm[2]) <= self.top_cm:
            return np.ones(points.x.shape, np.bool_)
        right, back = points.x - np.float32(self.at_cm[0]), points.y - np.float32(self.at_cm[1])
        highest = (np.float32(self.top_cm) - points.z) * np.float32(self.stretch)
        if cell.at_cm is None:
            shift_x, shift_y = (np.float32(part / max(float(cell.way[2]), 0.01)) for part in cell.way[:2])
        else:
            per_cm = 1 / np.maximum(np.float32(cell.at_cm[2]) - points.z, np.float32(1e-3))
            shift_x = (np.float32(cell.at_cm[0]) - points.x) * per_cm
            shift_y = (np.float32(cell.at_cm[1]) - points.y) * per_cm
        # At a height h above the point, its beam passes the axis at offset + h * shift, and the hull is as wide as
        # radius + h * widening: the least of the difference of their squares tells.
        wide = np.float32(self.radius_cm)
        grows = shift_x * shift_x + shift_y * shift_y - np.float32(self.widening**2)
        falls = wide * np.float32(self.widening) - right * shift_x - back * shift_y
        turning = np.clip(falls / np.maximum(grows, np.float32(1e-4)), 0, highest)
        height = np.where(grows > 1e-4, turning, np.where(grows * highest < 2 * falls, highest, 0))
        return (highest > 0) & ((grows * height - 2 * falls) * height + right * right + back * back <= wide * wide)


def hull_of(occluders: Sequence["Occluder"], cell: Cell) -> Hull | None:
    """Return one hull for several things; None where one of them has none."""
    hulls = [occluder.hull(cell) for occluder in occluders]
    known = [hull for hull in hulls if hull is not None]
    if len(known) < len(hulls) or not known:
        return None
    x, y = known[0].at_cm
    radius = max(math.hypot(hull.at_cm[0] - x, hull.at_cm[1] - y) + hull.radius_cm for hull in known)
    ends = [(hull.top_cm, hull.widening, hull.stretch) for hull in known]
    return Hull((x, y), radius, *(max(parts) for parts in zip(*ends, strict=True)))


def stopped_in_blocks(
    points: Points, cell: Cell, hull: Hull | None, rows: int, stop: Callable[[Points, Cell], Floats]
) -> Floats | None:
    """Return what `stop` says of the points whose beams come near a hull, shape (n,); None where none does.

    Args:
        rows: how many numbers `stop` has for each point: as many points at once as leave them in a core's cache.
    """
    near = np.arange(len(points.x)) if hull is None else np.flatnonzero(hull.met(points, cell))
    if not len(near):
        return None
    side = max(1, _BLOCK // rows)
    found = np.zeros(points.x.shape, np.float32)
    for start in range(0, len(near), side):
        index = near[start : start + side]
        found[index] = stop(points.part(index), cell)
    return found


class Occluder(Protocol):
    """A simple thing that stops beams."""

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """Return which share of the beam from the cell to each point it stops, shape (n,); None is nothing at all."""
        ...

    def hull(self, cell: Cell) -> Hull | None:
        """Return what holds everything that it stops of a cell's beams; None where that has no bounds."""
        ...


def stopped(points: Points, cell: Cell, occluders: Sequence[Occluder]) -> Floats | None:
    """Return which share of the beam to each point the occluders stop together, shape (n,); None is nothing at all."""
    most: Floats | None = None
    for occluder in occluders:
        found = occluder.stops(points, cell)
        if found is not None:
            most = found if most is None else np.maximum(most, found, out=most)
    return most
