"""One process at a time: a lock file that the system frees by itself when its holder dies."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.2

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, while_waiting: Callable[[], None]) -> Generator[None]:
    """Hold the lock file `path`, calling `while_waiting` a few times a second until it is free.

    Whatever `while_waiting` raises ends the wait. The file itself stays: removing it would let two processes hold
    locks on two files of one name.
    """
    with path.open("a+b") as file:
        while True:
            try:
                _try_lock(file.fileno())
                break
            except (BlockingIOError, PermissionError):  # POSIX, Windows
                while_waiting()
                time.sleep(POLL_SECONDS)
        yield
