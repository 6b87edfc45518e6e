"""Products laid on grounds and into scenes: the pictures that later get broken, one rule at a time."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.checker.drawing import Rgba
from benchmarks.checker.patterned import PATTERNED
from benchmarks.checker.products import MAKERS
from pipelines.values import Rgb

WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Placement:
    """Where a product lies: long-axis fill and centre as fractions of the frame."""

    fill: float = 0.88
    x: float = 0.5
    y: float = 0.5


@cache
def product(name: str) -> Rgba:
    return {**MAKERS, **PATTERNED}[name]()


def canvas(size: int, colour: tuple[int, int, int] = WHITE, height: int | None = None) -> Rgb:
    return np.full((height or size, size, 3), colour, np.uint8)


def layer(name: str, picture: Rgb, place: Placement) -> Rgba:
    """Return the product scaled and moved onto an empty layer of the picture's shape."""
    source = product(name)
    height, width = picture.shape[:2]
    scale = place.fill / max(source.shape[1] / width, source.shape[0] / height)
    premultiplied = source.copy()
    premultiplied[..., :3] *= source[..., 3:]
    small = cv2.resize(premultiplied, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    left, top = round(width * place.x - small.shape[1] / 2), round(height * place.y - small.shape[0] / 2)
    whole = np.zeros((height, width, 4), np.float32)
    rows = slice(max(0, top), min(height, top + small.shape[0]))
    columns = slice(max(0, left), min(width, left + small.shape[1]))
    part = small[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    whole[rows, columns] = part
    return whole


def over(picture: Rgb, premultiplied: Rgba) -> Rgb:
    ground = picture.astype(np.float32) / 255
    mixed = premultiplied[..., :3] + ground * (1 - premultiplied[..., 3:])
    return np.round(mixed * 255).clip(0, 255).astype(np.uint8)


def lay(name: str, picture: Rgb, place: Placement = Placement(), *, shadow: bool = False) -> Rgb:
    whole = layer(name, picture, place)
    ground = contact_shadow(picture, whole[..., 3]) if shadow else picture
    return over(ground, whole)


def contact_shadow(picture: Rgb, alpha: NDArray[np.float32]) -> Rgb:
    """Darken the ground where the product stands, soft and fading, as an overcast window would."""
    height, width = alpha.shape
    rows, columns = np.flatnonzero(alpha.max(axis=1) > 0.5), np.flatnonzero(alpha.max(axis=0) > 0.5)
    foot = alpha[int(rows[-1] - 0.10 * (rows[-1] - rows[0])) : rows[-1]].max(axis=0)
    depth = np.zeros((height, width), np.float32)
    span = columns[-1] - columns[0]
    base = rows[-1] - int(0.010 * span)
    for reach, strength in ((0.010, 0.5), (0.03, 0.30), (0.06, 0.16)):
        strip = np.zeros((height, width), np.float32)
        half = max(1, int(reach * span * 0.6))
        strip[max(0, base - half) : min(height, base + half)] = foot
        depth += strength * cv2.GaussianBlur(strip, (0, 0), sigmaX=reach * span * 1.2, sigmaY=reach * span * 0.6)
    depth = np.where(depth < 0.004, 0, depth)
    return np.round(picture * (1 - np.clip(depth, 0, 0.8))[..., None]).astype(np.uint8)


def scene(size: int, seed: int = 1, *, noise: float = 1.6, height: int | None = None) -> Rgb:
    """Return a wooden table before a soft wall, with grain, a little light from the left and sensor noise."""
    height = height or size
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:height, 0:size].astype(np.float32)
    wall = (
        np.array([188, 196, 190], np.float32)
        * (0.80 + 0.28 * np.exp(-(((columns / size - 0.2) / 0.6) ** 2)))[..., None]
    )
    wall += cv2.GaussianBlur(random.normal(0, 60, (height, size)).astype(np.float32), (0, 0), size / 25)[..., None] * 3
    grain = cv2.resize(random.normal(0, 1, (height // 3, size // 60 + 2)).astype(np.float32), (size, height))
    planks = 10 * np.sin(rows / height * 60 + 2.5 * grain)
    table = np.array([164, 118, 76], np.float32) + (planks + 9 * grain)[..., None]
    table *= (0.75 + 0.35 * columns / size)[..., None]
    edge = height * (0.62 + 0.004 * np.sin(columns / size * 2))
    blend = np.clip((rows - edge) / (0.006 * height) + 0.5, 0, 1)[..., None]
    picture = wall * (1 - blend) + table * blend + random.normal(0, noise, (height, size, 1))
    return picture.clip(0, 255).astype(np.uint8)


def tiled_wall(size: int, seed: int = 1) -> Rgb:
    """Return a tiled wall over a stone top: joints run level and upright to the frame's edge."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32)
    pitch = size / 9.2
    tile_row, tile_column = (rows + 0.3 * pitch) // pitch, (columns + 0.45 * pitch) // pitch
    tone = random.normal(0, 4, (16, 16)).astype(np.float32)[tile_row.astype(int) % 16, tile_column.astype(int) % 16]
    from_joint = np.minimum(
        np.abs((rows + 0.3 * pitch) % pitch - pitch / 2), np.abs((columns + 0.45 * pitch) % pitch - pitch / 2)
    )
    joint = np.maximum(
        np.abs((rows + 0.3 * pitch) % pitch - pitch / 2), np.abs((columns + 0.45 * pitch) % pitch - pitch / 2)
    )
    wall = np.array([206, 214, 212], np.float32) + tone[..., None] - 0.10 * from_joint[..., None]
    wall -= 46 * np.clip((joint - pitch / 2 + size * 0.004) / 3, 0, 1)[..., None]
    wall *= (0.86 + 0.2 * columns / size)[..., None]
    stone = (
        np.array([92, 90, 94], np.float32)
        + cv2.GaussianBlur(random.normal(0, 60, (size, size)).astype(np.float32), (0, 0), 4)[..., None]
    )
    blend = np.clip((rows - 0.70 * size) / 5 + 0.5, 0, 1)[..., None]
    picture = wall * (1 - blend) + stone * blend + random.normal(0, 1.4, (size, size, 1))
    return picture.clip(0, 255).astype(np.uint8)
