"""What a worker process does: it opens a workbench once, and then does one job after the other."""

import os
import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Thread
from typing import TypeAlias

from pipelines.cores import share_cores
from pipelines.errors import Cancelled, StudioError
from pipelines.jobs.job import Advanced, Failed, Finished, Job, JobEvent, Stopped
from pipelines.jobs.runner import perform
from pipelines.jobs.workbench import Workbench

OpenBench: TypeAlias = Callable[[], Workbench]
STOP = "stop"


@dataclass(frozen=True)
class Given:
    """A job, and how many threads may be kept busy with it."""

    job: Job
    threads: int


@dataclass(frozen=True)
class Begun:
    """The worker has started, and begins what it was given."""


@dataclass(frozen=True)
class Stepped:
    """A stage of the job has come this far."""

    stage: str
    done: int
    total: int

    def event(self, job: Job) -> Advanced:
        """Return it as news of the job."""
        return Advanced(job, self.stage, self.done, self.total)


@dataclass(frozen=True)
class Ended:
    """The job is done, or could not be; neither where it was stopped."""

    result: object | None = None
    error: Exception | None = None

    def event(self, job: Job) -> JobEvent:
        """Return it as news of the job."""
        if self.error is not None:
            return Failed(job, self.error)
        return Stopped(job) if self.result is None else Finished(job, self.result)


@dataclass(frozen=True)
class Ropes:
    """A worker's lines to its parent: `talk` for jobs and what becomes of them, `life` only to tell that it lives."""

    talk: Connection
    life: Connection


def serve(ropes: Ropes, open_bench: OpenBench) -> None:
    """Do each `Given` until None comes instead of one, or the parent is no more.

    `STOP`, while one is being done, asks to stop it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us between steps
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_die_with_parent, args=(ropes.life,), daemon=True).start()
    bench: Workbench | None = None
    try:
        while (given := ropes.talk.recv()) is not None:
            if given == STOP:
                continue  # it came after the job had ended
            share_cores(given.threads)
            bench = bench or open_bench()
            ropes.talk.send(Begun())
            ropes.talk.send(_done(given.job, bench, ropes.talk))
    except (EOFError, OSError):
        return


def _done(job: Job, bench: Workbench, talk: Connection) -> Ended:
    def progress(stage: str, done: int, total: int) -> None:
        if talk.poll():
            talk.recv()
            raise Cancelled("Stopped.")
        talk.send(Stepped(stage, done, total))

    return ended(lambda: perform(job, bench, progress))


def ended(work: Callable[[], object]) -> Ended:
    """Do work, and return how it ended as what can cross to another process."""
    try:
        return Ended(result=work())
    except Cancelled:
        return Ended()
    except Exception as error:  # noqa: BLE001 - one bad photo spoils no batch; the parent gets it
        return Ended(error=portable(error))


def portable(error: Exception) -> Exception:
    """Return the error, or its words where it cannot cross to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever a foreign error's constructor raises
        return StudioError(f"{type(error).__name__}: {error}")
    return error


def _die_with_parent(life: Connection) -> None:
    try:
        life.recv()
    except (EOFError, OSError):
        os._exit(1)
