"""Stones: marble, travertine, terrazzo, concrete, slate, sandstone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.surfaces.fields import (
    TILE_PX,
    clouds,
    coloured,
    grain,
    mixed,
    painted,
    stamped,
    step,
    tile,
    tone,
    warped,
)
from pipelines.stages.raytrace.texture import Field, noise
from presets.scenes.surfaces import (
    ConcreteTexture,
    MarbleTexture,
    SandstoneTexture,
    SlateTexture,
    TerrazzoTexture,
    TravertineTexture,
)


def marble(stone: MarbleTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return veined stone: ridges of steep noise, bent twice."""
    seed = stone.seed
    right, down = (
        0.055 * clouds(size_px, seed + k, 5.0)
        + 0.010 * clouds(size_px, seed + k + 1, 3.4)
        + 0.0016 * clouds(size_px, seed + k + 2, 2.2)
        for k in (0, 3)
    )
    veins = np.zeros((size_px, size_px), np.float32)
    halo = np.zeros_like(veins)
    levels = ((6.0, 1.0, 0.022, 0.55), (5.6, 0.6, 0.016, 0.6), (4.6, 0.34, 0.014, 0.8), (4.2, 0.2, 0.016, 1.0))
    for index, (slope, strength, width, slant) in enumerate(levels):
        ridge = np.abs(warped(noise(size_px, slope, seed + 10 + index, (1.0, slant)), right, down))
        gate = warped(step(-0.6, 1.3, clouds(size_px, seed + 20 + index)), right, down)
        thick = width * (0.25 + 1.6 * gate**2)
        veins = np.maximum(veins, strength * (0.12 + 0.88 * gate) * np.exp(-((ridge / thick) ** 1.2)))
        halo = np.maximum(halo, strength * gate * np.exp(-ridge / (9 * thick)))
    cloud = warped(step(-1.8, 2.2, clouds(size_px, seed + 30, 4.2)), right, down)
    shade = 1.01 - 0.05 * cloud + 0.005 * noise(size_px, 0.8, seed + 31)
    tones = mixed(coloured(colour, shade), tone(stone.vein), np.clip(0.58 * veins + 0.26 * halo, 0, 1) * stone.density)
    if stone.second_vein:
        ridge = np.abs(warped(noise(size_px, 5.2, seed + 50), right, down))
        share = 0.7 * np.exp(-ridge / 0.02) * step(0.1, 1.3, clouds(size_px, seed + 51))
        tones = mixed(tones, tone(stone.second_vein), share)
    return tile(tones)


