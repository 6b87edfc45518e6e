"""Solids of boxes: four upright faces on the base that the two lower edges tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.stages.render.beam import Cell, Occluder, Vector
from pipelines.stages.render.cards import Card, stencil
from pipelines.stages.render.upright import UP, Footing
from pipelines.values import Box, Matte

_SIDE = 64  # texels of a face
_LIKENESS = 0.9  # overlap with the silhouette from which a product is a box
_FACE = stencil(np.ones((_SIDE, _SIDE), np.float32), (_SIDE / 2, float(_SIDE)), grounded=True)


@dataclass(frozen=True, eq=False)
class BoxSolid:
    """An upright box. A beam from the ground outside it can enter by a side only, so sides are all it needs.

    Attributes:
        corners_cm: of its base, in order, shape (4, 3).
        height_cm: of the box.
    """

    corners_cm: Vector
    height_cm: float

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """Return the four faces and the two between opposite edges, whatever the cell."""
        return self._faces

    @cached_property
    def _faces(self) -> Sequence[Card]:
        # Beams in at one edge and out at the opposite one would pass half: both faces there are soft.
        return [self._face(*ends) for ends in ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3))]

    def _face(self, first: int, last: int) -> Card:
        start, end = self.corners_cm[first], self.corners_cm[last]
        length = max(float(np.linalg.norm(end - start)), 1e-3)
        middle = np.asarray((start + end) / 2, np.float32)
        return Card(
            _FACE, middle, np.asarray((end - start) / length, np.float32), UP, (length / _SIDE, self.height_cm / _SIDE)
        )


def box_of(matte: Matte, place: Box, camera: Camera, footing: Footing) -> BoxSolid | None:
    """Return the box that a silhouette shows, or None where it shows no box."""
    if footing.corners is None:
        return None
    heights = [_height_at(matte, place, camera, corner) for corner in (footing.corners[1], footing.corners[3])]
    known = [height for height in heights if height is not None]
    if not known:
        return None
    solid = BoxSolid(footing.corners, float(np.mean(known)))
    return solid if _overlap(solid, matte, place, camera) > _LIKENESS else None


def _height_at(matte: Matte, place: Box, camera: Camera, corner_cm: Vector) -> float | None:
    """Return how high the silhouette reaches above an outer corner of the base."""
    column = float(camera.project(corner_cm)[0]) - place.left
    inwards = 2 if column < matte.shape[1] / 2 else -3
    index = int(np.clip(round(column) + inwards, 0, matte.shape[1] - 1))
    filled = np.flatnonzero(matte[:, index] > 0.5)
    if not len(filled):
        return None
    towards = camera.origin_cm - corner_cm
    normal = np.array([towards[0], towards[1], 0], np.float32)
    top = camera.on_plane(place.left + index + 0.5, place.top + int(filled[0]), corner_cm, normal)
    return float(top[2]) if top[2] > 0 else None


def _overlap(solid: BoxSolid, matte: Matte, place: Box, camera: Camera) -> float:
    corners = np.concatenate([solid.corners_cm, solid.corners_cm + UP * np.float32(solid.height_cm)])
    seen = camera.project(np.asarray(corners, np.float32)) - np.array([place.left, place.top], np.float32)
    hull = cv2.convexHull(np.rint(seen).astype(np.int32))
    ours = cv2.fillConvexPoly(np.zeros(matte.shape, np.uint8), hull, 1) > 0
    theirs = matte > 0.5
    return float((ours & theirs).sum() / max(1, (ours | theirs).sum()))
