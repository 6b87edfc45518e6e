"""Which frame of one sound is which of another: dynamic time warping, coarsely over all, then finely around that."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.speech.recording.frames import Rows

_COARSE = 6  # frames taken together in the first pass: 60 ms
_AROUND = 60  # frames beside the coarse way that the second pass tries: 0.6 s
_HURRY = 0.5  # what one frame's standing still costs, as a share of unlike sounds' distance
Bands: TypeAlias = list[tuple[int, int]]

_DIAGONAL, _DOWN, _RIGHT = range(3)


@dataclass(frozen=True, eq=False)
class Warp:
    """The way through two sounds.

    Attributes:
        rows, columns: frame of the first and of the second, in step; both never fall.
        costs: how far the two are from each other at each step.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    costs: NDArray[np.float64]


def warp(first: Rows, second: Rows) -> Warp:
    """Return the cheapest way through two sounds of at least one frame each, from both starts to both ends."""
    coarse = coarse_warp(first, second)
    return _way(first, second, _bands(coarse, len(first), len(second)))


def coarse_warp(first: Rows, second: Rows) -> Warp:
    """Return the way in steps of 60 ms: six frames are one row or column."""
    pooled = _pooled(first), _pooled(second)
    return _way(*pooled, [(0, len(pooled[1]))] * len(pooled[0]))


def _pooled(rows: Rows) -> Rows:
    edges = np.arange(0, len(rows), _COARSE)
    return np.add.reduceat(rows, edges, axis=0) / np.diff(np.r_[edges, len(rows)])[:, None]


def _way(first: Rows, second: Rows, bands: Bands) -> Warp:
    hurry = _HURRY * float(np.sqrt(2 * first.shape[1]))
    before = np.full(len(second) + 1, np.inf)  # [0] is left of the first column
    steps: list[NDArray[np.uint8]] = []
    for index, (low, high) in enumerate(bands):
        cost = _distances(first[index], second[low:high])
        down = before[low + 1 : high + 1] + cost + hurry
        diagonal = before[low:high] + 2 * cost
        if index == 0:
            diagonal[0] = 2 * cost[0]
        entered = np.minimum(down, diagonal)
        along = np.cumsum(cost + hurry)
        best = along + np.minimum.accumulate(entered - along)
        came = np.where(diagonal <= down, _DIAGONAL, _DOWN)
        steps.append(np.where(best < entered - 1e-9, _RIGHT, came).astype(np.uint8))
        before = np.full(len(second) + 1, np.inf)
        before[low + 1 : high + 1] = best
    return _traced(first, second, bands, steps)


def _bands(coarse: Warp, rows: int, columns: int) -> Bands:
    """Return from which column to which each row is tried, so that the coarse way is within."""
    edges = np.flatnonzero(np.diff(coarse.rows, prepend=-1))
    lows = coarse.columns[edges] * _COARSE - _AROUND
    highs = (np.r_[coarse.columns[edges[1:] - 1], coarse.columns[-1]] + 1) * _COARSE + _AROUND
    pairs = zip(np.maximum(lows, 0).tolist(), np.minimum(highs, columns).tolist(), strict=True)
    return [pair for pair in pairs for _ in range(_COARSE)][:rows]


def _distances(row: NDArray[np.float64], others: Rows) -> NDArray[np.float64]:
    return np.sqrt(np.square(others - row).sum(axis=1))


def _traced(first: Rows, second: Rows, bands: Bands, steps: list[NDArray[np.uint8]]) -> Warp:
    row, column = len(first) - 1, len(second) - 1
    way = [(row, column)]
    while row or column:
        step = steps[row][column - bands[row][0]]
        row -= step != _RIGHT
        column -= step != _DOWN
        way.append((row, column))
    rows, columns = (np.array(part[::-1]) for part in zip(*way, strict=True))
    return Warp(rows, columns, np.sqrt(np.square(first[rows] - second[columns]).sum(axis=1)))
