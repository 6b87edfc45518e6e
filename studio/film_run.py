"""Films as they are typed, estimated and come."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from models.registry import EngineChoice
from pipelines.errors import RecordingError, ScriptError
from pipelines.jobs.estimate import estimates
from pipelines.jobs.job import AvatarVideoJob, FilmScript
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.runner import Runner
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Consent, require_leave
from pipelines.stages.check.finding import Verdict
from pipelines.stages.photo.gather import ProductPhotos
from presets.films.facts import read_facts
from presets.films.library import load_films
from presets.languages.library import language as language_of
from presets.presenters.library import load_presenters
from studio.failures import leave
from studio.typed import FilmTyped, product_fields, read_pairs, read_says
from studio.watching import say, say_findings, watch


def film_job(product: ProductPhotos, typed: FilmTyped) -> AvatarVideoJob:
    """Return the job that was typed, its cutout engine yet to be settled.

    Raises:
        ScriptError: a language has no script.
        RecordingError: there is no such recording.
        PortraitError: a portrait without the leave of the person in it.
        PresetError: no such language, presenter or template; or the facts are wrong.
        click.UsageError: it cannot be meant.
    """
    load_presenters().get(typed["presenter"])
    consent = date.today() if typed["consent"] else None
    if typed["portrait"]:
        require_leave(typed["portrait"].name, Consent(consent) if consent else None)
    load_films().get(typed["template"])
    facts = read_facts(typed["facts"]) if typed["facts"] else {}
    return AvatarVideoJob.model_validate(
        {
            **product_fields(product, typed, EngineChoice(name="u2netp")),
            "scripts": _scripts(typed),
            "facts": {language_of(tag).id: fact for tag, fact in facts.items()},
            "says": read_says(typed["say"]),
            "brand": typed["brand"],
            "consent": consent,
            "avatar": EngineChoice(name="talking_photo" if typed["portrait"] else "drawn"),
            **{name: typed[name] for name in _SAME},  # type: ignore[literal-required]
        }
    )


_SAME = ("presenter", "portrait", "template", "speed", "aspect", "scene", "height_cm", "logo", "music", "seed")


def say_estimates(bench: Workbench, job: AvatarVideoJob) -> None:
    """Print how long each film will be, and leave with the code of a script that cannot be spoken.

    Raises:
        StudioError, PresetError: the first that cannot be made.
    """
    for estimate in estimates(job, bench):
        click.echo(f"{estimate.language}\t{estimate.target.preset}\t{estimate.seconds:.0f} s\t{estimate.remark}")


class FilmRun:
    """Shows a run's films: paths and records on stdout, talk on stderr."""

    def __init__(self, *, as_json: bool, strict: bool) -> None:
        self._as_json = as_json
        self._breaking = (Verdict.BROKEN, Verdict.WARNING) if strict else (Verdict.BROKEN,)
        self._refused = 0
        self._broken = 0

    def run(self, runner: Runner, jobs: Sequence[AvatarVideoJob]) -> None:
        """Run jobs to their end.

        Raises:
            SystemExit: a film could not be made, or breaks a rule; the others are made.
            Cancelled: the person asked to stop.
        """
        failures = watch(runner, jobs, self.take)
        leave(failures, refused=self._refused, broken=self._broken)

    def take(self, result: object) -> None:
        """Show what was made."""
        if not isinstance(result, MadeFilms):
            return
        for note in result.notes:
            say(note)
        for film in result.films:
            self._show(film)
        for refused in result.refused:
            self._refused += 1
            say(f"{refused.language}, {refused.target.preset}: {refused.sentence}")
        say(f"{len(result.films)} made, {len(result.refused)} failed")

    def _show(self, film: MadeFilm) -> None:
        for note in film.notes:
            say(f"{film.language}: {note}")
        self._broken += bool(film.report.of(*self._breaking))
        say_findings(f"{film.language}, {film.report.preset_title}", film.report)
        click.echo(json.dumps(_record(film), ensure_ascii=False) if self._as_json else str(film.publication.path))


def _record(film: MadeFilm) -> Mapping[str, Any]:
    return {
        "file": str(film.publication.path),
        "captions": [str(path) for path in film.captions],
        "preset": film.target.preset,
        "slot": film.target.slot,
        "language": film.language,
        "voice": film.voice,
        "size": film.size,
        "seconds": film.seconds,
        "took_seconds": round(film.took_seconds, 1),
        "notes": film.notes,
        "report": film.report.to_json(),
    }


def _scripts(typed: FilmTyped) -> Sequence[FilmScript]:
    """Return each language's script: named for it, or beside the plain one, or the plain one itself."""
    named = {}
    plain: list[Path] = []
    for text in typed["script"]:
        tag, equals, path = text.partition("=")
        if equals and tag.replace("-", "").isalpha() and len(tag) <= 5:
            named[language_of(tag).id] = Path(path)
        else:
            plain.append(Path(text))
    if len(plain) > 1:
        raise click.UsageError("Give one plain --script, and others as --script es=FILE.")
    asked = [language_of(tag).id for tag in typed["language"]] or [*named] or ["en"]
    tags = tuple(dict.fromkeys((*asked, *named)))
    voices = _by_language(typed["voice"], "--voice", "LANGUAGE=VOICE, as in es=em_alex", tags)
    recordings = _recordings(typed, tags, voices)
    return [
        FilmScript(
            language=tag,
            script=named.get(tag) or _beside(plain, tag, alone=len(asked) == 1),
            voice=voices.get(tag, "auto"),
            recording=recordings.get(tag),
        )
        for tag in tags
    ]


def _recordings(typed: FilmTyped, tags: Sequence[str], voices: Mapping[str, str]) -> Mapping[str, Path]:
    """Return whose script is said by a recording, and its file."""
    named = _by_language(typed["recording"], "--recording", "LANGUAGE=FILE, as in es=voice.wav", tags)
    recordings = {tag: Path(path) for tag, path in named.items()}
    for tag, path in recordings.items():
        if tag in voices:
            raise click.UsageError(f"Give --voice or --recording for '{tag}', not both.")
        if not path.is_file():
            raise RecordingError(f"There is no recording {path}.")
    return recordings


def _by_language(texts: Sequence[str], option: str, form: str, tags: Sequence[str]) -> dict[str, str]:
    """Return what is typed for languages, by the tags of those that have a script."""
    found: dict[str, str] = {}
    for tag, value in read_pairs(texts, option, form, alone=tags).items():
        language = language_of(tag).id
        if language not in tags:
            raise click.UsageError(f"{option} {tag}={value}: there is no script for '{tag}'.")
        found[language] = value
    return found


def _beside(plain: Sequence[Path], tag: str, *, alone: bool) -> Path:
    if not plain:
        raise ScriptError(f"There is no script for '{tag}'. Give --script {tag}=FILE.")
    path = plain[0]
    own = path.with_name(f"{path.stem}.{tag}{path.suffix}")
    if own.is_file():
        return own
    if alone or tag.startswith("en"):
        return path
    raise ScriptError(
        f"There is no script for '{tag}'. Nothing here translates: write it as {own.name} beside {path.name}, or give "
        f"--script {tag}=FILE."
    )
