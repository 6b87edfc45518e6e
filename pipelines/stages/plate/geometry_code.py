"""Depth, normals and shares as lossless WebP pictures.

Inverse depth is linear over a plane's picture, so that what two neighbours and their corner foretell is right to a
step or two; the errors, folded into small numbers, need little room.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Linear, Matte

_STEPS = 65_535
_LOSSLESS = [cv2.IMWRITE_WEBP_QUALITY, 101]  # above 100

Grid = NDArray[np.float32]


@dataclass(frozen=True)
class CodedDepth:
    """Depths along the camera's axis; `nearest` and `furthest` are its inverse limits in 1/cm, nearest the larger."""

    data: bytes
    nearest: float
    furthest: float


def code_depth(depth_cm: Grid) -> CodedDepth:
    """Return depths, shape (rows, columns), coded to 1/65,535 of the range of their inverses."""
    inverse = 1 / depth_cm.astype(np.float64)
    low, high = float(inverse.min()), float(inverse.max())
    steps = np.rint((inverse - low) / max(high - low, 1e-12) * _STEPS).astype(np.int64)
    padded = np.pad(steps, ((1, 0), (1, 0)))
    errors = padded[1:, 1:] - padded[1:, :-1] - padded[:-1, 1:] + padded[:-1, :-1]
    folded = np.where(errors >= 0, 2 * errors, -2 * errors - 1)
    planes = np.stack([folded & 255, folded >> 8 & 255, folded >> 16 & 255], -1).astype(np.uint8)
    return CodedDepth(_lossless(planes), high, low)


def depth_of(coded: CodedDepth) -> Grid:
    """Return depths in centimetres, shape (rows, columns).

    Raises:
        ValueError: the data is no picture of ours.
    """
    planes = _picture(coded.data).astype(np.int64)
    folded = planes[..., 0] | planes[..., 1] << 8 | planes[..., 2] << 16
    errors = np.where(folded % 2 == 0, folded // 2, -(folded + 1) // 2)
    steps = errors.cumsum(axis=0).cumsum(axis=1)
    inverse = coded.furthest + steps / _STEPS * (coded.nearest - coded.furthest)
    if inverse.min() <= 0:
        raise ValueError("depths are not positive")
    return np.asarray(1 / inverse, np.float32)


def code_normals(normals: Linear) -> bytes:
    """Return unit normals, shape (rows, columns, 3), on an octahedron unfolded to a square of 255 steps."""
    flat = normals / np.maximum(np.abs(normals).sum(axis=2, keepdims=True), 1e-6)
    square = flat[..., :2].copy()
    below = flat[..., 2] < 0
    square[below] = _folded(flat[..., :2])[below]
    steps = np.rint((square * 0.5 + 0.5) * 254).astype(np.uint8)
    return _lossless(np.concatenate([steps, np.zeros_like(steps[..., :1])], axis=2))


def normals_of(data: bytes) -> Linear:
    """Return unit normals, shape (rows, columns, 3), true to half a degree.

    Raises:
        ValueError: the data is no picture of ours.
    """
    square = np.asarray(_picture(data)[..., :2] / np.float32(127) - 1, np.float32)
    height = 1 - np.abs(square).sum(axis=2)
    across = np.where((height < 0)[..., None], _folded(square), square)
    vectors = np.concatenate([across, height[..., None]], axis=2)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=2, keepdims=True), np.float32)


def code_share(share: Matte) -> bytes:
    """Return a share in [0, 1], to 1/255."""
    return _lossless(np.rint(np.clip(share, 0, 1) * 255).astype(np.uint8))


def share_of(data: bytes) -> Matte:
    """Return a share in [0, 1], shape (rows, columns).

    Raises:
        ValueError: the data is no picture of ours.
    """
    return np.asarray(_picture(data)[..., 0].astype(np.float32) / 255, np.float32)


def _folded(square: Grid) -> Grid:
    """Return points of the octahedron's lower half on the corners of the square."""
    signs = np.where(square >= 0, np.float32(1), np.float32(-1))
    return np.asarray((1 - np.abs(square[..., ::-1])) * signs, np.float32)


def _lossless(pixels: NDArray[np.uint8]) -> bytes:
    return cv2.imencode(".webp", pixels, _LOSSLESS)[1].tobytes()


def _picture(data: bytes) -> NDArray[np.uint8]:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("not a picture")
    return np.asarray(picture, np.uint8)
