"""How much of each lamp's light still reaches each point of a plate past the product."""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import inner, squared
from pipelines.cores import busy_threads
from pipelines.plate import Plate, Vectors
from pipelines.stages.render.beam import Cell, Floats, Hull, Occluder, Points, hull_of, stopped
from pipelines.stages.render.discs import Disc
from pipelines.stages.render.solid import Solid
from pipelines.values import Mask, Matte, Size

_CHUNK = 16_384  # points whose arrays stay in a core's cache
_TILE = 48
_MOST = 0.7  # of the points: where more are near a solid, leaving the others out costs more than it saves
_CLEAR = 1.04  # of the base's half axes: where the ground beside it begins
_UNDER_CM = 0.6  # below and above the base's level: what is ground there
_SHARP_GRID, _SOFT_GRID = 140, 70  # points along the shorter side of the first look, at least
_SHARP = 16  # cells of the largest lamp whose shadows are narrow and sharp
_STEADY = 0.02  # of a lamp: what changes by less between points of a coarser grid is not looked at again
_OFF_CM, _TURNED = 0.4, 0.9  # from the surface between them: what is another one
_FAINTEST = 0.004  # a lamp dimmed by less is not dimmed
_JUMP_CM = 1.2  # between neighbouring points: where one surface ends before another
_SOFTENED = 1.1  # of the grid's steps: what hides the grid along such an end


@dataclass(frozen=True, eq=False)
class Receivers:
    """The plate's points on a grid that covers the whole picture; a null normal is no surface."""

    position_cm: Vectors
    normal: Vectors
    dither: Floats

    @property
    def shape(self) -> tuple[int, int]:
        return self.position_cm.shape[0], self.position_cm.shape[1]

    def every(self, step: int) -> "Receivers":
        """Return every `step`th point of both sides."""
        parts = (self.position_cm, self.normal, self.dither)
        return Receivers(*(part[::step, ::step] for part in parts))


def receivers_of(plate: Plate, size: Size, seed: int) -> Receivers:
    """Return the plate's points at `size`, or at its own where that is smaller."""
    rows, columns = plate.position_cm.shape[:2]
    target = min(size[0], columns), min(size[1], rows)
    # Means of two surfaces would lie on neither.
    position, normal = (
        np.asarray(cv2.resize(buffer, target, interpolation=cv2.INTER_NEAREST), np.float32)
        for buffer in (plate.position_cm, plate.normal)
    )
    dither = np.random.default_rng(seed).random((target[1], target[0]), dtype=np.float32)
    return Receivers(position, normal, dither)


def pushed_out(receivers: Receivers, rim: Disc) -> Receivers:
    """Return the receivers with those under a product's base moved to its rim: what a picture shows is not under it."""
    position = receivers.position_cm
    away = np.array([-rim.across[1], rim.across[0], 0], np.float32)
    offset = position - rim.at_cm
    right, back = offset @ rim.across / rim.half_cm[0], offset @ away / rim.half_cm[1]
    radius = (np.abs(right) ** rim.squareness + np.abs(back) ** rim.squareness) ** (1 / rim.squareness)
    under = (radius < _CLEAR) & (np.abs(offset[..., 2]) < _UNDER_CM)
    if not under.any():
        return receivers
    moved = position.copy()
    moved[under, :2] = rim.at_cm[:2] + offset[under, :2] * (_CLEAR / np.maximum(radius[under], 1e-3))[:, None]
    return Receivers(moved, receivers.normal, receivers.dither)


def dimmed_by(solid: Solid, cells: Sequence[Cell], receivers: Receivers, below: float = 0.0) -> Matte:
    """Return the share of a lamp's light that the solid takes from each receiver, of the receivers' grid.

    It is worked out on a coarse grid, and on ever finer ones only where the coarser does not tell.
    `below` is the light that comes from under the horizon, relative to the cells', on points that face it.
    """
    steps = _steps(min(receivers.shape), _SOFT_GRID if len(cells) > _SHARP else _SHARP_GRID)
    before = receivers.every(steps[0])
    beams = _beams(solid, cells)
    dimmed = _dimmed(beams, before, np.ones(before.shape, np.bool_), below)
    for step in steps[1:]:
        here = receivers.every(step)
        between, where = _between(dimmed, before, here)
        dimmed, before = np.where(where, _dimmed(beams, here, where, below), between), here
    return _softened(dimmed, receivers)


def _steps(points: int, coarsest: int) -> Sequence[int]:
    """Return powers of 2 down to 1, from the one that leaves a grid's shorter side `coarsest` points or a few more."""
    first = max(0, int(math.log2(max(1, points / coarsest))))
    return [2**power for power in range(first, -1, -1)]


