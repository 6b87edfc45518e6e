"""Video -> a film's file with its history inside, within the slot's bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.errors import ExportError
from pipelines.progress import Progress
from pipelines.stages.encode.engine import Coding, VideoEncoder
from pipelines.stages.export.publish import Publication, publish
from pipelines.stages.mp4.boxes import append_xmp, xmp_bytes
from pipelines.video import Video

# Room left under a slot's byte ceiling for a signed manifest.
_MANIFEST_BYTES = 65_536

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True)
class FilmHistory:
    """What a film's file tells of itself.

    Attributes:
        packet: XMP.
        sign: binds the finished bytes to their history; None leaves them unsigned.
    """

    packet: bytes
    sign: Sign | None = None


def export_film(
    video: Video, coding: Coding, history: FilmHistory, path: Path, encoder: VideoEncoder, progress: Progress
) -> Publication:
    """Write a film, whole or not at all.

    Raises:
        ExportError: no file can be written as `coding` asks, or signing failed.
    """
    packet, sign = history.packet, history.sign
    with publish(path) as publication:
        scratch = publication.scratch
        encoder.encode(video, _within(coding, packet, signed=sign is not None), scratch, progress)
        append_xmp(scratch, packet)
        if sign is not None:
            scratch.write_bytes(sign(scratch.read_bytes()))
        found = scratch.stat().st_size
        if coding.max_bytes is not None and found > coding.max_bytes:
            raise ExportError(
                f"The signed film has {found:,} bytes; at most {coding.max_bytes:,} are allowed. "
                "Leave signing out, or shorten the script."
            )
    return publication


def _within(coding: Coding, packet: bytes, *, signed: bool) -> Coding:
    """Return the coding with room left for what is added to the encoded film."""
    if coding.max_bytes is None:
        return coding
    added = xmp_bytes(packet) + (_MANIFEST_BYTES if signed else 0)
    return replace(coding, max_bytes=max(1, coding.max_bytes - added))
