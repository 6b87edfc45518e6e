"""How long main images take: first against twelfth marketplace, one against many photos, and a plain script beside.

    python benchmarks/speed/main_images.py --photos 4
    python benchmarks/speed/main_images.py --photos 200 --only growth
    python benchmarks/speed/main_images.py --photos 4 --peer PYTHON_WITH_REMBG

Each run is a process of its own with an empty cutout cache; figures are seconds and megabytes of that process.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[2]
TWELVE = [
    "amazon-us",
    "ebay",
    "etsy",
    "walmart",
    "shopee",
    "lazada",
    "tiktok-shop",
    "temu",
    "aliexpress",
    "mercado-libre",
    "google-shopping",
    "shopify",
]
SIDES = (4000, 3000)


@dataclass(frozen=True)
class Spent:
    """One process: wall clock, processor time, and its largest resident set."""

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        photos = make_photos(Path(scratch) / "photos", arguments.photos)
        figures = {
            "marketplaces": lambda: marketplaces(photos, arguments.rounds, arguments.peer),
            "growth": lambda: growth(photos),
        }
        wanted = [arguments.only] if arguments.only else list(figures)
        print(json.dumps({name: figures[name]() for name in wanted}, indent=1))


def make_photos(folder: Path, count: int) -> list[Path]:
    """Enlarge the example photos to 12 megapixels, each a little different, so that no cutout is kept twice."""
    folder.mkdir(parents=True)
    examples = sorted((ROOT / "studio" / "examples").rglob("*.jpg"))
    paths: list[Path] = []
    for number in range(count):
        with Image.open(examples[number % len(examples)]) as example:
            sides = SIDES if example.width >= example.height else SIDES[::-1]
            picture = np.asarray(example.convert("RGB").resize(sides, Image.Resampling.LANCZOS)).copy()
        picture[0, 0] = number % 256, number // 256, 7
        paths.append(folder / f"photo-{number:03}.jpg")
        Image.fromarray(picture).save(paths[-1], quality=92)
    return paths


def marketplaces(photos: list[Path], rounds: int, peer: str | None) -> dict[str, object]:
    """Time a folder to one and to twelve marketplaces, in turns with the peer, and take medians."""
    spent: dict[str, list[Spent]] = {}
    for _ in range(rounds):
        for count in (1, 12):
            spent.setdefault(f"studio {count}", []).append(studio(photos, TWELVE[:count]))
            if peer:
                spent.setdefault(f"plain {count}", []).append(plain(peer, photos, count))
    median = {name: statistics.median(run.wall_seconds for run in runs) for name, runs in spent.items()}
    start = statistics.median(studio([], []).wall_seconds for _ in range(rounds))
    first = (median["studio 1"] - start) / len(photos)
    more = (median["studio 12"] - median["studio 1"]) / len(photos) / 11
    return {
        "seconds": median,
        "start_seconds": start,
        "first_marketplace_seconds_a_photo": first,
        "each_further_marketplace_seconds": more,
        "further_over_first": more / first,
    }


def growth(photos: list[Path]) -> list[dict[str, float]]:
    """Time an eighth, half and all of the photos, to one marketplace each."""
    rows: list[dict[str, float]] = []
    for count in sorted({max(1, len(photos) // 8), max(1, len(photos) // 2), len(photos)}):
        run = studio(photos[:count], TWELVE[:1])
        spent = {"seconds": run.wall_seconds, "cpu_seconds": run.cpu_seconds, "peak_megabytes": run.peak_megabytes}
        rows.append({"photos": count, **spent})
    return rows


def studio(photos: list[Path], presets: list[str]) -> Spent:
    """Run `studio main-image`, or only its start where there is nothing to make."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = [argument for preset in presets for argument in ("--preset", preset)]
        command = [sys.executable, "-m", "studio"]
        command += ["main-image", *map(str, photos), *wanted, "--out", f"{scratch}/out"] if photos else ["--version"]
        return _run(command, {"STUDIO_CACHE": f"{scratch}/cache"})


def plain(python: str, photos: list[Path], count: int) -> Spent:
    """Run the plain script under a Python that has rembg."""
    with tempfile.TemporaryDirectory() as out:
        script = str(Path(__file__).with_name("plain_script.py"))
        return _run([python, script, "u2netp", str(count), out, *map(str, photos)], {})


def _run(command: list[str], environment: dict[str, str]) -> Spent:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command[:4])} ... failed with {os.waitstatus_to_exitcode(status)}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["marketplaces", "growth"])
    parser.add_argument("--peer", metavar="PYTHON", help="a Python with rembg, to time the plain script beside")
    return parser.parse_args()


main()
