"""The inner edges of lips that are apart: where the mesh sees them, or further out where the picture shows no lip."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.face.mesh import INNER_LOWER, INNER_UPPER, OUTER_LOWER, OUTER_UPPER, FaceMesh, Points
from pipelines.values import Rgb

_COLUMNS, _STEPS = 45, 80
_APART = 0.02  # eye distances from which on lips are apart
_MOST = 0.06  # that an edge may be off the mesh's
_CORNER = 0.16  # of the mouth's width: beside it corners stay where the mesh has them


@dataclass(frozen=True, eq=False)
class InnerLips:
    """Both inner edges from the left corner to the right; x, y in pixels, shape (n, 2) each."""

    upper: Points
    lower: Points


def inner_lips(picture: Rgb, mesh: FaceMesh) -> InnerLips:
    """Return the edges of the lips of a face."""
    if mesh.mouth_open < _APART:
        return InnerLips(mesh.at(*INNER_UPPER), mesh.at(*INNER_LOWER))
    outer_upper, upper, lower, outer_lower = (
        _along(mesh.at(*line)) for line in (OUTER_UPPER, INNER_UPPER, INNER_LOWER, OUTER_LOWER)
    )
    middle = (upper + lower) / 2
    return InnerLips(
        upper + _further(picture, mesh, middle, (upper, outer_upper)),
        lower + _further(picture, mesh, middle, (lower, outer_lower)),
    )


def _further(picture: Rgb, mesh: FaceMesh, middle: Points, lip: tuple[Points, Points]) -> Points:
    """Return how far beyond the mesh's inner edge of a lip the inside of the mouth goes on, as vectors."""
    edge, outer = lip
    colours = _colours(picture, middle, outer)
    known = np.linalg.norm(edge - middle, axis=1)
    length = np.maximum(1e-6, np.linalg.norm(outer - middle, axis=1))
    central = slice(_COLUMNS // 4, -_COLUMNS // 4)
    along = np.linspace(0, 1, _STEPS)
    red = np.median(colours[central, (along > 0.72) & (along < 0.92)].reshape(-1, 3), axis=0)
    away = np.linalg.norm(colours - red, axis=2)
    inside = away > 0.5 * np.median(away[central, : _STEPS // 8])
    beyond = along[None] > (known / length)[:, None]
    ends = np.argmax(beyond & ~inside, axis=1) / (_STEPS - 1) * length
    more = np.clip(cv2.medianBlur((ends - known).astype(np.float32)[None], 5)[0], 0, _MOST * mesh.eye_distance)
    share = np.linspace(0, 1, _COLUMNS)
    more = np.clip(np.polyval(np.polyfit(share, more, 4), share), 0, None)
    more *= np.clip(np.minimum(share, 1 - share) / _CORNER, 0, 1)
    return more[:, None] * (outer - middle) / length[:, None]


def _colours(picture: Rgb, start: Points, end: Points) -> NDArray[np.float64]:
    """Return colours on the way from each point to another, as Lab with half its lightness; shape (n, steps, 3)."""
    share = np.linspace(0, 1, _STEPS)[None, :, None]
    places = (start[:, None] * (1 - share) + end[:, None] * share).astype(np.float32)
    seen = cv2.remap(picture, places[..., 0], places[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lab = cv2.cvtColor(cv2.GaussianBlur(seen, (3, 3), 0), cv2.COLOR_RGB2LAB).astype(np.float64)
    return lab * [0.5, 1, 1]


def _along(line: Points) -> Points:
    """Return points evenly spread along a line."""
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, lengths[-1], _COLUMNS)
    return np.stack([np.interp(at, lengths, line[:, axis]) for axis in (0, 1)], axis=1)
