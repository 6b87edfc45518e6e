"""Cutouts kept on disk, so that ten marketplaces, or the same run tomorrow, cost one cutout.

An entry is a ZIP of arrays (its checksums tell a damaged one) named after what made it. Entries appear whole or not at
all, so any number of processes may share a folder; the least recently used go when it is full.
"""

import os
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.registry import EngineChoice
from pipelines.stages.cutout.touchup import Touchup
from pipelines.values import Cutout, Mask, Matte, Photo

REFINEMENT = 3
"""Raised whenever the refinement's results change, so that older entries are no longer found."""

_SCRATCH_SECONDS = 3600  # a scratch file this old was left by a process that died


def cutout_key(photo: Photo, engine: EngineChoice, weights: tuple[str, ...], touchup: Touchup) -> str:
    """Return the name of what these inputs make, as hexadecimal.

    Args:
        photo: told by the hash of its file's bytes.
        engine: settled: never `auto`.
        weights: SHA-256 of each weights file the engine loads.
        touchup: as asked for.
    """
    options = sorted((name, repr(value)) for name, value in engine.options.items())
    parts = (photo.sha256, engine.name, repr(options), repr(weights), touchup.model_dump_json(), str(REFINEMENT))
    return sha256("\n".join(parts).encode()).hexdigest()


class CutoutStore:
    """A folder of cutouts that never grows beyond `max_bytes`."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def get_or_cut(self, photo: Photo, key: str, cut: Callable[[], Cutout]) -> Cutout:
        """Return the kept cutout of `key`, equal in every byte to a fresh one, or make and keep it.

        A missing, damaged or unfitting entry is made anew. Nothing is kept where the folder cannot be written, nor
        where `cut` raises, which passes through.
        """
        kept = self._read(photo, self._path(key))
        if kept is not None:
            return kept
        fresh = cut()
        with suppress(OSError):  # a full or unwritable disk costs the next run a cutout, not this one its picture
            self._write(self._path(key), fresh)
            self._prune()
        return fresh

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.npz"

    def _read(self, photo: Photo, path: Path) -> Cutout | None:
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as entry:
                steps, colours = entry["matte"], entry["colours"]
            os.utime(path)
            return _restored(photo, steps, colours)
        except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error):
            return None

    def _write(self, path: Path, cutout: Cutout) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f"{path.stem}.{os.getpid()}.{time.monotonic_ns()}.scratch")
        steps = np.rint(cutout.matte * 255).astype(np.uint8)
        try:
            with scratch.open("wb") as file:
                np.savez_compressed(file, matte=steps, colours=cutout.foreground[_soft(cutout.matte)])
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)

    def _prune(self) -> None:
        for scratch in self._folder.glob("*.scratch"):
            if time.time() - _modified(scratch) > _SCRATCH_SECONDS:
                scratch.unlink(missing_ok=True)
        entries = sorted(self._folder.glob("*.npz"), key=_modified, reverse=True)
        total = 0
        for entry in entries:
            total += _bytes(entry)
            if total > self._max_bytes:
                entry.unlink(missing_ok=True)


def _restored(photo: Photo, steps: NDArray[np.uint8], colours: NDArray[np.uint8]) -> Cutout:
    matte = (steps.astype(np.float32) / np.float32(255)).astype(np.float32)
    if matte.shape != photo.pixels.shape[:2]:
        raise ValueError(f"A kept matte of {matte.shape} does not fit {photo.name}.")
    foreground = photo.pixels.copy()
    foreground[_soft(matte)] = colours
    return Cutout(photo.pixels, matte, foreground)


def _soft(matte: Matte) -> Mask:
    return np.asarray((matte > 0) & (matte < 1))


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
