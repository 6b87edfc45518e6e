"""What a journal tells of a run and of each job in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipelines.jobs.job import Job
from pipelines.jobs.made import MadeImage
from pipelines.jobs.made_films import MadeFilm
from pipelines.runs.record import Result, checked_of, files_of


class State(StrEnum):
    """Where a job is on its way."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (State.DONE, State.FAILED, State.CANCELLED)


@dataclass(frozen=True)
class Step:
    """How far a running job is: `done` of `total` steps of a stage."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Entry:
    """One job of a run.

    Attributes:
        number: from 1, in the order planned.
        worker: who has it, or had it last.
        since: when its state last changed, in seconds since 1970.
        step: None unless it is running.
        sentence: why it failed.
        code: the exit code that goes with it.
        seconds: it took; None until it is done or failed.
        results: what it made: now, or what was there already from earlier runs.
        reused: how many of its targets were there already.
    """

    run: str
    number: int
    job: Job
    state: State
    worker: str
    since: float
    step: Step | None
    sentence: str
    code: int
    seconds: float | None
    results: tuple[Result, ...]
    reused: int

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file it made, in the order of its results; pages and programs name a file by its place here."""
        return tuple(path for result in self.results for path in files_of(result))

    @property
    def checked(self) -> tuple[MadeImage | MadeFilm, ...]:
        """Every picture and film it made, each with its report."""
        return tuple(made for result in self.results for made in checked_of(result))

    def checked_at(self, index: int) -> MadeImage | MadeFilm | None:
        """Return the picture or film at an index of `files`; None where there is none."""
        path = self.files[index] if 0 <= index < len(self.files) else None
        return next((made for made in self.checked if made.publication.path == path), None)


@dataclass(frozen=True)
class RunHead:
    """A run without its jobs.

    Attributes:
        id: short enough to be typed.
        began: in seconds since 1970.
        counts: how many jobs are in each state.
        owner: whose it is; empty for runs that belong to whoever typed them.
        via: the door it came by.
    """

    id: str
    title: str
    out: Path
    began: float
    counts: Mapping[State, int]
    owner: str = ""
    via: str = ""

    @property
    def jobs(self) -> int:
        return sum(self.counts.values())

    @property
    def ended(self) -> bool:
        """No job is left to do."""
        return not (self.counts.get(State.QUEUED) or self.counts.get(State.RUNNING))
