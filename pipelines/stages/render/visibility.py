"""How much of each lamp's light still reaches each point of a plate past the product."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import cv2
import numpy as np

from pipelines.plate import Plate, Vectors
from pipelines.stages.render.cards import Cell, Floats, Points, stopped
from pipelines.stages.render.solid import Solid
from pipelines.values import Mask, Matte, Size

_CHUNK = 16_384  # points whose arrays stay in a core's cache
_COARSE = 6  # the first look is taken at every sixth point
_FAINTEST = 0.004  # a lamp dimmed by less is not dimmed
_THREADS = min(4, cpu_count() or 1)


@dataclass(frozen=True, eq=False)
class Receivers:
    """The plate's points on a grid that covers the whole picture; a null normal is no surface."""

    position_cm: Vectors
    normal: Vectors
    dither: Floats

    @property
    def shape(self) -> tuple[int, int]:
        return self.position_cm.shape[0], self.position_cm.shape[1]


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


def dimmed_by(solid: Solid, cells: Sequence[Cell], receivers: Receivers, below: float = 0.0) -> Matte:
    """Return the share of a lamp's light that the solid takes from each receiver, of the receivers' grid.

    `below` is the light that comes from under the horizon, relative to the cells', on points that face it.
    """
    step = _COARSE
    coarse = Receivers(*(part[::step, ::step] for part in (receivers.position_cm, receivers.normal, receivers.dither)))
    first = _dimmed(solid, cells, coarse, np.ones(coarse.shape, np.bool_), below)
    near = cv2.dilate((first > _FAINTEST).astype(np.uint8), np.ones((3, 3), np.uint8))
    rows, columns = receivers.shape
    where = np.repeat(np.repeat(near, step, axis=0), step, axis=1)[:rows, :columns] > 0
    return _dimmed(solid, cells, receivers, where, below)


def _dimmed(solid: Solid, cells: Sequence[Cell], receivers: Receivers, where: Mask, below: float) -> Matte:
    used = np.flatnonzero(where.ravel() & ((receivers.normal**2).sum(axis=2) > 0.25).ravel())
    position = receivers.position_cm.reshape(-1, 3)
    normal = receivers.normal.reshape(-1, 3)
    dither = receivers.dither.ravel()
    beams = [(cell, solid.facing(cell.way)) for cell in cells]

    def chunk(start: int) -> Floats:
        index = used[start : start + _CHUNK]
        x, y, z = np.ascontiguousarray(position[index].T)
        points = Points(x, y, z, np.ascontiguousarray(normal[index].T), dither[index])
        taken, arriving = np.zeros(len(index), np.float32), np.full(len(index), 1e-6, np.float32)
        arriving += np.float32(below) * (1 - points.normal[2])
        for cell, cards in beams:
            weight = _weight(points, cell)
            taken += weight * stopped(points, cell, cards)
            arriving += weight
        return taken / arriving

    result = np.zeros(where.size, np.float32)
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = list(pool.map(chunk, range(0, len(used), _CHUNK)))
    if parts:
        result[used] = np.concatenate(parts)
    return result.reshape(where.shape)


def _weight(points: Points, cell: Cell) -> Floats:
    """Return what a cell sends to each point: cells of a dome are spread for level ground, others are weighed anew."""
    if cell.at_cm is not None:
        return np.full(points.x.shape, cell.weight, np.float32)
    x, y, z = (np.float32(part) for part in cell.way)
    facing = points.normal[0] * x + points.normal[1] * y + points.normal[2] * z
    return np.maximum(facing, 0) * np.float32(cell.weight / float(z))
