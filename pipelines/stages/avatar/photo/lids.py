"""Blinks: the upper lid slides down over a still eye, its lashes with it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.avatar.photo.face_space import Field, step
from pipelines.stages.face.mesh import Points

_LASHES = 0.012  # eye distances by which lashes hang below the lid's edge: they go with it, unstretched
_OVER = 0.005  # by which a shut lid passes the rim of the lower one
_LEAST_SKIN, _MOST_SKIN = 0.10, 0.13  # how far above the edge skin follows: the rims of glasses lie higher
_STRETCH = 0.8  # of the skin's height that an edge may fall: beyond it, skin would fold
_ROUNDS = 14


class Lid:
    """The upper lid of one eye."""

    def __init__(self, uppers: Sequence[Points], lowers: Sequence[Points]) -> None:
        """Take the eye's outlines.

        Args:
            uppers, lowers: of the upper and the lower edge, from left to right in face space, as several networks see
                them; the outermost counts.
        """
        left = min(float(line[0, 0]) for line in uppers)
        right = max(float(line[-1, 0]) for line in uppers)
        self._middle, self._half = (left + right) / 2, 1.04 * (right - left) / 2
        at = np.linspace(left, right, 41)
        upper = np.min([np.interp(at, line[:, 0], line[:, 1]) for line in uppers], axis=0)
        lower = np.max([np.interp(at, line[:, 0], line[:, 1]) for line in lowers], axis=0)
        self._edge = np.polyfit(at - self._middle, upper, 4)
        self._rim = np.polyfit(at - self._middle, lower, 4)
        self._skin = float(np.clip(1.3 * (lower - upper).max(), _LEAST_SKIN, _MOST_SKIN))
        self.reach = (
            self._middle - self._half, float(upper.min()) - self._skin, self._middle + self._half, float(lower.max())
        )  # fmt: skip

    def closed(self, u: Field, v: Field, shut: float) -> tuple[Field, Field]:
        """Return the v of the photo that a lid shows at each place, and how far each place lies above the lid's edge.

        Args:
            shut: 0 leaves the eye as it is, 1 shuts it.
        """
        x = np.clip(u - self._middle, -self._half, self._half)
        inside = 1 - step(np.abs(u - self._middle), 0.86 * self._half, self._half)
        edge, rim = np.polyval(self._edge, x) + _LASHES * inside, np.polyval(self._rim, x)
        fall = np.clip(shut * (rim + _OVER - edge), 0, _STRETCH * self._skin) * inside
        seen = v - fall
        for _ in range(_ROUNDS):
            seen = v - fall * self._follows(seen, edge)
        return seen, edge + fall - v

    def _follows(self, v: Field, edge: NDArray[np.float64]) -> Field:
        """1 at the lid's edge, 0 under the brow."""
        return np.clip((v - edge + self._skin) / (self._skin - 0.015), 0, 1)
