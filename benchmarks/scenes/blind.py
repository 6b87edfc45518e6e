"""`python -m benchmarks.scenes.blind --weights U2NETP`: our lifestyle pictures beside a plain script's, unmarked.

The plain script cuts out with rembg and the same network, pastes the product on the same empty place at the same spot
and gives it the blurred drop shadow of image editors. The seed draws sets and products and shuffles sides; `key.json`
is for after the judgement: `--answers LRRL...` (L or R for each pair, - for no difference) counts against it, and
takes no fewer than all. Needs `pip install 'listing-studio[rembg]'`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from benchmarks.cutout.methods import METHODS, Method
from benchmarks.scenes.calls import Call, calls_for, planned, square_slot
from benchmarks.scenes.shadow_truth import drop_shadow
from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.compose import compose, ground_of
from pipelines.stages.photo.read import read_photo
from pipelines.stages.render.staged import StagedScene
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.values import Cutout, Matte, Rgb
from presets.schema import Slot
from studio.api import Studio

Result = TypeVar("Result")
_SIDE_PX = 1024


@dataclass(frozen=True, eq=False)
class _Pair:
    """One product in one set, both ways, and the processor's seconds for each step."""

    ours: Rgb
    plain: Rgb
    seconds: dict[str, float]


def main() -> None:
    """Make the pairs and the key, or count answers against it."""
    options = _options()
    if options.answers is not None:
        sys.stdout.write(_count(options.answers, options.out / "key.json") + "\n")
    else:
        _make(options)


def _make(options: argparse.Namespace) -> None:
    studio, rembg = Studio(), METHODS["rembg-u2netp"](options.weights)
    slot = square_slot(studio, _SIDE_PX)
    rng = np.random.default_rng(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    names = rng.permutation(list(studio.bench.sets.library.items))[: options.pairs]
    key: dict[str, str] = {}
    seconds: list[dict[str, float]] = []
    for number, name in enumerate(names, 1):
        calls = list(calls_for(str(name), options.own))
        call = calls[int(rng.integers(len(calls)))]
        pair = _pair(studio, rembg, slot, call)
        left = "ours" if rng.integers(2) else "plain"
        sides = (pair.ours, pair.plain) if left == "ours" else (pair.plain, pair.ours)
        _save(options.out / f"pair-{number:02}.png", np.hstack(sides))
        key[f"pair-{number:02}"] = f"{'L' if left == 'ours' else 'R'} is ours: {call.name} in {name}"
        seconds.append(pair.seconds)
        sys.stderr.write(f"pair {number}\n")
    (options.out / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    means = {step: round(float(np.mean([row[step] for row in seconds])), 2) for step in seconds[0]}
    sys.stdout.write(json.dumps(means) + "\n")


def _count(answers: str, key: Path) -> str:
    """Return how often ours was chosen, and where not."""
    truth: dict[str, str] = json.loads(key.read_text(encoding="utf-8"))
    given = answers.upper()
    if len(given) != len(truth) or set(given) - set("LR-"):
        raise SystemExit(f"--answers: {len(truth)} letters, each L, R or -, and not '{answers}'.")
    both = [(name, words, mark) for (name, words), mark in zip(truth.items(), given, strict=True)]
    lines = [f"{name}: {mark}, {words}" for name, words, mark in both if mark != words[0]]
    return "\n".join([f"ours chosen in {len(both) - len(lines)} of {len(both)}", *lines])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.blind", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--weights", type=Path, metavar="U2NETP", help="u2netp.onnx")
    what.add_argument("--answers", metavar="LRL...", help="which side looks real, pair by pair")
    parser.add_argument("--pairs", type=int, default=12)
    parser.add_argument("--own", action="append", default=[], metavar="FILE=HEIGHT_CM", help="more products to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("/tmp/blind"))
    return parser.parse_args()


def _pair(studio: Studio, rembg: Method, slot: Slot, call: Call) -> _Pair:
    """Make both pictures; the plain one is told where the product stands, and how large it is."""
    found, planning = _timed(lambda: planned(studio, slot, call))
    (ours, ground), rendering = _timed(lambda: _ours(found.cutout, found.shot))
    photo = read_photo(call.photo)
    (matte, _), cutting = _timed(lambda: rembg(photo))
    plain, pasting = _timed(lambda: _plain(photo.pixels, matte, found.shot, ground))
    seconds = {
        "ours: cutout unless kept, and plan": planning,
        "ours: place": rendering,
        "plain: cutout": cutting,
        "plain: paste": pasting,
    }
    return _Pair(ours, plain, seconds)


def _ours(cutout: Cutout, shot: Shot) -> tuple[Rgb, Rgb]:
    """Return our picture, and the empty place as it shows it."""
    placed = place_product(cutout, shot)
    scene = StagedScene(StagedOptions(detail=1.0), None).render(shot, placed, silent)  # pyright: ignore[reportArgumentType]
    return compose(placed, shot, scene), ground_of(Scene(scene.plate))


def _plain(pixels: Rgb, matte: Matte, shot: Shot, ground: Rgb) -> Rgb:
    """Paste in display light, as image editors and Pillow do."""
    size = (shot.place.width, shot.place.height)
    product = cv2.resize(pixels[shot.crop.slices], size, interpolation=cv2.INTER_AREA)
    alpha = np.zeros(ground.shape[:2], np.float32)
    alpha[shot.place.slices] = cv2.resize(matte[shot.crop.slices], size, interpolation=cv2.INTER_AREA)
    picture = ground * drop_shadow(alpha, shot.place.height)[..., None]
    share = alpha[shot.place.slices][..., None]
    picture[shot.place.slices] = picture[shot.place.slices] * (1 - share) + product * share
    return np.rint(picture).astype(np.uint8)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.process_time()
    return work(), time.process_time() - began


def _save(path: Path, picture: Rgb) -> None:
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
