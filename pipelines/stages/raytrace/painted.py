"""A pattern in pixels, ready to be laid on a surface."""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.raytrace.texture import Field, Pixels


@dataclass(frozen=True, eq=False)
class Painted:
    """One tile of a surface.

    Attributes:
        pixels: sRGB bytes, shape (rows, columns, 3); the first row lies furthest along the surface's second direction.
        relief: height in [0, 1], of the same rows and columns, or None where the brightness serves.
        repeats: whether it tiles; else its edge goes on for ever.
    """

    pixels: Pixels
    relief: Field | None = None
    repeats: bool = True

    @property
    def height(self) -> Field:
        """The relief, or the brightness in its place."""
        if self.relief is not None:
            return self.relief
        return np.asarray(self.pixels.mean(axis=2, dtype=np.float32) / 255, np.float32)
