"""Jobs on a GPU that is lent for seconds at a time, as Spaces lend theirs: each loan is a process forked from this one.

What is opened before the first loan, weights above all, is there in every one; what crosses back is picklable.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol, TypeAlias

from pipelines.errors import LostJobError
from pipelines.jobs.job import Advanced, Failed, Finished, Job, JobEvent, Stopped
from pipelines.jobs.runner import LocalRunner
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.needs import gpus_of
from pipelines.runs.worker import Ended, Stepped, portable

_LEAST_SECONDS, _MOST_SECONDS = 30, 120  # of a loan: shorter ones are had sooner, longer ones are refused
_MARGIN = 1.5

Work: TypeAlias = Callable[[Job], Iterator[Stepped | Ended]]
Seconds: TypeAlias = Callable[[Job], float]


class Lender(Protocol):
    """Makes work that needs a GPU run where one is lent, as `spaces.GPU` does."""

    def __call__(self, *, duration: Callable[[Job], int]) -> Callable[[Work], Work]:
        """Return what wraps such work; `duration` tells for how many seconds a call of it borrows."""
        ...


class LentRunner:
    """A `Runner` that does one job after the other, those that take a GPU in a loan and all others here."""

    def __init__(self, bench: Workbench, lend: Lender, seconds: Seconds) -> None:
        """Wrap the work, which a lender wants done before its first request.

        Args:
            seconds: about how long a job takes.
        """
        self._bench = bench
        self._lent = lend(duration=partial(loan_seconds, seconds))(_work(bench))

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        """See `Runner.run`."""
        here = LocalRunner(self._bench)
        for job in jobs:
            if stop.is_set():
                return
            yield from self._borrowed(job, stop) if gpus_of(job) > 0 else here.run((job,), stop)

    def _borrowed(self, job: Job, stop: Stop) -> Iterator[JobEvent]:
        told, ended = self._lent(job), False
        try:
            for news in told:
                if isinstance(news, Stepped) and stop.is_set(job):
                    yield Stopped(job)
                    return
                ended = isinstance(news, Ended)
                yield news.event(job)
            if not ended:
                yield Failed(job, LostJobError("The loan of a GPU ended before the work did. Try it once more."))
        except Exception as error:  # noqa: BLE001 - of the loan: refused, over, or its process gone
            yield Failed(job, error)
        finally:
            close: Any = getattr(told, "close", None)
            if close is not None:
                close()


def loan_seconds(seconds: Seconds, job: Job) -> int:
    """Return for how long a job borrows a GPU: half as long again as it takes, within what is lent at once."""
    return round(min(max(_MARGIN * seconds(job), _LEAST_SECONDS), _MOST_SECONDS))


def _work(bench: Workbench) -> Work:
    def work(job: Job) -> Iterator[Stepped | Ended]:
        """Do a job, in the loan's process, and tell how it goes."""
        for event in LocalRunner(bench).run((job,), Stop()):
            match event:
                case Advanced():
                    yield Stepped(event.stage, event.done, event.total)
                case Finished():
                    yield Ended(result=event.result)
                case Failed():
                    yield Ended(error=portable(event.error))
                case Stopped():
                    yield Ended()

    return work
