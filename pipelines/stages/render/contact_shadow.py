"""The light a standing product keeps from the ground around it.

Each ground point looks towards a soft dome and a broad key light and counts how many of its rays the product stops.
The product is a solid guessed from its silhouette: upright slices that face the camera, and slices that face its side,
both as deep as the footprint. Every pixel turns the directions by its own angle, so few of them leave no bands.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.render.footprint import Footprint, read_footprint
from pipelines.values import Box, Matte, Size

_WORKING_HEIGHT = 180  # pixels of the product, or its width if that is more: shadows are soft
_DIRECTIONS = 40
_SLICES = (-0.7, 0.0, 0.7)
_LINE = 0.5  # how dark the line is where an edge touches the ground
_LINE_DEPTH = 0.012  # of the product's size: where it has faded to 1 / e
_TOUCHING = 0.015  # of its height: how far above a straight edge's line a box still touches
# How far the slices reach to the front: at shares of half the width, in shares of the depth
_FRONT = (0.0, 0.7, 1.0, 1.5), (0.85, 0.75, 0.35, 0.0)
_EVEN = 0.08  # of half its width: over which its edges' ends are evened
_STRENGTH = 0.8  # the rest is light bounced from the ground and the room
_FAINTEST = 0.05  # occlusion below this is the room's, not the product's
_REACH = 0.5  # of the product's size: beyond it the ground is clean

Rays = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class _Ground:
    """Ground points in the product's own frame: x to the right, z away from the camera, origin at its axis."""

    x: NDArray[np.float32]
    z: NDArray[np.float32]


def contact_shadow(matte: Matte, place: Box, canvas: Size, light_from_left: float, seed: int) -> Matte:
    """Return the share of light that reaches the ground, float32 of the canvas, exactly 1 away from the product.

    `matte` is the placed product's, of `place`'s size; `light_from_left` lies in [-1, 1].
    """
    shrink = min(1.0, _WORKING_HEIGHT / max(matte.shape))
    small = _resized(matte, (max(4, round(place.width * shrink)), max(4, round(place.height * shrink))))
    if small.max() <= 0.5:
        return np.ones((canvas[1], canvas[0]), np.float32)
    margin = round(_REACH * max(small.shape)) + 2
    occluded = _kept(np.asarray(small, np.float32).tobytes(), small.shape, light_from_left, seed)
    scale = place.width / small.shape[1], place.height / small.shape[0]
    return _on_canvas(occluded, margin, scale, place, canvas)


@lru_cache(maxsize=24)
def _kept(matte: bytes, shape: tuple[int, int], light_from_left: float, seed: int) -> Matte:
    """Return `_occlusion` of a matte: a page's product stands as large in every language, and on other shops' pages."""
    small = np.frombuffer(matte, np.float32).reshape(shape)
    margin = round(_REACH * max(shape)) + 2
    occluded = _occlusion(small, read_footprint(small), margin, light_from_left, seed)
    occluded.setflags(write=False)
    return occluded


def _occlusion(matte: Matte, footprint: Footprint, margin: int, light_from_left: float, seed: int) -> Matte:
    """Return the stopped share of light on the matte's grid widened by `margin` on every side."""
    rows, columns = matte.shape[0] + 2 * margin, matte.shape[1] + 2 * margin
    row, column = np.mgrid[0:rows, 0:columns].astype(np.float32)
    row -= _cut_off(footprint, column[0] - margin)
    z = (footprint.axis_row + margin - row) / footprint.elevation_sine
    near = z < (footprint.depth + _REACH * footprint.height * 2)
    ground = _Ground((column - margin - footprint.centre)[near], z[near])
    stopped = np.zeros(ground.x.shape, np.float32)
    turn = np.random.default_rng(seed).random(ground.x.shape, dtype=np.float32) * (2 * math.pi)
    total = 0.0
    for index in range(_DIRECTIONS):
        rays, weight = _rays(index, turn, light_from_left)
        stopped += weight * _hits(ground, rays, matte, footprint)
        total += weight
    occluded = np.zeros((rows, columns), np.float32)
    occluded[near] = stopped / total
    smooth = np.asarray(cv2.GaussianBlur(occluded, (0, 0), 2.0), np.float32)
    return np.maximum(smooth * _fading(near, ground, footprint), _contact_line(footprint, margin, (rows, columns)))


