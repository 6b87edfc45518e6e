"""What a job would make, as a key: the same key is the same files, so that nothing is made twice."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from pipelines.jobs.job import CutoutJob, FilmWork, Job, LifestyleJob, ProductWork, Target, WordsJob
from pipelines.jobs.workbench import Workbench, cutout_weights
from pipelines.version import VERSION

_ELSEWHERE = frozenset({"out", "targets", "product"})


@dataclass(frozen=True)
class Goal:
    """One thing a job makes, and its key; `target` is None where a job has none."""

    target: Target | None
    key: str


def goals(job: Job, bench: Workbench) -> tuple[Goal, ...]:
    """Return what a job is to make.

    A key covers the bytes of every file the job reads, all its options, the slot's rules, the hashes of the cutout's
    weights, the sets of scenes, the version of the program, and where the files go.
    """
    shared = [VERSION, job.product, str(job.out.resolve()), _told(job), _at_hand(job, bench)]
    match job:
        case ProductWork():
            return tuple(Goal(target, _key([*shared, _rules(target, bench)])) for target in job.targets)
        case WordsJob():
            return (Goal(None, _key([*shared, [bench.presets.get(name).model_dump_json() for name in job.presets]])),)
        case CutoutJob():
            return (Goal(None, _key(shared)),)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; equal size and time of change are read once."""
    stat = path.stat()
    return _file_sha256(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=4096)
def _file_sha256(path: Path, _size: int, _changed: int) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _told(job: Job) -> Any:
    """Return the job's fields, files by name and content."""
    fields = {name: value for name, value in job.model_dump().items() if name not in _ELSEWHERE}
    return _plain(fields, _file_content)


def _file_content(path: Path) -> str:
    return f"{path.name} {file_sha256(path)}" if path.is_file() else str(path)


def _at_hand(job: Job, bench: Workbench) -> Any:
    """Return the hashes of what the job's engines and places are made of."""
    if isinstance(job, WordsJob) and not job.photos:
        return None
    catalog = bench.pool.weights.catalog
    weights = [catalog.entry(name).sha256 for name in cutout_weights(job.cutout)]
    names = _places(job)
    if not names:
        return weights
    known = bench.sets.library.items
    shown = [known[name] for name in names] if set(names) <= set(known) else known.values()
    return [weights, [scene.model_dump_json() for scene in shown]]


def _places(job: Job) -> tuple[str, ...]:
    """Return the sets a job may show; what is no set's name, as `auto`, may be any."""
    match job:
        case LifestyleJob():
            return job.scenes
        case FilmWork():
            return (job.scene,)
        case _:
            return ()


def _rules(target: Target, bench: Workbench) -> str:
    return bench.presets.slot(target.preset, target.slot).model_dump_json()


def _plain(value: Any, path_as: Callable[[Path], str]) -> Any:
    match value:
        case Path():
            return path_as(value)
        case Mapping():
            return {str(name): _plain(item, path_as) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item, path_as) for item in value]
        case _:
            return str(value) if value is not None else None


def _key(parts: list[Any]) -> str:
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
