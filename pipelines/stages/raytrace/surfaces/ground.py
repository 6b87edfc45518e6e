"""Grounds: sand, soil, grass, moss, snow, rubber, cork."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.surfaces.fields import (
    TILE_PX,
    across,
    clouds,
    coloured,
    grain,
    mixed,
    painted,
    step,
    tile,
    tone,
    warped,
)
from pipelines.stages.raytrace.texture import Field, noise
from presets.scenes.surfaces import (
    CorkTexture,
    GrassTexture,
    MossTexture,
    PoolTexture,
    RubberTexture,
    SandTexture,
    SnowTexture,
    SoilTexture,
)


def sand(ground: SandTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return grains: most about one colour, some dark, some bright."""
    seed = ground.seed
    fine, coarse = grain(size_px, 1.3, 4, seed), grain(size_px, 3, 9, seed + 1)
    dark, bright = step(2.1, 2.6, grain(size_px, 1.5, 4, seed + 2)), step(2.3, 2.8, grain(size_px, 1.5, 4, seed + 3))
    cloud = clouds(size_px, seed + 4, 3.0)
    wave = _waves(size_px, ground.ripples, seed) if ground.ripples else np.zeros_like(fine)
    shade = 1 + 0.035 * fine + 0.025 * coarse + 0.02 * cloud - 0.12 * dark + 0.07 * bright + 0.03 * wave
    tones = coloured(colour, shade) * (1 + 0.03 * coarse[..., None] * np.array([1, 0.2, -0.8], np.float32))
    return painted(tones, fine + 0.8 * coarse + 0.5 * cloud + 6 * wave)


def _waves(size_px: int, count: int, seed: int) -> Field:
    y = across(size_px)[1]
    return np.sin(2 * np.pi * (y * count + 0.5 * clouds(size_px, seed + 9, 4.0))).astype(np.float32)


