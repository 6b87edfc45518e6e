"""Jobs -> events."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeAlias

from models.registry import named
from pipelines.errors import Cancelled
from pipelines.jobs.cutout_work import make_cutout
from pipelines.jobs.job import (
    Advanced,
    AvatarVideoJob,
    CutoutJob,
    Failed,
    Finished,
    InfographicJob,
    Job,
    JobEvent,
    LifestyleJob,
    MainImageJob,
    ProductClipJob,
    Stopped,
    WordsJob,
)
from pipelines.jobs.lifestyle_work import make_lifestyle
from pipelines.jobs.main_image_work import make_main_images
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress

_LATE = {  # what these import comes with the extras `words` and `video`
    "avatar_video": "pipelines.jobs.avatar_video_work:make_avatar_video",
    "product_clip": "pipelines.jobs.clip_work:make_product_clips",
    "infographic": "pipelines.jobs.infographic_work:make_infographics",
    "words": "pipelines.jobs.words_work:make_words",
}


_IsOver: TypeAlias = Callable[[Job | None], bool]


class Runner(Protocol):
    """Turns jobs into events."""

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        """Yield events until every job has ended, or `stop` is set. One failure stops no other job."""
        ...


def perform(job: Job, bench: Workbench, progress: Progress) -> object:
    """Do a job's work and return what it made.

    Raises:
        StudioError, ModelsError, PresetError: why it cannot be done.
        Cancelled: `progress` asked to stop.
    """
    match job:
        case MainImageJob():
            return make_main_images(job, bench, progress)
        case LifestyleJob():
            return make_lifestyle(job, bench, progress)
        case CutoutJob():
            return make_cutout(job, bench, progress)
        case AvatarVideoJob() | ProductClipJob() | InfographicJob() | WordsJob():
            return named(_LATE[job.kind])(job, bench, progress)


@dataclass(frozen=True)
class _End:
    """No more events; `error` is what stopped the jobs from being read."""

    error: Exception | None


class LocalRunner:
    """Runs jobs one after the other on a thread of this process, so that the caller sees events as they happen."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        """See `Runner.run`. Leaving the iteration early stops the work; what reading the jobs raises is raised here."""
        events: SimpleQueue[JobEvent | _End] = SimpleQueue()
        left = Stop()

        def is_over(job: Job | None) -> bool:
            return stop.is_set(job) or left.is_set()

        worker = Thread(target=self._work, args=(jobs, is_over, events), daemon=True)
        worker.start()
        try:
            while not isinstance(event := events.get(), _End):
                yield event
            if event.error is not None:
                raise event.error
        finally:
            left.set()
            worker.join()

    def _work(self, jobs: Iterable[Job], is_over: _IsOver, events: "SimpleQueue[JobEvent | _End]") -> None:
        error: Exception | None = None
        try:
            for job in jobs:
                if is_over(None):
                    break
                self._one(job, is_over, events)
        except Exception as raised:  # noqa: BLE001 - from reading the jobs; whoever waits for events gets it
            error = raised
        events.put(_End(error))

    def _one(self, job: Job, is_over: _IsOver, events: "SimpleQueue[JobEvent | _End]") -> None:
        def progress(stage: str, done: int, total: int) -> None:
            if is_over(job):
                raise Cancelled("Stopped.")
            events.put(Advanced(job, stage, done, total))

        try:
            events.put(Finished(job, perform(job, self._bench, progress)))
        except Cancelled:
            events.put(Stopped(job))
        except Exception as error:  # noqa: BLE001 - one bad photo spoils no batch
            events.put(Failed(job, error))
