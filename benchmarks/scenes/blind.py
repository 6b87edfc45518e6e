"""`python -m benchmarks.scenes.blind --weights U2NETP`: our lifestyle pictures beside a plain script's, unmarked.

The plain script cuts out with rembg and the same network, pastes the product on the same empty place at the same spot
and gives it the blurred drop shadow of image editors. Sides are shuffled by the seed; `key.json` tells which is ours,
so that who judges can write down an answer a pair first. Needs `pip install 'listing-studio[rembg]'`.
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
from benchmarks.scenes.identity import PRODUCTS
from benchmarks.scenes.shadow_truth import drop_shadow
from pipelines.jobs.job import LifestyleJob, Target
from pipelines.jobs.pose import read_pose
from pipelines.jobs.subject import read_subject
from pipelines.placed import place_product
from pipelines.plate import Plate
from pipelines.progress import silent
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.compose import compose, ground_of
from pipelines.stages.photo.read import read_photo
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.staging import StagedWish, plan_staged
from pipelines.stages.plan.true_size import true_size
from pipelines.stages.plan.view import nearest_view
from pipelines.stages.plate.codec import decode_plate
from pipelines.stages.plate.shelf import SHIPPED, shipped_name
from pipelines.stages.render.staged import StagedScene
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.values import Cutout, Matte, Rgb
from presets.scenes.schema import SceneSet, Stance
from studio.api import Studio

Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class _Pair:
    """One product in one set, both ways, and the processor's seconds for each step."""

    name: str
    ours: Rgb
    plain: Rgb
    seconds: dict[str, float]


def main() -> None:
    """Make the pairs, their sheet and its key."""
    options = _options()
    studio, rembg = Studio(), METHODS["rembg-u2netp"](options.weights)
    rng = np.random.default_rng(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    scenes = [one for one in studio.bench.sets.library.items.values() if _shipped(one).is_file()]
    key: dict[str, str] = {}
    seconds: list[dict[str, float]] = []
    for number in range(options.pairs):
        scene = scenes[(number * len(scenes)) // options.pairs]
        pair = _pair(studio, rembg, PRODUCTS[number % len(PRODUCTS)], scene)
        ours_first = bool(rng.integers(2))
        sides = (pair.ours, pair.plain) if ours_first else (pair.plain, pair.ours)
        _save(options.out / f"pair-{number + 1:02}.png", np.hstack(sides))
        key[f"pair-{number + 1:02}"] = f"ours is on the {'left' if ours_first else 'right'}: {pair.name}"
        seconds.append(pair.seconds)
        sys.stderr.write(f"pair {number + 1}\n")
    (options.out / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    means = {step: round(float(np.mean([row[step] for row in seconds])), 2) for step in seconds[0]}
    sys.stdout.write(json.dumps(means) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.blind", description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, metavar="U2NETP", help="u2netp.onnx")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("/tmp/blind"))
    return parser.parse_args()


def _shipped(scene: SceneSet) -> Path:
    return SHIPPED / shipped_name(scene, nearest_view(scene, 12))


def _pair(studio: Studio, rembg: Method, product: tuple[Path, float], scene: SceneSet) -> _Pair:
    """Make both pictures at 1024 x 1024; the plain one is told where the product stands, and how large it is."""
    path, height_cm = product
    job = LifestyleJob(
        product=path.stem, photos=(path,), targets=(Target(preset="shopee", slot="lifestyle"),),
        out=Path("/nowhere"), cutout=studio.engine, height_cm=height_cm, insist=True,
    )  # fmt: skip
    photo = read_photo(path)
    subject, cutting = _timed(lambda: read_subject(job, studio.bench, silent))
    plate = decode_plate(_shipped(scene).read_bytes(), scene, scene.id)
    grain = read_pose(job, subject, studio.bench.instruments.today).grain
    shot, planning = _timed(lambda: _shot(studio, subject.cutout.matte, plate, (height_cm, grain)))
    (ours, ground), rendering = _timed(lambda: _ours(subject.cutout, shot))
    (matte, _), their_cutting = _timed(lambda: rembg(photo))
    plain, pasting = _timed(lambda: _plain(photo.pixels, matte, shot, ground))
    seconds = {
        "ours: cutout (0 if kept)": cutting,
        "ours: place": planning + rendering,
        "plain: cutout": their_cutting,
        "plain: paste": pasting,
    }
    return _Pair(f"{path.parent.name}/{path.stem} in {scene.id}", ours, plain, seconds)


def _shot(studio: Studio, matte: Matte, plate: Plate, size: tuple[float, float]) -> Shot:
    body = Body.of(matte)
    if body is None:
        raise ValueError("The matte holds no product.")
    height_cm, grain = size
    measured = true_size(matte, body, height_cm, Stance.STANDING, 12)
    slot = studio.bench.presets.slot("shopee", "lifestyle")
    return plan_staged(matte, slot, plate, StagedWish(size=measured, grain=grain))


def _ours(cutout: Cutout, shot: Shot) -> tuple[Rgb, Rgb]:
    """Return our picture, and the empty place as it shows it."""
    placed = place_product(cutout, shot)
    scene = StagedScene(StagedOptions(), None).render(shot, placed, silent)  # pyright: ignore[reportArgumentType]
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
