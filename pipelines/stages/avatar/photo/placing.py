"""Where a portrait lies in the footage, and at which scale."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.errors import PortraitError
from pipelines.footage import Rgba
from pipelines.portrait import Portrait
from pipelines.stages.avatar.photo.study import Studied
from pipelines.stages.avatar.role import Framing
from pipelines.stages.face.mesh import CHIN, FaceMesh
from pipelines.values import Size

# The eyes' distance in the least side's terms, and their height in the frame: as our drawn presenters have them.
_EYES = {Framing.HALF_BODY: (0.225, 0.235), Framing.HEAD: (0.30, 0.36)}
_ABOVE = 0.04  # of the frame's height, free above the hair
_FINER = 1.5  # pixels of texture kept for one of the frame
_MOST_LARGER = 1.6  # than planned, so that a bust reaches the lower edge; beyond that it sits lower


@dataclass(frozen=True, eq=False)
class Placed:
    """A portrait in a frame.

    Attributes:
        texture: the portrait's pixels, colours multiplied by alpha; its scale is `finer` pixels to one of the frame.
        left, top: where its corner lies in the frame, in the frame's pixels.
        face: in the frame's pixels.
    """

    texture: Rgba
    finer: float
    left: float
    top: float
    face: Studied


def place(portrait: Portrait, face: Studied, framing: Framing, size: Size, most_eyes_px: float = np.inf) -> Placed:
    """Return the portrait as the framing wants it.

    Args:
        most_eyes_px: no larger than with this distance between the outer corners of the eyes.

    Raises:
        PortraitError: a portrait with its own background does not cover the frame so small.
    """
    scale, left, top = _spot(portrait, face.mesh, framing, size, most_eyes_px / face.mesh.eye_distance)
    finer = float(np.clip(1 / scale, 1.0, _FINER))
    height, width = portrait.matte.shape
    shape = (max(1, round(width * scale * finer)), max(1, round(height * scale * finer)))
    alpha = portrait.matte[..., None]
    whole = np.dstack([portrait.pixels * alpha, alpha * 255]).astype(np.float32)
    how = cv2.INTER_AREA if scale * finer < 1 else cv2.INTER_CUBIC
    texture = np.clip(np.rint(cv2.resize(whole, shape, interpolation=how)), 0, 255).astype(np.uint8)
    texture[..., :3] = np.minimum(texture[..., :3], texture[..., 3:])
    return Placed(texture, finer, left, top, face.scaled(scale, (left, top)))


def chin_at(portrait: Portrait, face: Studied, framing: Framing, size: Size) -> float:
    """Return how far down the chin is, in pixels of the frame."""
    scale, _, top = _spot(portrait, face.mesh, framing, size, np.inf)
    return float(top + scale * face.mesh.at(CHIN)[0, 1])


def _spot(portrait: Portrait, mesh: FaceMesh, framing: Framing, size: Size, most: float) -> tuple[float, float, float]:
    """Return the scale of the photo in the frame, and where its corner lies."""
    width, height = size
    share, at = _EYES[framing]
    eyes = np.mean(mesh.eyes, axis=0)
    photo_height, photo_width = portrait.matte.shape
    scale = min(min(width, height * 0.75) * share / mesh.eye_distance, most)
    if portrait.matte.min() == 1:  # with its own background it covers the frame
        scale = max(scale, width / photo_width, height / photo_height)
        if scale > most:
            raise PortraitError(f"{portrait.name}: its face would be shown larger than it can be drawn. Cut it out.")
        left = np.clip(width / 2 - eyes[0] * scale, width - photo_width * scale, 0)
        return scale, float(left), float(np.clip(height * at - eyes[1] * scale, height - photo_height * scale, 0))
    rows = np.flatnonzero((portrait.matte > 0.5).any(axis=1))
    highest, lowest = float(rows.min(initial=photo_height)), float(rows.max(initial=0) + 1)
    wanted = max(height * (1 - at) / max(1.0, lowest - eyes[1]), _hiding_cuts(portrait, eyes[0], width))
    scale = float(np.clip(wanted, scale, min(scale * _MOST_LARGER, most)))
    least = height * _ABOVE - highest * scale if highest > 0 else -np.inf  # a head that the photo cuts stays cut
    top = max(height * at - eyes[1] * scale, least, height - lowest * scale)
    return scale, width / 2 - eyes[0] * scale, top


def _hiding_cuts(portrait: Portrait, middle: float, width: int) -> float:
    """Return the scale from which on sides at which the photo cuts somebody off lie outside the frame."""
    sides = ((portrait.matte[:, 0], middle), (portrait.matte[:, -1], portrait.matte.shape[1] - middle))
    return max((width / 2 / max(1.0, reach) for edge, reach in sides if edge.max() > 0.5), default=0.0)
