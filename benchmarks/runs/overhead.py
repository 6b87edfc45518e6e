"""`python -m benchmarks.runs.overhead`: what the journal costs a job, and how runs grow.

Cuts tiny photos out with the engine for plain backdrops: once as bare work, once as a run from the journal. Prints one
line of JSON a number of jobs: milliseconds of processor time each way, what the journal adds, and the memory's peak.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from models.registry import EngineChoice
from pipelines.jobs.job import CutoutJob
from pipelines.jobs.runner import LocalRunner, perform
from pipelines.jobs.stop import Stop
from pipelines.progress import silent
from pipelines.runs.batch import Batch
from pipelines.runs.driver import at_work
from pipelines.runs.journal import Journal
from studio.bench import open_workbench
from studio.settings import Settings

_SIDE_PX = 96


@dataclass(frozen=True)
class Cost:
    """Of one number of jobs; times are processor milliseconds a job, memory is of the run from the journal."""

    jobs: int
    bare_ms: float
    journaled_ms: float
    added_ms: float
    peak_megabytes: float


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
        photos = list(_photos(home, count))
        journaled = _spent(lambda: _journaled(settings, [_job(photo, home / "journaled") for photo in photos]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        bench = open_workbench(Settings(home / "weights", home / "cache-2", offline=True))
        bare = _spent(lambda: [perform(_job(photo, home / "bare"), bench, silent) for photo in photos])
    each = 1000 / count
    return Cost(count, bare * each, journaled * each, (journaled - bare) * each, peak)


def _journaled(settings: Settings, jobs: list[CutoutJob]) -> None:
    journal, bench = Journal(settings.journal), open_workbench(settings)
    run = journal.add_run("overhead", jobs[0].out, jobs)
    with at_work(settings.journal.parent / "drivers") as driver:
        for _ in Batch(journal, bench, driver, lambda error: (str(error), 1)).run(
            partial(journal.claim, run), LocalRunner(bench), Stop()
        ):
            pass


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


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
