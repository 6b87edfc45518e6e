"""`python -m benchmarks.examples [PRODUCT/PHOTO ...]`: render the example products that ship with the program."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from PIL import Image

from benchmarks.cutout.render import packaging, textiles
from benchmarks.cutout.render.renderer import render
from benchmarks.cutout.render.sensor import develop
from benchmarks.cutout.render.shots import shot
from benchmarks.cutout.render.stage import Camera, Parts, Sensor, Shot, turned
from benchmarks.examples import products

HERE = Path(__file__).parents[2] / "studio" / "examples"
_PORTRAIT, _LANDSCAPE = (1800, 2400), (2400, 1800)
_WARM = Sensor(0.3, (1.03, 1.0, 0.95), 0.006)
_PALE = Sensor(-0.15, (1.02, 1.0, 0.97), 0.006)


def _turned(product: Callable[[], Parts], degrees: float) -> Callable[[], Parts]:
    return lambda: turned(product(), degrees)


def _camera(elevation: float, fill: float, size: tuple[int, int], roll: float = 0.0) -> Camera:
    return Camera(elevation, 0.0, 32.0, fill, (0.0, -0.02), size, 0.0, roll)


PHOTOS: dict[str, Callable[[], Shot]] = {
    "enamel-mug/front": lambda: shot(
        "front", _turned(products.enamel_mug, 0), "oak table / window left", _camera(13, 0.66, _PORTRAIT), _WARM
    ),
    "enamel-mug/back": lambda: shot(
        "back", _turned(products.enamel_mug, 172), "oak table / window left", _camera(14, 0.66, _PORTRAIT, 0.5), _WARM
    ),
    "enamel-mug/above": lambda: shot(
        "above", _turned(products.enamel_mug, -38), "oak table / window left", _camera(36, 0.7, _PORTRAIT), _WARM
    ),
    "face-oil/front": lambda: shot(
        "front",
        packaging.amber,
        "white marble / window right",
        _camera(11, 0.68, _PORTRAIT),
        Sensor(0.15, (1.0, 1.0, 1.0), 0.006),
    ),
    "wicker-basket/front": lambda: shot(
        "front", textiles.basket, "ash table / window right", _camera(19, 0.74, _LANDSCAPE), _PALE
    ),
    "white-vase/front": lambda: shot(
        "front",
        products.white_vase,
        "warm white sweep / window left",
        _camera(9, 0.74, _PORTRAIT),
        Sensor(0.05, (1.02, 1.0, 0.97), 0.006),
    ),
    "herbal-tea/front": lambda: shot(
        "front", _turned(products.tea_box, 26), "ash table / window right", _camera(18, 0.66, _PORTRAIT), _PALE
    ),
}


def main() -> None:
    """Render the photos that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.examples", description=__doc__)
    parser.add_argument("photos", nargs="*", metavar="PRODUCT/PHOTO")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    for name in options.photos or PHOTOS:
        began = time.monotonic()
        _take(PHOTOS[name](), options.out / name, options.samples, options.scale)
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")


def _take(photo: Shot, path: Path, samples: int, scale: float) -> None:
    """Render one photo and write it with its matte."""
    width, height = photo.camera.size
    camera = replace(photo.camera, size=(round(width * scale), round(height * scale)))
    picture = develop(
        render(replace(photo, camera=camera), samples, cover_samples=25), photo.sensor, crc32(str(path).encode())
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture.photo).save(path.with_suffix(".jpg"), quality=90, subsampling=0)
    Image.fromarray(picture.matte).save(path.with_suffix(".matte.png"), optimize=True)


main()
