"""A run's cutouts as they come: paths and records on stdout, talk on stderr."""

import json

import click

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.stages.export.publish import Outcome
from studio.watching import say


class CutoutRun:
    """Shows a run's cutouts."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def take(self, result: object) -> None:
        """Show one photo's cutout."""
        if not isinstance(result, CutoutFile):
            return
        for note in result.notes:
            say(note)
        path, outcome = str(result.publication.path), result.publication.outcome
        if outcome is Outcome.KEPT_BOTH:
            say(f"{result.product}: another file had the name, so this one lies in {result.publication.path.parent}.")
        if outcome is Outcome.IDENTICAL:
            say(f"{result.product}: the same file was there already.")
        record = {"path": path, "outcome": outcome, "product": result.product, "notes": result.notes}
        click.echo(json.dumps(record) if self._as_json else path)
