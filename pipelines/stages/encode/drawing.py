"""A video's pictures in order, drawn by several processes.

Each process is a copy of ours (fork), so that nothing of what draws need be sent; where the system cannot copy
processes safely, this one draws alone. A process draws every n-th picture into memory that both see.
"""

import mmap
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np

from pipelines.errors import ExportError
from pipelines.forks import CAN_COPY, PATIENCE_SECONDS, Copy, copied
from pipelines.stages.encode.planes import Planes, plane_bytes, to_planes
from pipelines.values import Rgb
from pipelines.video import Video

_SLOTS = 3  # pictures a process may be ahead
_NOTHING_CAME = f"No picture was drawn for {PATIENCE_SECONDS} s. Run it again with one drawing process: workers=1."


def planes_in_order(video: Video, workers: int) -> Iterator[Planes]:
    """Yield every picture's planes; each array is good until the next is asked for.

    Args:
        workers: processes that draw; 1 draws in this one.

    Raises:
        ExportError: a process was ended from outside, or the pictures' size is not the video's.
        Exception: what drawing raised.
    """
    if workers <= 1 or not CAN_COPY or video.count < 2:
        for number in range(video.count):
            yield _drawn(video, number)
        return
    artists = [_hired(video, first, workers) for first in range(min(workers, video.count))]
    try:
        for number in range(video.count):
            artist, turn = artists[number % len(artists)], number // len(artists)
            yield artist.picture(turn)
            artist.release()
    finally:
        for artist in artists:
            artist.copy.dismiss()


@dataclass(frozen=True, eq=False)
class _Artist:
    """One drawing process, seen from ours."""

    copy: Copy
    memory: mmap.mmap
    picture_bytes: int

    def picture(self, turn: int) -> Planes:
        """Return its picture of a turn when that is drawn."""
        if not self.copy.line.poll(PATIENCE_SECONDS):
            raise ExportError(_NOTHING_CAME)
        self.copy.heard()
        start = turn % _SLOTS * self.picture_bytes
        return np.frombuffer(self.memory, np.uint8, self.picture_bytes, start)

    def release(self) -> None:
        """Let the memory of the oldest picture be drawn over."""
        with suppress(OSError):  # it has drawn its last, and is gone
            self.copy.line.send_bytes(b"")


def _hired(video: Video, first: int, step: int) -> _Artist:
    size = plane_bytes(video.size)
    memory = mmap.mmap(-1, _SLOTS * size)
    return _Artist(copied(_drawing(video, range(first, video.count, step), memory)), memory, size)


def _drawing(video: Video, numbers: range, memory: mmap.mmap) -> Callable[[Connection], None]:
    """Return the work of drawing some of the pictures."""

    def draw(line: Connection) -> None:
        shared = np.frombuffer(memory, np.uint8).reshape(_SLOTS, plane_bytes(video.size))
        for turn, number in enumerate(numbers):
            planes = _drawn(video, number)
            if turn >= _SLOTS:
                line.recv_bytes()
            shared[turn % _SLOTS] = planes
            line.send(None)

    return draw


def _drawn(video: Video, number: int) -> Planes:
    pixels: Rgb = video.draw(number)
    if pixels.shape != (video.size[1], video.size[0], 3) or pixels.dtype != np.uint8:
        found = f"{pixels.dtype} of {pixels.shape}"
        raise ExportError(f"Picture {number} of the film is {found}, not uint8 of {video.size[::-1]} and 3 channels.")
    return to_planes(pixels)
