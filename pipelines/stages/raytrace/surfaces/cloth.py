"""Cloths: linen, check, velvet, felt, knit, terry."""

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
    stamped,
    step,
    tile,
    tone,
    warped,
)
from pipelines.stages.raytrace.texture import Field, noise
from presets.scenes.surfaces import (
    CheckTexture,
    FeltTexture,
    KnitTexture,
    LinenTexture,
    TowelTexture,
    VelvetTexture,
)


def linen(cloth: LinenTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return plain weave with slubs: threads that thicken, and some of another tone."""
    height, warp_on_top = _plain_weave(size_px, cloth.threads, cloth.seed)
    random = np.random.default_rng(cloth.seed)
    x, y = across(size_px)
    tones = random.normal(1, 0.035, (2, cloth.threads)).astype(np.float32)
    column = (x * cloth.threads).astype(int) % cloth.threads
    row = (y * cloth.threads).astype(int) % cloth.threads
    thread = np.where(warp_on_top, tones[0][column], tones[1][row])
    shade = (0.70 + 0.33 * height) * thread * (1 + 0.02 * noise(size_px, 1.0, cloth.seed + 6))
    return tile(coloured(colour, shade), height)


def check(cloth: CheckTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return a check whose crossings are full and whose stripes are half coloured, as woven."""
    height, warp_on_top = _plain_weave(size_px, cloth.threads, cloth.seed, slub=0.05)
    x, y = across(size_px)
    dyed_warp = ((x * cloth.stripes) % 1 < 0.5).astype(np.float32)
    dyed_weft = ((y * cloth.stripes) % 1 < 0.5).astype(np.float32)
    # Both threads show: the one on top fully, the other at its sides.
    share = np.where(warp_on_top, 0.72 * dyed_warp + 0.28 * dyed_weft, 0.28 * dyed_warp + 0.72 * dyed_weft)
    shade = (0.80 + 0.22 * height) * (1 + 0.02 * noise(size_px, 1.0, cloth.seed + 6))
    tones = mixed(tone(colour), tone(cloth.stripe), share.astype(np.float32)) * shade[..., None]
    return tile(tones, height)


def _plain_weave(size_px: int, threads: int, seed: int, slub: float = 0.16) -> tuple[Field, NDArray[np.bool_]]:
    """Return height in 0..1, and where the upright threads lie on top."""
    even = threads + threads % 2
    random = np.random.default_rng(seed + 40)
    x, y = across(size_px)
    wobble = 0.10 / even * noise(size_px, 2.6, seed)
    right, up = (x + wobble) * even, (y + np.roll(wobble, size_px // 3, 0)) * even
    column, row = np.floor(right).astype(int) % even, np.floor(up).astype(int) % even
    off_x, off_y = right % 1 - 0.5, up % 1 - 0.5
    thick = random.normal(1, slub, (2, even)).astype(np.float32)
    wide_x = np.clip(0.46 * thick[0][column] * (1 + slub * noise(size_px, 1.4, seed + 3, (0.03, 1.5))), 0.22, 0.62)
    wide_y = np.clip(0.46 * thick[1][row] * (1 + slub * noise(size_px, 1.4, seed + 4, (1.5, 0.03))), 0.22, 0.62)
    round_x = np.sqrt(np.clip(1 - (off_x / wide_x) ** 2, 0, 1))
    round_y = np.sqrt(np.clip(1 - (off_y / wide_y) ** 2, 0, 1))
    over = (column + row) % 2 == 0
    bow_x, bow_y = np.cos(np.pi * off_y), np.cos(np.pi * off_x)
    warp = round_x * np.where(over, 0.55 + 0.45 * bow_x, 0.40 * (1 - 0.5 * bow_x))
    weft = round_y * np.where(over, 0.40 * (1 - 0.5 * bow_y), 0.55 + 0.45 * bow_y)
    return np.maximum(warp, weft).astype(np.float32), warp > weft


def velvet(cloth: VelvetTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return pile: fine tufts, and soft marks where a hand has brushed it."""
    seed = cloth.seed
    bend = 0.05 * clouds(size_px, seed + 1, 4.6)
    marks = warped(clouds(size_px, seed, 3.6, (2.2, 1.0)), bend, np.roll(bend, size_px // 2, 1))
    tufts = grain(size_px, 1.5, 6, seed + 2)
    return painted(coloured(colour, 1 + 0.07 * marks + 0.06 * tufts), tufts + 0.8 * marks)


def felt(cloth: FeltTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return a tangle of curved fibres, light and dark."""
    light, dark = (_fibres(size_px, 5200, cloth.seed + k) for k in (0, 1))
    haze = noise(size_px, 2.0, cloth.seed + 2)
    shade = 1 + 0.09 * (light - light.mean()) - 0.11 * (dark - dark.mean()) + 0.025 * haze
    return painted(coloured(colour, shade), light - dark + 0.4 * haze)


def _fibres(size_px: int, count: int, seed: int) -> Field:
    """Return short curved hairs, in 0..1."""
    random = np.random.default_rng(seed)
    start = random.uniform(0, size_px, (count, 1, 2))
    turn = random.uniform(0, 2 * np.pi, (count, 1)) + np.linspace(0, 1, 7) * random.normal(0, 1.6, (count, 1))
    step_px = random.uniform(0.004, 0.012, (count, 1, 1)) * size_px
    lines = start + np.cumsum(np.stack([np.cos(turn), np.sin(turn)], -1) * step_px, axis=1)

    def draw(canvas: NDArray[np.uint8], shift: NDArray[np.float64]) -> None:
        inside = lines + shift
        near = ((inside > 0) & (inside < size_px)).all(axis=2).any(axis=-1)
        points = [np.round(line * 16).astype(np.int32) for line in inside[near]]
        cv2.polylines(canvas, points, isClosed=False, color=255, thickness=1, lineType=cv2.LINE_AA, shift=4)

    return stamped(size_px, draw)


def knit(cloth: KnitTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return columns of V: each stitch is two plump, slanting strands of twisted yarn."""
    columns, rows = cloth.stitches, round(cloth.stitches * 1.25)
    x, y = across(size_px)
    wobble = 0.06 / columns * noise(size_px, 3.0, cloth.seed)
    u, v = (x + wobble) * columns, (y - np.roll(wobble, size_px // 4, 0)) * rows
    side = np.abs(u % 1 - 0.5) * 2  # 0 in the middle of a V, 1 between columns
    slant = (v + 0.62 * (1 - side)) % 1  # strands run down to the middle
    strand = np.sqrt(np.clip(1 - ((slant - 0.5) / 0.48) ** 2, 0, 1))
    plump = np.sqrt(np.clip(1 - ((side - 0.5) / 0.51) ** 2, 0, 1))
    height = strand * (0.15 + 0.85 * plump)
    twist = np.sin(2 * np.pi * (4 * slant + 3 * side * np.where(u % 1 < 0.5, 1, -1)))
    fuzz = noise(size_px, 1.0, cloth.seed + 1)
    shade = 0.60 + 0.44 * height + 0.025 * twist * height + 0.035 * fuzz + 0.02 * clouds(size_px, cloth.seed + 2)
    return painted(coloured(colour, shade), height + 0.04 * twist + 0.04 * fuzz)


def towel(cloth: TowelTexture, colour: str, size_px: int = TILE_PX) -> Painted:
    """Return terry: loops in rows that lean this way and that."""
    loops = grain(size_px, 4, 14, cloth.seed)
    rows = np.sin(2 * np.pi * across(size_px)[1] * 56 + 0.8 * noise(size_px, 2.4, cloth.seed + 1))
    yarn = noise(size_px, 0.9, cloth.seed + 2)
    height = loops + 0.35 * rows + 0.15 * yarn
    shade = 0.88 + 0.13 * step(-2.5, 2.5, height) + 0.02 * yarn + 0.015 * clouds(size_px, cloth.seed + 3)
    return painted(coloured(colour, shade), height)
