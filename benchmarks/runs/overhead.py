"""`python -m benchmarks.runs.overhead`: what the journal costs a job, and how runs grow.

Cuts tiny photos out with the engine for plain backdrops in a run from the journal, and then journals the same results
once more without the work. Prints one line of JSON a number of jobs: milliseconds of processor time a job, work and
journal together and the journal alone, and the memory's peak.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from models.registry import EngineChoice
from pipelines.jobs.job import CutoutJob, Finished, Job, JobEvent
from pipelines.jobs.runner import LocalRunner, Runner
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.batch import Batch
from pipelines.runs.driver import at_work
from pipelines.runs.entry import State
from pipelines.runs.journal import Journal
from studio.bench import open_workbench
from studio.settings import Settings

_SIDE_PX = 96


@dataclass(frozen=True)
class Cost:
    """Of one number of jobs; times are processor milliseconds a job."""

    jobs: int
    all_ms: float
    journal_ms: float
    peak_megabytes: float


@dataclass(frozen=True)
class _Replay:
    """A runner that hands out what was made before, by product."""

    made: Mapping[str, object]

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        for job in jobs:
            yield Finished(job, self.made[job.product])


def main() -> None:
    """Measure each number in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 10, 100, 1000])
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        sys.stdout.write(json.dumps(asdict(_cost(arguments.alone))) + "\n")
        return
    for jobs in arguments.jobs:
        subprocess.run([sys.executable, "-m", "benchmarks.runs.overhead", "--alone", str(jobs)], check=True)


def _cost(count: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home / "weights", home / "cache", offline=True, journal=home / "journal.sqlite3")
        bench = open_workbench(settings)
        jobs = [_job(photo, home / "out") for photo in _photos(home, count)]
        everything, made = _spent(home / "journal.sqlite3", jobs, bench, LocalRunner(bench))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        again = [job for job in jobs if job.product in made]
        journal, _ = _spent(home / "again.sqlite3", again, bench, _Replay(made))
    return Cost(count, round(1000 * everything / count, 1), round(1000 * journal / len(again), 2), round(peak))


def _spent(path: Path, jobs: list[CutoutJob], bench: Workbench, runner: Runner) -> tuple[float, dict[str, object]]:
    """Return the processor seconds of a run in a new journal, and what it made."""
    journal = Journal(path)
    began = time.process_time()
    run = journal.add_run("overhead", jobs[0].out, jobs)
    with at_work(path.parent / "drivers") as driver:
        claim = partial(journal.claim, run)
        for _ in Batch(journal, bench, driver, lambda error: (str(error), 1)).run(claim, runner, Stop()):
            pass
    seconds = time.process_time() - began
    for entry in journal.entries(run, State.FAILED):
        sys.stderr.write(f"{entry.job.product}: {entry.sentence}\n")
    return seconds, {entry.job.product: entry.results[0] for entry in journal.entries(run, State.DONE)}


def _job(photo: Path, out: Path) -> CutoutJob:
    return CutoutJob(product=photo.stem, photo=photo, out=out, cutout=EngineChoice(name="backdrop"))


def _photos(home: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        rng = np.random.default_rng(number)
        pixels = rng.normal(228, 1.5, (_SIDE_PX, _SIDE_PX, 3))
        pixels[24:72, 24:72] = rng.integers(20, 150, 3)
        path = home / f"{number}.png"
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
        yield path


if __name__ == "__main__":
    main()
