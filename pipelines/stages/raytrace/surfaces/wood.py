"""Sawn boards: growth rings cut by a plane, fibres, pores, knots and joints. The grain runs along x."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.surfaces.fields import TILE_PX, Tones3, across, step, tile, tone
from pipelines.stages.raytrace.texture import Field, noise
from presets.scenes.surfaces import WoodTexture


@dataclass(frozen=True)
class _Log:
    """Noise that all boards are cut from, each at a place of its own."""

    bend: Field
    fibre: Field
    streak: Field
    pores: Field

    def at(self, shift: int, rows: slice) -> "_Log":
        """Return the rows of one board, moved along the grain."""
        cut = [np.roll(field, shift, axis=1)[rows] for field in (self.bend, self.fibre, self.streak, self.pores)]
        return _Log(*cut)


def wood(timber: WoodTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return boards side by side; `colour` is not used, the timber has tones of its own."""
    del colour
    seed = timber.seed
    random = np.random.default_rng(seed)
    log = _Log(
        noise(size_px, 4.2, seed, (3.0, 1.0)),
        noise(size_px, 1.1, seed + 1, (30.0, 1.0)),
        noise(size_px, 2.0, seed + 2, (60.0, 1.0)),
        noise(size_px, 0.3, seed + 3, (22.0, 1.0)),
    )
    x, y = across(size_px)
    value = np.zeros((size_px, size_px), np.float32)
    relief = np.zeros_like(value)
    tint = np.ones((size_px, size_px, 3), np.float32)
    edges = np.round(np.linspace(0, size_px, timber.planks + 1)).astype(int)
    for plank in range(timber.planks):
        rows = slice(edges[plank], edges[plank + 1])
        joint = random.uniform(0, 1) if timber.joints else 0.0
        along = ((x[rows] - joint) % 1) * timber.planks
        beside = (y[rows] * timber.planks - plank) - 0.5
        at = log.at(int(random.integers(size_px)), rows)
        value[rows], relief[rows] = _board(along, beside, at, timber, random)
        tint[rows] *= 1 + random.normal(0, 0.022) * np.array([1, 0.4, -0.6])
        seam = _seams(along, beside, timber, size_px)
        value[rows] = value[rows] * (1 - 0.8 * seam) - 0.25 * seam
        relief[rows] = relief[rows] * (1 - seam) - 4 * seam
    return tile(_toned(value, timber.shades) * tint, 0.75 + 0.12 * relief)


def _board(
    along: Field, beside: Field, log: _Log, timber: WoodTexture, random: np.random.Generator
) -> tuple[Field, Field]:
    """Return value and relief of one board; lengths are in widths of a board."""
    period = 2 * np.pi / timber.planks
    wander, depth = (
        sum(random.normal(0, 0.11 / k) * np.sin(k * period * along + random.uniform(0, 6.3)) for k in (1, 2))
        + (random.normal(0, 0.05) * (along - timber.planks / 2) if timber.joints else 0.0)
        for _ in range(2)
    )
    flat_sawn = random.random() < 0.55
    aside = random.uniform(-0.35, 0.35) if flat_sawn else random.choice([-1, 1]) * random.uniform(0.9, 2.0)
    deep = random.uniform(0.15, 0.45)
    pith = np.hypot(beside - aside - 0.4 * wander, deep + 1.4 * depth)
    rings = pith * random.uniform(13, 20) + 0.28 * log.bend + 0.05 * log.fibre
    knot_core = np.zeros_like(beside)
    if random.random() < timber.knots:
        at_x, at_y = random.uniform(0, timber.planks), random.uniform(-0.28, 0.28)
        gap = np.abs(along - at_x)
        away = np.hypot(np.minimum(gap, timber.planks - gap) / 1.5, beside - at_y)
        size = random.uniform(0.05, 0.09)
        rings = rings + 5.0 * np.exp(-((away / (2.6 * size)) ** 2))
        knot_core = 1 - step(0.75 * size, 1.1 * size, away)
        rings = np.where(knot_core > 0.5, away / size * 4.5, rings)
    phase = rings - np.floor(rings)
    strength = 0.30 + 0.70 * ((np.floor(rings) * 0.618) % 1)
    late = step(0.25, 0.9, phase) * (1 - step(0.9, 1.0, phase)) * strength
    pore = step(1.5, 2.6, log.pores) * (1 - 0.6 * late) * timber.pores
    split = step(2.6, 3.1, log.streak) * timber.cracks
    value = 0.64 - 0.23 * late + 0.055 * log.fibre + 0.05 * log.streak + 0.035 * log.bend + random.uniform(-0.09, 0.09)
    value = value - 0.22 * pore - 0.7 * split - knot_core * (0.42 - 0.1 * late)
    return value.astype(np.float32), (0.7 * late - 1.2 * pore - 3 * split + 0.25 * log.fibre).astype(np.float32)


def _seams(along: Field, beside: Field, timber: WoodTexture, size_px: int) -> Field:
    """Return how far each pixel lies in a gap between boards, in 0..1."""
    width = timber.seam_cm / timber.tile_cm * timber.planks / 2  # of a board's width
    if not width:
        return np.zeros_like(beside)
    soft = timber.planks / size_px
    seam = 1 - step(0.4 * width, width + soft, 0.5 - np.abs(beside))
    if not timber.joints:
        return seam
    end = np.minimum(along, timber.planks - along)
    return np.maximum(seam, 0.9 * (1 - step(0.3 * width, 0.7 * width + soft, end)))


def _toned(value: Field, shades: Sequence[str]) -> Tones3:
    stops = np.stack([tone(shade) for shade in shades])
    at = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(value, at, stops[:, k]) for k in range(3)], -1).astype(np.float32)
