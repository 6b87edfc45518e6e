"""Finding faces and their landmarks with MediaPipe's networks, which OpenCV runs."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from models.registry import WeightsFolder
from pipelines.stages.face.mesh import FaceMesh, Points
from pipelines.stages.face.network import as_sureness, open_network, run, sampled
from pipelines.values import Rgb

FINDER, MESH = "mediapipe-face-finder", "mediapipe-face-mesh"
FACE_WEIGHTS = (FINDER, MESH)
_FINDER_SIDE, _CELLS = 192, 48
_MESH_SIDE = 192
_LEAST_SURE, _FACE_AT_ALL = 0.5, 0.5
_LOOKS = (1.3, 1.4, 1.6, 1.7, 1.85)
_ROOM = 1.5  # the mesh was trained on squares one and a half times the face


@dataclass(frozen=True, eq=False)
class SeenFace:
    """Where a face is.

    Attributes:
        centre: x, y in pixels; side: of the square around it.
        eyes: x, y of the eyes, the left one as seen first; shape (2, 2).
        sureness: 0 to 1.
    """

    centre: Points
    side: float
    eyes: Points
    sureness: float


class FaceFinder:
    """Two small networks: one finds faces, one finds the landmarks of one."""

    def __init__(self, weights: WeightsFolder) -> None:
        """Load both.

        Raises:
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        self._finder = open_network(weights.path(FINDER))
        self._mesh = open_network(weights.path(MESH))

    def faces(self, picture: Rgb) -> Sequence[SeenFace]:
        """Return the faces that are seen, the surest first."""
        height, width = picture.shape[:2]
        side = max(height, width)
        shift = np.array([(side - width) / 2, (side - height) / 2])
        scale = _FINDER_SIDE / side
        place = np.array([[scale, 0, shift[0] * scale], [0, scale, shift[1] * scale]])
        small = sampled(picture, place, _FINDER_SIDE)
        scores, boxes = run(self._finder, small / 127.5 - 1, (1, 16))
        sureness = as_sureness(scores.ravel())
        cells = (np.arange(_CELLS) + 0.5) / _CELLS
        corners = np.stack(np.meshgrid(cells, cells), -1).reshape(-1, 1, 2)
        spots = boxes.reshape(-1, 8, 2) / _FINDER_SIDE  # centre, size, then six points of the face
        spots[:, [0, *range(2, 8)]] += corners
        found: list[SeenFace] = []
        for at in np.argsort(-sureness):
            if sureness[at] < _LEAST_SURE:
                break
            face = SeenFace(
                spots[at, 0] * side - shift, float(spots[at, 1].max() * side), spots[at, 2:4] * side - shift,
                float(sureness[at]),
            )  # fmt: skip
            if all(np.abs(face.centre - other.centre).max() > other.side / 2 for other in found):
                found.append(face)
        return found

    def mesh(self, picture: Rgb, face: SeenFace) -> FaceMesh | None:
        """Return a face's landmarks; None where a closer look finds no face."""
        mesh = self._mesh_in(picture, face.centre, face.side * _ROOM, face.eyes[1] - face.eyes[0])
        if mesh is None:
            return None
        return self.followed(picture, mesh)

    def steady_mesh(self, picture: Rgb, face: SeenFace) -> FaceMesh | None:
        """Return the mean of several looks at a face, for a picture that stays; None as in `mesh`."""
        first = self.mesh(picture, face)
        if first is None:
            return None
        looks = [self.followed(picture, first, room) for room in _LOOKS]
        seen = [look for look in looks if look is not None]
        points = np.mean([look.points for look in (first, *seen)], axis=0)
        return FaceMesh(points, first.sureness)

    def followed(self, picture: Rgb, before: FaceMesh, room: float = _ROOM) -> FaceMesh | None:
        """Return the landmarks of the face that was seen about there; None where it is no longer.

        Args:
            room: the looked-at square's side, in the face's.
        """
        lowest, highest = before.points[:, :2].min(axis=0), before.points[:, :2].max(axis=0)
        return self._mesh_in(picture, (lowest + highest) / 2, float((highest - lowest).max()) * room, before.across)

    def _mesh_in(self, picture: Rgb, centre: Points, side: float, across: Points) -> FaceMesh | None:
        """Look at a turned square of the picture."""
        along = across / np.linalg.norm(across)
        turn = np.array([along, [-along[1], along[0]]]) * (_MESH_SIDE / side)
        place = np.hstack([turn, (_MESH_SIDE / 2 - turn @ centre)[:, None]])
        sureness, points = run(self._mesh, sampled(picture, place, _MESH_SIDE) / 255, (1, 468 * 3))
        sure = as_sureness(sureness).item()
        if sure < _FACE_AT_ALL:
            return None
        local = points.reshape(468, 3).astype(np.float64)
        back = cv2.invertAffineTransform(place)
        flat = local[:, :2] @ back[:, :2].T + back[:, 2]
        return FaceMesh(np.column_stack([flat, local[:, 2] * side / _MESH_SIDE]), sure)
