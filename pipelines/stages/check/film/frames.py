"""Some pictures of a film, decoded whole, in its own size."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipelines.errors import FilmError
from pipelines.stages.encode.program import piped
from pipelines.values import Rgb, Size


def frames_of(path: Path, size: Size, numbers: Sequence[int]) -> Iterator[tuple[int, Rgb]]:
    """Yield pictures of a film by their numbers, which rise; decoding goes once through the film.

    Raises:
        FilmError: the film has fewer.
        MissingPackageError: there is no ffmpeg.
    """
    if not numbers:
        return
    wanted = "+".join(f"eq(n\\,{number})" for number in numbers)
    asked = ["-protocol_whitelist", "file", "-i", f"file:{path}", "-map", "0:v:0", "-vf", f"select={wanted}"]
    shape = size[1], size[0], 3
    length = size[0] * size[1] * 3
    with piped([*asked, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]) as pipe:
        for number in numbers:
            data = pipe.read(length)
            if len(data) < length:
                raise FilmError(f"{path.name} has no picture number {number + 1}. Make it again.")
            yield number, np.frombuffer(data, np.uint8).reshape(shape)
