"""The square of a face that MuseTalk knows, and how what it drew goes back over the photo."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.footage import Rgba
from pipelines.stages.face.mesh import FaceMesh, Points
from pipelines.values import Rgb

SIDE = 256  # pixels that the network draws
_BRIDGE = 5  # the landmark that lies in the middle of the square: above it all stays
_BELOW = 0.04  # of the square that is free below the chin
_RIM = 0.10  # of the square over which drawn and photographed pixels mix


class FaceCrop:
    """A face's square in a picture: nose in the middle, chin near the lower edge.

    Attributes:
        height: in pixels of the picture.
    """

    def __init__(self, mesh: FaceMesh) -> None:
        points = mesh.points[:, :2]
        x, y = points @ mesh.across, points @ mesh.down
        left, right, bottom, middle = x.min(), x.max(), y.max(), y[_BRIDGE]
        half = (bottom - middle) * (1 + 2 * _BELOW)
        corner: Points = left * mesh.across + (middle - half) * mesh.down
        sides = np.stack([mesh.across * (right - left), mesh.down * 2 * half], axis=1)
        self._place = np.column_stack([sides / SIDE, corner])  # from the square to the picture
        self.height = float(2 * half)
        self._reduces = max(1.0, float(2 * half / SIDE))
        corners = corner + np.array([[0, 0], [1, 0], [0, 1], [1, 1]]) @ sides.T
        self._low, self._high = np.floor(corners.min(axis=0)).astype(int), np.ceil(corners.max(axis=0)).astype(int)
        self._mask = _lower_half()

    def taken(self, picture: Rgb) -> Rgb:
        """Return the square of a picture, shape (256, 256, 3)."""
        soft = cv2.GaussianBlur(picture, (0, 0), 0.35 * self._reduces) if self._reduces > 1 else picture
        how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(soft, self._place, (SIDE, SIDE), flags=how), np.uint8)

    def laid(self, drawn: Rgb, known: Rgb, onto: Rgba) -> None:
        """Lay a drawn square over a picture, in place, its colour matched to the photo where they meet.

        Args:
            drawn: what the network made, shape (256, 256, 3).
            known: the photo's own square.
            onto: colours multiplied by alpha, opaque where the face is.
        """
        low, high = np.maximum(self._low, 0), np.minimum(self._high, [onto.shape[1], onto.shape[0]])
        part = onto[low[1] : high[1], low[0] : high[0]]
        if not part.size:
            return
        rim = (self._mask > 0.05) & (self._mask < 0.6)
        shift = known[rim].astype(np.float32).mean(axis=0) - drawn[rim].astype(np.float32).mean(axis=0)
        square = np.dstack([drawn + shift, self._mask]).astype(np.float32)
        place = self._place - np.column_stack([np.zeros((2, 2)), low])
        spread = cv2.warpAffine(square, place, (part.shape[1], part.shape[0]), flags=cv2.INTER_CUBIC)
        share = np.clip(spread[..., 3:], 0, 1) * (part[..., 3:] > 0)
        mixed = np.clip(np.rint(part[..., :3] + (spread[..., :3] - part[..., :3]) * share), 0, 255)
        part[..., :3] = np.minimum(mixed, part[..., 3:])


def _lower_half() -> NDArray[np.float32]:
    """1 over mouth and chin, 0 at the rim and in the upper half."""
    x, y = np.meshgrid((np.arange(SIDE) + 0.5) / SIDE, (np.arange(SIDE) + 0.5) / SIDE)
    inside = np.minimum.reduce([(y - 0.5) / _RIM, (1 - y) / (_RIM / 2), x / _RIM, (1 - x) / _RIM])
    round_chin = (1.06 - np.hypot((x - 0.5) / 0.5, (y - 0.62) / 0.40)) / _RIM * 0.45
    return np.clip(np.minimum(inside, round_chin), 0, 1).astype(np.float32)
