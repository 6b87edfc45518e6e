"""A run's films as they come: paths and records on stdout, talk on stderr, a page at the end."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from pipelines.jobs.job import AvatarVideoJob, ProductClipJob
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.runner import Runner
from pipelines.stages.check.finding import Verdict
from pipelines.stages.export.publish import Outcome
from studio.failures import leave
from studio.run_page import write_page
from studio.watching import say, say_findings, watch


class FilmRun:
    """Shows a run's films: paths and records on stdout, talk on stderr."""

    def __init__(self, *, as_json: bool, strict: bool) -> None:
        self._as_json = as_json
        self._breaking = (Verdict.BROKEN, Verdict.WARNING) if strict else (Verdict.BROKEN,)
        self._results: list[MadeFilms] = []
        self._refused = 0
        self._broken = 0

    def run(self, runner: Runner, jobs: Sequence[AvatarVideoJob] | Sequence[ProductClipJob]) -> None:
        """Run jobs to their end, and write OUT/report.html.

        Raises:
            SystemExit: a film could not be made, or breaks a rule; the others are made.
            Cancelled: the person asked to stop.
        """
        failures = watch(runner, jobs, lambda _job, result: self.take(result))
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
        "poster": str(film.poster),
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
