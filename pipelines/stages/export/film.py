"""Video -> a film's file with its history inside, within the slot's bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from pipelines.errors import ExportError, PhotoError
from pipelines.progress import Progress
from pipelines.stages.encode.engine import Coding, VideoEncoder
from pipelines.stages.export.provenance import Recipe
from pipelines.stages.export.publish import Outcome, Publication, places_of, publish
from pipelines.stages.export.read_xmp import read_xmp
from pipelines.stages.mp4.boxes import append_xmp, read_layout, xmp_bytes
from pipelines.video import Video

# Room left under a slot's byte ceiling for a signed manifest.
_MANIFEST_BYTES = 65_536

Sign = Callable[[bytes], bytes]
Prove = Callable[[Path], None]


@dataclass(frozen=True)
class FilmHistory:
    """What a film's file tells of itself, and what it must stand before it does.

    Attributes:
        packet: XMP.
        sign: binds the finished bytes to their history; None leaves them unsigned.
        prove: looks at the encoded film; what it raises keeps the film from being published.
    """

    packet: bytes
    sign: Sign | None = None
    prove: Prove | None = None


def export_film(
    video: Video, coding: Coding, history: FilmHistory, path: Path, encoder: VideoEncoder, progress: Progress
) -> Publication:
    """Write a film, whole or not at all.

    Raises:
        ExportError: no file can be written as `coding` asks, or signing failed.
        FilmError: it does not show what it was to show.
    """
    packet, sign = history.packet, history.sign
    with publish(path) as publication:
        scratch = publication.scratch
        encoder.encode(video, _within(coding, packet, signed=sign is not None), scratch, progress)
        if history.prove is not None:
            history.prove(scratch)
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


def published_film(target: Path, recipe: Recipe, *, signed: bool) -> Publication | None:
    """Return a film that is there already under a target's name, whole, and made of the same.

    Args:
        recipe: of the film; its option `film` stands for all that it is made of.
    """
    for path in takewhile(Path.is_file, places_of(target)):
        if _film_of(path, signed=signed) == recipe.options["film"]:
            return Publication(path, path, Outcome.IDENTICAL)
    return None


def _film_of(path: Path, *, signed: bool) -> object:
    """Return what a file's history says it is made of; None where it is cut short, or signed otherwise."""
    try:
        boxes, history = read_layout(path), read_xmp(path)
    except (OSError, PhotoError):
        return None
    if boxes.missing_bytes or boxes.signed is not signed or history is None or history.recipe is None:
        return None
    return history.recipe.options.get("film")


def _within(coding: Coding, packet: bytes, *, signed: bool) -> Coding:
    """Return the coding with room left for what is added to the encoded film."""
    if coding.max_bytes is None:
        return coding
    added = xmp_bytes(packet) + (_MANIFEST_BYTES if signed else 0)
    return replace(coding, max_bytes=max(1, coding.max_bytes - added))
