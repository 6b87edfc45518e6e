"""Films as they are typed, estimated and come."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from models.device import this_device
from models.registry import EngineChoice
from pipelines.jobs.estimate import estimates
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.runner import Runner
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Consent, require_leave
from pipelines.stages.avatar.settle import SettledAvatar, settled_avatar
from pipelines.stages.check.finding import Verdict
from pipelines.stages.export.publish import Outcome
from pipelines.stages.photo.gather import ProductPhotos
from presets.films.library import load_films
from presets.presenters.library import load_presenters
from studio.failures import leave
from studio.run_page import write_page
from studio.scripts_typed import facts_of, scripts_typed
from studio.typed import FilmTyped, product_fields, read_says
from studio.watching import say, say_findings, watch


def film_job(product: ProductPhotos, typed: FilmTyped, avatar: EngineChoice) -> AvatarVideoJob:
    """Return the job that was typed, its cutout engine yet to be settled.

    Args:
        avatar: the presenter's engine, settled.

    Raises:
        ScriptError: a language has no script, and none can be written from its facts.
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
    facts = facts_of(typed["facts"]) if typed["facts"] else {}
    return AvatarVideoJob.model_validate(
        {
            **product_fields(product, typed, EngineChoice(name="u2netp")),
            "scripts": scripts_typed(typed, facts),
            "facts": facts,
            "says": read_says(typed["say"]),
            "brand": typed["brand"],
            "consent": consent,
            "avatar": avatar,
            **{name: typed[name] for name in _SAME},  # type: ignore[literal-required]
        }
    )


def avatar_typed(typed: FilmTyped) -> SettledAvatar:
    """Return the engine of the presenter.

    Raises:
        ModelsError, PortraitError: as `settled_avatar`.
    """
    choice, portrait = EngineChoice.parse(typed["avatar"]), typed["portrait"] is not None
    return settled_avatar(choice, portrait=portrait, gpu=bool(this_device().gpus))


_SAME = (
    "presenter",
    "portrait",
    "template",
    "speed",
    "aspect",
    "scene",
    "height_cm",
    "logo",
    "music",
    "redraw",
    "seed",
)


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
        self._results: list[MadeFilms] = []
        self._refused = 0
        self._broken = 0

    def run(self, runner: Runner, jobs: Sequence[AvatarVideoJob]) -> None:
        """Run jobs to their end, and write OUT/report.html.

        Raises:
            SystemExit: a film could not be made, or breaks a rule; the others are made.
            Cancelled: the person asked to stop.
        """
        failures = watch(runner, jobs, self.take)
        if self._results:
            write_page("Films", self._results, jobs[0].out)
        made = sum(len(result.films) for result in self._results)
        say(f"{made} made, {len(failures) + self._refused} failed")
        leave(failures, refused=self._refused, broken=self._broken)

    def take(self, result: object) -> None:
        """Show what was made."""
        if not isinstance(result, MadeFilms):
            return
        self._results.append(result)
        for note in result.notes:
            say(note)
        for film in result.films:
            self._show(film)
        for refused in result.refused:
            self._refused += 1
            say(f"{refused.language}, {refused.target.preset}: {refused.sentence}")

    def _show(self, film: MadeFilm) -> None:
        for note in film.notes:
            say(f"{film.language}: {note}")
        where = f"{film.language}, {film.report.preset_title}"
        match film.publication.outcome:
            case Outcome.IDENTICAL:
                say(f"{where}: the same film was there already.")
            case Outcome.KEPT_BOTH:
                say(f"{where}: another film had the name, so this one lies in {film.publication.path.parent}.")
            case _:
                pass
        self._broken += bool(film.report.of(*self._breaking))
        say_findings(where, film.report)
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
        "outcome": film.publication.outcome,
        "took_seconds": round(film.took_seconds, 1),
        "notes": film.notes,
        "report": film.report.to_json(),
    }
