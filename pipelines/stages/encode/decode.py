"""Sound out of whatever file it is in, by ffmpeg."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import ExportError
from pipelines.stages.encode.program import run


def decoded_sound(
    path: Path, sample_rate: int, channels: int, most_seconds: float | None = None
) -> NDArray[np.float32]:
    """Return a file's first sound, shape (n, channels), of `most_seconds` at most; nothing it points to is fetched.

    Raises:
        ExportError: there is no sound in it, or it cannot be read.
        MissingPackageError: there is no ffmpeg.
    """
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "sound.f32"
        source = ["-protocol_whitelist", "file", "-i", f"file:{path}", "-map", "0:a:0"]
        shape = ["-ac", str(channels), "-ar", str(sample_rate)]
        length = [] if most_seconds is None else ["-t", str(most_seconds)]
        run([*source, *shape, *length, "-f", "f32le", str(raw)], f"reading {path.name}")
        samples = np.fromfile(raw, "<f4").reshape(-1, channels)
    if not len(samples) or not np.isfinite(samples).all():
        raise ExportError(f"{path.name}: there is no sound in it.")
    return samples.astype(np.float32)
