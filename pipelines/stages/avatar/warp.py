"""Moving a painted head as if it were round: turn, nod, tilt, jaw; and how cloth follows breath.

The painted head is a texture in head units. For each pixel of the frame a map tells which place of the texture is seen
there; parts that stand out (the nose) go further than parts that lie back (the ears), and hair below the chin stays on
the shoulders.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.avatar.art.neck import HEAD_SCALE, HEAD_Y
from pipelines.stages.avatar.art.painter import Field, Layer
from pipelines.stages.avatar.view import View

Map: TypeAlias = NDArray[np.float32]

_COARSE = 8  # maps are smooth: one place in eight is worked out
_PIVOT_Y = 170.0  # of the head's tilt, in head units: where the skull sits on the neck
_TURN_X, _NOD_Y = 27.0, 19.0  # how far the middle of a face goes at full turn and nod, in head units


@dataclass(frozen=True)
class HeadPose:
    """Where a head is, away from rest.

    Attributes:
        yaw, pitch: -1 to 1, to the picture's right and down.
        tilt_deg: clockwise as seen.
        x, y: in body units.
        jaw: how far the chin drops, in head units.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    tilt_deg: float = 0.0
    x: float = 0.0
    y: float = 0.0
    jaw: float = 0.0


class HeadWarp:
    """Maps from a rectangle of the frame into a head's texture."""

    def __init__(self, view: View, texture: Field, box: tuple[int, int, int, int], depth: float) -> None:
        """Prepare the maps.

        Args:
            box: left, top, right, bottom in pixels of the frame.
            depth: 1 for what lies before the ears, negative for hair behind the head.
        """
        left, top, right, bottom = box
        self._size = (right - left, bottom - top)
        self._texture = texture
        coarse_width, coarse_height = -(-self._size[0] // _COARSE) + 1, -(-self._size[1] // _COARSE) + 1
        columns = (left + np.arange(coarse_width) * _COARSE + 0.5) / view.scale + view.left
        rows = (top + np.arange(coarse_height) * _COARSE + 0.5) / view.scale + view.top
        x = np.broadcast_to(columns / HEAD_SCALE, (coarse_height, coarse_width))
        y = np.broadcast_to(((rows - HEAD_Y) / HEAD_SCALE)[:, None], (coarse_height, coarse_width))
        self._x, self._y = x, y
        self._firm = 1 - 0.9 * _step(y, 170.0, 470.0)
        round_ = np.sqrt(np.clip(1 - (x / 236) ** 2 - ((y + 20) / 290) ** 2, 0, 1))
        self._near = depth * round_ if depth > 0 else depth * (1 - _step(y, 60.0, 330.0))
        nose = np.exp(-((x / 30) ** 2) - ((y - 84) / 42) ** 2)
        self._near = self._near + 0.24 * max(depth, 0) * nose
        self._jaw = max(depth, 0) * _step(y, 128.0, 196.0) * (1 - _step(y, 236.0, 300.0)) * (1 - _step(abs(x), 70, 172))

    def moved(self, texture: Layer, pose: HeadPose) -> Layer:
        """Return what the rectangle shows of a texture."""
        angle = np.radians(pose.tilt_deg)
        x, y = self._x - pose.x / HEAD_SCALE, self._y - pose.y / HEAD_SCALE - _PIVOT_Y
        turned_x = np.cos(angle) * x + np.sin(angle) * y
        turned_y = np.cos(angle) * y - np.sin(angle) * x + _PIVOT_Y
        at_x = self._x + (turned_x - self._x) * self._firm - _TURN_X * pose.yaw * self._near
        at_y = self._y + (turned_y - self._y) * self._firm - _NOD_Y * pose.pitch * self._near - pose.jaw * self._jaw
        map_x = self._fine((at_x - self._texture.left) * self._texture.scale - 0.5)
        map_y = self._fine((at_y - self._texture.top) * self._texture.scale - 0.5)
        seen = cv2.remap(texture, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return np.asarray(seen, np.uint8)

    def _fine(self, coarse: NDArray[np.float64]) -> Map:
        """Linear between the places worked out, at each pixel of the rectangle."""
        width, height = self._size
        scale = np.array([[1 / _COARSE, 0, 0], [0, 1 / _COARSE, 0]])
        fine = cv2.warpAffine(
            coarse.astype(np.float32), scale, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.asarray(fine, np.float32)


def breathed(layer: Layer, view: View, lift: float) -> Layer:
    """Return a layer of the trunk with shoulders lifted by some body units; the waist stays."""
    height, width = layer.shape[:2]
    rows = np.arange(height, dtype=np.float32)
    body = rows / view.scale + view.top
    map_y = rows + lift * view.scale * (1 - _step(body, 820.0, 1500.0)).astype(np.float32)
    across = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    down = np.broadcast_to(map_y.astype(np.float32)[:, None], (height, width))
    seen = cv2.remap(layer, np.ascontiguousarray(across), np.ascontiguousarray(down), cv2.INTER_LINEAR)
    return np.asarray(seen, np.uint8)


def _step(value: NDArray[np.float64] | NDArray[np.float32], low: float, high: float) -> NDArray[np.float64]:
    share = np.clip((value - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)
