"""Where a product meets a plain ground, seen as its photo saw it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.pose.base import Base, BaseShape, read_base
from pipelines.stages.pose.elevation import read_elevation
from pipelines.values import Matte

# A camera between 7 and 37 degrees above the ground: shadows and reflections of others would be all or nothing.
_LEAST_SINE, _MOST_SINE = 0.12, 0.6


@dataclass(frozen=True, eq=False)
class Footprint:
    """All in pixels of the matte it was read from.

    Attributes:
        base: of the product.
        elevation_sine: sine of the camera's elevation above the ground.
        height: of the product.
    """

    base: Base
    elevation_sine: float
    height: int

    @property
    def lower_edge(self) -> NDArray[np.intp]:
        """Row of the lowest product pixel of each column, -2 where a column holds none."""
        return self.base.lower_edge - 1

    @property
    def front(self) -> int:
        """Row of the lowest pixel of all."""
        return self.base.front - 1

    @property
    def centre(self) -> float:
        """Column of the upright axis."""
        return self.base.axis[0] - 0.5

    @property
    def half_width(self) -> float:
        return max(1.0, self.base.half_width)

    @property
    def depth(self) -> float:
        """Half of what the base measures along the view, on the ground."""
        return max(1.0, self.base.depth)

    @property
    def axis_row(self) -> float:
        """Row at which the upright axis meets the ground, behind the front rim."""
        return self.base.axis[1] - 1

    def straight_edge(self, column: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Return the rows of a box's lower edges in some columns; None where the base is no box at an angle."""
        if self.base.shape is not BaseShape.CORNER:
            return None
        columns, rows = np.transpose([self.base.left, self.base.corner, self.base.right])
        return np.interp(column, columns - 0.5, rows - 1).astype(np.float32)

    @property
    def elevation_cosine(self) -> float:
        return math.sqrt(1 - self.elevation_sine**2)


def read_footprint(matte: Matte) -> Footprint:
    """Read the base of a product that stands; the matte holds at least one pixel above 0.5."""
    rows = np.flatnonzero((matte > 0.5).any(axis=1))
    sine = math.sin(math.radians(read_elevation(matte).at_base))
    sine = min(max(sine, _LEAST_SINE), _MOST_SINE)
    return Footprint(read_base(matte, sine), sine, int(rows[-1] - rows[0] + 1))
