"""What is seen between parted lips: the photo's own teeth where it shows some, else drawn ones."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.photo.face_space import FaceSpace, Field, step
from pipelines.stages.avatar.photo.lip_fields import LipFields
from pipelines.stages.avatar.photo.study import Studied
from pipelines.stages.face.inner_lips import InnerLips
from pipelines.stages.face.mesh import (
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    FaceMesh,
    Points,
)
from pipelines.values import Rgb

Colours = NDArray[np.float32]

_TOOTH, _DEEP, _CHEEK, _TONGUE = (240, 231, 217), (40, 13, 13), (104, 46, 42), (182, 92, 90)
# From the middle outwards, in eye distances: where a tooth ends sideways, and how far it hangs below where lips meet.
_ENDS = np.array([0.0, 0.066, 0.118, 0.168, 0.210, 0.246, 0.276])
_LENGTHS = np.array([0.034, 0.027, 0.030, 0.022, 0.016, 0.010])
_LOWER_TOOTH = 0.042


class MouthInside:
    """Paints what lies behind the lips, in face space."""

    def __init__(self, picture: Rgb, face: Studied, space: FaceSpace, fields: LipFields) -> None:
        self._fields = fields
        self._light = _light_of(picture, face.mesh)
        self._own = _OwnTeeth(picture, face.lips, space) if fields.shows_teeth else None
        self._feather = 0.6 / space.unit

    def paint(self, u: Field, v: Field, edges: tuple[Points, Points], shape: MouthShape) -> Colours:
        """Return colours from 0 to 255, shape (h, w, 3).

        Args:
            u, v: the places, shape (h, w).
            edges: of both lips, as `LipFields.edges` gives them.
            shape: what lips and tongue do.
        """
        upper = np.interp(u, edges[0][:, 0], edges[0][:, 1])
        lower = np.interp(u, edges[1][:, 0], edges[1][:, 1])
        middle = (edges[0][-1, 0] + edges[0][0, 0]) / 2
        half = max(1e-3, (edges[0][-1, 0] - edges[0][0, 0]) / 2)
        gap = float(max(1e-3, (edges[1][:, 1] - edges[0][:, 1]).max()))
        x = u - middle
        side = np.abs(x) / half
        colour = np.empty((*u.shape, 3))
        colour[:] = np.array(_DEEP) * (0.6 + 0.5 * np.clip((v - upper) / 0.2, 0, 1))[..., None]
        _lay(colour, np.array(_CHEEK), step(side, 0.55, 1.0))
        self._lay_tongue(colour, x / half, v, (float(lower.max()), gap, shape.tongue))
        self._lay_lower_teeth(colour, x, v, lower, gap)
        self._lay_upper_teeth(colour, x, v, shape.round)
        shadow = 0.50 + 0.50 * step(v - upper, -0.006, 0.016 + 0.10 * gap)
        corner = 1 - 0.55 * step(side, 0.50, 1.0)
        colour *= (shadow * corner)[..., None] * self._light
        if self._own is not None:
            self._own.lay(colour, (u, v), np.sqrt(shadow * corner), shape.round)
        return colour.astype(np.float32)

    def _lay_tongue(self, colour: NDArray[np.float64], x: Field, v: Field, lie: tuple[float, float, float]) -> None:
        """Lay a soft back of the tongue over the floor of the mouth; `lie` is its floor, the gap, and its rise."""
        floor, gap, rise = lie
        centre, height = floor + 0.01 - 0.42 * gap * rise, 0.40 * gap + 0.01
        inside = 1 - ((x / 0.72) ** 2 + ((v - centre) / height) ** 2)
        alpha = step(inside, 0.0, 0.35)
        groove = 1 - 0.22 * np.exp(-((x / 0.10) ** 2))
        _lay(colour, np.array(_TONGUE) * (groove * (0.62 + 0.38 * step(inside, 0.0, 1.0)))[..., None], alpha)

    def _lay_lower_teeth(self, colour: NDArray[np.float64], x: Field, v: Field, lower: Field, gap: float) -> None:
        """Their edge just above the lower lip, when the mouth is neither nearly shut nor wide open."""
        seen = float(step(np.array(gap), 0.03, 0.07))
        top = lower - 0.016 * seen + 0.5 * x**2
        alpha = step(v - top, -self._feather, 2 * self._feather) * step(0.15 - np.abs(x), 0, 0.05) * 0.8
        parts = 1 - 0.20 * np.exp(-(((np.abs(x) % _LOWER_TOOTH) / 0.0032) ** 2))
        _lay(colour, np.array(_TOOTH) * (0.56 * parts)[..., None], alpha)

    def _lay_upper_teeth(self, colour: NDArray[np.float64], x: Field, v: Field, rounded: float) -> None:
        side = np.abs(x)
        number = np.clip(np.searchsorted(_ENDS, side, side="right") - 1, 0, len(_LENGTHS) - 1)
        start, end = _ENDS[number], _ENDS[number + 1]
        within = np.clip((side - start) / (end - start), 0, 1) * 2 - 1
        edge = self._fields.meeting(x) + _LENGTHS[number] - 0.042 * rounded - 0.008 * within**4
        alpha = step(edge - v, -self._feather, 2 * self._feather) * step(_ENDS[-1] - side, 0, 0.04)
        parts = 1 - 0.30 * np.exp(-(((1 - np.abs(within)) * (end - start) / 0.0045) ** 2))
        bulge = 0.90 + 0.10 * (1 - within**2)
        rim = 1 - 0.12 * step(v - edge, -0.018, 0.0)
        turned = 1 - 0.30 * step(side, 0.05, 0.26)
        _lay(colour, np.array(_TOOTH) * (parts * bulge * rim * turned)[..., None], alpha)


class _OwnTeeth:
    """The teeth of a photographed smile, where they are in the photo."""

    def __init__(self, picture: Rgb, lips: InnerLips, space: FaceSpace) -> None:
        upper, lower = space.local(lips.upper), space.local(lips.lower)
        self._picture, self._space = picture, space
        self._upper, self._lower = upper, lower

    def lay(self, colour: NDArray[np.float64], at: tuple[Field, Field], shade: Field, rounded: float) -> None:
        u, v = at
        top = np.interp(u, self._upper[:, 0], self._upper[:, 1])
        bottom = np.interp(u, self._lower[:, 0], self._lower[:, 1])
        rim = 0.012
        held = np.clip(v, np.minimum(top + rim, bottom), np.maximum(bottom - 0.004, top))
        spots = self._space.pixels(np.stack([u.ravel(), held.ravel()], axis=1)).reshape(*u.shape, 2).astype(np.float32)
        seen = cv2.remap(self._picture, spots[..., 0], spots[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        below = step(bottom - rim - 0.055 * rounded - v, -0.008, 0.008)
        sides = step(bottom - top, 0.018, 0.035)
        _lay(colour, seen.astype(np.float64) * (0.5 + 0.5 * shade)[..., None], below * sides)


def _lay(under: NDArray[np.float64], over: NDArray[np.float64], alpha: Field) -> None:
    under += (over - under) * alpha[..., None]


def _light_of(picture: Rgb, mesh: FaceMesh) -> NDArray[np.float64]:
    """Return factors on R, G and B that put white things into the photo's light: what the white of the eyes has."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    for upper, lower in ((LEFT_UPPER_LID, LEFT_LOWER_LID), (RIGHT_UPPER_LID, RIGHT_LOWER_LID)):
        ring = np.concatenate([mesh.at(*upper), mesh.at(*lower)[-2:0:-1]])
        cv2.fillPoly(mask, [np.rint(ring).astype(np.int32)], 255)
    eyes = picture[mask > 0].astype(np.float64)
    if not len(eyes):
        return np.full(3, 0.85)
    grey = eyes.mean(axis=1)
    white = eyes[grey >= np.percentile(grey, 80)].mean(axis=0)
    level = float(np.clip(white.mean() / 205, 0.45, 1.06))
    tint = white / white.mean()
    return level * (1 + 0.5 * (tint - 1))
