"""A face in a picture as 468 landmarks, and what can be read from them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]

# Numbers of landmarks in MediaPipe's face mesh, in the order a pen would follow; left and right as seen.
INNER_UPPER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
INNER_LOWER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
OUTER_UPPER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
OUTER_LOWER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
OUTLINE = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
LEFT_EYE, RIGHT_EYE = (33, 133), (362, 263)  # from corner to corner
LEFT_UPPER_LID, LEFT_LOWER_LID = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133),
    (33, 7, 163, 144, 145, 153, 154, 155, 133),
)
RIGHT_UPPER_LID = (362, 398, 384, 385, 386, 387, 388, 466, 263)
RIGHT_LOWER_LID = (362, 382, 381, 380, 374, 373, 390, 249, 263)
LEFT_BROW, RIGHT_BROW = (70, 63, 105, 66, 107, 46, 53, 52, 65, 55), (300, 293, 334, 296, 336, 276, 283, 282, 295, 285)
NOSE_TIP, CHIN = 1, 152
_LEFT_CHEEK, _RIGHT_CHEEK = 234, 454


@dataclass(frozen=True, eq=False)
class FaceMesh:
    """Where the parts of a face are.

    Attributes:
        points: x, y in pixels of the picture and depth at the same scale, away from the camera; shape (468, 3).
        sureness: that there is a face at all, 0 to 1.
    """

    points: Points
    sureness: float

    def __post_init__(self) -> None:
        if self.points.shape != (468, 3):
            raise ValueError(f"A face has landmarks of shape (468, 3), not {self.points.shape}.")
        self.points.setflags(write=False)

    def at(self, *numbers: int) -> Points:
        """Return x and y of landmarks, shape (n, 2)."""
        return self.points[list(numbers), :2]

    @property
    def eyes(self) -> tuple[Points, Points]:
        """The middles of both eyes between their corners, left and right as seen."""
        return self.at(*LEFT_EYE).mean(axis=0), self.at(*RIGHT_EYE).mean(axis=0)

    @property
    def eye_distance(self) -> float:
        """In pixels, between the outer corners: what a face is measured in."""
        left, right = self._outer_corners
        return float(np.linalg.norm(right - left))

    @property
    def across(self) -> Points:
        """Unit vector from the left eye to the right."""
        left, right = self._outer_corners
        return (right - left) / np.linalg.norm(right - left)

    @property
    def down(self) -> Points:
        """Unit vector from brows to chin."""
        x, y = self.across
        return np.array([-y, x])

    @property
    def mouth_open(self) -> float:
        """Between the inner edges of the lips where they are furthest apart, in eye distances."""
        gap = (self.at(*INNER_LOWER) - self.at(*INNER_UPPER)) @ self.down
        return float(np.clip(gap, 0, None).max() / self.eye_distance)

    @property
    def turned(self) -> float:
        """How far the nose is off the middle between the cheeks: 0 from the front, 1 in profile; right is positive."""
        left, nose, right = self.at(_LEFT_CHEEK, NOSE_TIP, _RIGHT_CHEEK) @ self.across
        return float((2 * nose - left - right) / max(1e-6, abs(right - left)))

    @property
    def _outer_corners(self) -> Points:
        return self.at(LEFT_EYE[0], RIGHT_EYE[1])
