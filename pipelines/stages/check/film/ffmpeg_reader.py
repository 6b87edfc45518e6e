"""Films read by ffmpeg: asked for its streams, for each packet's time, and for all pictures and sound, decoded."""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import IO

import numpy as np

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import FilmError
from pipelines.stages.check.film.container import BOXED, promised_container, sniff_container
from pipelines.stages.check.film.film_file import FilmFile, PictureStream, Seen, SoundStream
from pipelines.stages.check.film.listen import METERS, read_meters
from pipelines.stages.check.film.stream_words import StreamWords, read_stamps, read_streams
from pipelines.stages.check.film.watch import watch
from pipelines.stages.check.source_type import read_source_tag
from pipelines.stages.encode.program import executable, piped, said
from pipelines.stages.mp4.boxes import Layout, read_layout
from pipelines.values import Rgb, Size

_SMALL_PX = 320
_BOUNDED = ("-timelimit", "1800")  # CPU seconds: a broken file must not keep the decoder busy for ever
_NO_BOXES = Layout(index_first=False, xmp=None, signed=False, missing_bytes=0)


class FfmpegReader:
    """Reads any film that ffmpeg decodes; nothing is fetched, whatever a file points to."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        executable()

    def close(self) -> None:
        """Nothing is held between films."""

    def read(self, path: Path) -> FilmFile:
        """See `FilmReader`."""
        container, digest, byte_count = _bytes_of(path)
        layout = read_layout(path) if container in BOXED else _NO_BOXES
        source = [*_BOUNDED, "-protocol_whitelist", "file", "-i", f"file:{path}"]
        streams = read_streams(said(source))
        videos = [stream for stream in streams if stream.kind == "Video"]
        sounds = [stream for stream in streams if stream.kind == "Audio"]
        if not videos or not all(videos[0].size):
            raise FilmError(f"{path.name} holds no pictures that can be decoded. Export it again.")
        pictures = _pictures(source, videos[0], path.name)
        return FilmFile(
            name=path.name,
            byte_count=byte_count,
            sha256=digest,
            container=container,
            promised=promised_container(path.name),
            index_first=layout.index_first if container in BOXED else None,
            missing_bytes=layout.missing_bytes,
            videos=len(videos),
            sounds=len(sounds),
            others=len(streams) - len(videos) - len(sounds),
            pictures=pictures,
            sound=_sound(source, sounds[0]) if sounds else None,
            seen=_seen(source, videos[0], pictures),
            source_tag=read_source_tag(layout.xmp),
            signed=layout.signed,
        )


def _bytes_of(path: Path) -> tuple[str, str, int]:
    """Return the container, the SHA-256 and the length of a file.

    Raises:
        FilmError: it cannot be read, or is no film.
    """
    try:
        with path.open("rb") as file:
            container = sniff_container(file.read(128))
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256")
            length = file.tell()
    except OSError as error:
        raise FilmError(f"{path.name} cannot be read: {error.strerror}. Check the path.") from error
    if container is None:
        raise FilmError(f"{path.name} is not a film. Check the finished MP4 or MOV file.")
    return container, digest.hexdigest(), length


def _pictures(source: list[str], stream: StreamWords, name: str) -> PictureStream:
    stamps, tick = _stamps(source, stream.number)
    if not stamps:
        raise FilmError(f"{name} is cut short before its first picture. Export it again.")
    return PictureStream(
        codec=stream.codec,
        profile=stream.profile,
        pixel_format=stream.pixel_format,
        value_range=stream.value_range,
        colour=stream.colour,
        progressive=stream.progressive,
        square=stream.square,
        coded_size=stream.size,
        rotation=stream.rotation,
        stamps=stamps,
        tick=tick,
    )


def _stamps(source: list[str], number: int) -> tuple[tuple[Fraction, ...], Fraction]:
    with piped([*source, "-map", f"0:{number}", "-c", "copy", "-f", "framecrc", "pipe:1"]) as pipe:
        lines = [line.decode(errors="replace").rstrip() for line in pipe]
    return read_stamps(lines)


def _seen(source: list[str], stream: StreamWords, pictures: PictureStream) -> Seen:
    size = _small(pictures.size)
    arguments = [*source, "-map", f"0:{stream.number}", "-fps_mode", "passthrough"]
    arguments += ["-vf", f"scale={size[0]}:{size[1]}:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    with tempfile.TemporaryFile() as complaints:
        seen = watch(_decoded(arguments, size, complaints), len(pictures.stamps), float(pictures.fps))
        complaints.seek(0)
        return replace(seen, complaints=sum(1 for _line in complaints))


def _small(size: Size) -> Size:
    scale = min(1.0, _SMALL_PX / max(size))
    return max(2, round(size[0] * scale)), max(2, round(size[1] * scale))


def _decoded(arguments: list[str], size: Size, complaints: IO[bytes]) -> Iterator[Rgb]:
    length = size[0] * size[1] * 3
    with piped(arguments, complaints) as pipe:
        while len(data := pipe.read(length)) == length:
            yield np.frombuffer(data, np.uint8).reshape(size[1], size[0], 3)


def _sound(source: list[str], stream: StreamWords) -> SoundStream | None:
    heard = read_meters(said([*source, "-map", f"0:{stream.number}", "-af", METERS, "-f", "null", "-"]))
    if heard is None:
        return None
    return SoundStream(
        codec=stream.codec,
        profile=stream.profile,
        sample_rate=stream.sample_rate,
        channels=stream.channels,
        language=stream.language,
        seconds=heard.seconds,
        loudness_lufs=heard.loudness_lufs,
        true_peak_db=heard.true_peak_db,
        silences=heard.silences,
    )
