"""Kokoro's voices: style vectors out of the archives they come in, which hold plain numbers and are never unpacked."""

import io
import tarfile
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import SpeechError

Style: TypeAlias = NDArray[np.float32]
"""A style vector for each count of phonemes, shape (510, 256)."""

_SHAPE = (510, 256)


@lru_cache(maxsize=8)
def style_of(archive: Path, voice: str) -> Style:
    """Return a voice from `kokoro-js-*.tgz` or from an archive of NumPy arrays.

    Raises:
        SpeechError: the archive has no such voice.
    """
    try:
        flat = _from_tar(archive, voice) if archive.suffix == ".tgz" else _from_zip(archive, voice)
    except KeyError as error:
        raise SpeechError(f"There is no voice '{voice}' in {archive.name}.") from error
    style = np.asarray(flat, np.float32).reshape(_SHAPE)
    style.setflags(write=False)
    return style


def _from_tar(archive: Path, voice: str) -> Style:
    with tarfile.open(archive) as file:
        stream = file.extractfile(f"package/voices/{voice}.bin")
        if stream is None:
            raise KeyError(voice)
        return np.frombuffer(stream.read(), "<f4")


def _from_zip(archive: Path, voice: str) -> Style:
    with zipfile.ZipFile(archive) as file:
        return np.lib.format.read_array(io.BytesIO(file.read(f"{voice}.npy")), allow_pickle=False)