def pool(ground: PoolTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return a net of bright lines that meet in knots, twice over, as waves of two sizes throw it."""
    random = np.random.default_rng(ground.seed)
    net = np.zeros((size_px, size_px), np.float32)
    for count, weight, width in ((46, 1.0, 0.20), (120, 0.5, 0.26)):
        cells = _domes(size_px // 2, count, random).height
        line = np.exp(-(np.asarray(cv2.resize(cells, (size_px, size_px), interpolation=cv2.INTER_CUBIC)) / width))
        net = net + weight * line * step(-1.6, 1.2, clouds(size_px, ground.seed + count, 3.4))
    shade = 0.90 + 0.05 * clouds(size_px, ground.seed, 3.4) + 0.3 * ground.light * net
    return tile(mixed(coloured(colour, shade), np.ones(3), np.clip(0.5 * ground.light * net, 0, 1)))


def soil(ground: SoilTexture, colour: str, size_px: int = TILE_PX // 2) -> Painted:
    """Return crumbs in two sizes, one strewn over the other, with small stones."""
    random = np.random.default_rng(ground.seed)
    large, small = (_domes(size_px, count, random) for count in (900, 5200))
    tooth = noise(size_px, 1.4, ground.seed + 6)
    height = np.maximum(large.height, 0.35 * small.height + 0.35)
    stony = (large.fate < 0.05) * step(0.3, 0.5, large.height)
    tones = coloured(colour, (0.42 + 0.62 * height) * (0.86 + 0.28 * large.fate) * (1 + 0.09 * tooth))
    tones = mixed(tones, 0.4 * tone(colour) + 0.32, 0.8 * stony.astype(np.float32))
    return painted(tones, height + 0.06 * tooth)


def grass(ground: GrassTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return blades strewn from dark below to bright above."""
    random = np.random.default_rng(ground.seed)
    base = tone(colour)
    canvas = np.empty((size_px, size_px, 3), np.float32)
    canvas[:] = base * 0.32
    for layer in range(6):
        count = 2600
        at = random.uniform(0, size_px, (count, 2))
        turn = random.uniform(0, 2 * np.pi, count)
        length = size_px * random.uniform(0.03, 0.08, count)
        light = 0.45 + 0.13 * layer + random.normal(0, 0.08, count)
        hue = random.normal(0, 1, count)
        for k in range(count):
            shade = base * light[k] * (1 + 0.10 * hue[k] * np.array([1.0, 0.2, -0.6]))
            _blade(canvas, at[k], float(turn[k]), float(length[k]), shade)
    blurred = cv2.GaussianBlur(canvas, (0, 0), 0.7)
    return painted(blurred, blurred.mean(axis=2))


def _blade(
    canvas: NDArray[np.float32], at: NDArray[np.float64], turn: float, length: float, shade: NDArray[np.floating]
) -> None:
    """Draw one thin triangle, and again where it leaves the tile."""
    size = canvas.shape[0]
    ahead = np.array([np.cos(turn), np.sin(turn)])
    beside = np.array([-ahead[1], ahead[0]]) * length * 0.05
    outline = np.array([at - beside, at + beside, at + ahead * length])
    for x in (-size, 0, size):
        for y in (-size, 0, size):
            moved = outline + np.array([x, y])
            if (moved.max(0) > 0).all() and (moved.min(0) < size).all():
                cv2.fillConvexPoly(canvas, np.round(moved * 16).astype(np.int32), shade.tolist(), cv2.LINE_8, 4)


def moss(ground: MossTexture, colour: str, size_px: int = TILE_PX // 2) -> Painted:
    """Return cushions of tiny stars, paler and more golden towards their tops."""
    seed = ground.seed
    random = np.random.default_rng(seed)
    cushions, tufts = (_domes(size_px, count, random) for count in (60, 1500))
    stars = grain(size_px, 1.4, 4, seed + 2)
    height = 0.62 * cushions.height + 0.30 * tufts.height + 0.07 * stars
    shade = (0.34 + 0.86 * height) * (0.9 + 0.2 * tufts.fate) + 0.05 * stars
    gold = step(0.45, 0.95, height) * (0.3 + 0.7 * cushions.fate)
    tones = coloured(colour, shade) * (1 + 0.22 * gold[..., None] * np.array([1.0, 0.4, -0.6], np.float32))
    return painted(tones, height)


def snow(ground: SnowTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return soft hollows with crystals that catch the light."""
    seed = ground.seed
    soft, crust = clouds(size_px, seed, 3.4), grain(size_px, 2, 8, seed + 1)
    glint = step(3.2, 3.6, grain(size_px, 1.2, 3, seed + 2))
    shade = 0.965 + 0.012 * soft + 0.016 * crust + 0.1 * glint
    tones = coloured(colour, shade) - 0.010 * soft[..., None] * np.array([1.0, 0.5, 0.0], np.float32)
    return painted(tones, soft + 0.5 * crust)


def rubber(ground: RubberTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return pressed crumb rubber with coloured flecks."""
    seed = ground.seed
    crumb, pits = grain(size_px, 3, 10, seed), step(2.0, 2.8, grain(size_px, 4, 12, seed + 1))
    shade = 1 + 0.11 * crumb - 0.25 * pits + 0.04 * clouds(size_px, seed + 2)
    tones = coloured(colour, shade)
    for index, fleck in enumerate(ground.flecks):
        field = grain(size_px, 6, 18, seed + 10 + index)
        level = float(np.quantile(field, 1 - ground.cover / len(ground.flecks)))
        tones = mixed(tones, tone(fleck) * (1 + 0.08 * crumb[..., None]), step(level - 0.08, level + 0.08, field))
    return painted(tones, crumb - 1.5 * pits)


def cork(ground: CorkTexture, colour: str, size_px: int = TILE_PX // 2) -> Painted:
    """Return granules pressed together: a mosaic of tones with dark seams."""
    random = np.random.default_rng(ground.seed)
    granules = _domes(size_px, 2600, random)
    edge = step(0.02, 0.35, granules.height)
    inner = noise(size_px, 1.4, ground.seed + 1)
    dark = np.where(granules.fate < 0.07, 0.58, 0.86 + 0.28 * granules.fate)
    shade = dark * (0.78 + 0.22 * edge) * (1 + 0.05 * inner)
    return tile(coloured(colour, shade), 0.4 + 0.4 * edge + 0.06 * inner)


@dataclass(frozen=True)
class _Domes:
    """Rounded cells over the whole tile: height in 0..1, 0 along the seams, and a chance in 0..1 a cell."""

    height: Field
    fate: Field


def _domes(size_px: int, count: int, random: np.random.Generator) -> _Domes:
    """Return the cells of strewn points (Voronoi), raised between their seams."""
    points = random.uniform(0, size_px, (count, 2))
    first = np.full((size_px, size_px), np.inf, np.float32)
    second, cell = first.copy(), np.zeros((size_px, size_px), np.int32)
    pitch = size_px / np.sqrt(count)
    offsets = np.arange(-int(2.4 * pitch), int(2.4 * pitch) + 1)
    offsets = offsets if len(offsets) < size_px else np.arange(size_px) - size_px // 2
    for index, (x, y) in enumerate(points):
        columns, rows = (int(x) + offsets) % size_px, (int(y) + offsets) % size_px
        away = np.hypot(int(x) + offsets - x, (int(y) + offsets - y)[:, None]).astype(np.float32)
        block = np.ix_(rows, columns)
        old = first[block]
        second[block] = np.maximum(old, np.minimum(second[block], away))
        cell[block] = np.where(away < old, index, cell[block])
        first[block] = np.minimum(old, away)
    inward = np.clip((second - first) / (0.9 * pitch), 0, 1)
    height, fate = np.sqrt(inward * (2 - inward)), random.random(count).astype(np.float32)[cell]
    seed = int(random.integers(1 << 30))
    right, down = (0.10 / np.sqrt(count) * grain(size_px, pitch / 5, pitch, seed + k) for k in (0, 1))
    return _Domes(warped(height, right, down), warped(fate, right, down))
