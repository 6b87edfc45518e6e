"""The jobs of everybody who works at this studio: done behind the pages by warm workers, found again later."""

import logging
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from typing import TypeAlias

from pipelines.errors import JournalError
from pipelines.jobs.job import CutoutJob, Job, ProductWork, WordsJob
from pipelines.jobs.runner import Runner
from pipelines.jobs.stop import Stop
from pipelines.runs.batch import Batch
from pipelines.runs.catalogue import Found, Wanted
from pipelines.runs.driver import at_work, is_at_work
from pipelines.runs.entry import ENDED, Entry, RunHead, State
from pipelines.runs.journal import Journal
from pipelines.runs.outlook import outlook
from studio.failures import explained
from studio.intake import Intake
from studio.settings import Settings

_LOOK_SECONDS = 0.5
_DAY_SECONDS = 12 * 3600.0  # a working day: what is older is looked for in the library
_BREATH_SECONDS = 5.0  # before the work is begun again that broke off
_LOG = logging.getLogger(__name__)

OpenRunner: TypeAlias = Callable[[], AbstractContextManager[Runner]]


class Desk:
    """Jobs in, whatever becomes of them out; `folder` holds what is made, apart for each owner."""

    def __init__(self, settings: Settings, folder: Path, open_runner: OpenRunner) -> None:
        """Open the journal.

        Args:
            open_runner: opens, on the desk's own thread, who does the jobs.

        Raises:
            JournalError: it cannot be used.
        """
        self.intake = Intake(settings)
        self.folder = folder.resolve()
        self._settings = settings
        self._open_runner = open_runner
        self._journal = Journal(settings.journal)
        self._stop = Stop()
        self._woken = Event()
        self._took = self._journal.took()
        self._worker = Thread(target=self._work, name="desk", daemon=True)

    def open(self) -> None:
        """Begin to work, first on what an earlier desk left undone."""
        self._worker.start()

    def close(self) -> None:
        """Stop between steps; what was underway is queued again."""
        self._stop.set()
        self._woken.set()
        if self._worker.is_alive():
            self._worker.join()
        self._journal.close()

    @property
    def is_working(self) -> bool:
        """Whether jobs are being done: False before `open`, and after the worker broke."""
        return self._worker.is_alive()

    def out(self, owner: str) -> Path:
        """Return a folder of its own for a new run's files."""
        day = time.strftime("%Y-%m-%d", time.localtime())
        return self.folder / owner / day / f"{time.strftime('%H%M%S', time.localtime())}-{token_hex(2)}"

    def submit(self, owner: str, title: str, jobs: Sequence[Job], via: str) -> str:
        """Queue jobs that came by a door, and return the id of their run."""
        run = self._journal.add_run(title, jobs[0].out, jobs, owner, via)
        self._woken.set()
        return run

    def runs(self, owner: str) -> tuple[RunHead, ...]:
        """Return an owner's runs, the newest first."""
        return self._journal.runs(owner)

    def recent(self, owner: str, *vias: str) -> RunHead | None:
        """Return an owner's newest run that came by one of some doors, where it has not ended or is of today."""
        heads = (head for head in self.runs(owner) if head.via in vias)
        head = next(heads, None)
        return head if head and (not head.ended or time.time() - head.began < _DAY_SECONDS) else None

    def entries(self, owner: str, run: str, *states: State) -> tuple[Entry, ...]:
        """Return a run's jobs, all or those in some states.

        Raises:
            JournalError: there is no such run, or it is somebody else's.
        """
        self._own(owner, run)
        return self._journal.entries(run, *states)

    def stamps(self, owner: str, run: str) -> tuple[tuple[int, State, float], ...]:
        """Return number, state and last change of each of a run's jobs, which costs little; raises as `entries`."""
        self._own(owner, run)
        return self._journal.stamps(run)

    def entry(self, owner: str, run: str, number: int) -> Entry:
        """Return one job; raises as `entries`."""
        self._own(owner, run)
        return self._journal.entry(run, number)

    def cancel(self, owner: str, run: str) -> None:
        """Cancel what of a run has not ended; raises as `entries`."""
        self._own(owner, run)
        self._journal.cancel(run)

    def retry(self, owner: str, run: str) -> None:
        """Queue again what failed or was cancelled; raises as `entries`."""
        self._own(owner, run)
        self._journal.retry(run)
        self._woken.set()

    def place(self, entry: Entry) -> int:
        """Return how many jobs stand before a queued one."""
        return self._journal.ahead(entry)

    def seconds_left(self, entry: Entry) -> float | None:
        """Return about how long a job will still take, from what like jobs took here; None where it is overdue."""
        whole = outlook([entry.job], self._took).seconds
        spent = time.time() - entry.since if entry.state is State.RUNNING else 0.0
        return whole - spent if whole > spent else None

    def counts(self) -> Mapping[State, int]:
        """Return how many jobs of all owners are in each state."""
        return self._journal.owned_counts()

    def find(self, owner: str, wanted: Wanted, at_most: int) -> tuple[int, tuple[Found, ...]]:
        """Return how many files of an owner are such, and the newest of them."""
        return self._journal.find(owner, wanted, at_most)

    def favourites(self) -> frozenset[tuple[str, int]]:
        """Return the run and number of each job whose results are liked."""
        return self._journal.favourites()

    def favour(self, owner: str, run: str, number: int, *, liked: bool) -> None:
        """Mark a job's results as liked, or no longer; raises as `entries`."""
        self._own(owner, run)
        self._journal.favour(run, number, liked=liked)

    def delete(self, owner: str, run: str) -> None:
        """Delete a run and every file it made, and the photos that no other run of the owner shows.

        Raises:
            JournalError: as `entries`; or it still runs.
        """
        entries = self.entries(owner, run)
        if any(entry.state not in ENDED for entry in entries):
            raise JournalError("This is still being made. Cancel it first.")
        for path in (path for entry in entries for path in entry.files):
            path.unlink(missing_ok=True)
        out = self._journal.head(run).out
        self._journal.remove(run)
        if self.folder in out.parents:
            shutil.rmtree(out, ignore_errors=True)
        others = (entry for head in self.runs(owner) for entry in self._journal.entries(head.id))
        used = {photo for entry in others for photo in photos_of(entry.job)}
        for photo in {photo for entry in entries for photo in photos_of(entry.job)} - used:
            if self.folder in photo.parents:
                shutil.rmtree(photo.parent, ignore_errors=True)

    def _own(self, owner: str, run: str) -> None:
        if self._journal.owner(run) != owner:
            raise JournalError(f"There is no run '{run}'.")

    def _work(self) -> None:
        drivers = self._settings.journal.parent / "drivers"
        with at_work(drivers) as driver, self._open_runner() as runner:
            self._journal.release_owned(partial(is_at_work, drivers))
            batch = Batch(self._journal, self.intake.bench, driver, explained)
            while not self._stop.is_set():
                pause = _LOOK_SECONDS
                try:
                    for news in batch.run(self._journal.claim_fairly, runner, self._stop):
                        if news.step is None:
                            self._took = self._journal.took()
                except Exception:  # noqa: BLE001 - nobody is to wait for good because one round broke
                    _LOG.exception("The desk's work broke off. What was underway is queued again.")
                    pause = _BREATH_SECONDS
                self._woken.wait(pause)
                self._woken.clear()


def photos_of(job: Job) -> tuple[Path, ...]:
    """Return the photos a job is about."""
    match job:
        case ProductWork():
            return job.photos
        case CutoutJob():
            return (job.photo,)
        case WordsJob():
            return ()
