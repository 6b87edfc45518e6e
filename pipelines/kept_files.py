"""A folder of files that are kept because they cost time to make, and that may go at any time.

Files appear whole or not at all, so any number of processes may share a folder; the least recently used go when it is
full. A folder that cannot be written to keeps nothing, and nobody is the worse for it.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_LEFTOVER_SECONDS = 86_400  # a file this old is used by nobody any more

Made = TypeVar("Made")


class KeptFiles:
    """Files of one ending in one folder, which together never grow beyond `max_bytes`."""

    def __init__(self, folder: Path, suffix: str, max_bytes: int) -> None:
        self._folder = folder
        self._suffix = suffix
        self._max_bytes = max_bytes

    def path(self, name: str) -> Path:
        """Return where a file of this name is, or would be."""
        return self._folder / f"{name}{self._suffix}"

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of the files that are kept, sorted."""
        found = self._folder.glob(f"{prefix}*{self._suffix}") if self._folder.is_dir() else ()
        return sorted(path.name.removesuffix(self._suffix) for path in found)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes and count it as used, or None where there is none."""
        path = self.path(name)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def write(self, name: str, data: bytes) -> bool:
        """Keep a file, and let older ones go for it; return whether it is kept."""
        path = self.path(name)
        scratch = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}.scratch")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(data)
            scratch.replace(path)
        except OSError:  # a full or unwritable disk costs the next run its time, not this one its result
            return False
        finally:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
        self._prune()
        return path.exists()

    def get_or_make(
        self,
        name: str,
        make: Callable[[], Made],
        encode: Callable[[Made], bytes],
        decode: Callable[[bytes], Made | None],
    ) -> Made:
        """Return what is kept under a name, or make and keep it.

        Args:
            decode: returns None for damaged bytes: what they held is made anew.
        """
        kept = self.read(name)
        if kept is not None and (found := decode(kept)) is not None:
            return found
        fresh = make()
        self.write(name, encode(fresh))
        return fresh

    def lock(self, name: str) -> Path | None:
        """Return the path of a lock file for whoever makes a file of this name; None where nothing can be kept."""
        path = self._folder / f"{name}.lock"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError:
            return None
        return path

    def drop(self, name: str) -> None:
        """Let a file go, as one that turned out to be broken."""
        with suppress(OSError):
            self.path(name).unlink(missing_ok=True)

    def _prune(self) -> None:
        for pattern in ("*.scratch", "*.lock"):
            for leftover in self._folder.glob(pattern):
                if time.time() - _modified(leftover) > _LEFTOVER_SECONDS:
                    leftover.unlink(missing_ok=True)
        total = 0
        for path in sorted(self._folder.glob(f"*{self._suffix}"), key=_modified, reverse=True):
            total += _bytes(path)
            if total > self._max_bytes:
                path.unlink(missing_ok=True)


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
