"""Jobs in their order, and again those whose worker was lost: so often, and no oftener."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.errors import LostJobError
from pipelines.jobs.job import Failed, Job, JobEvent


@dataclass(frozen=True)
class Trial:
    """A job, and how often it was lost before."""

    job: Job
    lost: int = 0


class Trials:
    """Hands jobs out; one that was lost comes once more before the next."""

    def __init__(self, jobs: Iterator[Job], tries: int) -> None:
        self._jobs = jobs
        self._tries = tries
        self._again: deque[Trial] = deque()

    def next(self) -> Trial | None:
        if self._again:
            return self._again.popleft()
        job = next(self._jobs, None)
        return None if job is None else Trial(job)

    def end(self, trial: Trial, lost: str) -> Iterator[JobEvent]:
        """Try a job again that was lost, or give it up where it has had its tries.

        Args:
            lost: how it was lost; empty where it was not.
        """
        times = trial.lost + 1
        if lost and times < self._tries:
            self._again.append(Trial(trial.job, times))
        elif lost:
            often = "" if times == 1 else f", {times} times"
            yield Failed(trial.job, LostJobError(f"Its process {lost}{often}. It is left out; the others go on."))
