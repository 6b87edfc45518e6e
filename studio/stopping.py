"""Ctrl-C while jobs are done: the first ends them between steps, so that all that is made is told; the next at once."""

import os
import signal
from collections.abc import Generator
from contextlib import contextmanager

from pipelines.errors import Cancelled
from pipelines.jobs.stop import Stop

_STDERR = 2
_SAID = b"Stopping after the step that is underway. Ctrl-C again stops at once.\n"


@contextmanager
def stopping() -> Generator[Stop]:
    """Yield what Ctrl-C, or being told to end, sets.

    Raises:
        Cancelled: once the block has ended, where the person did so.
    """
    stop = Stop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def put_back() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def ask(_number: int, _frame: object) -> None:
        put_back()
        stop.set()
        os.write(_STDERR, _SAID)  # not by its stream, which may be in the middle of writing

    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # as nohup asks
            signal.signal(number, ask)
    try:
        yield stop
    except KeyboardInterrupt:
        stop.set()
    finally:
        put_back()
    if stop.is_set():
        raise Cancelled("Stopped.")
