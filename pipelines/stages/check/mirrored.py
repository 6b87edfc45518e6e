"""The product mirrored in a polished ground: a pale copy under its foot that fades away downwards."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.check.ground import connected_to
from pipelines.values import Mask

_WORK_PX = 1000
_FOOT_ZONE = 0.30  # of the height, from below
_PALEST, _DEEPEST = 3, 60  # levels off the ground; half of black over white in linear light is 67
_JUMP_TIMES, _JUMP_LEVELS, _JUMP_PX = 1.7, 8, 3  # from the reflection up to the product itself
_MOST_COLUMNS = 0.4
_LEAST_DEPTH = 0.015  # of the height
_FADED, _FADED_SHARE = 14, 0.6


def find_mirrored(deviation: NDArray[np.uint8], body: Mask) -> Mask:
    """Return the reflection under a body, empty where there is none.

    Args:
        deviation: how far each pixel is from the ground, in levels.
        body: what is not ground, of the same shape.
    """
    height, width = body.shape
    scale = min(1.0, _WORK_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    level = np.asarray(cv2.resize(deviation, size, interpolation=cv2.INTER_AREA), np.float32)
    small = cv2.resize(body.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    found = np.zeros_like(small)
    rows = np.flatnonzero(small.any(axis=1))
    if len(rows) < 40:
        return np.zeros_like(body)
    zone = slice(int(rows[-1] - _FOOT_ZONE * (rows[-1] - rows[0])), rows[-1] + 1)
    found[zone] = _below_the_jump(level[zone], small[zone], _LEAST_DEPTH * (rows[-1] - rows[0]))
    return np.asarray(cv2.resize(found.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0)


def _below_the_jump(level: NDArray[np.float32], body: Mask, least_depth: float) -> Mask:
    """Return, column by column, what lies below the highest jump with nothing but pale body under it."""
    nothing = np.zeros_like(body)
    pale = np.logical_and.accumulate((level <= _DEEPEST)[::-1])[::-1]
    jump = np.zeros_like(body)
    jump[_JUMP_PX:] = level[:-_JUMP_PX] > _JUMP_TIMES * level[_JUMP_PX:] + _JUMP_LEVELS
    jump &= pale & body & (level >= _PALEST)
    columns = np.flatnonzero(jump.any(axis=0))
    if len(columns) < _MOST_COLUMNS * np.count_nonzero(body.any(axis=0)):
        return nothing
    tops = jump[:, columns].argmax(axis=0)
    depths = body[:, columns].sum(axis=0, where=np.arange(len(body))[:, None] >= tops)
    # A pale plate under a product ends at an edge; a reflection has faded before it ends
    last = np.minimum(len(body) - 1, tops + depths - 1)
    faded = level[np.maximum(tops, last - 2), columns] <= _FADED
    if float(np.median(depths)) < least_depth or float(faded.mean()) < _FADED_SHARE:
        return nothing
    core = nothing
    core[:, columns] = (np.arange(len(body))[:, None] >= tops - 1) & body[:, columns]
    return core | connected_to(core, _beside(columns, tops, pale & body))


def _beside(columns: NDArray[np.intp], tops: NDArray[np.intp], pale: Mask) -> Mask:
    """Return what is pale below the foot of the nearest column that has one.

    A reflection is softer and so wider than its product, and what bulges over the foot is mirrored beside it.
    """
    every = np.arange(pale.shape[1])
    foot = tops[np.abs(columns[None, :] - every[:, None]).argmin(axis=1)]
    return pale & (np.arange(len(pale))[:, None] >= foot[None, :] - 1)
