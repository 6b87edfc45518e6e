"""`python -m benchmarks.runs.kills --kills 200`: a batch is killed at random instants and resumed, until all is made.

Every run is then compared with one that nobody killed: the same files, byte for byte, none twice, none half. Prints
one line of JSON; exit code 1 when anything differs.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from PIL import Image

from pipelines.runs.entry import State
from pipelines.runs.journal import Journal

_BETWEEN = (0.03, 1.3)  # of what the plan takes untouched: start, plan, workers, work and report all lie within
_LONGER = 1.1  # with each kill of a plan, as a machine that became busy would else never get to its end
_PHOTOS = 4
_TYPED = {
    "main-image": ("-p", "ebay", "--set", "cutout=backdrop"),
    "cutout": ("--kind", "cutout", "--set", "engine=backdrop"),  # little work, so that most kills meet the journal
}


@dataclass(frozen=True)
class Survived:
    """How it went.

    Attributes:
        kills: how often a process group was killed before it had ended.
        plans: how many plans were brought to their end that way.
        wrong: what differed from plans that nobody killed.
    """

    kills: int
    plans: int
    wrong: tuple[str, ...]


def main() -> None:
    """Kill as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(_TYPED), default="main-image")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        survived = kill_and_resume(Path(folder), arguments.kills, random.Random(arguments.seed), arguments.kind)
    sys.stdout.write(json.dumps(asdict(survived)) + "\n")
    raise SystemExit(bool(survived.wrong))


def kill_and_resume(folder: Path, kills: int, chance: random.Random, kind: str = "main-image") -> Survived:
    """Bring plans of a kind to their end under `kills` kills."""
    photos = _photos(folder / "photos")
    began = time.monotonic()
    _batch(folder / "untouched", photos, kind).wait()
    untouched_seconds = time.monotonic() - began
    expected = _files(folder / "untouched" / "out")
    wrong: list[str] = []
    killed = plans = 0
    while killed < kills:
        home = folder / f"plan-{plans}"
        killed += _to_the_end(home, photos, kind, lambda: chance.uniform(*_BETWEEN) * untouched_seconds)
        wrong += [f"plan {plans}: {fault}" for fault in _faults(home, expected)]
        plans += 1
        sys.stderr.write(f"{plans} plans, {killed} kills, {len(wrong)} wrong\n")
    return Survived(killed, plans, tuple(wrong))


def _to_the_end(home: Path, photos: Path, kind: str, instant: Callable[[], float]) -> int:
    """Run a plan, killing it again and again; return how often."""
    killed = 0
    while True:
        process = _batch(home, photos, kind, resume=_is_planned(home))
        try:
            process.wait(instant() * _LONGER**killed)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
        else:
            return killed


def _batch(home: Path, photos: Path, kind: str, *, resume: bool = False) -> "subprocess.Popen[bytes]":
    home.mkdir(exist_ok=True)
    options = ["--out", str(home / "out"), *_TYPED[kind], "--workers", "2"]
    command = [sys.executable, "-m", "studio", "batch", str(photos), *options, *(["--resume"] if resume else [])]
    own = {"STUDIO_CACHE": str(home / "cache"), "STUDIO_JOURNAL": str(home / "journal.sqlite3"), "STUDIO_OFFLINE": "1"}
    with (home / "said.txt").open("ab") as said:
        return subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | own, start_new_session=True)


def _is_planned(home: Path) -> bool:
    path = home / "journal.sqlite3"
    return path.exists() and Journal(path).latest(home / "out") is not None


def _faults(home: Path, expected: Mapping[str, str]) -> list[str]:
    journal = Journal(home / "journal.sqlite3")
    (run,) = journal.runs()
    faults = [f"{count} jobs are {state}" for state, count in run.counts.items() if state is not State.DONE]
    made = _files(home / "out")
    faults += [f"{name} is missing" for name in expected.keys() - made.keys()]
    faults += [f"{name} is one too many" for name in made.keys() - expected.keys()]
    return faults + [
        f"{name} has other bytes" for name in expected.keys() & made.keys() if expected[name] != made[name]
    ]


def _files(out: Path) -> dict[str, str]:
    """Return each file's hash, hidden ones too; pages tell of times, and are only looked for."""
    files = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
    told = (".html", ".json")
    return {name: "" if path.suffix in told else sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def _photos(folder: Path) -> Path:
    folder.mkdir()
    for number in range(_PHOTOS):
        rng = np.random.default_rng(number)
        pixels = rng.normal(228, 1.5, (900, 900, 3))
        pixels[200:700, 250:650] = np.kron(rng.integers(20, 150, (50, 40, 3)), np.ones((10, 10, 1)))
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(folder / f"{number}.jpg", quality=95)
    return folder


if __name__ == "__main__":
    main()
