"""How whoever watches a run ends it, or one of its jobs."""

from pipelines.jobs.job import Job


class Stop:
    """Set by any thread or signal, asked between steps of the work."""

    def __init__(self) -> None:
        self._all = False  # no lock, which the one whom a signal interrupts might hold
        self._jobs: dict[int, Job] = {}  # kept alive, as another object may get the id of one that is gone

    def set(self) -> None:
        """Stop every job."""
        self._all = True

    def cancel(self, job: Job) -> None:
        """Stop one job: this very object, which its runner was given."""
        self._jobs[id(job)] = job

    def is_set(self, job: Job | None = None) -> bool:
        """Tell whether all is to stop, or this job."""
        return self._all or id(job) in self._jobs
