"""A job goes to a machine with another disk: the files it reads go with it, and what it makes comes back as bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter

from pipelines.errors import ClusterError
from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.job import Job, ProductWork
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import Infographics, MadeImage, MadePictures
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.made_words import MadeText, MadeWords
from pipelines.runs.fingerprint import file_sha256
from pipelines.runs.record import Result, files_of
from pipelines.stages.check.finding import Report
from pipelines.stages.export.publish import publish_bytes, replace_bytes

_JOB: TypeAdapter[Job] = TypeAdapter(Job)
_IN, _OUT = "in", "out"


@dataclass(frozen=True)
class Parcel:
    """A job packed.

    Attributes:
        job: as JSON, its paths relative to the folder it will be unpacked into.
        files: each by its path in that folder: where it lies here.
    """

    job: str
    files: Mapping[str, Path]


@dataclass(frozen=True)
class Made:
    """What a packed job made; its paths are those of the machine that made it.

    Attributes:
        folder: where the job was unpacked.
        files: by path relative to the job's output folder.
    """

    result: Result
    folder: Path
    files: Mapping[str, bytes]


def pack(job: Job) -> Parcel:
    """Pack a job. Files keep their names, which results tell of; equal names are told apart by content.

    Raises:
        ClusterError: its files are to be signed.
    """
    if isinstance(job, ProductWork) and job.signing is not None:
        raise ClusterError("Its files are to be signed, and the key stays on this machine. Make it without --ray.")
    files: dict[str, Path] = {}

    def place(path: Path) -> Path:
        if path == job.out:
            return Path(_OUT)
        packed = f"{_IN}/{file_sha256(path)[:16] if path.is_file() else 'missing'}/{path.name}"
        if path.is_file():
            files.setdefault(packed, path)
        return Path(packed)

    return Parcel(_placed(job, place).model_dump_json(), files)


def unpack(packed: str, contents: Mapping[str, bytes], folder: Path) -> Job:
    """Write a job's files into an empty folder, and return the job as it stands there."""
    for path, data in contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return _placed(_JOB.validate_json(packed), lambda path: folder / path)


def made_in(folder: Path, result: Result) -> Made:
    """Return what a job made that was unpacked into a folder, with the bytes of its files."""
    out = folder / _OUT
    return Made(result, folder, {path.relative_to(out).as_posix(): path.read_bytes() for path in files_of(result)})


def take(made: Made, parcel: Parcel, out: Path) -> Result:
    """Publish what a packed job made in its output folder here, and return the result as if it had been made here.

    Raises:
        ExportError: the folder cannot be written to, or the disk is full.
    """
    return _Unpacking(made, parcel, out).result()


class _Unpacking:
    def __init__(self, made: Made, parcel: Parcel, out: Path) -> None:
        self._made = made
        self._parcel = parcel
        self._out = out

    def result(self) -> Result:
        match result := self._made.result:
            case LifestylePictures():
                pictures = cast(LifestylePictures, self._pictures(result))
                return replace(pictures, sheet=result.sheet and self._sheet(result.sheet))
            case Infographics():
                drawn = cast(Infographics, self._pictures(result))
                return replace(drawn, long_pages=tuple(self._sheet(path) for path in result.long_pages))
            case MadePictures():
                return self._pictures(result)
            case MadeFilms():
                return replace(result, films=tuple(self._film(film) for film in result.films))
            case MadeWords():
                return replace(result, texts=tuple(self._text(text) for text in result.texts))
            case CutoutFile():
                return replace(result, publication=publish_bytes(*self._file(result.publication.path)))

    def _pictures(self, result: MadePictures) -> Any:
        photo = self._parcel.files[result.photo.relative_to(self._made.folder).as_posix()]
        return replace(result, photo=photo, images=tuple(self._image(image) for image in result.images))

    def _image(self, image: MadeImage) -> MadeImage:
        publication = publish_bytes(*self._file(image.publication.path))
        return replace(image, publication=publication, report=_of(image.report, publication.path))

    def _film(self, film: MadeFilm) -> MadeFilm:
        publication = publish_bytes(*self._file(film.publication.path))
        *captions, poster = (
            publish_bytes(publication.path.with_name(path.name), self._file(path)[1]).path
            for path in (*film.captions, film.poster)
        )
        report = _of(film.report, publication.path)
        return replace(film, publication=publication, captions=tuple(captions), poster=poster, report=report)

    def _text(self, text: MadeText) -> MadeText:
        whole, readable = (publish_bytes(*self._file(file.path)) for file in (text.publication, text.readable))
        return replace(text, publication=whole, readable=readable)

    def _sheet(self, sheet: Path) -> Path:
        target, data = self._file(sheet)
        replace_bytes(target, data)
        return target

    def _file(self, path: Path) -> tuple[Path, bytes]:
        """Return where a file of that machine goes here, and its bytes."""
        relative = path.relative_to(self._made.folder / _OUT)
        return self._out / relative, self._made.files[relative.as_posix()]


def _of(report: Report, path: Path) -> Report:
    return replace(report, file=str(path))


def _placed(job: Job, place: Callable[[Path], Path]) -> Job:
    """Return the job with each of its paths put elsewhere."""
    return _JOB.validate_python(_mapped(job.model_dump(), place))


def _mapped(value: Any, place: Callable[[Path], Path]) -> Any:
    match value:
        case Path():
            return place(value)
        case Mapping():
            return {name: _mapped(item, place) for name, item in value.items()}
        case list() | tuple():
            return tuple(_mapped(item, place) for item in value)
        case _:
            return value
