"""A job made again with what a dialog on its card changed: strokes on the matte, the product's place, the script."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.errors import PhotoError, ScriptError
from pipelines.jobs.job import AvatarVideoJob, FilmScript, Job, LifestyleJob
from pipelines.jobs.made import MadeImage
from pipelines.jobs.made_films import MadeFilm
from pipelines.runs.entry import Entry
from pipelines.stages.export.publish import replace_bytes
from pipelines.stages.script.from_facts import script_from_facts
from presets.films.facts import facts_in
from presets.languages.library import language as language_of
from studio.web.touching import touched


def changed(entry: Entry, asked: Mapping[str, Any], folder: Path) -> Job:
    """Return the job that a change asks for; its files go where the entry's went.

    Args:
        folder: the owner's, for a script that was written.

    Raises:
        PhotoError, ScriptError: the change is none, or the entry has nothing it could change.
    """
    if "moved" in asked:
        return _moved(entry, asked["moved"])
    if "script" in asked:
        return _rewritten(entry, asked["script"], folder / "scripts")
    return touched(entry, asked.get("touchup"))


class Moved(BaseModel):
    """Where a person wants the product: see `LifestyleJob.foot` and `share`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int = Field(ge=0)
    foot: tuple[float, float]
    share: float = Field(ge=0.05, le=0.95)


class Rewritten(BaseModel):
    """A film's script as a person changed it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int = Field(ge=0)
    words: str = Field(max_length=20_000)


def script_of(entry: Entry, index: int) -> str:
    """Return what is said in the film at an index of the entry's files.

    Raises:
        ScriptError: there is no film, or its script is not there any more.
    """
    job, film = entry.job, entry.checked_at(index)
    if not isinstance(job, AvatarVideoJob) or not isinstance(film, MadeFilm):
        raise ScriptError("There is no film here whose script could be read.")
    words, path = next((said.words, said.script) for said in job.scripts if said.language == film.language)
    if words:
        return words
    if path is None:
        return script_from_facts(facts_in(job.facts, film.language), language_of(film.language), "The facts")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ScriptError(f"{path.name} is not there any more.") from error


def _moved(entry: Entry, asked: Any) -> Job:
    """Return a job that makes one of the pictures again: the same place and light, the product elsewhere in it."""
    job = entry.job
    try:
        wish = Moved.model_validate(asked)
        image = entry.checked_at(wish.index)
        scene = image.scene if isinstance(image, MadeImage) else None
        if not isinstance(job, LifestyleJob) or image is None or scene is None or scene.look is None:
            raise PhotoError("There is no picture in a place here whose product could be moved.")
        look = scene.look
        here = {
            "targets": (image.target,),
            "scenes": job.scenes if job.backdrop else (look.scene,),
            "count": 1,
            "light": look.light,
            "mirror": look.mirror,
            "palette": look.palette or None,
            "foot": wish.foot,
            "share": wish.share,
        }
        return LifestyleJob.model_validate(dict(job) | here)
    except ValidationError as error:
        raise PhotoError(f"The product cannot stand there: {error.errors()[0]['msg']}.") from error


def _rewritten(entry: Entry, asked: Any, folder: Path) -> Job:
    """Return a job that makes one film again with another script, spoken by a voice also where it was recorded."""
    job = entry.job
    try:
        wish = Rewritten.model_validate(asked)
    except ValidationError as error:
        raise ScriptError(f"This is no script: {error.errors()[0]['msg']}.") from error
    film = entry.checked_at(wish.index)
    if not isinstance(job, AvatarVideoJob) or not isinstance(film, MadeFilm):
        raise ScriptError("There is no film here whose script could be changed.")
    words = wish.words.strip()
    path = folder / sha256(words.encode()).hexdigest()[:16] / f"script.{film.language}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, words.encode())
    before = next(said for said in job.scripts if said.language == film.language)
    said = FilmScript(language=film.language, script=path, voice=before.voice)
    return job.model_copy(update={"scripts": (said,), "targets": (film.target,)})