def _between(dimmed: Matte, coarse: Receivers, fine: Receivers) -> tuple[Matte, Mask]:
    """Return what lies between points of a grid on one twice as fine, and where it cannot be told from them."""
    around = np.ones((3, 3), np.uint8)
    highest, lowest = cv2.dilate(dimmed, around), cv2.erode(dimmed, around)
    near = _widened(highest > _FAINTEST, fine.shape)
    changes = _widened(highest - lowest > _STEADY, fine.shape)
    return np.where(near, _spread(dimmed, fine.shape), 0), near & (changes | _apart(coarse, fine))


def _apart(coarse: Receivers, fine: Receivers) -> Mask:
    """Tell which points do not lie on the surface between those of a coarser grid."""
    position, normal = (_spread(part, fine.shape) for part in (coarse.position_cm, coarse.normal))
    return (squared(position - fine.position_cm) > _OFF_CM**2) | (inner(normal, fine.normal) < _TURNED)


def _widened(mask: Mask, shape: tuple[int, int]) -> Mask:
    return np.repeat(np.repeat(mask, 2, axis=0), 2, axis=1)[: shape[0], : shape[1]]


def _spread(layer: Floats, shape: tuple[int, int]) -> Floats:
    """Return a layer of every other point on the grid of all points."""
    matrix = np.array([[0.5, 0, 0], [0, 0.5, 0]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(layer, matrix, shape[::-1], flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def _softened(dimmed: Matte, receivers: Receivers) -> Matte:
    """Return it with the grid's steps blurred where a shadow ends because its surface does."""
    height = receivers.position_cm[..., 2]
    ends = np.zeros(dimmed.shape, np.uint8)
    for axis in (0, 1):
        apart = np.abs(np.diff(height, axis=axis)) > _JUMP_CM
        sides = ((0, 1), (0, 0)) if axis == 0 else ((0, 0), (0, 1))
        ends |= np.pad(apart, sides).astype(np.uint8)
    if not ends.any():
        return dimmed
    share = cv2.GaussianBlur(cv2.dilate(ends, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 1.0)
    soft = cv2.GaussianBlur(dimmed, (0, 0), _SOFTENED)
    return np.asarray(dimmed + (soft - dimmed) * share, np.float32)


@dataclass(frozen=True, eq=False)
class _Beam:
    """A cell, and what may stop its light."""

    cell: Cell
    occluders: Sequence[Occluder]
    hull: Hull | None

    def take(self, points: Points, weight: Floats, taken: Floats) -> None:
        """Add to `taken` what of the cell's light, `weight`, is stopped on its way to each point."""
        near = None if self.hull is None else np.flatnonzero(self.hull.met(points, self.cell))
        if near is None or len(near) > _MOST * len(weight):
            lost = stopped(points, self.cell, self.occluders)
            if lost is not None:
                taken += weight * lost
        elif len(near):
            lost = stopped(points.part(near), self.cell, self.occluders)
            if lost is not None:
                taken[near] += weight[near] * lost


def _beams(solid: Solid, cells: Sequence[Cell]) -> Sequence[_Beam]:
    return [_Beam(cell, occluders := solid.facing(cell), hull_of(occluders, cell)) for cell in cells]


def _dimmed(beams: Sequence[_Beam], receivers: Receivers, where: Mask, below: float) -> Matte:
    used = _in_tiles(where & (squared(receivers.normal) > 0.25))
    position = receivers.position_cm.reshape(-1, 3)
    normal = receivers.normal.reshape(-1, 3)
    dither = receivers.dither.ravel()
    threads = busy_threads()
    length = max(1, min(_CHUNK, -(-len(used) // threads)))

    def chunk(start: int) -> Floats:
        index = used[start : start + length]
        x, y, z = np.ascontiguousarray(position[index].T)
        points = Points(x, y, z, np.ascontiguousarray(normal[index].T), dither[index])
        taken, arriving = np.zeros(len(index), np.float32), np.full(len(index), 1e-6, np.float32)
        arriving += np.float32(below) * (1 - points.normal[2])
        for beam in beams:
            weight = _weight(points, beam.cell)
            arriving += weight
            beam.take(points, weight, taken)
        return taken / arriving

    result = np.zeros(where.size, np.float32)
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(chunk, range(0, len(used), length)))
    if parts:
        result[used] = np.concatenate(parts)
    return result.reshape(where.shape)


def _in_tiles(where: Mask) -> NDArray[np.intp]:
    """Return flat indices of a mask tile by tile, so that points of a chunk lie close together."""
    rows, columns = np.nonzero(where)
    tile = (rows // _TILE) * (where.shape[1] // _TILE + 1) + columns // _TILE
    return (rows * where.shape[1] + columns)[np.argsort(tile, kind="stable")]


def _weight(points: Points, cell: Cell) -> Floats:
    """Return what a cell sends to each point: cells of a dome are spread for level ground, others are weighed anew."""
    if cell.at_cm is not None:
        return np.full(points.x.shape, cell.weight, np.float32)
    x, y, z = (np.float32(part) for part in cell.way)
    facing = points.normal[0] * x + points.normal[1] * y + points.normal[2] * z
    return np.maximum(facing, 0) * np.float32(cell.weight / float(z))
