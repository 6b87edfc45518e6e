"""What a job made, as JSON: how results cross from one process to another, and how they last in the journal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.errors import JournalError
from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.job import Target
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import Infographics, MadeImage, MadePictures
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.jobs.main_image_work import MainImages

Result: TypeAlias = MainImages | LifestylePictures | Infographics | MadeFilms | MadeWords | CutoutFile


class _Record(BaseModel):
    """One result, told apart by the name of its class: several have the same fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    main_images: MainImages | None = None
    lifestyle_pictures: LifestylePictures | None = None
    infographics: Infographics | None = None
    made_films: MadeFilms | None = None
    made_words: MadeWords | None = None
    cutout_file: CutoutFile | None = None

    def result(self) -> Result:
        pictures = (self.main_images, self.lifestyle_pictures, self.infographics)
        held = (*pictures, self.made_films, self.made_words, self.cutout_file)
        return next(result for result in held if result is not None)


def to_json(result: Result) -> str:
    """Return the result as one line of JSON."""
    match result:
        case MainImages():
            record = _Record(main_images=result)
        case LifestylePictures():
            record = _Record(lifestyle_pictures=result)
        case Infographics():
            record = _Record(infographics=result)
        case MadeFilms():
            record = _Record(made_films=result)
        case MadeWords():
            record = _Record(made_words=result)
        case CutoutFile():
            record = _Record(cutout_file=result)
    return record.model_dump_json()


def from_json(text: str) -> Result:
    """Return the result that `to_json` wrote.

    Raises:
        JournalError: it was written by another version of the studio.
    """
    try:
        return _Record.model_validate_json(text).result()
    except (ValidationError, StopIteration) as error:
        raise JournalError("A record in the journal is of another version. Run the plan anew.") from error


def files_of(result: Result) -> tuple[Path, ...]:
    """Return every file the result tells of."""
    return tuple(_files(result))


def checked_of(result: Result) -> tuple[MadeImage | MadeFilm, ...]:
    """Return every picture and film the result tells of, each with its report."""
    match result:
        case MadePictures():
            return result.images
        case MadeFilms():
            return result.films
        case MadeWords() | CutoutFile():
            return ()


def targets_of(result: Result) -> tuple[Target, ...]:
    """Return the targets for which the result has a file, each once."""
    return tuple(dict.fromkeys(made.target for made in checked_of(result)))


def only(result: Result, target: Target) -> Result:
    """Return the result with nothing but one target's files."""
    match result:
        case MadePictures():
            return replace(result, images=tuple(image for image in result.images if image.target == target), refused=())
        case MadeFilms():
            return replace(result, films=tuple(film for film in result.films if film.target == target), refused=())
        case MadeWords() | CutoutFile():
            return result


def _files(result: Result) -> Iterator[Path]:
    match result:
        case MadePictures():
            yield from (image.publication.path for image in result.images)
            if isinstance(result, LifestylePictures) and result.sheet is not None:
                yield result.sheet
            if isinstance(result, Infographics):
                yield from result.long_pages
        case MadeFilms():
            for film in result.films:
                yield film.publication.path
                yield from film.captions
                yield film.poster
        case MadeWords():
            yield from result.files
        case CutoutFile():
            yield result.publication.path
