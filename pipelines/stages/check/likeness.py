"""Whether two pictures are nearly the same, by perceptual hashes of what they show."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Rgb

_MAX_OPPOSED = 4  # of 80 frequencies
_MAX_STEPS = 26  # of 256 places
_MAX_COLOUR_LEVELS = 9.0
_DEAD_ZONE = 0.015  # of the strongest frequency: weaker ones are left to chance, as in a symmetric product
_STEP_LEVELS = 3.0


@dataclass(frozen=True, eq=False)
class Likeness:
    """A picture's hashes: signs (-1, 0, 1) of low frequencies and of neighbouring differences, and coarse colours."""

    frequencies: NDArray[np.int8]
    steps: NDArray[np.int8]
    colours: NDArray[np.float32]

    def same_as(self, other: "Likeness") -> bool:
        """Tell whether the other is the same picture, perhaps resized, recompressed or with other margins."""
        return (
            int((self.frequencies * other.frequencies == -1).sum()) <= _MAX_OPPOSED
            and int(np.abs(self.steps - other.steps).sum()) <= _MAX_STEPS
            and float(np.abs(self.colours - other.colours).mean()) <= _MAX_COLOUR_LEVELS
        )


def likeness_of(pixels: Rgb, content: Box | None) -> Likeness:
    """Return the hashes of a picture, of its content alone where that is known, so that margins do not matter."""
    part = np.ascontiguousarray(pixels if content is None else pixels[content.slices])
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    coarse = cv2.resize(grey, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = np.asarray(cv2.dct(coarse)[:9, :9], dtype=np.float32).ravel()[1:]
    steps = np.diff(cv2.resize(grey, (17, 16), interpolation=cv2.INTER_AREA).astype(np.float32), axis=1)
    return Likeness(
        frequencies=_signs(low, _DEAD_ZONE * float(np.abs(low).max())),
        steps=_signs(steps, _STEP_LEVELS),
        colours=cv2.resize(part, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float32),
    )


def _signs(values: NDArray[np.float32], dead_zone: float) -> NDArray[np.int8]:
    return (np.sign(values) * (np.abs(values) > dead_zone)).astype(np.int8)
