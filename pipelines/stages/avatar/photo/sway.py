"""A photographed head that turns, nods and tilts a little, as if it were round; shoulders and background stay."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.stages.avatar.photo.face_space import FaceSpace, Field, step
from pipelines.stages.avatar.warp import HeadPose

_TURN, _NOD = 0.075, 0.050  # eye distances that the middle of a face goes at full turn and nod
_PIVOT = 0.95  # v of the place about which a head tilts
_EYES = -0.72  # v of the eyes in a usual face
_BODY_UNITS = 230.0  # to one eye distance


@dataclass(frozen=True, eq=False)
class Grid:
    """Places of a picture, a few pixels apart.

    Attributes:
        x, y: in pixels, shape (rows, columns).
        spacing: pixels from one to the next.
    """

    x: Field
    y: Field
    spacing: int

    def sampled(self, field: Field, x: Field, y: Field) -> Field:
        """Return the values of a field of this grid at other places."""
        at_x = ((x - self.x[0, 0]) / self.spacing).astype(np.float32)
        at_y = ((y - self.y[0, 0]) / self.spacing).astype(np.float32)
        got = cv2.remap(field.astype(np.float32), at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(got, np.float64).reshape(x.shape)


class Sway:
    """How the head's moves are seen at each place of a grid."""

    def __init__(self, grid: Grid, space: FaceSpace) -> None:
        self._grid, self._space = grid, space
        u, v = space.of(grid.x, grid.y)
        away = np.sqrt((u / 1.25) ** 2 + ((v - _EYES) / 1.6) ** 2)
        self._firm = (1 - step(v, 0.45, 1.35)) * (1 - step(away, 1.1, 1.75))
        sphere = np.sqrt(np.clip(1 - (u / 1.05) ** 2 - ((v + 0.5) / 1.3) ** 2, 0, 1))
        nose = 0.22 * np.exp(-((u / 0.14) ** 2) - ((v + 0.36) / 0.20) ** 2)
        self._near = (sphere + nose) * self._firm
        self._u, self._v = u, v - _PIVOT

    def offset(self, pose: HeadPose) -> tuple[Field, Field]:
        """Return how far what is seen at each place has come, in pixels: it was at place minus offset."""
        angle = np.radians(0.8 * pose.tilt_deg)
        across = (self._u - np.cos(angle) * self._u - np.sin(angle) * self._v + pose.x / _BODY_UNITS) * self._firm
        down = (self._v - np.cos(angle) * self._v + np.sin(angle) * self._u + pose.y / _BODY_UNITS) * self._firm
        across += _TURN * pose.yaw * self._near
        down += _NOD * pose.pitch * self._near
        return self._space.vectors(across, down)
