"""The pictures a film needs, laid out for the places of its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from pipelines.footage import Rgba
from pipelines.placed import Placed
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.compose import ground_of
from pipelines.stages.film.nearness import nearness_of
from pipelines.stages.film.panel import premultiplied
from pipelines.stages.film.picture import LayeredPicture
from pipelines.values import Box, Cutout, Rgb, Size, bounding_box

FINER = 1.12
"""Pixels of a product's layer for one of the ground: the camera comes nearer, and pixels are not stretched."""

_MOST_ENLARGEMENT = 1.6
_FILL = 0.8  # of its room that a product takes when seen closely
_CLOSER = 2.2  # how much nearer its place is then
_SOFT = 0.014  # how far out of focus, of the long side
_SHADE = 0.3


@dataclass(frozen=True)
class Room:
    """A picture to be made: its size, and where in it nothing covers the product."""

    size: Size
    free: Box


def staged_still(scene: Scene, finer: Placed, shot: Shot) -> LayeredPicture:
    """Return a product in its place, whose parts move by their depth.

    Args:
        finer: the product `FINER` times as large as in the shot.
    """
    place = shot.place
    foot = ((place.left + place.right) / 2, float(place.bottom))
    layer = _layer(finer.foreground, finer.matte)
    near = nearness_of(shot, shot.staging) if shot.staging else None
    return LayeredPicture(ground_of(scene), layer, FINER, place.left, place.top, foot, near)


def close_still(cutout: Cutout, ground: Rgb, room: Room) -> LayeredPicture:
    """Return a product large before a ground far out of focus; a small photo is enlarged as far as it bears."""
    crop = bounding_box(cutout.matte, 0.02)
    if crop is None:
        raise ValueError("The matte holds no product.")
    fits = min(room.free.width / crop.width, room.free.height / crop.height) * _FILL
    scale = min(fits, _MOST_ENLARGEMENT)
    width, height = max(1, round(crop.width * scale)), max(1, round(crop.height * scale))
    left = (room.free.left + room.free.right - width) / 2
    top = (room.free.top + room.free.bottom - height) / 2
    fine = (max(1, round(width * FINER)), max(1, round(height * FINER)))
    layer = _scaled(cutout, crop, fine)
    soft = _soft(ground, room.size)
    shaded = _shaded(soft, layer, Box(round(left), round(top), round(left) + width, round(top) + height))
    return LayeredPicture(shaded, layer, FINER, left, top, (left + width / 2, top + height / 2))


def largest_free(size: Size, covered: Sequence[Box]) -> Box:
    """Return the largest rectangle of a picture that nothing covers."""
    width, height = size
    xs = sorted({0, width, *(min(max(x, 0), width) for box in covered for x in (box.left, box.right))})
    ys = sorted({0, height, *(min(max(y, 0), height) for box in covered for y in (box.top, box.bottom))})
    free = [
        Box(left, top, right, bottom)
        for left, right in combinations(xs, 2)
        for top, bottom in combinations(ys, 2)
        if not any(b.left < right and left < b.right and b.top < bottom and top < b.bottom for b in covered)
    ]
    return max(free, key=lambda box: box.width * box.height, default=Box(0, 0, width, height))


def _scaled(cutout: Cutout, crop: Box, size: Size) -> Rgba:
    straight = np.dstack([cutout.foreground[crop.slices], np.rint(cutout.matte[crop.slices] * 255).astype(np.uint8)])
    enlarged = size[0] > crop.width
    how = cv2.INTER_CUBIC if enlarged else cv2.INTER_AREA
    return np.asarray(cv2.resize(premultiplied(straight), size, interpolation=how), np.uint8)


def _layer(foreground: Rgb, matte: np.ndarray) -> Rgba:
    return premultiplied(np.dstack([foreground, np.rint(matte * 255)]))


def _soft(ground: Rgb, size: Size) -> Rgb:
    """Return the middle of a place, nearer and out of focus."""
    height, width = ground.shape[:2]
    across = min(width, round(height * size[0] / size[1])) / _CLOSER
    down = across * size[1] / size[0]
    left, top = (width - across) / 2, (height - down) / 2
    part = ground[int(top) : int(top + max(2, down)), int(left) : int(left + max(2, across))]
    small = cv2.resize(part, (max(2, size[0] // 4), max(2, size[1] // 4)), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), max(0.5, _SOFT * max(size) / 4), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(blurred, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _shaded(ground: Rgb, layer: Rgba, place: Box) -> Rgb:
    """Return the ground with the product's soft shadow, a little lower than it stands."""
    height, width = ground.shape[:2]
    spread = max(1, round(0.06 * place.height))
    alpha = cv2.resize(layer[..., 3], (place.width, place.height), interpolation=cv2.INTER_AREA)
    shade = np.zeros((height + 4 * spread, width + 4 * spread), np.float32)
    y, x = max(0, place.top + 3 * spread), max(0, place.left + 2 * spread)
    part = shade[y : y + place.height, x : x + place.width]
    part[:] = alpha[: part.shape[0], : part.shape[1]] / 255
    shade = cv2.GaussianBlur(shade, (0, 0), spread)[2 * spread : 2 * spread + height, 2 * spread : 2 * spread + width]
    return np.asarray(np.rint(ground * (1 - _SHADE * shade[..., None])), np.uint8)
