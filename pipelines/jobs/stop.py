"""How whoever watches a run ends it, or one of its jobs."""

from threading import Event

from pipelines.jobs.job import Job


class Stop:
    """Set by any thread, asked between steps of the work."""

    def __init__(self) -> None:
        self._all = Event()
        self._jobs: dict[int, Job] = {}  # kept alive, as another object may get the id of one that is gone

    def set(self) -> None:
        """Stop every job."""
        self._all.set()

    def cancel(self, job: Job) -> None:
        """Stop one job: this very object, which its runner was given."""
        self._jobs[id(job)] = job

    def is_set(self, job: Job | None = None) -> bool:
        """Tell whether all is to stop, or this job."""
        return self._all.is_set() or id(job) in self._jobs
