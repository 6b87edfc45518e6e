"""A video's pictures in order, drawn by several processes.

Each process is a copy of ours (fork), so that nothing of what draws need be sent; where the system cannot copy
processes safely, this one draws alone. A process draws every n-th picture into memory that both see.
"""

import mmap
import multiprocessing
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

import cv2
import numpy as np

from pipelines.errors import ExportError
from pipelines.stages.encode.planes import Planes, plane_bytes, to_planes
from pipelines.values import Rgb
from pipelines.video import Video

_SLOTS = 3  # pictures a process may be ahead
_PATIENCE_SECONDS = 120
_NOTHING_CAME = f"No picture was drawn for {_PATIENCE_SECONDS} s. Run it again with one drawing process: workers=1."
_CAN_COPY = sys.platform.startswith("linux")


def planes_in_order(video: Video, workers: int) -> Iterator[Planes]:
    """Yield every picture's planes; each array is good until the next is asked for.

    Args:
        workers: processes that draw; 1 draws in this one.

    Raises:
        ExportError: a process was ended from outside, or the pictures' size is not the video's.
        Exception: what drawing raised.
    """
    if workers <= 1 or not _CAN_COPY or video.count < 2:
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
            artist.dismiss()


def cores() -> int:
    """Return how many processor cores we may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True, eq=False)
class _Artist:
    """One drawing process, seen from ours."""

    process: ForkProcess
    line: Connection
    memory: mmap.mmap
    picture_bytes: int

    def picture(self, turn: int) -> Planes:
        """Return its picture of a turn when that is drawn."""
        try:
            told = self.line.recv() if self.line.poll(_PATIENCE_SECONDS) else ExportError(_NOTHING_CAME)
        except (EOFError, ConnectionError) as error:
            raise ExportError(
                "A process that draws pictures was ended from outside. Close other programs, and run it again."
            ) from error
        if told is not None:
            raise told
        start = turn % _SLOTS * self.picture_bytes
        return np.frombuffer(self.memory, np.uint8, self.picture_bytes, start)

    def release(self) -> None:
        """Let the memory of the oldest picture be drawn over."""
        with suppress(OSError):  # it has drawn its last, and is gone
            self.line.send_bytes(b"")

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()


def _hired(video: Video, first: int, step: int) -> _Artist:
    context = multiprocessing.get_context("fork")
    size = plane_bytes(video.size)
    memory = mmap.mmap(-1, _SLOTS * size)
    ours, theirs = context.Pipe()
    process = context.Process(target=_draw_share, args=(video, range(first, video.count, step), memory, theirs))
    process.daemon = True
    with warnings.catch_warnings():
        # Python 3.12 warns of any thread beside; ours waits in poll() with a limit, and theirs starts no pool
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    theirs.close()
    return _Artist(process, ours, memory, size)


def _draw_share(video: Video, numbers: range, memory: mmap.mmap, line: Connection) -> None:
    """Draw some of the pictures; this is all that a drawing process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    cv2.setNumThreads(0)  # any other number waits for OpenCV's own threads, which no copy has
    size = plane_bytes(video.size)
    shared = np.frombuffer(memory, np.uint8).reshape(_SLOTS, size)
    try:
        for turn, number in enumerate(numbers):
            planes = _drawn(video, number)
            if turn >= _SLOTS:
                line.recv_bytes()
            shared[turn % _SLOTS] = planes
            line.send(None)
    except (EOFError, ConnectionError):
        pass  # our parent is gone
    except Exception as error:  # noqa: BLE001 - carried to the parent, which raises it
        line.send(_carried(error))


def _carried(error: Exception) -> Exception:
    """Return an error that survives the way between two processes."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - any class may forbid it in its own way
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _drawn(video: Video, number: int) -> Planes:
    pixels: Rgb = video.draw(number)
    if pixels.shape != (video.size[1], video.size[0], 3) or pixels.dtype != np.uint8:
        found = f"{pixels.dtype} of {pixels.shape}"
        raise ExportError(f"Picture {number} of the film is {found}, not uint8 of {video.size[::-1]} and 3 channels.")
    return to_planes(pixels)
