"""`python -m benchmarks.scenes.shadow_truth SET ...`: our shadows against path-traced ones.

A product stands in a set and all is path-traced: the truth. Its pixels are cut out exactly and laid on the empty set
with our shadow, with none, and with the drop shadow of image editors. Figures are PSNR in display light over the
pixels that the product changes without covering them.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.scenes.tracer import tracer
from benchmarks.scenes.truth_products import PRODUCTS, with_product
from pipelines.linear_light import to_srgb
from pipelines.placed import place_product
from pipelines.plate import Plate
from pipelines.progress import silent
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.compose import compose
from pipelines.stages.raytrace.engine import PlateEngine
from pipelines.stages.render.staged import StagedScene
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Cutout, Mask, Matte, Rgb, bounding_box
from presets.scenes.library import read_scene
from presets.scenes.schema import SceneSet, Stance, View

_CHANGED = 6  # bytes by which the product must change a pixel for it to count
_OFFSET, _BLUR, _OPACITY = (0.04, 0.02), 0.03, 0.45  # of the drop shadow, in product heights


@dataclass(frozen=True, eq=False)
class _Truth:
    """One product in one set."""

    name: str
    picture: Rgb
    matte: Matte
    empty: Plate


def main() -> None:
    """Trace, compose and compare what was asked for; a line of JSON for each product."""
    options = _options()
    engine = tracer()
    rows: list[Mapping[str, float | str]] = []
    for path in options.files:
        scene = read_scene(path)
        view = min(scene.views, key=lambda one: abs(one.elevation_deg - options.view))
        empty = engine.render(scene, view, options.size, options.samples, silent)
        for name in options.products or PRODUCTS:
            truth = _truth(engine, (scene, view), empty, name, options.samples)
            row = _row(truth, options.out)
            rows.append({"set": scene.id, **row})
            sys.stdout.write(json.dumps(rows[-1]) + "\n")
            sys.stdout.flush()
    for way in ("ours", "none", "drop"):
        sys.stderr.write(f"{way}: {np.mean([float(row[way]) for row in rows]):.1f} dB\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.shadow_truth", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="SET", help="set files")
    parser.add_argument("--products", nargs="*", choices=tuple(PRODUCTS))
    parser.add_argument("--view", type=float, default=12)
    parser.add_argument("--size", type=lambda text: (int(text), int(text)), default=(384, 384))
    parser.add_argument("--samples", type=int, default=24)
    parser.add_argument("--out", type=Path, default=Path("/tmp/shadow-truth"))
    return parser.parse_args()


def _truth(engine: PlateEngine, place: tuple[SceneSet, View], empty: Plate, name: str, samples: int) -> _Truth:
    scene, view = place
    full = engine.render(with_product(scene, name), view, empty.camera.size, samples, silent)
    light = np.asarray(sum(full.lights.values()), np.float32) * np.float32(exposure_of(empty))
    share = full.tints["product"]
    matte = np.asarray(cv2.resize(share, empty.camera.size, interpolation=cv2.INTER_LINEAR), np.float32)
    return _Truth(name, to_srgb(displayed(light)), np.clip(np.rint(matte * 255) / 255, 0, 1).astype(np.float32), empty)


def _row(truth: _Truth, folder: Path) -> Mapping[str, float | str]:
    shot = _shot(truth)
    cutout = Cutout(truth.picture, truth.matte, truth.picture)
    placed = place_product(cutout, shot)
    scene = StagedScene(StagedOptions(), None).render(shot, placed, silent)  # pyright: ignore[reportArgumentType]
    ways = {
        "ours": compose(placed, shot, scene),
        "none": compose(placed, shot, Scene(scene.plate)),
        "drop": compose(placed, shot, Scene(scene.plate, drop_shadow(truth.matte, shot.place.height))),
    }
    where = _changed(truth, ways["none"])
    _save(folder / f"{truth.empty.scene.id}-{truth.name}.png", np.hstack([truth.picture, *ways.values()]))
    figures = {way: round(_psnr(picture, truth.picture, where), 2) for way, picture in ways.items()}
    return {"product": truth.name, **figures, "pixels": int(where.sum())}


def _shot(truth: _Truth) -> Shot:
    crop = bounding_box(truth.matte, 1 / 255)
    if crop is None:
        raise ValueError(f"{truth.name} is not in the picture.")
    camera = truth.empty.camera
    height_cm = crop.height / camera.px_per_cm(np.zeros(3, np.float32))
    staging = Staging(truth.empty, Stance.STANDING, height_cm, grain=0)
    return Shot(camera.size, crop, crop, staging=staging)


def drop_shadow(matte: Matte, height: int) -> Matte:
    """Return the share of light that the drop shadow of a product `height` pixels high leaves, shape of its matte."""
    shift = np.array([[1, 0, _OFFSET[0] * height], [0, 1, _OFFSET[1] * height]], np.float32)
    moved = cv2.warpAffine(matte, shift, (matte.shape[1], matte.shape[0]))
    return np.asarray(1 - _OPACITY * cv2.GaussianBlur(moved, (0, 0), _BLUR * height), np.float32)


def _changed(truth: _Truth, plain: Rgb) -> Mask:
    """Return the pixels that the product changes but does not cover; sampling noise is smoothed away first."""
    apart = np.abs(truth.picture.astype(np.float32) - plain).max(axis=2)
    smooth = np.asarray(cv2.GaussianBlur(apart, (0, 0), 1.5), np.float32)
    covered = cv2.dilate((truth.matte > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return (smooth > _CHANGED) & ~covered


def _psnr(picture: Rgb, truth: Rgb, where: Mask) -> float:
    error = float(((picture[where].astype(np.float64) - truth[where]) ** 2).mean())
    return float(10 * np.log10(255**2 / max(error, 1e-6)))


def _save(path: Path, picture: Rgb) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
