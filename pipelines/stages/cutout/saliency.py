"""A coarse map of the product, from two looks: at the whole photo, then at the product's own surroundings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from pipelines.stages.cutout.cast_shadow import without_shadow
from pipelines.stages.cutout.ghosts import without_ghosts
from pipelines.stages.cutout.main_object import main_object
from pipelines.stages.cutout.missed import with_missed
from pipelines.values import Box, Matte, Rgb, bounding_box

Look: TypeAlias = Callable[[Rgb], Matte]
"""Pixels of any size to a map of the same height and width in [0, 1]; 1 is product."""

FIRST_PX = 1024  # long side of what the first look sees
WORKING_PX = 1280  # long side of the surroundings, in which everything is worked out
_MARGIN = 0.15  # of the product's box, on each side
_CUT, _WIDER = 0.05, 0.3  # share of a side at which the product is cut; of the box, what is added there
_DOUBTFUL = 0.15  # share of soft area from which a look may be a failed one


@dataclass(frozen=True, eq=False)
class Coarse:
    """The product's surroundings and the map of it.

    Attributes:
        box: of the surroundings, in the photo's pixels.
        pixels: of the surroundings, at working size.
        map: of the same height and width as `pixels`.
    """

    box: Box
    pixels: Rgb
    map: Matte


def look_twice(pixels: Rgb, look: Look) -> Coarse | None:
    """Return the map of the product that stands out most, or None where nothing does.

    The second look doubles what the network resolves. Of two looks the far less decided one is left out, so that the
    second adds detail and no new mistakes. Where the surroundings turn out to cut the product, they are looked at anew,
    wider.
    """
    small = shrunk(pixels, FIRST_PX)
    first = with_missed(small, main_object(without_shadow(small, look(small))))
    found = bounding_box(first, 0.3)
    if found is None:
        return None
    box = _surroundings(found, small.shape[0] / pixels.shape[0], pixels)
    closer = _look_closer(pixels, first, box, look)
    wider = _widened(box, closer.map, pixels)
    return closer if wider == box else _joined(closer, _look_closer(pixels, first, wider, look))


def _look_closer(pixels: Rgb, first: Matte, box: Box, look: Look) -> Coarse:
    """What the part in the box adds to a first map of the whole photo."""
    near = shrunk(np.ascontiguousarray(pixels[box.slices]), WORKING_PX)
    before = _cropped(first, box, pixels.shape, near.shape)
    second = main_object(without_shadow(near, look(near)), before)
    return Coarse(box, near, with_missed(near, without_ghosts(near, _agreed(before, second), second)))


def shrunk(pixels: Rgb, long_side_px: int) -> Rgb:
    """Return the pixels, made smaller where their long side is longer."""
    scale = long_side_px / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def resized(matte: Matte, shape: tuple[int, ...]) -> Matte:
    """Return a matte at another (height, width), in [0, 1]."""
    method = cv2.INTER_AREA if shape[0] < matte.shape[0] else cv2.INTER_CUBIC
    return np.clip(cv2.resize(matte, (shape[1], shape[0]), interpolation=method), 0, 1).astype(np.float32)


def stretched(raw: Matte) -> Matte:
    """Return a network's output stretched to span [0, 1]; a flat one becomes all zero."""
    low, high = float(raw.min()), float(raw.max())
    return np.zeros_like(raw) if high - low < 1e-3 else ((raw - low) / (high - low)).astype(np.float32)


def _surroundings(found: Box, scale: float, pixels: Rgb) -> Box:
    """The padded box at the photo's size."""
    height, width = pixels.shape[:2]
    dx, dy = _MARGIN * found.width + 8, _MARGIN * found.height + 8
    return Box(
        max(0, int((found.left - dx) / scale)),
        max(0, int((found.top - dy) / scale)),
        min(width, round((found.right + dx) / scale)),
        min(height, round((found.bottom + dy) / scale)),
    )


def _widened(box: Box, matte: Matte, pixels: Rgb) -> Box:
    """The box, wider on the sides where the map in it shows a product that it cuts."""
    height, width = pixels.shape[:2]
    dx, dy = round(_WIDER * box.width), round(_WIDER * box.height)
    left, top, right, bottom = (
        int(np.count_nonzero(side > 0.5) > _CUT * len(side))
        for side in (matte[:, 1], matte[1], matte[:, -2], matte[-2])
    )
    return Box(
        max(0, box.left - dx * left),
        max(0, box.top - dy * top),
        min(width, box.right + dx * right),
        min(height, box.bottom + dy * bottom),
    )


def _joined(closer: Coarse, wider: Coarse) -> Coarse:
    """The wider surroundings with all that either look believes."""
    scale = wider.map.shape[0] / wider.box.height
    left, top = (round(scale * step) for step in (closer.box.left - wider.box.left, closer.box.top - wider.box.top))
    height, width = (round(scale * side) for side in (closer.box.height, closer.box.width))
    joined = wider.map.copy()
    part = joined[top : top + height, left : left + width]
    np.maximum(part, resized(closer.map, part.shape), out=part)
    return Coarse(wider.box, wider.pixels, joined)


def _cropped(matte: Matte, box: Box, shape: tuple[int, ...], target: tuple[int, ...]) -> Matte:
    """The part of a matte of the whole photo (at any size) that `box` frames, at the target's size."""
    scale_y, scale_x = matte.shape[0] / shape[0], matte.shape[1] / shape[1]
    to_source = np.array(
        [
            [box.width * scale_x / target[1], 0, (box.left + 0.5 * box.width / target[1]) * scale_x - 0.5],
            [0, box.height * scale_y / target[0], (box.top + 0.5 * box.height / target[0]) * scale_y - 0.5],
        ]
    )
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(matte, to_source, (target[1], target[0]), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(moved, 0, 1).astype(np.float32)


def _agreed(first: Matte, second: Matte) -> Matte:
    doubt_first, doubt_second = _doubt(first), _doubt(second)
    if doubt_second > max(_DOUBTFUL, 1.5 * doubt_first):
        return first
    if doubt_first > max(_DOUBTFUL, 1.5 * doubt_second):
        return second
    return (0.3 * first + 0.7 * second).astype(np.float32)


def _doubt(matte: Matte) -> float:
    """Soft area as a share of the product's."""
    soft = np.count_nonzero((matte > 0.12) & (matte < 0.88))
    return soft / max(1, np.count_nonzero(matte > 0.5))
