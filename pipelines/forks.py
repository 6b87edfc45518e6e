"""Work done by copies of this process (fork): nothing of what it needs is sent to them, only what they make comes back.

Where the system cannot copy processes safely, this one does it all.
"""

import multiprocessing
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

import cv2

from pipelines.errors import ExportError

PATIENCE_SECONDS = 120
CAN_COPY = sys.platform.startswith("linux")
_NOTHING_CAME = f"Nothing was painted for {PATIENCE_SECONDS} s. Run it again with one painting process: workers=1."
_ENDED = "A process that draws pictures was ended from outside. Close other programs, and run it again."

Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Copy:
    """A copy of this process that works, seen from ours."""

    process: ForkProcess
    line: Connection

    def heard(self) -> Any:
        """Return what it says next.

        Raises:
            ExportError: it was ended from outside.
            Exception: what its work raised.
        """
        try:
            told = self.line.recv()
        except (EOFError, ConnectionError) as error:
            raise ExportError(_ENDED) from error
        if isinstance(told, Exception):
            raise told
        return told

    def dismiss(self) -> None:
        """End it, wherever it is."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()


def copied(work: Callable[[Connection], None]) -> Copy:
    """Return a copy of this process that does some work, and sends what that raises."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_set_off, args=(work, theirs), daemon=True)
    with warnings.catch_warnings():
        # Python 3.12 warns of any thread beside; ours waits with a limit, and theirs starts no pool
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    theirs.close()
    return Copy(process, ours)


def shared_out(work: Callable[[Item], Made], items: Sequence[Item], workers: int) -> Iterator[tuple[Item, Made]]:
    """Yield each item with what work makes of it, in any order.

    Args:
        work: its result survives the way between two processes.
        workers: copies that work; 1 works in this process.

    Raises:
        ExportError: a copy was ended from outside.
        Exception: what work raised.
    """
    if workers <= 1 or not CAN_COPY or len(items) < 2:
        yield from ((item, work(item)) for item in items)
        return
    shares = [range(first, len(items), workers) for first in range(min(workers, len(items)))]
    copies = [copied(_working(work, items, share)) for share in shares]
    lines = {copy.line: copy for copy in copies}
    try:
        for _ in items:
            number, made = _first(lines).heard()
            yield items[number], made
    finally:
        for copy in copies:
            copy.dismiss()


def _first(lines: Mapping[Connection, Copy]) -> Copy:
    """Return the copy that has something to say first."""
    for line in wait(list(lines), PATIENCE_SECONDS):
        if isinstance(line, Connection):
            return lines[line]
    raise ExportError(_NOTHING_CAME)


def _working(work: Callable[[Item], Made], items: Sequence[Item], share: range) -> Callable[[Connection], None]:
    def send_all(line: Connection) -> None:
        for number in share:
            line.send((number, work(items[number])))
        with suppress(EOFError, ConnectionError):
            line.recv()  # stays until it is dismissed: a line that ends is one that was cut

    return send_all


def _set_off(work: Callable[[Connection], None], line: Connection) -> None:
    """Work; this is all that a copy does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    cv2.setNumThreads(0)  # any other number waits for OpenCV's own threads, which no copy has
    try:
        work(line)
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
