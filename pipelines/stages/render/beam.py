"""Beams from a piece of a lamp to points of a set, and what may stop them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Floats = NDArray[np.float32]


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

    def along(self, vector: Vector) -> Floats:
        """Return the points' coordinate along a vector."""
        x, y, z = (np.float32(part) for part in vector)
        if x == 0 and y == 0:
            return np.asarray(self.z * z, np.float32)
        flat = np.asarray(self.x * x + self.y * y, np.float32)
        return flat if abs(z) < 1e-6 else np.asarray(flat + self.z * z, np.float32)


class Occluder(Protocol):
    """A simple thing that stops beams."""

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """Return which share of the beam from the cell to each point it stops, shape (n,); None is nothing at all."""
        ...


def stopped(points: Points, cell: Cell, occluders: Sequence[Occluder]) -> Floats | None:
    """Return which share of the beam to each point the occluders stop together, shape (n,); None is nothing at all."""
    most: Floats | None = None
    for occluder in occluders:
        found = occluder.stops(points, cell)
        if found is not None:
            most = found if most is None else np.maximum(most, found, out=most)
    return most