def travertine(stone: TravertineTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return layers that wander a little, with rows of pits in some of them."""
    seed = stone.seed
    flat = (6.0, 1.0)
    layers = noise(size_px, 2.2, seed, (40.0, 1.0))
    drift = 0.012 * clouds(size_px, seed + 1, 3.6, (2.0, 1.0)) + 0.002 * clouds(size_px, seed + 2, 2.4)
    bands = warped(layers, np.zeros_like(drift), drift)
    fine = warped(noise(size_px, 1.2, seed + 3, (26.0, 1.0)), np.zeros_like(drift), drift)
    cloud = clouds(size_px, seed + 4, 3.0, (2.0, 1.0))
    share = step(-1.4, 2.6, bands + 0.35 * fine + 0.45 * cloud)
    tones = mixed(coloured(colour, 1.03 + 0.012 * noise(size_px, 0.9, seed + 5)), tone(stone.layer), 0.75 * share)
    holes = grain(size_px, 5, 26, seed + 6) + 0.9 * noise(size_px, 1.6, seed + 7, flat)
    where = step(-0.2, 1.4, bands * 0.8 + clouds(size_px, seed + 8, 3.0, (4.0, 1.0)))
    pit = step(2.25, 2.75, holes * 0.9 + where) * stone.pits * 2
    pit = np.clip(pit, 0, 1)
    rim = np.clip(cv2.GaussianBlur(pit, (0, 0), 3) - pit, 0, 1)
    tones = tones * (1 - 0.62 * pit + 0.10 * rim)[..., None]
    return tile(tones, 0.85 + 0.03 * fine - 0.8 * pit)


def terrazzo(stone: TerrazzoTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return chips strewn until they cover their share, large ones first, none over another."""
    random = np.random.default_rng(stone.seed)
    largest = stone.chip_cm / stone.tile_cm * size_px / 2
    taken = np.zeros((size_px, size_px), np.uint8)
    tones = coloured(colour, 1 + 0.012 * noise(size_px, 1.2, stone.seed + 1) + 0.012 * clouds(size_px, stone.seed + 2))
    veined = 1 + 0.025 * clouds(size_px, stone.seed + 3, 2.4)[..., None]
    covered, wanted = 0.0, stone.cover * size_px**2 * 255
    for radius in np.repeat(largest * np.geomspace(1, 0.09, 14), np.linspace(16, 700, 14).astype(int)):
        if covered > wanted:
            break
        shape = _chip(random, float(radius))
        window = tuple((int(random.integers(size_px)) + np.arange(len(shape))) % size_px for _ in range(2))
        block = np.ix_(*window)
        if (taken[block] & shape).any():
            continue
        taken[block] = np.maximum(taken[block], cv2.dilate(shape, np.ones((5, 5), np.uint8)))
        covered += float(shape.sum())
        shade = tone(stone.chips[int(random.integers(len(stone.chips)))]) * random.uniform(0.85, 1.1)
        tones[block] = mixed(tones[block], shade * veined[block], np.asarray(shape / 255, np.float32))
    return tile(tones)


def _chip(random: np.random.Generator, radius: float) -> NDArray[np.uint8]:
    """Return an angular, convex chip in white on black, with room about it."""
    count = int(random.integers(5, 9))
    angles = np.sort(random.uniform(0, 2 * np.pi, count))
    outline = np.stack([np.cos(angles), np.sin(angles)], 1) * radius * random.uniform(0.7, 1.0, (count, 1))
    outline[:, 1] *= random.uniform(0.5, 1.0)
    turn = random.uniform(0, np.pi)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    side = 2 * int(radius + 4)
    canvas = np.zeros((side, side), np.uint8)
    hull = cv2.convexHull((outline @ matrix + side / 2).astype(np.float32))
    cv2.fillConvexPoly(canvas, np.round(hull * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return canvas


def concrete(stone: ConcreteTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return mottled cement with stains, trowel marks and bubbles."""
    seed = stone.seed
    random = np.random.default_rng(seed)
    wide, fine = clouds(size_px, seed, 3.0), noise(size_px, 1.4, seed + 1)
    drag = warped(noise(size_px, 2.4, seed + 2, (7.0, 1.0)), 0.03 * wide, 0.05 * clouds(size_px, seed + 3, 4.4))
    stain = step(0.4, 2.2, clouds(size_px, seed + 4, 3.4))
    bubbles = _bubbles(size_px, int(260 * stone.pores), 0.0045, random)
    shade = 1 + 0.045 * wide + 0.018 * fine + 0.018 * drag - 0.05 * stain
    shade *= 1 - 0.45 * bubbles
    return tile(coloured(colour, shade), 0.8 + 0.03 * fine + 0.03 * drag - 0.8 * bubbles)


def _bubbles(size_px: int, count: int, largest: float, random: np.random.Generator) -> Field:
    """Return round pits, few large and many small, in 0..1; `largest` is a radius in shares of the tile."""
    places = random.uniform(0, size_px, (count, 2))
    radii = largest * size_px * random.beta(0.8, 4, count) + 0.8
    squash, turns = random.uniform(0.6, 1, count), random.uniform(0, 180, count)

    def draw(canvas: NDArray[np.uint8], shift: NDArray[np.float64]) -> None:
        for at, radius, flat, turn in zip(places + shift, radii, squash, turns, strict=True):
            centre = (int(at[0] * 16), int(at[1] * 16))
            axes = (int(radius * 16), int(radius * flat * 16))
            cv2.ellipse(canvas, centre, axes, float(turn), 0, 360, 255, -1, cv2.LINE_AA, 4)

    return np.asarray(cv2.GaussianBlur(stamped(size_px, draw), (0, 0), 1.0), np.float32)


def slate(stone: SlateTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return split layers: terraces of bent noise, fine lines along them."""
    seed = stone.seed
    right, down = (0.01 * clouds(size_px, seed + k, 3.0) for k in (1, 2))
    level = warped(clouds(size_px, seed, 3.4, (1.6, 1.0)), right, down) * 2.2
    part = level - np.floor(level)
    terraces = np.floor(level) + step(0.86, 1.0, part)
    lip = step(0.80, 0.93, part) * (1 - step(0.93, 1.0, part))
    fine = noise(size_px, 1.5, seed + 3, (5.0, 1.0))
    rust = step(1.2, 2.6, clouds(size_px, seed + 4, 3.2))
    shade = 1 + 0.05 * fine + 0.06 * clouds(size_px, seed + 5, 3.0) + 0.035 * np.sin(2.4 * np.floor(level)) - 0.16 * lip
    tones = coloured(colour, shade) * (1 + rust[..., None] * np.array([0.16, 0.05, -0.06]))
    return painted(tones, terraces + 0.18 * fine + 0.3 * noise(size_px, 2.4, seed + 6))


def sandstone(stone: SandstoneTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return grains in faint, bent layers."""
    seed = stone.seed
    drift = 0.03 * clouds(size_px, seed + 1, 4.0)
    bands = warped(noise(size_px, 2.4, seed, (30.0, 1.0)), 0 * drift, drift)
    grains = grain(size_px, 1.2, 5, seed + 2)
    pores = step(2.2, 3.0, grain(size_px, 3, 10, seed + 3))
    shade = 1 + 0.035 * bands + 0.045 * grains + 0.03 * clouds(size_px, seed + 4) - 0.2 * pores
    tones = coloured(colour, shade) * (1 + 0.03 * bands[..., None] * np.array([0.2, -0.1, -0.6], np.float32))
    return tile(tones, 0.6 + 0.08 * grains - 0.4 * pores)
