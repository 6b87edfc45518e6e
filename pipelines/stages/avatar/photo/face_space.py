"""Places in a picture as a face measures them: from the middle of the mouth, in eye distances, along its own axes."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.face.mesh import FaceMesh, Points

Field: TypeAlias = NDArray[np.float64]  # a value for each place


@dataclass(frozen=True, eq=False)
class FaceSpace:
    """Pixels to (u, v) and back: u to the right as the face is tilted, v down.

    Attributes:
        origin: the middle of the mouth, in pixels.
        across, down: unit vectors.
        unit: the distance of the outer corners of the eyes, in pixels.
    """

    origin: Points
    across: Points
    down: Points
    unit: float

    def of(self, x: Field, y: Field) -> tuple[Field, Field]:
        """Return u and v of pixels."""
        dx, dy = x - self.origin[0], y - self.origin[1]
        u = (dx * self.across[0] + dy * self.across[1]) / self.unit
        v = (dx * self.down[0] + dy * self.down[1]) / self.unit
        return u, v

    def local(self, points: Points) -> Points:
        """Return (u, v) of points, shape (n, 2)."""
        return np.stack(self.of(points[:, 0], points[:, 1]), axis=1)

    def pixels(self, local: Points) -> Points:
        """Return the pixels of (u, v), shape (n, 2)."""
        return self.origin + self.unit * (local[:, :1] * self.across + local[:, 1:] * self.down)

    def vectors(self, across: Field, down: Field) -> tuple[Field, Field]:
        """Return ways in u and v as ways in x and y, in pixels."""
        x = self.unit * (across * self.across[0] + down * self.down[0])
        y = self.unit * (across * self.across[1] + down * self.down[1])
        return x, y


def space_of(mesh: FaceMesh) -> FaceSpace:
    """Return the space of a face."""
    return FaceSpace(mesh.at(78, 308).mean(axis=0), mesh.across, mesh.down, mesh.eye_distance)


def step(value: Field, low: float, high: float) -> Field:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    share = np.clip((value - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)
