"""Where a product meets the ground, read from the lower edge of its silhouette."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.values import Matte

_MOST_SAG = 0.5  # of the product's height in the picture: no base ellipse is higher
_FLATTEST = 0.3  # of a round base's sag: a lower edge that rises less is straight


@dataclass(frozen=True, eq=False)
class Base:
    """All in pixels of the matte it was read from, whose camera looks down by a known angle.

    Attributes:
        lower_edge: row below the lowest product pixel of each column, -1 where a column holds none.
        front: row below the front rim, the lowest pixel of all.
        centre: column of the upright axis.
        half_width: of the base.
        depth: half of what the base measures along the view, on the ground and unforeshortened.
        sag: how far the axis' foot is above the front rim.
        straight: whether the lower edge is a straight line, as that of a box that faces the camera.
    """

    lower_edge: NDArray[np.intp]
    front: int
    centre: float
    half_width: float
    depth: float
    sag: float
    straight: bool


def read_base(matte: Matte, elevation_sine: float) -> Base:
    """Read the base of a product that stands; the matte holds at least one pixel above 0.5.

    A round base of half width w, seen from above by an angle e, is an ellipse w sin(e) high: the base ends where the
    silhouette is that much above its front rim.
    """
    solid = matte > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    height = int(rows[-1] - rows[0] + 1)
    lower = np.where(solid.any(axis=0), matte.shape[0] - solid[::-1].argmax(axis=0), -1)
    front = int(lower.max())
    sag = 1
    left, right = _ends(lower, front - 1)
    while sag < max(1.0, min((right - left) / 2 * elevation_sine, _MOST_SAG * height)):
        sag += 1
        left, right = _ends(lower, front - sag)
    half_width, centre = (right - left) / 2, (right + left) / 2
    straight = _is_straight(lower, front, (left, right), half_width * elevation_sine)
    depth = min(half_width, 0.5 * height) * (0.7 if straight else 1.0)
    return Base(lower, front, centre, half_width, depth, depth * elevation_sine, straight)


def _ends(lower: NDArray[np.intp], row: int) -> tuple[int, int]:
    """Return the first column and the one after the last whose lower edge is below `row`."""
    columns = np.flatnonzero(lower > row)
    return int(columns[0]), int(columns[-1]) + 1


def _is_straight(lower: NDArray[np.intp], front: int, ends: tuple[int, int], round_sag: float) -> bool:
    """Whether the lower edge at 0.8 of the half width rises much less than an ellipse, which rises 0.4 of its sag."""
    if round_sag < 4:
        return False
    reach = 0.1 * (ends[1] - ends[0])
    sides = [lower[int(ends[0] + reach)], lower[min(int(ends[1] - reach), len(lower) - 1)]]
    return bool(front - np.median(sides) < _FLATTEST * 0.4 * round_sag)
