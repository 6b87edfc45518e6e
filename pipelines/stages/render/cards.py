"""Flat opaque shapes in space: what solids that stop light are made of."""

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.render.beam import Cell, Floats, Hull, Points, Vector
from pipelines.values import Matte

TEXELS = 160  # of a stencil's longer side: shadows are soft
SPREADS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # blur of each level, in texels
_PAD = 40
_EDGE_ON = 0.02  # sine of the angle below which a beam runs along a card


@dataclass(frozen=True, eq=False)
class Stencil:
    """A shape, and the same ever more blurred, so that a wide beam is stopped by one look-up.

    Attributes:
        stack: levels one below the other, uint8, shape (levels * rows, columns).
        rows: of one level.
        origin: (column, row) of the point that a card pins in space, in texels of a level.
    """

    stack: NDArray[np.uint8]
    rows: int
    origin: tuple[float, float]


def stencil(shape: Matte, origin: tuple[float, float], *, grounded: bool = False) -> Stencil:
    """Return the stencil of a small matte; `origin` is in its texels, whose centres lie at half numbers.

    A grounded shape goes on below its last row, so that blur does not lift it off the ground.
    """
    sides = ((_PAD, 0), (_PAD, _PAD)) if grounded else ((_PAD, _PAD), (_PAD, _PAD))
    padded = np.pad(shape, sides)
    if grounded:
        padded = np.concatenate([padded, np.repeat(padded[-1:], _PAD, axis=0)])
    levels = [padded, *(cv2.GaussianBlur(padded, (0, 0), spread) for spread in SPREADS[1:])]
    stack = np.concatenate([_rimmed(np.asarray(level, np.float32), keep_last=grounded) for level in levels])
    return Stencil(np.rint(stack * 255).astype(np.uint8), padded.shape[0], (origin[0] + _PAD, origin[1] + _PAD))


def _rimmed(level: Matte, *, keep_last: bool) -> Matte:
    """Return the level with an empty first row, so that levels do not run into each other."""
    level = level.copy()
    level[0] = 0
    if not keep_last:
        level[-1] = 0
    return level


@dataclass(frozen=True, eq=False)
class Card:
    """A stencil pinned in space.

    Attributes:
        shape: what it looks like.
        at_cm: where the stencil's origin is.
        across, up: unit vectors of the stencil's columns and, against its rows, upwards.
        texel_cm: width and height of a texel.
    """

    shape: Stencil
    at_cm: Vector
    across: Vector
    up: Vector
    texel_cm: tuple[float, float]

    @cached_property
    def normal(self) -> Vector:
        return np.asarray(np.cross(self.across, self.up), np.float32)

    @cached_property
    def mean_texel_cm(self) -> float:
        return float(np.sqrt(self.texel_cm[0] * self.texel_cm[1]))

    def stops(self, points: Points, cell: Cell) -> Floats | None:
        """See Occluder."""
        behind = np.float32(self.at_cm @ self.normal) - points.along(self.normal)
        across, up = self.across / self.texel_cm[0], self.up / self.texel_cm[1]
        column = points.along(across) + np.float32(self.shape.origin[0] - 0.5 - float(self.at_cm @ across))
        height = points.along(up) - np.float32(self.at_cm @ up)
        if cell.at_cm is None:
            slope = float(cell.way @ self.normal)
            if abs(slope) < _EDGE_ON:
                return None
            reach = behind * np.float32(1 / slope)
            column += reach * np.float32(cell.way @ across)
            height += reach * np.float32(cell.way @ up)
            meets = reach > 0
        else:
            gap = np.float32(cell.at_cm @ self.normal) - points.along(self.normal)
            reach = behind / np.where(np.abs(gap) < 1e-4, np.float32(1e-4), gap)
            column += reach * (np.float32(cell.at_cm @ across) - points.along(across))
            height += reach * (np.float32(cell.at_cm @ up) - points.along(up))
            meets = (reach > 0) & (reach < 1)
        row = np.float32(self.shape.origin[1] - 0.5) - height
        if not meets.any() or not self._is_met(column, row):
            return None
        return self._look_up(column, row, np.where(meets, reach, 0), points.dither, cell.spread)

    def hull(self, cell: Cell) -> Hull | None:
        """See Occluder."""
        return self._hull

    @cached_property
    def _hull(self) -> Hull | None:
        """A card that leans has none: it may go on below the ground, away from its place."""
        if 1e-6 < abs(float(self.up[2])) < 1 - 1e-6:
            return None
        columns = (-1 - self.shape.origin[0], self.shape.stack.shape[1] + 1 - self.shape.origin[0])
        rows = (self.shape.origin[1] + 1, self.shape.origin[1] - self.shape.rows - 1)
        (right_x, right_y, _), (high_x, high_y, high_z) = self.across.tolist(), self.up.tolist()
        wide, high = self.texel_cm
        ends = [
            (right_x * wide * column + high_x * high * row, right_y * wide * column + high_y * high * row)
            for column in columns
            for row in rows
        ]
        x, y = (sum(parts) / 4 for parts in zip(*ends, strict=True))
        radius = max(math.hypot(end[0] - x, end[1] - y) for end in ends)
        at_x, at_y, at_z = self.at_cm.tolist()
        return Hull((at_x + x, at_y + y), radius, at_z + high_z * high * rows[0])

    def _is_met(self, column: Floats, row: Floats) -> bool:
        """Whether any beam comes near the stencil."""
        width = self.shape.stack.shape[1]
        return bool(column.max() > 0 and column.min() < width and row.max() > 0 and row.min() < self.shape.rows)

    def _look_up(self, column: Floats, row: Floats, reach: Floats, dither: Floats, spread: float) -> Floats:
        """Return what the stencil stops at its texels, blurred by the beam's width; nothing where reach is 0."""
        shape = self.shape
        width = reach * np.float32(spread / self.mean_texel_cm)
        level = np.floor(np.log2(np.maximum(width, np.float32(0.25))) + np.float32(1) + dither)
        level = np.minimum(np.maximum(level, np.float32(0)), np.float32(len(SPREADS) - 1))
        row = np.minimum(np.maximum(row, np.float32(0)), np.float32(shape.rows - 1)) + level * np.float32(shape.rows)
        grid = (1, len(column))
        found = cv2.remap(shape.stack, column.reshape(grid), row.reshape(grid), cv2.INTER_LINEAR)[0].astype(np.float32)
        # Beams wider than the widest blur see the shape shrink with the square of their width.
        found *= np.minimum(np.float32(1 / 255), np.float32((SPREADS[-1] * 1.5) ** 2 / 255) / np.maximum(width, 1) ** 2)
        found[reach == 0] = 0
        return found
