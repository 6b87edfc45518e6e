"""Pictures as an encoder takes them: luma whole, chroma halved both ways, BT.709, limited range."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Rgb, Size

Planes: TypeAlias = NDArray[np.uint8]

# ITU-R BT.709-6, items 3.2 to 3.4 and 4.6: R'G'B' in [0, 255] -> Y' in [16, 235], C'B and C'R in [16, 240]
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_BLUE = (np.array([0.0, 0.0, 1.0]) - _LUMA) / 1.8556
_RED = (np.array([1.0, 0.0, 0.0]) - _LUMA) / 1.5748
_MATRIX = np.column_stack(
    [np.vstack([_LUMA * 219, _BLUE * 224, _RED * 224]) / 255, np.array([16.0, 128.0, 128.0])]
)  # rows: Y', C'B, C'R


def plane_bytes(size: Size) -> int:
    """Return how many bytes a picture's planes take."""
    return size[0] * size[1] * 3 // 2


def to_planes(pixels: Rgb) -> Planes:
    """Return Y', C'B and C'R one after the other, flat; chroma is sited at the centre of each four pixels."""
    height, width = pixels.shape[:2]
    luma, blue, red = cv2.split(cv2.transform(pixels, _MATRIX))
    half = (width // 2, height // 2)
    halved = [cv2.resize(plane, half, interpolation=cv2.INTER_AREA).reshape(-1) for plane in (blue, red)]
    return np.concatenate([luma.reshape(-1), *halved]).astype(np.uint8, copy=False)
