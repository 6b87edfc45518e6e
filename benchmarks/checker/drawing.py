"""What products are drawn with: a grid in [-1, 1], grain, a cylinder's light, and the last step to RGBA."""

import cv2
import numpy as np
from numpy.typing import NDArray

Rgba = NDArray[np.float32]
SIZE = 1500
OVER = 2  # supersampling


def grid(width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return columns / width * 2 - 1, rows / height * 2 - 1


def texture(shape: tuple[int, int], seed: int, strength: float) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed)
    total = np.zeros(shape, np.float32)
    for octave in (2, 4, 9, 30):
        grain = noise.normal(size=(shape[0] // octave + 2, shape[1] // octave + 2)).astype(np.float32)
        total += cv2.resize(grain, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return total * (strength / 2)


def finish(colour: NDArray[np.float32], alpha: NDArray[np.float32]) -> Rgba:
    rgba = np.dstack([np.clip(colour, 0, 1) * alpha[..., None], np.clip(alpha, 0, 1)]).astype(np.float32)
    small = cv2.resize(rgba, None, fx=1 / OVER, fy=1 / OVER, interpolation=cv2.INTER_AREA)
    opaque = small[..., 3] > 0.004
    rows, columns = np.flatnonzero(opaque.any(axis=1)), np.flatnonzero(opaque.any(axis=0))
    small = small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    small[..., :3] /= np.maximum(small[..., 3:], 1e-4)
    return np.clip(small, 0, 1)


def cylinder(across: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the light on an upright cylinder lit from the upper left, with a bounce on the right."""
    normal = np.sqrt(np.clip(1 - across**2, 0, 1))
    return 0.30 + 0.62 * np.clip(0.75 * normal - 0.55 * across, 0, 1) + 0.10 * np.clip(across, 0, 1) ** 3
