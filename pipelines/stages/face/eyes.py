"""The outlines of the eyes, more exact than the mesh has them."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.registry import WeightsFolder
from pipelines.stages.face.mesh import LEFT_EYE, RIGHT_EYE, FaceMesh, Points
from pipelines.stages.face.network import open_network, run, sampled
from pipelines.values import Rgb

EYES = "mediapipe-iris"
_SIDE = 64
_ROOM = 2.3  # the network was trained on squares this many times an eye's width
_LOWER, _UPPER = range(9), (0, *range(9, 15), 8)


@dataclass(frozen=True, eq=False)
class EyeOutline:
    """The edges of both lids, from the left corner to the right as seen; x, y in pixels, shape (n, 2)."""

    upper: Points
    lower: Points

    @property
    def openness(self) -> float:
        """How far the lids are apart where most, in widths of the eye: 0.3 to 0.5 in an open one, under 0.1 in a shut
        one. The mesh alone hardly sees lids fall."""
        along = self.upper[-1] - self.upper[0]
        width = float(np.linalg.norm(along))
        axes = np.array([along, (-along[1], along[0])]) / max(1e-6, width)
        upper, lower = ((lid - self.upper[0]) @ axes.T for lid in (self.upper, self.lower))
        places = np.linspace(0.15, 0.85, 15) * width  # at the corners the lids meet whatever they do
        gap = np.interp(places, *lower.T) - np.interp(places, *upper.T)
        return float(gap.max() / max(1e-6, width))


class EyeFinder:
    """A small network that looks at one eye."""

    def __init__(self, weights: WeightsFolder) -> None:
        """Load it.

        Raises:
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        self._network = open_network(weights.path(EYES))

    def outlines(self, picture: Rgb, mesh: FaceMesh) -> tuple[EyeOutline, EyeOutline]:
        """Return the eyes' outlines, left and right as seen."""
        return self._outline(picture, mesh, LEFT_EYE), self._outline(picture, mesh, RIGHT_EYE)

    def _outline(self, picture: Rgb, mesh: FaceMesh, corners: tuple[int, int]) -> EyeOutline:
        """Look at a turned square; the network knows eyes whose outer corner is on the left."""
        outer_left = corners == LEFT_EYE
        first, last = mesh.at(*corners)
        scale = _SIDE / (_ROOM * float(np.linalg.norm(last - first)))
        along = mesh.across * (1 if outer_left else -1)
        turn = np.array([along, mesh.down]) * scale
        place = np.hstack([turn, (_SIDE / 2 - turn @ ((first + last) / 2))[:, None]])
        found, _ = run(self._network, sampled(picture, place, _SIDE) / 255, (213, 15))
        local = found.reshape(71, 3)[:15, :2].astype(np.float64)
        back = cv2.invertAffineTransform(place)
        points = local @ back[:, :2].T + back[:, 2]
        upper, lower = points[list(_UPPER)], points[list(_LOWER)]
        return EyeOutline(upper, lower) if outer_left else EyeOutline(upper[::-1], lower[::-1])
