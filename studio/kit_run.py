"""A product's kit as it is made: paths on stdout, talk on stderr, one page at the end of each product."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pipelines.jobs.job import Job, WordsJob
from pipelines.jobs.kit import Kit, Part, judged, refused_of
from pipelines.jobs.kit_data import write_data
from pipelines.jobs.workbench import Workbench
from pipelines.runs.entry import Entry, State
from pipelines.runs.record import files_of
from pipelines.stages.check.finding import Report, Verdict
from pipelines.stages.export.publish import replace_bytes
from studio.failures import Failure, leave
from studio.kit_page import kit_page
from studio.runners import Hands
from studio.watching import say, say_findings, watch

PAGE = "kit.html"


class KitRun:
    """Makes kits, product by product, so that one that is done can be looked at while the next is made."""

    def __init__(self, bench: Workbench, *, strict: bool) -> None:
        self._bench = bench
        self._breaking = (Verdict.BROKEN, Verdict.WARNING) if strict else (Verdict.BROKEN,)
        self._failures: list[Failure] = []
        self._refused = 0
        self._broken = 0

    def run(self, runner: Hands, kits: Sequence[Sequence[Job]]) -> None:
        """Make each product's jobs and its page, and leave with the code that tells how it went.

        Raises:
            SystemExit: something failed, was refused, or breaks a rule; the rest is made.
            Cancelled: the person asked to stop.
        """
        made = sum(self._make(runner, jobs) for jobs in kits)
        broken = f", {self._broken} break a rule" if self._broken else ""
        say(f"{made} made, {len(self._failures) + self._refused} failed{broken}")
        leave(self._failures, refused=self._refused, broken=self._broken)

    def _make(self, runner: Hands, jobs: Sequence[Job]) -> int:
        """Make one product's kit, and return how many files it has."""
        made: dict[int, Part] = {}

        def take(job: Job, result: object) -> None:
            if isinstance(result, Part):
                made[id(job)] = result
                for path in files_of(result):
                    click.echo(str(path))

        failures = [failure for some in _in_turn(jobs, runner) for failure in watch(runner, some, take)]
        words = next(job for job in jobs if isinstance(job, WordsJob))
        results = tuple(made[id(job)] for job in jobs if id(job) in made)  # in the kit's order, whichever came first
        kit = Kit(words, results, tuple(failure.sentence for failure in failures))
        page, *_ = write_kit(kit, self._bench)
        for sentence in refused_of(kit):
            self._refused += 1
            say(sentence)
        for report in _reports(kit):
            self._broken += bool(report.of(*self._breaking))
            say_findings(f"{report.preset_title}, {report.slot_title}", report)
        self._failures += failures
        say(f"Look at {page}")
        return sum(len(files_of(result)) for result in results)


def write_kit(kit: Kit, bench: Workbench) -> tuple[Path, ...]:
    """Write a kit's page and data over those of the last run, and return them, the page first.

    Raises:
        ExportError: it cannot be written.
    """
    page = kit.out / PAGE
    data = write_data(kit, bench)
    replace_bytes(page, kit_page(kit, judged(kit, bench), data).encode())
    return page, *data.files


def write_kits(entries: Sequence[Entry], bench: Workbench) -> Iterator[tuple[Path, ...]]:
    """Write page and data of each kit among a run's jobs, and yield where they are, the page first.

    Raises:
        ExportError: one cannot be written.
    """
    yield from (write_kit(kit, bench) for kit in kits_of(entries))


def kits_of(entries: Sequence[Entry]) -> Iterator[Kit]:
    """Yield the kits among a run's jobs, as far as they are made."""
    by_folder: defaultdict[Path, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_folder[entry.job.out].append(entry)
    for entry in entries:
        if isinstance(entry.job, WordsJob) and entry.results:
            beside = by_folder[entry.job.out]
            parts = [result for other in beside for result in other.results if isinstance(result, Part)]
            failed = tuple(other.sentence for other in beside if other.state is State.FAILED)
            yield Kit(entry.job, tuple(parts), failed)


def _in_turn(jobs: Sequence[Job], runner: Hands) -> tuple[Sequence[Job], ...]:
    """Return a kit's jobs, the quickest first, in the order in which they are best begun: those of a part together.

    Where several are done side by side, the words come alone: their job looks at all photos, each of which is so cut
    out once, on all cores. Then the longest come first, so that none is left to one pair of hands at the end. Elsewhere
    the quickest come first, so that there is soon something to look at.
    """
    return (jobs[:1], jobs[:0:-1]) if runner.hands(jobs[0]) > 1 else (jobs,)


def _reports(kit: Kit) -> list[Report]:
    made = [one.report for one in (*kit.images, *kit.films)]
    return [*made, *(report for text in kit.texts for report in text.reports)]
