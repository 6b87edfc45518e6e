"""`python -m benchmarks.runs.workers`: main images by one worker and by two, each bound to a core.

The same jobs on example photos, with the embedded network and all checks, cut out anew each time: one worker on one
core, one worker on two, two workers on one each. Prints one line of JSON a setting: wall and processor seconds, start
of the workers included, and how many cores' worth of time the machine had to give.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from pipelines.jobs.job import Failed, Finished, MainImageJob, Target
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.process_runner import Crew, ProcessRunner
from studio.bench import open_workbench
from studio.settings import Settings

_PRESETS = ("amazon-us", "ebay", "etsy")
_SETTINGS = ((1, 1), (1, 2), (2, 1))  # workers, cores for each


@dataclass(frozen=True)
class Cost:
    """Of all jobs; `cores` is processor time through wall time."""

    workers: int
    cores_each: int
    jobs: int
    files: int
    wall_seconds: float
    cpu_seconds: float
    cores: float


@dataclass(frozen=True)
class BoundBench:
    """Opens a workbench in a worker that keeps to cores which no other worker has."""

    folder: Path
    cores_each: int

    def __call__(self) -> Workbench:
        first = next(self._claims()) * self.cores_each
        cores = sorted(os.sched_getaffinity(0))[first : first + self.cores_each]
        for thread in Path("/proc/self/task").iterdir():  # those that NumPy began at import would keep to no core
            os.sched_setaffinity(int(thread.name), cores)
        own = Settings.from_environment()
        return open_workbench(Settings(own.weights_folder, self.folder / "cache", offline=True))

    def _claims(self) -> Iterator[int]:
        for number in range(os.cpu_count() or 1):
            with suppress(FileExistsError):
                (self.folder / f"worker-{number}").touch(exist_ok=False)
                yield number


def main() -> None:
    """Measure each setting in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=14)
    parser.add_argument("--alone", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        sys.stdout.write(json.dumps(asdict(_cost(*arguments.alone, arguments.jobs))) + "\n")
        return
    for setting in _SETTINGS:
        alone = [sys.executable, "-m", "benchmarks.runs.workers", "--jobs", str(arguments.jobs), "--alone"]
        subprocess.run([*alone, *map(str, setting)], check=True)


def _cost(workers: int, cores_each: int, count: int) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = _jobs(folder, count)
        began = time.perf_counter()
        with ProcessRunner(BoundBench(folder, cores_each), Crew(workers)) as runner:
            events = list(runner.run(jobs, Stop()))
        wall = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    for event in events:
        if isinstance(event, Failed):
            raise event.error
    made = sum(len(event.result.images) for event in events if isinstance(event, Finished))  # type: ignore[attr-defined]
    cpu = used.ru_utime + used.ru_stime
    return Cost(workers, cores_each, len(jobs), made, round(wall, 1), round(cpu, 1), round(cpu / wall, 2))


def _jobs(folder: Path, count: int) -> list[MainImageJob]:
    """Return jobs on copies of the example photos, each of other bytes, so that none is kept from another."""
    examples = sorted(Path(str(files("studio") / "examples")).rglob("*.jpg"))
    jobs: list[MainImageJob] = []
    for number in range(count):
        photo = folder / f"{number}.jpg"
        photo.write_bytes(examples[number % len(examples)].read_bytes() + bytes(number))
        targets = tuple(Target(preset=preset) for preset in _PRESETS)
        jobs.append(MainImageJob(product=photo.stem, photos=(photo,), targets=targets, out=folder / "out", insist=True))
    return jobs


if __name__ == "__main__":
    main()
