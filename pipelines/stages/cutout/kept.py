"""Cutouts kept on disk, so that ten marketplaces, or the same run tomorrow, cost one cutout.

An entry is a ZIP of arrays (its checksums tell a damaged one) named after what made it.
"""

import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.registry import EngineChoice
from pipelines.kept_files import KeptFiles
from pipelines.stages.cutout.touchup import Touchup
from pipelines.values import Cutout, Mask, Matte, Photo

REFINEMENT = 8
"""Raised whenever the refinement's results change, so that older entries are no longer found."""


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
        self._files = KeptFiles(folder, ".npz", max_bytes)

    def get_or_cut(self, photo: Photo, key: str, cut: Callable[[], Cutout]) -> Cutout:
        """Return the kept cutout of `key`, equal in every byte to a fresh one, or make and keep it.

        A missing, damaged or unfitting entry is made anew. Nothing is kept where the folder cannot be written, nor
        where `cut` raises, which passes through.
        """
        return self._files.get_or_make(key, cut, _encoded, lambda data: _decoded(photo, data))


def _encoded(cutout: Cutout) -> bytes:
    buffer = BytesIO()
    steps = np.rint(cutout.matte * 255).astype(np.uint8)
    np.savez_compressed(buffer, matte=steps, colours=cutout.foreground[_soft(cutout.matte)])
    return buffer.getvalue()


def _decoded(photo: Photo, data: bytes) -> Cutout | None:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as entry:
            return _restored(photo, entry["matte"], entry["colours"])
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _restored(photo: Photo, steps: NDArray[np.uint8], colours: NDArray[np.uint8]) -> Cutout:
    matte = (steps.astype(np.float32) / np.float32(255)).astype(np.float32)
    if matte.shape != photo.pixels.shape[:2]:
        raise ValueError(f"A kept matte of {matte.shape} does not fit {photo.name}.")
    foreground = photo.pixels.copy()
    foreground[_soft(matte)] = colours
    return Cutout(photo.pixels, matte, foreground)


def _soft(matte: Matte) -> Mask:
    return np.asarray((matte > 0) & (matte < 1))
