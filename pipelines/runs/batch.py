"""A run: its queued jobs from the journal to a runner, and what becomes of them back into the journal."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from models.errors import ModelsError
from pipelines.errors import StudioError
from pipelines.jobs.job import Advanced, Failed, FilmWork, Finished, Job, JobEvent, ProductWork, Stopped
from pipelines.jobs.runner import Runner
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.entry import Entry, Step
from pipelines.runs.fingerprint import Goal, file_sha256, goals
from pipelines.runs.journal import Journal
from pipelines.runs.record import Result, files_of, only, targets_of
from presets.errors import PresetError

_TELL_SECONDS = 0.5

Explain: TypeAlias = Callable[[Exception], tuple[str, int]]
"""An error -> its sentence and its exit code."""
Claim: TypeAlias = Callable[[str], Entry | None]
"""A driver's name -> the next job, now that driver's; None while there is none."""


@dataclass(frozen=True)
class News:
    """Something happened to a job: `entry` is how the journal has it now; `step` where it only came further."""

    entry: Entry
    step: Step | None = None


@dataclass
class _Underway:
    """A claimed job: what of it is there already, and what is left to make."""

    entry: Entry
    kept: tuple[Result, ...]
    left: tuple[Goal, ...]
    began: float
    told: float = 0.0


class _Claims(Iterator[Job]):
    """Jobs as they are claimed. Where there was none there may be one later: who iterates may ask again."""

    def __init__(self, claim: Callable[[], Entry | None], begun: Callable[[Entry], _Underway | Entry]) -> None:
        self.underway: dict[int, _Underway] = {}
        self.done_already: deque[Entry] = deque()
        self._claim = claim
        self._begun = begun

    def __next__(self) -> Job:
        while entry := self._claim():
            begun = self._begun(entry)
            if isinstance(begun, _Underway):
                job = begun.entry.job
                self.underway[id(job)] = begun
                return job
            self.done_already.append(begun)
        raise StopIteration


class Batch:
    """Drives runs under one driver's name.

    Args:
        force: make again what is there already.
    """

    def __init__(
        self, journal: Journal, bench: Workbench, driver: str, explain: Explain, *, force: bool = False
    ) -> None:
        self._journal = journal
        self._bench = bench
        self._driver = driver
        self._explain = explain
        self._force = force

    def run(self, claim: Claim, runner: Runner, stop: Stop) -> Iterator[News]:
        """Do what `claim` gives and yield the news; what is underway when this ends early is queued again."""
        claims = _Claims(partial(claim, self._driver), self._begun)
        try:
            for event in runner.run(claims, stop):
                yield from _drained(claims.done_already)
                yield from self._take(event, claims.underway, stop)
            yield from _drained(claims.done_already)
        finally:
            for job in claims.underway.values():
                self._journal.give_back(job.entry)

    def _begun(self, entry: Entry) -> "_Underway | Entry":
        """Return a claimed job with what is left of it to make; all is there already: its entry, done."""
        kept, left, job = self._narrowed(entry.job)
        if kept and job is None:
            self._journal.finish(entry, kept, 0.0, reused=len(kept))
            return self._journal.entry(entry.run, entry.number)
        return _Underway(replace(entry, job=job or entry.job), kept, left, time.monotonic())

    def _narrowed(self, job: Job) -> tuple[tuple[Result, ...], tuple[Goal, ...], Job | None]:
        """Return what of a job is there already, what is left to make, and the job for that; None for nothing."""
        try:
            wanted = goals(job, self._bench)
        except (StudioError, ModelsError, PresetError, OSError):
            return (), (), job  # doing it will say what is wrong
        if self._force:
            anew = isinstance(job, FilmWork)  # which keeps films for itself
            return (), wanted, job.model_copy(update={"redraw": True}) if anew else job
        there = {goal: made for goal in wanted if (made := self._made(goal))}
        left = tuple(goal for goal in wanted if goal not in there)
        if not isinstance(job, ProductWork) or not left:
            return tuple(there.values()), left, job if left else None
        targets = tuple(goal.target for goal in left)
        return tuple(there.values()), left, job.model_copy(update={"targets": targets})

    def _made(self, goal: Goal) -> Result | None:
        """Return what a goal's key made, if its files are as they were left."""
        if (found := self._journal.made(goal.key)) is None:
            return None
        result, files = found
        left = {Path(path): digest for path, digest in json.loads(files).items()}
        return result if all(path.is_file() and file_sha256(path) == digest for path, digest in left.items()) else None

    def _take(self, event: JobEvent, underway: dict[int, _Underway], stop: Stop) -> Iterator[News]:
        job = underway[id(event.job)]
        if isinstance(event, Advanced):
            yield from self._advanced(job, Step(event.stage, event.done, event.total), event.job, stop)
            return
        del underway[id(event.job)]
        seconds = time.monotonic() - job.began
        match event:
            case Finished(result=made):
                result = cast(Result, made)
                self._keep(job.left, result)
                self._journal.finish(job.entry, (*job.kept, result), seconds, reused=len(job.kept))
            case Failed(error=error):
                self._journal.fail(job.entry, *self._explain(error), seconds)
            case Stopped():
                self._journal.give_back(job.entry)
        yield News(self._journal.entry(job.entry.run, job.entry.number))

    def _advanced(self, job: _Underway, step: Step, given: Job, stop: Stop) -> Iterator[News]:
        if (now := time.monotonic()) - job.told >= _TELL_SECONDS:
            job.told = now
            if not self._journal.advance(job.entry, step):
                stop.cancel(given)
        yield News(job.entry, step)

    def _keep(self, made_for: Sequence[Goal], result: Result) -> None:
        there = targets_of(result)
        for goal in made_for:
            if goal.target is None or goal.target in there:
                part = result if goal.target is None else only(result, goal.target)
                files = {str(path): file_sha256(path) for path in files_of(part)}
                self._journal.keep_made(goal.key, part, json.dumps(files))


def _drained(entries: deque[Entry]) -> Iterator[News]:
    while entries:
        yield News(entries.popleft())
