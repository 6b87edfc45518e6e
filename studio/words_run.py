"""A run's words as they come: paths and records on stdout, talk on stderr."""

import json

import click

from pipelines.jobs.made_words import MadeText, MadeWords
from studio.watching import say, say_findings


class WordsRun:
    """Shows a run's words; `as_json` prints a record a text instead of its paths."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def take(self, result: object) -> None:
        """Show what was written."""
        if not isinstance(result, MadeWords):
            return
        for text in result.texts:
            self._show(text)
        for refused in result.refused:
            say(f"{refused.preset}, {refused.language}: {refused.sentence}")

    def _show(self, text: MadeText) -> None:
        where = f"{text.preset_title}, {text.language}"
        for note in text.copy.notes:
            say(f"{where}: {note}")
        for report in text.reports:
            say_findings(where, report)
        click.echo(json.dumps(_record(text), ensure_ascii=False) if self._as_json else str(text.readable.path))


def _record(text: MadeText) -> dict[str, object]:
    return {
        "file": str(text.publication.path),
        "readable": str(text.readable.path),
        "preset": text.preset,
        "language": text.language,
        "market": text.market,
        "notes": text.copy.notes,
        "reports": [report.to_json() for report in text.reports],
    }
