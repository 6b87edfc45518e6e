"""`python -m benchmarks.kit.seconds`: what a kit of the example costs, piece by piece, cold and warm.

Each piece is a command of its own: cold with nothing kept (cutouts, speech), warm a second time into another folder.
`all` is a kit with everything. Prints one line of JSON a row: wall and processor seconds, children included, and files.
What a person takes for the same by hand is no measurement of ours and stands in no row.
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
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

_PIECES = ("words", "main", "scenes", "pages", "clips", "films")
_ALL = "all"


@dataclass(frozen=True)
class Cost:
    """Of one command; `cores` is processor time through wall time."""

    piece: str
    warm: bool
    files: int
    wall_seconds: float
    cpu_seconds: float
    cores: float


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--piece", action="append", choices=(*_PIECES, _ALL))
    asked.add_argument("--preset", action="append")
    asked.add_argument("--language", action="append")
    asked.add_argument("--product", type=Path, default=Path(str(files("studio"))) / "examples" / "enamel-mug")
    typed = asked.parse_args()
    shops = typed.preset or ["amazon-us", "shopee-sg"]
    tags = typed.language or ["en", "es", "ar", "ja"]
    with tempfile.TemporaryDirectory() as folder:
        for cost in _costs(Path(folder), typed.product, typed.piece or _PIECES, (shops, tags)):
            print(json.dumps({name: round(v, 2) if isinstance(v, float) else v for name, v in asdict(cost).items()}))


def _costs(folder: Path, product: Path, pieces: list[str], asked: tuple[list[str], list[str]]) -> Iterator[Cost]:
    shops, tags = asked
    typed = [part for shop in shops for part in ("-p", shop)] + [part for tag in tags for part in ("-l", tag)]
    for piece in pieces:
        kept = folder / f"kept-{piece}"
        environment = {**os.environ, "STUDIO_CACHE": str(kept), "STUDIO_JOURNAL": str(kept / "journal.sqlite3")}
        for warm in (False, True):
            out = folder / f"{piece}-{warm}"
            part = [] if piece == _ALL else ["--piece", piece]
            command = [sys.executable, "-m", "studio", "kit", str(product), *typed, *part, "--out", str(out)]
            yield _cost(command, environment, piece, warm=warm)


def _cost(command: list[str], environment: dict[str, str], piece: str, *, warm: bool) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(piece, warm, len(done.stdout.split()), wall, cpu, cpu / wall)


if __name__ == "__main__":
    main()