def _cut_off(footprint: Footprint, column: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how far a box's straight lower edges lie below the round front of the solid that it is guessed as."""
    edge = footprint.straight_edge(column)
    if edge is None:
        return np.zeros_like(column)
    part = np.abs(column - footprint.centre) / footprint.half_width
    front = footprint.axis_row + footprint.depth * footprint.elevation_sine * np.interp(part, *_FRONT)
    even = cv2.GaussianBlur((edge - front).astype(np.float32)[None], (0, 0), _EVEN * footprint.half_width)
    return np.asarray(even, np.float32)[0]


def _contact_line(footprint: Footprint, margin: int, shape: tuple[int, int]) -> Matte:
    """Return the dark line under every part of the lower edge that touches the ground, fading downwards."""
    lower = footprint.lower_edge
    touching = lower > footprint.front - max(2.0, footprint.depth * footprint.elevation_sine)
    edge = footprint.straight_edge(np.arange(len(lower), dtype=np.float32))
    if edge is not None:
        touching |= lower > edge - max(2.0, _TOUCHING * footprint.height)
    depth = max(1.0, _LINE_DEPTH * max(footprint.height, footprint.half_width))
    below = np.arange(shape[0], dtype=np.float32)[:, None] - margin - lower[None, :]
    line = np.where((below >= 0) & touching[None, :], _LINE * np.exp(-below / depth), 0)
    placed = np.zeros(shape, np.float32)
    placed[:, margin : margin + len(lower)] = line
    return np.asarray(cv2.GaussianBlur(placed, (0, 0), 1.2), np.float32)


def _rays(index: int, turn: NDArray[np.float32], light_from_left: float) -> tuple[Rays, NDArray[np.float32]]:
    """Return one cosine-distributed direction a pixel, and how bright the dome is there."""
    sine = np.float32(math.sqrt((index + 0.5) / _DIRECTIONS))
    angle = turn + np.float32(index * 2.399963)  # the golden angle spreads directions evenly
    x, z = np.cos(angle) * sine, np.sin(angle) * sine
    y = np.full_like(x, math.sqrt(1 - float(sine) ** 2))
    key = np.clip(0.75 * y - 0.6 * light_from_left * x + 0.25 * z, 0, 1) ** 3
    return (x, y, z), (0.45 + 1.6 * key).astype(np.float32)


def _hits(ground: _Ground, rays: Rays, matte: Matte, footprint: Footprint) -> NDArray[np.float32]:
    along_x, along_y, along_z = rays
    hit = np.zeros(ground.x.shape, np.float32)
    for part in _SLICES:
        round_off = math.sqrt(1 - part * part)
        steps = _safe_ratio(part * footprint.depth - ground.z, along_z)
        across = np.divide(ground.x + steps * along_x, round_off, dtype=np.float32)
        hit = np.maximum(hit, _look_up(matte, footprint, across, steps * along_y, steps > 0))
        steps = _safe_ratio(part * footprint.half_width - ground.x, along_x)
        inside = (steps > 0) & (np.abs(ground.z + steps * along_z) < footprint.depth * round_off)
        across = np.full_like(steps, part * footprint.half_width)
        hit = np.maximum(hit, _look_up(matte, footprint, across, steps * along_y, inside))
    return hit


def _safe_ratio(distance: NDArray[np.float32], direction: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = np.abs(direction) < 1e-3
    return np.where(flat, np.float32(-1), distance / np.where(flat, 1, direction)).astype(np.float32)


def _look_up(
    matte: Matte,
    footprint: Footprint,
    across: NDArray[np.float32],
    up: NDArray[np.float32],
    where: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return the silhouette's matte at points of the upright plane through the axis; 0 outside it."""
    column = np.rint(across + footprint.centre)
    row = np.rint(footprint.axis_row - up * footprint.elevation_cosine)
    inside = where & (column >= 0) & (column < matte.shape[1]) & (row >= 0) & (row < matte.shape[0])
    found = np.zeros(across.shape, np.float32)
    found[inside] = matte[row[inside].astype(np.intp), column[inside].astype(np.intp)]
    return found


def _fading(near: NDArray[np.bool_], ground: _Ground, footprint: Footprint) -> Matte:
    """Return 1 at the base, falling to 0 at the shadow's reach."""
    beyond_x = np.maximum(np.abs(ground.x) - footprint.half_width, 0)
    beyond_z = np.maximum(np.abs(ground.z) - footprint.depth, 0)
    reach = _REACH * max(footprint.height, 2 * footprint.half_width)
    fade = np.zeros(near.shape, np.float32)
    fade[near] = np.clip(1 - np.hypot(beyond_x, beyond_z) / reach, 0, 1) ** 1.5
    return fade


def _on_canvas(occluded: Matte, margin: int, scale: tuple[float, float], place: Box, canvas: Size) -> Matte:
    """Enlarge the working grid onto the canvas, let it end before the frame, and turn it into arriving light."""
    darkness = np.clip((occluded - _FAINTEST) / (1 - _FAINTEST), 0, 1) * _STRENGTH
    offset_x, offset_y = place.left - margin * scale[0], place.top - margin * scale[1]
    matrix = np.array([[scale[0], 0, offset_x], [0, scale[1], offset_y]], np.float32)
    large = np.asarray(cv2.warpAffine(darkness, matrix, canvas, flags=cv2.INTER_LINEAR), np.float32)
    large = np.asarray(cv2.GaussianBlur(large, (0, 0), max(0.8, scale[0] * 0.7)), np.float32)
    large = large * _inside_frame(canvas)
    return np.where(large < 0.5 / 255, 1, 1 - large).astype(np.float32)


def _inside_frame(canvas: Size) -> Matte:
    """Return 0 on the frame's rim, rising smoothly to 1 within 8 % of a side."""
    ramps = [np.clip(np.minimum(np.arange(n), np.arange(n)[::-1]) / (0.08 * n) - 0.05, 0, 1) for n in canvas]
    smooth = [ramp * ramp * (3 - 2 * ramp) for ramp in ramps]
    return np.asarray(smooth[1][:, None] * smooth[0][None, :], np.float32)


def _resized(matte: Matte, size: Size) -> Matte:
    return np.asarray(cv2.resize(matte, size, interpolation=cv2.INTER_AREA), np.float32)
