"""A run from the journal as it goes on: paths on stdout, talk on stderr; a page and a summary at the end."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from models.registry import named
from pipelines.errors import Cancelled, ExportError
from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.job import Job, WordsJob
from pipelines.jobs.made import MadePictures
from pipelines.jobs.made_films import MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.runs.batch import Batch, News
from pipelines.runs.driver import at_work, is_at_work
from pipelines.runs.entry import Entry, State
from pipelines.runs.journal import Journal
from pipelines.runs.outlook import Outlook, outlook
from pipelines.runs.record import files_of
from pipelines.stages.check.finding import Verdict
from pipelines.stages.export.publish import replace_bytes, sweep
from studio.cutout_run import CutoutRun
from studio.failures import Exit, Failure, explained, leave
from studio.film_run import FilmRun
from studio.intake import Intake
from studio.picture_run import PictureRun
from studio.run_page import write_page
from studio.runners import Copying, Hands
from studio.stopping import stopping
from studio.watching import job_bar, say
from studio.words_run import WordsRun

_ROOM = 1.2  # of what is expected, free on the disk
_TOLD_FROM_JOBS = 2
_WRITE_KITS = "studio.kit_run:write_kits"  # what it imports comes with the extra `words`, as do jobs of kits


@dataclass(frozen=True)
class Manner:
    """How a run is done and told.

    Attributes:
        force: make again what is there already.
        as_json: one JSON record a file on stdout.
        strict: warnings count as broken rules.
    """

    force: bool = False
    as_json: bool = False
    strict: bool = False


@dataclass(frozen=True)
class _Tally:
    """What became of a run, counted in files."""

    made: int
    reused: int
    failed: int
    refused: int
    cancelled: int
    broken: int

    @classmethod
    def of(cls, entries: Sequence[Entry], *, strict: bool) -> "_Tally":
        breaking = (Verdict.BROKEN, Verdict.WARNING) if strict else (Verdict.BROKEN,)
        states = Counter(entry.state for entry in entries)
        results = [result for entry in entries for result in entry.results]
        texts = [text for result in results if isinstance(result, MadeWords) for text in result.texts]
        reports = [made.report for entry in entries for made in entry.checked]
        made = len(reports) + len(texts) + sum(isinstance(result, CutoutFile) for result in results)
        reports += [report for text in texts for report in text.reports]
        return cls(
            made=made,
            reused=sum(entry.reused for entry in entries),
            failed=states[State.FAILED],
            refused=sum(len(r.refused) for r in results if isinstance(r, (MadePictures, MadeFilms, MadeWords))),
            cancelled=states[State.CANCELLED],
            broken=sum(bool(report.of(*breaking)) for report in reports),
        )

    @property
    def counts(self) -> dict[str, int]:
        return {"refused": self.refused, "broken": self.broken}

    @property
    def sentence(self) -> str:
        said = f"{self.made} made, {self.failed + self.refused} failed"
        said += f", {self.cancelled} cancelled" if self.cancelled else ""
        said += f", {self.broken} break a rule" if self.broken else ""
        return said + (f" ({self.reused} were there already)" if self.reused else "")


class BatchRun:
    """Runs of a journal, done by `runner`; what is made is given to `copies`."""

    def __init__(
        self, intake: Intake, journal: Journal, runner: Hands, manner: Manner, copies: Copying | None = None
    ) -> None:
        self._intake = intake
        self._journal = journal
        self._runner = runner
        self._manner = manner
        self._copies = copies
        self._drivers = intake.settings.journal.parent / "drivers"
        self._of_kits: tuple[Path, ...] = ()

    def run(self, run: str) -> None:
        """Do what of a run is queued, or was with a process that is no more, and leave with its code.

        Raises:
            SystemExit: something failed, was refused, or breaks a rule.
            Cancelled: the person asked to stop; what is left stays queued.
        """
        try:
            self.go_on(run)
        except Cancelled:
            self.write(run)
            raise
        tally = self.write(run)
        self.hand_over(run)
        failed = self._journal.entries(run, State.FAILED)
        leave([Failure(entry.sentence, Exit(entry.code)) for entry in failed], **tally.counts)

    def say_outlook(self, jobs: Sequence[Job], *, few: bool = False) -> None:
        """Say how long jobs will take and how much they will fill; of a few jobs only where `few` asks for it.

        Raises:
            ExportError: the disk has no room for that.
        """
        ahead = outlook(jobs, self._journal.took())
        out = jobs[0].out
        free = shutil.disk_usage(next(folder for folder in (out, *out.resolve().parents) if folder.is_dir())).free
        if ahead.bytes * _ROOM > free:
            raise ExportError(
                f"{ahead.files} files need about {_megabytes(ahead.bytes)}, but {out} has {_megabytes(free)} free. "
                "Choose another disk with --out, or make room."
            )
        if few or ahead.jobs >= _TOLD_FROM_JOBS:
            say(_outlook_sentence(ahead, min(self._runner.hands(jobs[0]), ahead.jobs)))

    def go_on(self, run: str) -> None:
        """Do a run's queued jobs.

        Raises:
            Cancelled: the person asked to stop.
        """
        self._take_over(run)
        with at_work(self._drivers) as driver, stopping() as stop:
            batch = Batch(self._journal, self._intake.bench, driver, explained, force=self._manner.force)
            self._watch(run, batch.run(partial(self._journal.claim, run), self._runner, stop))

    def write(self, run: str) -> _Tally:
        """Write OUT/report.html and OUT/summary.json, and say how it went.

        Raises:
            ExportError: they cannot be written.
        """
        entries, head = self._journal.entries(run), self._journal.head(run)
        tally = _Tally.of(entries, strict=self._manner.strict)
        failed = [(entry.job.product, entry.sentence) for entry in entries if entry.state is State.FAILED]
        results = [result for entry in entries for result in entry.results]
        if results or failed:
            write_page(head.title, results, head.out, failed)
        of_kits = any(isinstance(entry.job, WordsJob) for entry in entries)
        kits = list(named(_WRITE_KITS)(entries, self._intake.bench)) if of_kits else []
        for page, *_ in kits:
            say(f"Look at {page}")
        self._of_kits = tuple(path for files in kits for path in files)
        record = _summary(run, head.title, entries, tally)
        replace_bytes(head.out / "summary.json", json.dumps(record, ensure_ascii=False, indent=1).encode())
        for product, sentence in failed:
            say(f"failed: {product}: {sentence}")
        say(tally.sentence)
        return tally

    def hand_over(self, run: str) -> None:
        """Wait until all that a run made, and what `write` told of it, is copied to where the person wanted it.

        Raises:
            ExportError: something cannot be copied.
        """
        if self._copies is None:
            return
        out = self._journal.head(run).out
        pages = [*out.glob("report*.html"), out / "summary.json", *self._of_kits]
        made = [path for entry in self._journal.entries(run) for path in entry.files]
        self._copies.begin(pages, anew=True)
        self._copies.complete([*made, *pages])
        say(f"All is copied to {self._copies.url}")

    def _take_over(self, run: str) -> None:
        """Free what a driver had who is no more, and clear away what it left half-written."""
        if freed := self._journal.release(run, partial(is_at_work, self._drivers)):
            say(f"{freed} {'job was' if freed == 1 else 'jobs were'} left by a run that ended early.")
        names = [path.stem for path in self._drivers.glob("*.lock")] if self._drivers.is_dir() else []
        out = self._journal.head(run).out
        if out.is_dir() and not any(is_at_work(self._drivers, name) for name in names):
            sweep(out)

    def _watch(self, run: str, news: Iterator[News]) -> None:
        head = self._journal.head(run)
        pictures = PictureRun(head.title, head.out, as_json=self._manner.as_json, strict=self._manner.strict)
        films = FilmRun(as_json=self._manner.as_json, strict=self._manner.strict)
        cutouts = CutoutRun(as_json=self._manner.as_json)
        words = WordsRun(as_json=self._manner.as_json)
        with job_bar() as bar:
            left = head.counts.get(State.QUEUED, 0)
            task = bar.add_task("", total=left)
            for item in news:
                if item.step is not None:
                    bar.update(task, description=f"{item.entry.job.product}: {item.step.stage}")
                    continue
                bar.advance(task)
                if item.entry.reused and item.entry.seconds == 0:
                    say(f"{item.entry.job.product}: is there already.")
                for result in item.entry.results:
                    pictures.take(result)
                    films.take(result)
                    cutouts.take(result)
                    words.take(result)
                    if self._copies is not None:
                        self._copies.begin(files_of(result))
                if item.entry.state is State.FAILED:
                    say(f"{item.entry.job.product}: {item.entry.sentence}")


def _outlook_sentence(ahead: Outlook, hands: int) -> str:
    seconds = ahead.seconds / max(1, hands)
    long = (
        f"{seconds:.0f} s"
        if seconds < 90
        else f"{seconds / 60:.0f} min"
        if seconds < 5400
        else f"{seconds / 3600:.1f} h"
    )
    made = f"{_counted(ahead.jobs, 'job')}, {_counted(ahead.files, 'file')}"
    return f"{made}: about {long} and {_megabytes(ahead.bytes)}, less what is there."


def _megabytes(count: float) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6))} MB"


def _summary(run: str, title: str, entries: Sequence[Entry], tally: _Tally) -> dict[str, Any]:
    return {
        "run": run,
        "title": title,
        "made": tally.made,
        "there_already": tally.reused,
        "failed": tally.failed + tally.refused,
        "cancelled": tally.cancelled,
        "broken": tally.broken,
        "jobs": [
            {
                "number": entry.number,
                "product": entry.job.product,
                "kind": entry.job.kind,
                "state": entry.state,
                "sentence": entry.sentence,
                "code": entry.code,
                "seconds": entry.seconds and round(entry.seconds, 3),
                "files": [str(path) for path in entry.files],
                "refused": [
                    refused.sentence
                    for result in entry.results
                    if isinstance(result, (MadePictures, MadeFilms, MadeWords))
                    for refused in result.refused
                ],
            }
            for entry in entries
        ],
    }


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
