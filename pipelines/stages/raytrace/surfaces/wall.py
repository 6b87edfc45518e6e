"""What walls and backgrounds are covered with: plaster, paper, glaze."""

import numpy as np

from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.surfaces.fields import (
    TILE_PX,
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
from pipelines.stages.raytrace.texture import noise
from presets.scenes.surfaces import GlazeTexture, PaperTexture, PlasterTexture


def plaster(coat: PlasterTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return lime plaster: clouds, strokes that cross, and a fine tooth."""
    seed = coat.seed
    bend_x, bend_y = (0.05 * clouds(size_px, seed + k, 4.4) for k in (1, 2))
    level = warped(noise(size_px, 2.6, seed + 3, (6.0, 1.0)), bend_x, bend_y)
    upright = warped(noise(size_px, 2.6, seed + 4, (1.0, 6.0)), bend_y, bend_x)
    choose = step(-0.6, 0.6, clouds(size_px, seed + 5, 3.6))
    strokes = level * choose + upright * (1 - choose)
    cloud, tooth = clouds(size_px, seed, 3.4), noise(size_px, 1.0, seed + 6)
    nicks = step(2.4, 3.2, warped(noise(size_px, 1.8, seed + 7, (9.0, 1.0)), bend_x, bend_y))
    shade = 1 + coat.strength * (0.030 * cloud + coat.brushed * 0.03 * strokes + 0.006 * tooth - 0.03 * nicks)
    tones = coloured(colour, shade) * (1 + 0.010 * coat.strength * cloud[..., None] * np.array([0.6, 0.1, -0.7]))
    return painted(tones, 0.5 * cloud + coat.brushed * strokes + 0.10 * tooth - 1.2 * nicks)


def paper(sheet: PaperTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return matt paper, almost plain."""
    fibres = noise(size_px, 1.2, sheet.seed, (3.0, 1.0)) + noise(size_px, 1.2, sheet.seed + 1, (1.0, 3.0))
    shade = 1 + 0.005 * fibres + 0.0025 * clouds(size_px, sheet.seed + 2, 3.0)
    return painted(coloured(colour, shade), fibres)


def glaze(coat: GlazeTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return a glaze that pools darker and thins paler, with pinholes."""
    seed = coat.seed
    wide = clouds(size_px, seed, 3.2)
    hue = clouds(size_px, seed + 1, 3.2)
    pool = warped(clouds(size_px, seed + 2, 2.6), 0.02 * wide, 0.02 * hue)
    pinholes = step(3.1, 3.7, grain(size_px, 3, 9, seed + 3))
    shade = 1 + coat.variety * (0.10 * wide + 0.035 * pool) - 0.25 * pinholes
    tones = coloured(colour, shade) * (1 + coat.variety * 0.022 * hue[..., None] * np.array([1.0, 0.1, -0.8]))
    pale = step(0.8, 2.6, pool) * 0.35 * coat.variety
    tones = mixed(tones, 0.5 * tone(colour) + 0.5, pale)
    return tile(tones, 0.6 + 0.10 * pool - 0.4 * pinholes)
