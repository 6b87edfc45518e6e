"""The ground a product lies on: whether it is plain, its colour everywhere, and which pixels belong to it.

A plain ground may brighten or darken smoothly (a vignette, a studio sweep); a quadratic surface per channel follows it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask, Rgb

_GRID = 96  # cells a side: enough for a vignette, few enough to fit in a millisecond
_RING_CELLS = 2
_START_TOLERANCE = 26.0
_ONE_COLOUR_LEVELS, _ONE_COLOUR_SHARE = 2.0, 0.6
_FEWEST_CELLS = 40
_MIN_RING_SHARE = 0.68
_MAX_NOISE = 6.0
_PLAIN, _SCENE = True, False
_MIN_THRESHOLD, _MAX_THRESHOLD = 3, 12


@dataclass(frozen=True, eq=False)
class Ground:
    """What surrounds the product.

    Attributes:
        plain: one colour, or one that changes smoothly; False for a photographed surrounding.
        colour: the median along the frame's edge.
        spread: how far the ground's surface ranges over the frame, in levels of the worst channel.
        noise: standard deviation of the ground around its surface, in levels.
        threshold: a pixel further than this from the surface is not ground.
        deviation: uint8 (height, width), largest channel difference to the surface; zeros when not plain.
        mask: border-connected ground; all False when not plain.
    """

    plain: bool
    colour: tuple[int, int, int]
    spread: float
    noise: float
    threshold: int
    deviation: NDArray[np.uint8]
    mask: Mask


def find_ground(pixels: Rgb) -> Ground:
    """Return the ground of a picture of at least 8 x 8 pixels."""
    height, width = pixels.shape[:2]
    cells = _cells(pixels)
    ring = _ring(cells.shape[:2])
    colour = np.median(cells[ring], axis=0)
    surface, inliers = _fit(cells, colour, ring)
    residual = np.abs(cells - surface).max(axis=2)
    steady = residual[ring & inliers]
    noise = max(_texture(pixels), 1.4826 * float(np.median(steady))) if len(steady) else 255.0
    plain = float((ring & inliers).sum() / ring.sum()) >= _MIN_RING_SHARE and noise <= _MAX_NOISE
    rounded = (int(colour[0]), int(colour[1]), int(colour[2]))
    spread = float(np.ptp(surface.reshape(-1, 3), axis=0).max())
    if not plain:
        nothing = np.zeros((height, width), np.uint8)
        return Ground(_SCENE, rounded, spread, noise, _MAX_THRESHOLD, nothing, nothing.astype(bool))
    threshold = int(np.clip(round(4 * noise), _MIN_THRESHOLD, _MAX_THRESHOLD))
    deviation = _deviation(pixels, surface, spread)
    return Ground(_PLAIN, rounded, spread, noise, threshold, deviation, border_connected(deviation <= threshold))


def border_connected(mask: Mask) -> Mask:
    """Return the parts of `mask` that reach the frame's edge."""
    edge = np.zeros_like(mask)
    edge[[0, -1]] = True
    edge[:, [0, -1]] = True
    return connected_to(edge, mask)


def connected_to(start: Mask, mask: Mask) -> Mask:
    """Return the parts of `mask`, four-connected, that hold a pixel of `start`."""
    labels = np.asarray(cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)[1], dtype=np.int32)
    table = np.zeros(int(labels.max()) + 1, dtype=bool)
    table[labels[start]] = True
    table[0] = False
    return table[labels]


def _cells(pixels: Rgb) -> NDArray[np.float64]:
    height, width = pixels.shape[:2]
    scale = min(1.0, _GRID / max(height, width))
    size = max(8, round(width * scale)), max(8, round(height * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float64)


def _ring(shape: tuple[int, int]) -> Mask:
    ring = np.ones(shape, dtype=bool)
    ring[_RING_CELLS:-_RING_CELLS, _RING_CELLS:-_RING_CELLS] = False
    return ring


def _texture(pixels: Rgb) -> float:
    """Return the noise along the frame's edge: the median difference of neighbours, as a standard deviation."""
    depth = max(2, min(pixels.shape[:2]) // 50)
    strips = (pixels[:depth], pixels[-depth:], pixels[:, :depth], pixels[:, -depth:])
    steps = [
        np.abs(np.diff(strip.astype(np.int16), axis=axis)).max(axis=2).ravel() for strip in strips for axis in (0, 1)
    ]
    return 1.4826 / np.sqrt(2) * float(np.median(np.concatenate(steps)))


def _fit(cells: NDArray[np.float64], colour: NDArray[np.float64], ring: Mask) -> tuple[NDArray[np.float64], Mask]:
    """Return the ground's surface over the cells, and the cells that lie on it.

    Where the frame's edge is of one colour the surface is that colour; else a quadratic through edge-connected cells.
    """
    surface = np.broadcast_to(np.round(colour), cells.shape)
    difference = np.abs(cells - surface).max(axis=2)
    if float((difference[ring] <= _ONE_COLOUR_LEVELS).mean()) >= _ONE_COLOUR_SHARE:
        return surface, difference <= _ONE_COLOUR_LEVELS
    rows, columns = np.mgrid[-1 : 1 : cells.shape[0] * 1j, -1 : 1 : cells.shape[1] * 1j]
    terms = np.stack([np.ones_like(rows), rows, columns, rows * columns, rows**2, columns**2], axis=2)
    inliers = ring & (difference <= _START_TOLERANCE)
    for tolerance in (16.0, 10.0, 7.0):
        if inliers.sum() < _FEWEST_CELLS:
            break
        answer, *_ = np.linalg.lstsq(terms[inliers], cells[inliers], rcond=None)
        surface = np.asarray(terms @ answer, dtype=np.float64)
        inliers = border_connected(np.asarray(np.abs(cells - surface).max(axis=2) <= tolerance, dtype=np.bool_))
    return surface, inliers


def _deviation(pixels: Rgb, surface: NDArray[np.float64], spread: float) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    if spread == 0:
        colour = np.broadcast_to(np.clip(surface[0, 0], 0, 255).astype(np.uint8), pixels.shape)
    else:
        colour = cv2.resize(
            np.clip(surface, 0, 255).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR
        )
        colour = np.round(colour).astype(np.uint8)
    difference = cv2.absdiff(pixels, np.ascontiguousarray(colour))
    return np.maximum(np.maximum(difference[..., 0], difference[..., 1]), difference[..., 2])
