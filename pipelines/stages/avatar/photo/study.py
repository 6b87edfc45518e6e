"""Whether a portrait can speak: one face, whole, upright, large enough, seen from the front, eyes open."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from models.registry import WeightsFolder
from pipelines.errors import PortraitError
from pipelines.portrait import Portrait
from pipelines.stages.face.eyes import EyeFinder, EyeOutline
from pipelines.stages.face.finder import FaceFinder
from pipelines.stages.face.inner_lips import InnerLips, inner_lips
from pipelines.stages.face.mesh import OUTER_LOWER, OUTER_UPPER, OUTLINE, FaceMesh, Points
from pipelines.values import Mask, Rgb

_LEAST_EYES = 48  # pixels between the outer corners of the eyes
_MOST_TURNED = 0.38
_MOST_TILTED = 30  # degrees of the line through the eyes from level
_LEAST_OPEN = 0.13
_LEAST_SURE = 0.85
_LEAST_CONTRAST = 14  # of 255, between the darkest and the lightest of a mouth; a mask or a cup is flat there
_LEAST_SEEN = 0.9  # of the face: inside the photo, and left over when its background is taken away
_SECOND_FACE = 0.35  # of the first one's size: smaller ones are passers-by, or pictures on a wall


@dataclass(frozen=True, eq=False)
class Studied:
    """A face that can speak: its landmarks, its eyes and the inner edges of its lips, in pixels."""

    mesh: FaceMesh
    eyes: tuple[EyeOutline, EyeOutline]
    lips: InnerLips

    def scaled(self, scale: float, shift: tuple[float, float]) -> "Studied":
        """Return the same face in a picture that is larger by a factor, and then moved."""
        points = self.mesh.points * scale
        points[:, :2] += shift
        left, right = (EyeOutline(eye.upper * scale + shift, eye.lower * scale + shift) for eye in self.eyes)
        lips = InnerLips(self.lips.upper * scale + shift, self.lips.lower * scale + shift)
        return Studied(FaceMesh(points, self.mesh.sureness), (left, right), lips)


class Examiner:
    """The networks that look at portraits."""

    def __init__(self, weights: WeightsFolder) -> None:
        """Load them.

        Raises:
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        self._faces, self._eyes = FaceFinder(weights), EyeFinder(weights)

    def study(self, portrait: Portrait) -> Studied:
        """Return the face that is to speak.

        Raises:
            PortraitError: there is none, there are several, or it cannot be made to speak; the message says why.
        """
        mesh = _face_of(portrait, self._faces)
        eyes = self._eyes.outlines(portrait.pixels, mesh)
        if max(eye.openness for eye in eyes) < _LEAST_OPEN:
            raise PortraitError(f"The eyes in {portrait.name} are shut. Use a portrait with open eyes.")
        return Studied(mesh, eyes, inner_lips(portrait.pixels, mesh))


def _face_of(portrait: Portrait, finder: FaceFinder) -> FaceMesh:
    """Return the one face.

    Raises:
        PortraitError: there is none, there are several, or it cannot be made to speak; the message says why.
    """
    name = portrait.name
    faces = finder.faces(portrait.pixels)
    mesh = finder.steady_mesh(portrait.pixels, faces[0]) if faces else None
    if mesh is None:
        raise PortraitError(f"No face was found in {name}. Use a portrait seen from the front, well lit.")
    largest = max(face.side for face in faces)
    if len([face for face in faces if face.side > _SECOND_FACE * largest]) > 1:
        raise PortraitError(f"{len(faces)} faces were found in {name}. Cut the photo to the one that is to speak.")
    if mesh.eye_distance < _LEAST_EYES:
        raise PortraitError(
            f"The face in {name} is too small: {mesh.eye_distance:.0f} pixels between the eyes' outer corners, "
            f"{_LEAST_EYES} are needed. Use a larger photo, or one from nearer."
        )
    tilt = math.degrees(math.atan2(mesh.across[1], mesh.across[0]))
    if abs(tilt) > _MOST_TILTED:
        raise PortraitError(f"The head in {name} is tilted by {abs(tilt):.0f} degrees. Turn the photo upright.")
    if abs(mesh.turned) > _MOST_TURNED:
        raise PortraitError(f"The face in {name} looks too far to the side. Use a portrait seen from the front.")
    _require_whole(portrait, mesh)
    if mesh.sureness < _LEAST_SURE or _lip_contrast(portrait.pixels, mesh) < _LEAST_CONTRAST:
        raise PortraitError(f"Something covers the face in {name}. Use a portrait with mouth and eyes in full view.")
    return mesh


def _require_whole(portrait: Portrait, mesh: FaceMesh) -> None:
    """Raise `PortraitError` where part of the face lies outside the photo, or went with its background."""
    outline = mesh.at(*OUTLINE)
    inside = _within(outline, portrait.pixels)
    area = cv2.contourArea(outline.astype(np.float32))
    if inside.sum() < _LEAST_SEEN * area:
        raise PortraitError(f"The face in {portrait.name} is cut off by the edge. Use a photo of the whole head.")
    if portrait.matte[inside].mean() < _LEAST_SEEN:
        raise PortraitError(
            f"Part of the face in {portrait.name} was taken for background. Use a photo before a plain wall, "
            "or a PNG with the person cut out."
        )


def _lip_contrast(picture: Rgb, mesh: FaceMesh) -> float:
    """Return the range of lightness over the lips: the line where they meet is dark, or teeth are light."""
    ring = np.concatenate([mesh.at(*OUTER_UPPER), mesh.at(*OUTER_LOWER)[-2:0:-1]])
    lips = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[_within(ring, picture)]
    return float(np.ptp(np.percentile(lips, [3, 97]))) if len(lips) else 0.0


def _within(ring: Points, picture: Rgb) -> Mask:
    """Return the pixels of a picture inside a ring of points."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.rint(ring).astype(np.int32)], 255)
    return mask > 0
