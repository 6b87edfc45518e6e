"""`python -m benchmarks.scenes.looks [SCENE ...]`: every set with products that a seller would put there, to look at.

A sheet a set: the products of `calls.toml`, and own photos after them. `--palettes` shows the first product in the
set's own colours, in all its palettes and in `--brand` colours instead.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.scenes.calls import Call, calls_for, planned, square_slot
from pipelines.errors import StudioError
from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.shot import Shot
from pipelines.stages.compose import compose
from pipelines.stages.export.contact_sheet import Thumbnail, contact_sheet, thumbnail
from pipelines.stages.render.staged import StagedScene
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.values import Cutout, Rgb
from studio.api import Studio


def main() -> None:
    """Make the sheets; refusals are said."""
    options = _options()
    studio = Studio()
    slot = square_slot(studio, options.size)
    options.out.mkdir(parents=True, exist_ok=True)
    for scene in options.scenes or list(studio.bench.sets.library.items):
        seen: list[Thumbnail] = []
        calls = _dyed(studio, scene, options.brand) if options.palettes else calls_for(scene, options.own)
        for call in calls:
            try:
                found = planned(studio, slot, call)
            except StudioError as error:
                sys.stderr.write(f"{scene}, {call.name}: {error}\n")
                continue
            seen.append(thumbnail(rendered(found.cutout, found.shot), f"{scene}: {call.name}, {found.said}"))
        if seen:
            (options.out / f"{scene}.jpg").write_bytes(contact_sheet(seen))
            sys.stderr.write(f"{options.out / scene}.jpg\n")


def rendered(cutout: Cutout, shot: Shot) -> Rgb:
    """Return the picture that `studio lifestyle` would compose."""
    placed = place_product(cutout, shot)
    scene = StagedScene(StagedOptions(detail=1.0), None).render(shot, placed, silent)  # pyright: ignore[reportArgumentType]
    return compose(placed, shot, scene)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.looks", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--own", action="append", default=[], metavar="FILE=HEIGHT_CM", help="photo for every set")
    parser.add_argument("--palettes", action="store_true", help="one product in all colours")
    parser.add_argument("--brand", action="append", default=[], metavar="#RRGGBB", help="with --palettes: these too")
    parser.add_argument("--size", type=int, default=720, help="side of the pictures in pixels")
    parser.add_argument("--out", type=Path, default=Path("/tmp/looks"), help="folder to write to")
    return parser.parse_args()


def _dyed(studio: Studio, scene: str, brands: Sequence[str]) -> Iterator[Call]:
    first = next(calls_for(scene))
    yield replace(first, name="own colours")
    for palette in studio.bench.sets.library.get(scene).palettes:
        yield replace(first, name=palette, fields={**first.fields, "palette": palette})
    for brand in brands:
        yield replace(first, name=brand, fields={**first.fields, "brand": brand})


if __name__ == "__main__":
    main()
