"""`python -m benchmarks.cutout.render [ID ...]`: render the set, or the named pictures of it."""

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from benchmarks.cutout.render.renderer import render
from benchmarks.cutout.render.sensor import develop, save
from benchmarks.cutout.render.shots import SHOTS
from benchmarks.cutout.render.stage import Shot

DATA = Path(__file__).parent.parent / "data"


def main() -> None:
    """Render what was asked for and keep the index in step."""
    options = _options()
    for name in options.ids or SHOTS:
        if options.missing and (options.out / f"{name}.jpg").exists():
            continue
        began = time.monotonic()
        shot = _resized(SHOTS[name](), options.scale)
        picture = develop(render(shot, options.samples, options.cover_samples), shot.sensor, crc32(name.encode()))
        save(picture, options.out, name, shot.sensor.quality)
        _note(options.out / "index.json", shot)
        share = (picture.matte > 127).mean()
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s, product {share:.0%} of the area\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cutout.render", description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="ID", help="pictures to render; all when none is named")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    parser.add_argument("--samples", type=int, default=4, help="paths a pixel")
    parser.add_argument("--cover-samples", type=int, default=32, help="rays a pixel for the matte")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the picture, for drafts")
    parser.add_argument("--missing", action="store_true", help="skip pictures that exist")
    return parser.parse_args()


def _resized(shot: Shot, scale: float) -> Shot:
    """The shot at a fraction of its size."""
    width, height = shot.camera.size
    return replace(shot, camera=replace(shot.camera, size=(round(width * scale), round(height * scale))))


def _note(path: Path, shot: Shot) -> None:
    """Add or replace the shot's entry in the index, which stays sorted by id."""
    entries = {entry["id"]: entry for entry in json.loads(path.read_text())} if path.exists() else {}
    entries[shot.id] = {
        "id": shot.id,
        "shape": shot.shape,
        "ground": shot.ground,
        "traits": shot.traits,
        "size": shot.camera.size,
    }
    path.write_text(json.dumps([entries[key] for key in sorted(entries)], indent=1) + "\n")


main()
