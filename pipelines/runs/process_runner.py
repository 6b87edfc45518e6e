"""Jobs in processes of their own: one that dies or never ends costs its job, not the run."""

import atexit
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from models.device import cores_at_hand
from pipelines.jobs.job import Job, JobEvent, Stopped
from pipelines.jobs.stop import Stop
from pipelines.runs.trials import Trial, Trials
from pipelines.runs.worker import STOP, Begun, Ended, Given, OpenBench, Ropes, Stepped, serve

_TICK_SECONDS = 0.1
_START_SECONDS = 60.0  # for a worker to start: no part of its job's time
_KILLED = 9  # SIGKILL, which Windows has no name for
_GRACE_SECONDS = 20.0  # the longest a step may go on after it was asked to stop
_CONTEXT = multiprocessing.get_context("spawn")  # forked threads of ONNX Runtime and OpenCV hang


@dataclass(frozen=True)
class Crew:
    """How many processes work, and how patient one is with them.

    Attributes:
        workers: processes side by side.
        limit_seconds: the longest that a job may take; None for as long as it likes.
        tries: how often a job is begun whose process dies or does not end.
    """

    workers: int = 1
    limit_seconds: float | None = None
    tries: int = 2


class ProcessRunner:
    """A `Runner` whose jobs are done in `crew.workers` processes, each with a workbench of its own.

    Workers stay, their engines open, from one run to the next; leaving the `with` block sends them home. One of them
    alone does all jobs that take a GPU, one after the other: two sets of weights rarely fit on one card.
    """

    def __init__(
        self, open_bench: OpenBench, crew: Crew | None = None, takes_gpu: Callable[[Job], bool] = lambda _job: False
    ) -> None:
        """Keep what opens a workbench: it is called in each worker, and must survive pickling."""
        self._open_bench = open_bench
        self._crew = crew or Crew()
        self._takes_gpu = takes_gpu
        self._idle: list[_Worker] = []
        atexit.register(self.close)  # before multiprocessing waits for whoever is left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()
        atexit.unregister(self.close)

    def close(self) -> None:
        """Send the workers home that have nothing to do."""
        while self._idle:
            self._idle.pop().dismiss()

    def hands(self, _job: Job) -> int:
        """Return how many such jobs are done side by side at full speed."""
        return min(self._crew.workers, cores_at_hand())

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        """See `Runner.run`. A job is taken from `jobs` when a worker is free, `jobs` being asked again although it had
        none before; leaving early kills whoever works.
        """
        trials = Trials(iter(jobs), self._crew.tries, ahead=self._crew.workers)
        busy: list[_Effort] = []
        try:
            while True:
                for effort in self._begun(busy, trials, stop):
                    busy.append(effort)  # one by one: should the next worker not start, this one is known
                if not busy:
                    return
                wait([line for effort in busy for line in effort.worker.lines], _TICK_SECONDS)
                for effort in busy:
                    yield from effort.hear(stop, self._crew.limit_seconds)
                for effort in [effort for effort in busy if effort.over]:
                    busy.remove(effort)
                    self._idle += [effort.worker] if effort.worker.alive else []
                    yield from trials.end(effort.trial, effort.lost)
        finally:
            for effort in busy:
                effort.worker.kill()

    def _begun(self, busy: "Sequence[_Effort]", trials: Trials, stop: Stop) -> "Iterator[_Effort]":
        """Yield an effort for each worker that is free and has something to do."""
        taken: list[Trial] = []

        def may_begin(job: Job) -> bool:
            on_card = any(effort.worker.on_card for effort in busy) or any(self._takes_gpu(one.job) for one in taken)
            return not (on_card and self._takes_gpu(job))

        while len(busy) + len(taken) < self._crew.workers and not stop.is_set() and (trial := trials.next(may_begin)):
            taken.append(trial)
        threads = max(1, cores_at_hand() // max(1, len(busy) + len(taken)))
        for trial in sorted(taken, key=lambda trial: not self._takes_gpu(trial.job)):  # it has its worker's choice
            yield _Effort(self._worker(trial.job), trial, threads)

    def _worker(self, job: Job) -> "_Worker":
        """Return a worker that is free: for a job that takes a GPU the one that has weights there, if there is one."""
        takes_gpu = self._takes_gpu(job)
        self._idle.sort(key=lambda worker: worker.on_card == takes_gpu)
        while self._idle:
            if (worker := self._idle.pop()).alive:
                break
            worker.dismiss()
        else:
            worker = _Worker(self._open_bench)
        worker.on_card = worker.on_card or takes_gpu
        return worker


class _Worker:
    """A process that does jobs; `on_card` once it has been given one that takes a GPU."""

    def __init__(self, open_bench: OpenBench) -> None:
        self.on_card = False
        self._talk, theirs = _CONTEXT.Pipe()
        self._life, held = _CONTEXT.Pipe()
        arguments = (Ropes(theirs, held), open_bench)
        self._process = _CONTEXT.Process(target=serve, args=arguments)  # no daemon: films draw in children of their own
        self._process.start()
        theirs.close()
        held.close()

    @property
    def lines(self) -> "tuple[Connection[Any, Any], int]":
        """What there may be news on."""
        return self._talk, self._process.sentinel

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def tell(self, message: object) -> None:
        """Send what is `Given`, `STOP`, or None for the end."""
        with suppress(OSError):  # it died, which is found out when it is heard
            self._talk.send(message)

    def told(self) -> Begun | Stepped | Ended | None:
        """Return what it sent, or None."""
        try:
            return self._talk.recv() if self._talk.poll() else None
        except (EOFError, OSError):
            return None

    def dismiss(self) -> None:
        """Send it home."""
        self.tell(None)
        self._process.join(2)
        self.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._talk.close()
        self._life.close()

    def last_words(self) -> str:
        """Return how the process ended, as a person would say it."""
        self._process.join()
        code = self._process.exitcode or 0
        if code == -_KILLED:
            return "was killed, as systems do when memory runs out"
        return f"crashed ({signal.Signals(-code).name})" if code < 0 else f"ended by itself with code {code}"


@dataclass
class _Effort:
    """A worker at a job.

    Attributes:
        threads: that may be kept busy with the job: its share of the cores, with what else is being done as it begins.
        began: when the worker began with it; until it does, the latest that it may.
        asked: when it was asked to stop.
        over: it has the job no more.
        lost: how its process was lost; empty while it is not.
    """

    worker: _Worker
    trial: Trial
    threads: int
    began: float = field(default_factory=lambda: time.monotonic() + _START_SECONDS)
    asked: float | None = None
    over: bool = False
    lost: str = ""

    def __post_init__(self) -> None:
        self.worker.tell(Given(self.trial.job, self.threads))

    def hear(self, stop: Stop, limit_seconds: float | None) -> Iterator[JobEvent]:
        """Yield what the worker told, and look after it."""
        alive = self.worker.alive  # asked first: what it told before it died is still heard
        while not self.over and (told := self.worker.told()) is not None:
            if isinstance(told, Begun):
                self.began = time.monotonic()
            else:
                yield self._event(told)
        now = time.monotonic()
        if self.over:
            return
        if not alive:
            self.over, self.lost = True, self.worker.last_words()
        elif stop.is_set(self.trial.job):
            yield from self._stop(now)
        elif limit_seconds is not None and now - self.began > limit_seconds:
            self.worker.kill()
            self.over, self.lost = True, f"took longer than {limit_seconds:g} s"

    def _event(self, told: Stepped | Ended) -> JobEvent:
        self.over = isinstance(told, Ended)
        return told.event(self.trial.job)

    def _stop(self, now: float) -> Iterator[JobEvent]:
        if self.asked is None:
            self.asked = now
            self.worker.tell(STOP)
        elif now - self.asked > _GRACE_SECONDS:
            self.worker.kill()
            self.over = True
            yield Stopped(self.trial.job)
