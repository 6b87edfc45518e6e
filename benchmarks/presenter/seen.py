"""What a viewer sees of a mouth: landmarks found in each finished frame, as of any film."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.footage import Footage
from pipelines.stages.face.finder import FaceFinder
from pipelines.stages.face.mesh import INNER_LOWER, INNER_UPPER, LEFT_EYE, OUTER_LOWER, OUTER_UPPER, RIGHT_EYE, FaceMesh
from pipelines.values import Rgb

_GROUND = 200
_EYES = (*LEFT_EYE, *RIGHT_EYE, 159, 145, 386, 374)


class NoFaceError(Exception):
    """A frame in which no face was found."""


@dataclass(frozen=True, eq=False)
class Seen:
    """One value a frame.

    Attributes:
        opening: how far lips are apart, in eye distances.
        width: from corner to corner of the mouth, in eye distances.
        sharpness: of the mouth, 1 is as sharp as the eyes.
    """

    opening: NDArray[np.float64]
    width: NDArray[np.float64]
    sharpness: NDArray[np.float64]


def watch(footage: Footage, finder: FaceFinder) -> Seen:
    """Measure every frame.

    Raises:
        NoFaceError: a frame shows no face.
    """
    rows = [
        (mesh.mouth_open, mouth_width(mesh), sharpness(picture, mesh)) for picture, mesh in _followed(footage, finder)
    ]
    return Seen(*np.array(rows).T)


def sharpness(picture: Rgb, mesh: FaceMesh) -> float:
    """Return the mouth's steepest edges over the eyes', both in 0 to 255 a pixel."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    lips = mesh.at(*INNER_UPPER, *INNER_LOWER, *OUTER_UPPER, *OUTER_LOWER)
    return _steepest(grey, lips) / max(1e-6, _steepest(grey, mesh.at(*_EYES)))


def mouth_width(mesh: FaceMesh) -> float:
    """Return the distance of the mouth's corners in eye distances."""
    left, right = mesh.at(61, 291)
    return float(np.linalg.norm(right - left) / mesh.eye_distance)


def _followed(footage: Footage, finder: FaceFinder) -> Iterator[tuple[Rgb, FaceMesh]]:
    mesh: FaceMesh | None = None
    for number, frame in enumerate(footage.frames()):
        picture = np.full((footage.size[1], footage.size[0], 3), _GROUND, np.uint8)
        frame.laid_on(picture)
        mesh = finder.followed(picture, mesh) if mesh else None
        if mesh is None:
            faces = finder.faces(picture)
            mesh = finder.mesh(picture, faces[0]) if faces else None
        if mesh is None:
            raise NoFaceError(f"Frame {number} shows no face.")
        yield picture, mesh


def _steepest(grey: NDArray[np.uint8], points: NDArray[np.float64]) -> float:
    left, top = np.floor(points.min(axis=0)).astype(int) - 3
    right, bottom = np.ceil(points.max(axis=0)).astype(int) + 4
    part = grey[max(0, top) : bottom, max(0, left) : right].astype(np.float32)
    across, down = cv2.Sobel(part, cv2.CV_32F, 1, 0), cv2.Sobel(part, cv2.CV_32F, 0, 1)
    return float(np.percentile(np.hypot(across, down), 95)) / 4
