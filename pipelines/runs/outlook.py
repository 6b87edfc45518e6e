"""How long a run will take and how much it will fill, from what like jobs took before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.jobs.job import (
    AvatarVideoJob,
    CutoutJob,
    InfographicJob,
    Job,
    LifestyleJob,
    ProductClipJob,
    WordsJob,
)

# A job alone, and each file of it more, in seconds, and bytes a file: measured on two cores without a GPU.
_FIRST: dict[str, tuple[float, float, int]] = {
    "main_image": (2.5, 1.0, 400_000),
    "lifestyle": (3.0, 6.0, 900_000),
    "avatar_video": (20.0, 45.0, 3_000_000),
    "infographic": (1.5, 1.6, 500_000),
    "product_clip": (12.0, 14.0, 2_500_000),
    "words": (1.5, 0.05, 6_000),
    "cutout": (2.5, 0.0, 4_000_000),
}


@dataclass(frozen=True)
class Took:
    """What a job that is done took."""

    job: Job
    seconds: float


@dataclass(frozen=True)
class Outlook:
    """What is ahead, with one worker."""

    jobs: int
    files: int
    seconds: float
    bytes: int


def outlook(jobs: Sequence[Job], took: Iterable[Took]) -> Outlook:
    """Return what jobs will take: by the median of those of a kind that were done here, else by our own machine's."""
    paces: dict[str, list[float]] = defaultdict(list)
    for past in took:
        paces[past.job.kind].append(past.seconds / _usual_seconds(past.job))
    pace = {kind: median(values) for kind, values in paces.items()}
    return Outlook(
        jobs=len(jobs),
        files=sum(map(_files, jobs)),
        seconds=sum(_usual_seconds(job) * pace.get(job.kind, 1.0) for job in jobs),
        bytes=sum(_files(job) * _FIRST[job.kind][2] for job in jobs),
    )


def _usual_seconds(job: Job) -> float:
    alone, each, _ = _FIRST[job.kind]
    return alone + each * _files(job)


def _files(job: Job) -> int:
    match job:
        case LifestyleJob():
            return len(job.targets) * job.count
        case AvatarVideoJob():
            return len(job.targets) * len(job.scripts)
        case ProductClipJob():
            return len(job.targets) * len(job.languages)
        case WordsJob():
            return 2 * len(job.presets) * len(job.languages)
        case InfographicJob():
            return len(job.targets) * len(job.pages) * len(job.languages)
        case _:
            return 1 if isinstance(job, CutoutJob) else len(job.targets)
