"""`python -m benchmarks.scenes.speed PHOTO MATTE PLATE SET`: seconds of a lifestyle picture after its cutout."""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

import cv2
import numpy as np

from pipelines.placed import place_product
from pipelines.plate import Plate
from pipelines.progress import silent
from pipelines.shot import Shot, Staging
from pipelines.stages.compose import compose
from pipelines.stages.plate.codec import decode_plate
from pipelines.stages.render.seat import seat
from pipelines.stages.render.staged import StagedScene
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.values import Box, Cutout, bounding_box
from presets.scenes.library import read_scene
from presets.scenes.schema import Stance

# side of the square canvas, detail
_RUNS = ((512, 0.3), (1024, 1.0), (1600, 1.0), (2000, 1.0))


def main() -> None:
    """Render each size several times; a line each, the best wall time and its CPU time."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.speed", description=__doc__)
    parser.add_argument("photo", type=Path)
    parser.add_argument("matte", type=Path)
    parser.add_argument("plate", type=Path)
    parser.add_argument("scene", type=Path)
    parser.add_argument("--height-cm", type=float, default=10)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    plate = decode_plate(options.plate.read_bytes(), read_scene(options.scene), options.plate.name)
    cutout = _cutout(options.photo, options.matte)
    sys.stdout.write(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; plate of {plate.camera.size}\n")
    for side, detail in _RUNS:
        wall, cpu = min(_timed(cutout, plate, side, detail, options.height_cm) for _ in range(options.repeat))
        sys.stdout.write(f"{side} px, detail {detail:g}: {wall:.2f} s wall, {cpu:.2f} s CPU\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory {peak:.0f} MB\n")


def _cutout(photo: Path, matte: Path) -> Cutout:
    pixels = np.ascontiguousarray(cv2.cvtColor(cv2.imread(str(photo)), cv2.COLOR_BGR2RGB))
    alpha = (cv2.imread(str(matte), cv2.IMREAD_GRAYSCALE) / 255).astype(np.float32)
    return Cutout(pixels, alpha, pixels)


def _timed(cutout: Cutout, plate: Plate, side: int, detail: float, height_cm: float) -> tuple[float, float]:
    crop = bounding_box(cutout.matte, 1 / 255)
    if crop is None:
        raise ValueError("The matte is empty.")
    engine = StagedScene(StagedOptions(detail=detail), None)  # pyright: ignore[reportArgumentType]
    wall, cpu = time.perf_counter(), time.process_time()
    place = seat(cutout.matte[crop.slices], height_cm, (0, 0), Stance.STANDING, plate.camera.resized((side, side)))
    inside = Box(max(0, place.left), max(0, place.top), min(side, place.right), min(side, place.bottom))
    shot = Shot((side, side), crop, inside, staging=Staging(plate, Stance.STANDING, height_cm, relight=0.5))
    placed = place_product(cutout, shot)
    compose(placed, shot, engine.render(shot, placed, silent))
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
