"""A pale tint laid over the picture: on a plain ground its strokes are of one flat level, wherever they come out.

A watermark across the product joins it, so that no separate piece of lettering is left to be found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.stages.check.ground import Ground
from pipelines.values import Box, Mask

_LEVELS = (8, 110)  # off the ground: coding noise below, opaque lettering above
_FLAT_LEVELS, _FLAT_PX = 3, 5
_SMALLEST, _LARGEST = 1e-4, 0.03  # of the frame
_THICKNESS = 0.004  # of the long side: a strip of an old backdrop is thinner
_SPREAD, _ONE_TINT = 2.0, 1.5  # levels, within a stroke and among strokes
_FEWEST_STROKES = 2
_RIM_PX, _BARE_RIM, _EXACT = 5, 0.25, 0.8  # of a stroke's surroundings are bare ground, and most of that exactly


@dataclass(frozen=True)
class _Stroke:
    """A flat pale piece on bare ground, and how far it is from the ground in levels."""

    box: Box
    level: float


def find_overlay(ground: Ground) -> tuple[Box, ...]:
    """Return boxes around the strokes of a flat tint over a plain ground, empty where there is none.

    Shadows, reflections and a product's own shading change over any distance; a tint of one opacity does not.
    """
    found = tuple(_strokes(ground))
    best: tuple[_Stroke, ...] = ()
    for one in found:
        alike = tuple(other for other in found if abs(other.level - one.level) <= _ONE_TINT)
        if len(alike) > len(best):
            best = alike
    return tuple(stroke.box for stroke in best) if len(best) >= _FEWEST_STROKES else ()


def _strokes(ground: Ground) -> Iterator[_Stroke]:
    level, bare = ground.deviation, ground.deviation <= ground.threshold
    low, high = _LEVELS
    kernel = np.ones((_FLAT_PX, _FLAT_PX), np.uint8)
    flat = cv2.subtract(cv2.dilate(level, kernel), cv2.erode(level, kernel)) <= _FLAT_LEVELS
    tint = (flat & (level >= low) & (level <= high)).astype(np.uint8)
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(tint, connectivity=4)
    reach = _RIM_PX + _FLAT_PX // 2
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        if not _SMALLEST * level.size <= area <= _LARGEST * level.size:
            continue
        view = np.s_[max(0, top - reach) : top + height + reach, max(0, left - reach) : left + width + reach]
        piece = np.asarray(labels[view] == index)
        around = _rim(piece, reach)
        values, beside = level[view][piece], level[view][around & bare[view]]
        flat_enough = float(np.percentile(values, 97) - np.percentile(values, 3)) <= _SPREAD
        # A white face of the product is not the ground's colour to the level, as a hole in it is
        on_ground = len(beside) >= _BARE_RIM * around.sum() and float((beside <= 1).mean()) >= _EXACT
        if flat_enough and on_ground and _is_thick(piece, max(level.shape)):
            yield _Stroke(Box(left, top, left + width, top + height), float(values.mean()))


def _rim(piece: Mask, reach: int) -> Mask:
    wide = cv2.dilate(piece.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    return (wide > 0) & ~piece


def _is_thick(piece: Mask, long_side: int) -> bool:
    inner = cv2.distanceTransform(np.pad(piece, 1).astype(np.uint8), cv2.DIST_L2, 3).max()
    return 2 * float(inner) + _FLAT_PX - 1 >= max(_FLAT_PX + 3.0, _THICKNESS * long_side)
