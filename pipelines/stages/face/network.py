"""Small networks in TensorFlow Lite's format, run by OpenCV."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from pipelines.stages.face.mesh import Points
from pipelines.values import Rgb


def open_network(path: Path) -> Any:
    """Return a network that is ready."""
    classic = getattr(cv2.dnn, "ENGINE_CLASSIC", None)  # OpenCV 5's new engine forgets all outputs but one
    return cv2.dnn.readNetFromTFLite(str(path)) if classic is None else cv2.dnn.readNetFromTFLite(str(path), classic)


def run(network: Any, square: np.ndarray, widths: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return both outputs for a square of shape (side, side, 3), told apart by their width."""
    network.setInput(np.ascontiguousarray(square.transpose(2, 0, 1)[None], np.float32))
    outputs = network.forward(network.getUnconnectedOutLayersNames())
    one, other = (next(out for out in outputs if width in (out.size, out.shape[-1])) for width in widths)
    return np.asarray(one), np.asarray(other)


def as_sureness(scores: np.ndarray) -> np.ndarray:
    """Return a network's scores as sureness, 0 to 1."""
    return 1 / (1 + np.exp(-np.clip(scores, -60, 60)))


def sampled(picture: Rgb, place: Points, side: int) -> np.ndarray:
    """Return a square sampled from a picture without aliasing, float32.

    Args:
        place: matrix of shape (2, 3) from the picture's pixels to the square's.
    """
    scale = float(np.sqrt(abs(np.linalg.det(place[:, :2]))))
    if scale < 0.5:
        smaller = scale * 2
        picture = np.asarray(cv2.resize(picture, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA), np.uint8)
        place = np.column_stack([place[:, :2] / smaller, place[:, 2]])
    return np.asarray(cv2.warpAffine(picture, place, (side, side), flags=cv2.INTER_LINEAR), np.float32)
