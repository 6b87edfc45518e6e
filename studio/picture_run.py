"""A run's pictures as they come: paths and records on stdout, talk on stderr, a page at the end."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from pipelines.errors import Cancelled
from pipelines.jobs.job import Job
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import Infographics, MadeImage, MadePictures
from pipelines.jobs.runner import Runner
from pipelines.stages.export.publish import Outcome
from studio.cards import verdict_of
from studio.failures import leave
from studio.run_page import write_page
from studio.watching import say, say_findings, watch


class PictureRun:
    """Collects a run; its page has the `title`. `broken`, `refused` count pictures; with `strict`, warnings break."""

    def __init__(self, title: str, out: Path, *, as_json: bool, strict: bool) -> None:
        self.broken = 0
        self.refused = 0
        self._title = title
        self._out = out
        self._as_json = as_json
        self._strict = strict
        self._results: list[MadePictures] = []

    def run(self, runner: Runner, jobs: Sequence[Job]) -> None:
        """Run jobs to their end, and leave with the code that tells how it went.

        Raises:
            SystemExit: something failed, was refused, or breaks a rule.
            Cancelled: the person asked to stop.
        """
        try:
            failures = watch(runner, jobs, lambda _job, result: self.take(result))
        except Cancelled:
            self.finish(0)
            raise
        self.finish(len(failures))
        leave(failures, refused=self.refused, broken=self.broken)

    def take(self, result: object) -> None:
        """Show one product's pictures."""
        if not isinstance(result, MadePictures):
            return
        self._results.append(result)
        for note in (result.reason, *result.notes):
            say(note)
        for image in result.images:
            self._show(image)
        for refused in result.refused:
            self.refused += 1
            say(refused.sentence)
        if isinstance(result, Infographics):
            for path in result.long_pages:
                say(f"One long page: {path}")
        if isinstance(result, LifestylePictures) and result.sheet is not None:
            say(f"All on one sheet: {result.sheet}")

    def finish(self, failed: int) -> None:
        """Write OUT/report.html and say how it went."""
        made = sum(len(result.images) for result in self._results)
        try:
            if self._results:
                write_page(self._title, self._results, self._out)
        finally:  # a full disk keeps the page from being written, and nobody from hearing what was made
            self._say_how_it_went(made, failed)

    def _say_how_it_went(self, made: int, failed: int) -> None:
        say(f"{made} made, {failed + self.refused} failed" + (f", {self.broken} break a rule" if self.broken else ""))

    def _show(self, image: MadeImage) -> None:
        verdict = verdict_of(image.report)
        self.broken += verdict == "broken" or (self._strict and verdict == "warning")
        click.echo(json.dumps(_record(image), allow_nan=False) if self._as_json else str(image.publication.path))
        where = f"{image.report.preset_title}, {image.report.slot_title}"
        if image.scene is not None and image.scene.differs:
            where += f" ({image.scene.differs})"
        for note in image.notes:
            say(f"{where}: {note}")
        match image.publication.outcome:
            case Outcome.KEPT_BOTH:
                say(f"{where}: another file had the name, so this one lies in {image.publication.path.parent}.")
            case Outcome.IDENTICAL:
                say(f"{where}: the same file was there already.")
            case _:
                pass
        say_findings(where, image.report)


def _record(image: MadeImage) -> dict[str, object]:
    return {
        "path": str(image.publication.path),
        "outcome": image.publication.outcome,
        "preset": image.target.preset,
        "slot": image.target.slot,
        "size": image.size,
        "quality": image.quality,
        "notes": image.notes,
        "seconds": round(image.seconds, 3),
        "identity": asdict(image.receipt) if image.receipt else None,
        "scene": asdict(image.scene) if image.scene else None,
        "report": image.report.to_json(),
    }
