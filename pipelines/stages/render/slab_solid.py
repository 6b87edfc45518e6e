"""Solids of products seen from high above: level slices whose outlines are what the camera sees of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.stages.render.beam import Cell, Floats, Occluder
from pipelines.stages.render.cards import TEXELS, Card, stencil
from pipelines.values import Box, Matte

_LEVELS = (0.04, 0.25, 0.5, 0.75, 1.0)  # of the height: where slices lie
_ROUNDING = 0.3  # of the height: how much the uppermost slice of a lying product is smaller all around
_X, _Y = np.array([1, 0, 0], np.float32), np.array([0, 1, 0], np.float32)


@dataclass(frozen=True, eq=False)
class SlabSolid:
    """A stack of level slices."""

    slices: tuple[Card, ...]

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """Return all slices, whatever the cell."""
        return self.slices


def slab_of(matte: Matte, place: Box, camera: Camera, height_cm: float, *, prism: bool) -> SlabSolid:
    """Return the stack of slices between the ground and `height_cm` that a silhouette seen from above suggests.

    A prism stands: its slices are what ground and top both could be. What lies is rounded off towards its top.
    """
    corners = np.stack(
        [
            camera.on_level(column, row, level)
            for column in (place.left, place.right)
            for row in (place.top, place.bottom)
            for level in (0.0, height_cm)
        ]
    )
    low, high = corners[:, :2].min(axis=0), corners[:, :2].max(axis=0)
    texel = float((high - low).max()) / TEXELS
    columns, rows = (int(np.ceil(span / texel)) for span in high - low)
    x = low[0] + (np.arange(columns, dtype=np.float32) + 0.5) * texel
    y = high[1] - (np.arange(rows, dtype=np.float32) + 0.5) * texel
    grid = np.stack(np.broadcast_arrays(x[None, :], y[:, None], np.float32(0)), axis=-1).astype(np.float32)

    def seen(level_cm: float) -> Matte:
        points = camera.project(grid + np.array([0, 0, level_cm], np.float32)) - np.array(
            [place.left + 0.5, place.top + 0.5], np.float32
        )
        column, row = (np.ascontiguousarray(points[..., axis]) for axis in (0, 1))
        return np.asarray(cv2.remap(matte, column, row, cv2.INTER_LINEAR), np.float32)

    both = np.minimum(seen(0.0), seen(height_cm)) if prism else None
    cards: list[Card] = []
    for level in _LEVELS:
        outline = (
            both if both is not None else _shrunk(seen(level * height_cm), level**2 * _ROUNDING * height_cm / texel)
        )
        at = np.array([low[0], high[1], level * height_cm], np.float32)
        cards.append(Card(stencil(outline, (0, 0)), at, _X, _Y, (texel, texel)))
    return SlabSolid(tuple(cards))


def _shrunk(shape: Matte, texels: float) -> Matte:
    """Return the shape without its outermost texels."""
    if texels < 0.5:
        return shape
    inside: Floats = np.asarray(cv2.distanceTransform((shape > 0.5).astype(np.uint8), cv2.DIST_L2, 3), np.float32)
    return np.asarray(np.minimum(shape, np.clip(inside - np.float32(texels), 0, 1)), np.float32)
