"""`python -m benchmarks.scenes.preview FILE ...`: render sets small to PNGs, tone-mapped as pictures are."""

import argparse
import sys
import time
from pathlib import Path

import cv2
import numpy as np

from benchmarks.scenes.tracer import tracer
from pipelines.camera import camera_of
from pipelines.linear_light import to_srgb
from pipelines.plate import Plate
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Rgb
from presets.scenes.library import read_scene
from presets.scenes.schema import SceneSet, View


def main() -> None:
    """Render what was asked for, one PNG a set and view."""
    options = _options()
    engine = tracer()
    for path in options.files:
        scene = read_scene(path)
        for view in scene.views:
            if options.view is not None and view.elevation_deg != options.view:
                continue
            began = time.monotonic()
            plate = engine.render(scene, view, options.size, options.samples, lambda stage, done, total: None)
            target = options.out / f"{scene.id}-{view.elevation_deg:g}.png"
            _save(target, _picture(plate))
            if options.lamps:
                _save(target.with_stem(f"{target.stem}-lamps"), _lamps(plate))
            if options.ruler:
                _save(target.with_stem(f"{target.stem}-ruler"), _with_ruler(_picture(plate), view, scene))
            sys.stderr.write(f"{target}: {time.monotonic() - began:.0f} s\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.preview", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="set files")
    parser.add_argument("--view", type=float, help="only the view of this elevation in degrees")
    parser.add_argument("--size", type=_size, default=(320, 320), help="WIDTHxHEIGHT in pixels")
    parser.add_argument("--samples", type=int, default=8, help="paths a pixel and lamp")
    parser.add_argument("--lamps", action="store_true", help="also show each lamp's light, side by side")
    parser.add_argument("--ruler", action="store_true", help="also show where products of 8, 15 and 25 cm would stand")
    parser.add_argument("--out", type=Path, default=Path("/tmp"), help="folder to write to")
    return parser.parse_args()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height or width)


def _save(path: Path, picture: Rgb) -> None:
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def _picture(plate: Plate) -> Rgb:
    light = np.asarray(sum(plate.lights.values()), np.float32)
    return to_srgb(displayed(light * np.float32(exposure_of(plate))))


def _lamps(plate: Plate) -> Rgb:
    exposure = exposure_of(plate)
    return np.concatenate([to_srgb(displayed(light * exposure)) for light in plate.lights.values()], axis=1)


def _with_ruler(picture: Rgb, view: View, scene: SceneSet) -> Rgb:
    """Return the picture with upright outlines of boxes, each of a width of 0.6 of its height."""
    height, width = picture.shape[:2]
    camera = camera_of(view.elevation_deg, view.target_cm, view.distance_cm, view.fov_deg, (width, height))
    drawn = picture.copy()
    for tall in (8, 15, 25):
        half = 0.3 * tall
        corners = np.array([(-half, 0, 0), (half, 0, 0), (half, 0, tall), (-half, 0, tall)], np.float32)
        outline = np.rint(camera.project(corners)).astype(np.int32)
        fits = tall <= scene.stand.max_height_cm
        cv2.polylines(drawn, [outline], isClosed=True, color=(30, 120, 30) if fits else (200, 30, 30), thickness=1)
    return drawn


main()
