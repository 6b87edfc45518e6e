"""Who drives a run: a lock file that the system frees when its holder dies, however it dies."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from models.locking import locked


class _TakenError(Exception):
    """Somebody holds the lock."""


@contextmanager
def at_work(folder: Path) -> Generator[str]:
    """Yield a name under which this process claims jobs; `is_at_work` tells of it until the process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{os.getpid()}-{token_hex(4)}"
    path = folder / f"{name}.lock"
    with locked(path, _taken):
        yield name
    with suppress(OSError):
        path.unlink()


def is_at_work(folder: Path, name: str) -> bool:
    """Tell whether whoever claimed jobs under this name still lives."""
    path = folder / f"{name}.lock"
    if not path.exists():
        return False
    try:
        with locked(path, _taken):
            pass
    except _TakenError:
        return True
    with suppress(OSError):
        path.unlink()
    return False


def _taken() -> None:
    raise _TakenError
