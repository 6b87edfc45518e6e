"""When what one sound says at a moment is said in another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.speech.recording.activity import Flags, runs
from pipelines.stages.speech.recording.frames import HOP_SECONDS
from pipelines.stages.speech.recording.warp import Warp

_PAUSE_FRAMES = 25  # nobody stops so long within a word


class Moments:
    """A way through two sounds, read as a clock.

    Args:
        first, second: numbers of the frames that were compared, of either sound.
        spoken: in which frames of the second somebody speaks.
    """

    def __init__(self, way: Warp, first: NDArray[np.intp], second: NDArray[np.intp], spoken: Flags) -> None:
        starts = np.flatnonzero(np.diff(way.rows, prepend=-1))
        ends = np.r_[starts[1:], len(way.rows)] - 1
        self._columns = (way.columns[starts] + way.columns[ends]) / 2
        self._first, self._second = first, second
        self._pauses = [(start, end) for start, end in runs(~spoken) if end - start >= _PAUSE_FRAMES]

    def span(self, start: float, end: float) -> tuple[float, float]:
        """Return when what the first says from `start` to `end` is said, in seconds; on one side of any pause."""
        begin, finish = self._frame(start), self._frame(end)
        for quiet, loud in self._pauses:
            before, after = quiet - begin, finish - loud
            if begin < loud and finish > quiet and before + after > 0:
                begin, finish = (begin, min(finish, quiet)) if before >= after else (max(begin, loud), finish)
        return begin * HOP_SECONDS, finish * HOP_SECONDS

    def _frame(self, seconds: float) -> float:
        row = np.interp(seconds / HOP_SECONDS, self._first, np.arange(len(self._first)))
        column = float(np.interp(row, np.arange(len(self._columns)), self._columns))
        low = int(column)
        before, after = self._second[low], self._second[min(low + 1, len(self._second) - 1)]
        part = column - low
        return float(before + part) if after - before <= 1 else float(before if part < 0.5 else after)


def in_order(spans: Sequence[tuple[float, float]], rate: int, count: int) -> list[tuple[int, int]]:
    """Return spans in samples of a sound of `count`: none empty, none overlapping the next."""
    edges: list[tuple[int, int]] = []
    last = 0
    for index, (start, end) in enumerate(spans):
        room = count - (len(spans) - index)  # each that follows needs a sample
        begin = min(max(last, round(start * rate)), room)
        last = min(max(begin + 1, round(end * rate)), room + 1)
        edges.append((begin, last))
    return edges
