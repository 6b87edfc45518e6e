"""Jobs in their order, and again those whose worker was lost: so often, and no oftener."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.errors import LostJobError
from pipelines.jobs.job import Failed, Job, JobEvent


@dataclass(frozen=True)
class Trial:
    """A job, and how often it was lost before."""

    job: Job
    lost: int = 0


class Trials:
    """Hands jobs out; one that was lost comes once more before the next, and one that has to wait as soon as it can.

    Args:
        tries: how often a job is begun whose process is lost.
        ahead: how many jobs that have to wait are passed over for one that has not.
    """

    def __init__(self, jobs: Iterator[Job], tries: int, ahead: int = 0) -> None:
        self._jobs = jobs
        self._tries = tries
        self._ahead = ahead
        self._waiting: list[Trial] = []

    def next(self, may_begin: Callable[[Job], bool] = lambda _job: True) -> Trial | None:
        """Return the first job that may begin now; None where none may, or none is left."""
        for index, trial in enumerate(self._waiting):
            if may_begin(trial.job):
                return self._waiting.pop(index)
        while len(self._waiting) <= self._ahead and (job := next(self._jobs, None)) is not None:
            if may_begin(job):
                return Trial(job)
            self._waiting.append(Trial(job))
        return None

    def end(self, trial: Trial, lost: str) -> Iterator[JobEvent]:
        """Try a job again that was lost, or give it up where it has had its tries.

        Args:
            lost: how it was lost; empty where it was not.
        """
        times = trial.lost + 1
        if lost and times < self._tries:
            self._waiting.insert(0, Trial(trial.job, times))
        elif lost:
            often = "" if times == 1 else f", {times} times"
            yield Failed(trial.job, LostJobError(f"Its process {lost}{often}. It is left out; the others go on."))
