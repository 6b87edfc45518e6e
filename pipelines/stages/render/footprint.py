"""Where a product meets the ground, read from the lower edge of its silhouette."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.values import Linear, Matte

# The part of the product's height, up from its lowest pixel, in which the lower edge may still touch the ground.
_BAND = 0.16
# A camera between 7 and 37 degrees above the ground; outside, a base ellipse cannot be told from other shapes.
_LEAST_SINE, _MOST_SINE = 0.12, 0.6


@dataclass(frozen=True, eq=False)
class Footprint:
    """All in pixels of the matte it was read from.

    Attributes:
        lower_edge: row of the lowest product pixel of each column, -1 where a column holds none.
        front: row of the front rim, the lowest of all.
        centre: column of the upright axis.
        half_width: of the base.
        depth: of the product behind its axis, taken as round or as deep as it is high, whichever is less.
        elevation_sine: sine of the camera's elevation above the ground.
        height: of the product.
    """

    lower_edge: NDArray[np.intp]
    front: int
    centre: float
    half_width: float
    depth: float
    elevation_sine: float
    height: int

    @property
    def axis_row(self) -> float:
        """Row at which the upright axis meets the ground, behind the front rim."""
        return self.front - self.depth * self.elevation_sine

    @property
    def elevation_cosine(self) -> float:
        return float(np.sqrt(1 - self.elevation_sine**2))


def read_footprint(matte: Matte) -> Footprint:
    """Read the base of a product that stands; the matte holds at least one pixel above 0.5."""
    solid = matte > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    height = int(rows[-1] - rows[0] + 1)
    lower = np.where(solid.any(axis=0), matte.shape[0] - 1 - solid[::-1].argmax(axis=0), -1)
    front = int(lower.max())
    columns = np.flatnonzero(lower > front - max(2, _BAND * height))
    half_width = max(1.0, (columns[-1] - columns[0] + 1) / 2)
    centre = float(columns[0] + columns[-1]) / 2
    sine = _elevation_sine(lower, front, centre, half_width)
    depth = min(half_width, 0.5 * height)
    return Footprint(lower, front, centre, half_width, depth, sine, height)


def light_from_left(foreground: Linear, matte: Matte) -> float:
    """Return how much brighter a product's left half is lit, -1 (right) to 1 (left), from its shading."""
    weight = (matte > 0.9).astype(np.float32)
    columns = weight.sum(axis=0)
    used = np.flatnonzero(columns)
    if len(used) < 4:
        return 0.0
    log_light = np.log(foreground.mean(axis=2) + 0.02) * weight
    half = len(used) // 2
    left, right = used[:half], used[-half:]
    difference = log_light[:, left].sum() / columns[left].sum() - log_light[:, right].sum() / columns[right].sum()
    return float(np.clip(difference, -1, 1))


def _elevation_sine(lower: NDArray[np.intp], front: int, centre: float, half_width: float) -> float:
    """Base ellipse: at 0.8 of its half width it has risen by 0.4 of its half height, and b / a is the sine."""
    ends = [round(centre + side * 0.8 * half_width) for side in (-1, 1)]
    rises = [front - lower[end] for end in ends if 0 <= end < len(lower) and lower[end] >= 0]
    rise = float(np.median(rises)) if rises else 0.0
    return float(np.clip(rise / 0.4 / half_width, _LEAST_SINE, _MOST_SINE))
