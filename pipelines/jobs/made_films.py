"""What a job on a film makes: files in several languages, and what could not be made."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.jobs.job import Target
from pipelines.listing import Line
from pipelines.stages.check.finding import Report
from pipelines.stages.export.publish import Publication
from pipelines.values import Size


@dataclass(frozen=True)
class MadeFilm:
    """One finished film.

    Attributes:
        captions: the words beside it, as WebVTT and SubRip.
        poster: the picture that stands for it, beside it.
        seconds: it lasts; `took_seconds` to draw and encode.
        voice: who speaks.
        report: of the file as published.
        notes: what a person should know of it.
        lines: what is said, or written where nobody speaks, with the facts behind it; none where the job had none.
    """

    target: Target
    language: str
    publication: Publication
    captions: tuple[Path, ...]
    poster: Path
    size: Size
    seconds: float
    took_seconds: float
    voice: str
    report: Report
    notes: tuple[str, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class RefusedFilm:
    """A film that cannot be made, and why; the others are."""

    target: Target
    language: str
    sentence: str


@dataclass(frozen=True)
class MadeFilms:
    """What a job made of one product; `notes` are on its photos and its place."""

    product: str
    notes: tuple[str, ...]
    films: tuple[MadeFilm, ...]
    refused: tuple[RefusedFilm, ...]
