"""Films become files, whatever is seen in them: named, found where they are there already, drawn, read, published."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.film import Cut
from pipelines.jobs.job import FilmWork
from pipelines.jobs.stage import Stage
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.check.finding import Finding, Report
from pipelines.stages.check.reader import TextReader
from pipelines.stages.claims.read_film import READ_BEFORE, FilmReading, read_film
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from pipelines.stages.export.film import FilmHistory, Sign, export_film, published_film
from pipelines.stages.export.image import FileDemand, encode_image
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import Recipe, SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, replace_bytes
from pipelines.stages.export.signing import SIGNERS
from pipelines.stages.film.poster import Poster, poster_of
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.written import Written
from pipelines.video import Video
from presets.rule_base import ImageFormat
from presets.schema import Slot

DRAWING = 7
"""Raised whenever the same job makes another film than before, so that older ones are not taken for it."""

# Of a job: told by the hashes of what they name, told by others of a film's parts, or without a trace in its pictures
_TOLD_ELSEWHERE = {
    "product", "photos", "targets", "out", "choose", "sku", "scripts", "languages", "facts", "consent", "logo", "music",
    "portrait", "signing", "touchup", "redraw",
}  # fmt: skip


_POSTER = FileDemand(ImageFormat.JPEG, max_bytes=400_000, min_quality=40)  # a page shows many of them at once


@dataclass(frozen=True, eq=False)
class DrawnFilm:
    """A film before it is a file.

    Attributes:
        written: all that is to be read on its screen.
        poster: draws the picture that stands for it.
    """

    video: Video
    written: Sequence[Written]
    poster: Callable[[], Poster]

    @classmethod
    def of(cls, video: Video, reel: Reel, cut: Cut) -> "DrawnFilm":
        return cls(video, reel.written(), partial(poster_of, cut, reel.uncaptioned, presented=reel.presented))


@dataclass(frozen=True)
class KeptFilm:
    """A film that is a file.

    Attributes:
        words: what reading its screen found; None where nobody read.
    """

    publication: Publication
    poster: Path
    words: Finding | None

    def reported(self, report: Report) -> Report:
        """Return a report on the file with what was read."""
        return replace(report, findings=(*report.findings, self.words)) if self.words else report


def poster_path(film: Path) -> Path:
    """Return where a film's poster lies."""
    return film.with_suffix(".poster.jpg")


class FilmPublisher:
    """Finds and writes the films of one product; `made_of` is whether photo and render, or a presenter too."""

    def __init__(self, job: FilmWork, bench: Workbench, stage: Stage, made_of: SourceType) -> None:
        self._job = job
        self._bench = bench
        self._stage = stage
        self._made_of = made_of

    def path(self, slot: Slot, word: str) -> Path:
        """Return where a slot's film lies; `word` tells it from others of the slot."""
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(slot, product.name, self._job.sku, 1, "mp4", word)
        return self._job.out.joinpath(slot.preset, *folders, name)

    def found(self, path: Path, recipe: Recipe) -> KeptFilm | None:
        """Return the film where it is there already, made of the same; None where it is not, or is to be redrawn."""
        if self._job.redraw:
            return None
        publication = published_film(path, recipe, signed=self._job.signing is not None)
        if publication is None or not poster_path(publication.path).is_file():
            return None
        return KeptFilm(publication, poster_path(publication.path), READ_BEFORE if self._reader else None)

    def write(self, film: DrawnFilm, coding: Coding, path: Path, recipe: Recipe, progress: Progress) -> KeptFilm:
        """Draw, encode, read and publish a film, and its poster.

        Raises:
            ExportError: no file can be written as `coding` asks, or signing failed.
            FilmError: the words on its screen are not those that were to be there.
            ModelsError: the encoder or the signer cannot be used.
        """
        encoder = self._bench.pool.open(VIDEO_ENCODERS, self._job.encode)
        video, found = film.video, list[FilmReading]()

        def prove(scratch: Path) -> None:
            if self._reader is not None:
                found.append(read_film(scratch, video, film.written, self._reader))

        history = FilmHistory(self._packet(recipe), self._sign(recipe), prove)
        publication = export_film(video, coding, history, path, encoder, progress)
        poster = self._poster(film.poster(), publication.path, recipe)
        return KeptFilm(publication, poster, next((reading.finding for reading in found), None))

    def _poster(self, poster: Poster, film: Path, recipe: Recipe) -> Path:
        """Write a film's poster beside it, over one that a film of that name had, and return it."""
        own = recipe.model_copy(update={"options": {**recipe.options, "poster": f"frame {poster.number}"}})
        data = encode_image(poster.pixels, _POSTER, self._packet(own)).data
        sign = self._sign(own)
        replace_bytes(poster_path(film), sign(data) if sign else data)
        return poster_path(film)

    def keyed(self, recipe: Recipe, parts: Any) -> Recipe:
        """Return the recipe with the hash of all that a film is made of, but the day of a portrait's leave.

        Args:
            parts: of the film, that neither the job nor the place tells: JSON.
        """
        recipe = recipe.model_copy(
            update={"options": {**recipe.options, "words on the screen read": bool(self._reader)}}
        )
        options = {name: value for name, value in recipe.options.items() if not name.startswith("leave of")}
        whole = (
            DRAWING,
            recipe.model_copy(update={"options": options}).model_dump(mode="json"),
            self._job.model_dump(mode="json", exclude=_TOLD_ELSEWHERE),
            parts,
            [self._stage.place_key, *(path.stem for path in self._job.photos)],
            hash_of(self._job.music),
        )
        key = sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
        return recipe.model_copy(update={"options": {**recipe.options, "film": key}})

    @property
    def _reader(self) -> TextReader | None:
        """Who reads films back; a workbench without a reader reads nothing."""
        return self._bench.instruments.memory.reader

    def _packet(self, recipe: Recipe) -> bytes:
        author = self._job.author
        return xmp_packet(recipe, self._made_of, author.creator, author.credit)

    def _sign(self, recipe: Recipe) -> Sign | None:
        if self._job.signing is None:
            return None
        signer = self._bench.pool.open(SIGNERS, self._job.signing)

        def sign(made: bytes) -> bytes:
            return signer.sign(made, self._stage.main_photo.read_bytes(), recipe)

        return sign


def hash_of(path: Path | None) -> str:
    """Return the SHA-256 of a file's bytes; empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path else ""
