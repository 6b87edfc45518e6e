"""Products whose own looks resemble something added: frames, stripes, print, a round mark; and one almost white.

As in `products`, every maker returns float32 RGBA in [0, 1], straight alpha, sRGB, trimmed to its alpha.
"""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.checker.drawing import OVER, SIZE, Rgba, cylinder, finish, grid, texture


def rug() -> Rgba:
    """A woven rug with borders and frames of its own; its edges are as straight as cloth's are."""
    size = SIZE * OVER
    x, y = grid(size, size)
    x = x + 0.006 * np.sin(y * 5 + 1) + 0.002 * np.sin(y * 31)
    y = y + 0.005 * np.sin(x * 6 + 2) + 0.002 * np.sin(x * 27)
    reach = np.maximum(np.abs(x) / 0.93, np.abs(y) / 0.93)
    colour = np.empty((size, size, 3), np.float32)
    colour[:] = (0.62, 0.16, 0.14)
    cream, gold, navy = (0.90, 0.86, 0.74), (0.92, 0.84, 0.62), (0.16, 0.22, 0.36)
    for start, end, tone in ((0.93, 1.0, cream), (0.86, 0.875, gold), (0.62, 0.80, navy), (0.70, 0.715, gold)):
        colour[(reach >= start) & (reach < end)] = tone
    diamonds = (np.abs(np.sin(x * 9)) + np.abs(np.sin(y * 9)) < 0.9) & (reach < 0.6)
    colour[diamonds] = (0.88, 0.72, 0.40)
    weave = 1 + 0.10 * np.sin(x * size * 0.35) * np.sin(y * size * 0.35)
    colour *= (weave * (1 + texture((size, size), 21, 0.06)))[..., None]
    return finish(colour, (reach < 1).astype(np.float32))


def towel() -> Rgba:
    """A striped towel, hanging: stripes run from side to side, as bands of a frame would."""
    size = SIZE * OVER
    x, y = grid(size, size)
    sag = 0.012 * np.sin(x * 4 + 0.6) + 0.006 * np.sin(x * 17)
    stripe = np.floor((y + sag + 1) * 9).astype(int) % 3
    tones = np.array([[0.93, 0.92, 0.88], [0.20, 0.42, 0.52], [0.86, 0.62, 0.30]], np.float32)
    folds = 0.92 + 0.08 * np.sin(x * 11 + 0.8 * np.sin(y * 3))
    colour = tones[stripe] * (folds * (1 + texture((size, size), 22, 0.08)))[..., None]
    body = (np.abs(x + 0.004 * np.sin(y * 19)) < 0.96) & (np.abs(y + sag) < 0.96)
    return finish(colour.astype(np.float32), body.astype(np.float32))


def pouch() -> Rgba:
    """A coffee pouch printed all over, up to its edges."""
    size = SIZE * OVER
    face = Image.new("RGB", (size, size), (58, 44, 40))
    draw = ImageDraw.Draw(face)
    letters = ImageFont.load_default(size=int(size * 0.11))
    draw.text((int(size * 0.24), int(size * 0.20)), "AMANO", fill=(240, 220, 180), font=letters)
    for line in range(16):
        text = "ground coffee  250 g  moulu fin  gemahlener Kaffee  koffie"
        small = ImageFont.load_default(size=int(size * 0.026))
        draw.text((int(size * 0.16), int(size * (0.40 + 0.034 * line))), text, fill=(214, 200, 176), font=small)
    draw.ellipse((int(size * 0.62), int(size * 0.06), int(size * 0.78), int(size * 0.22)), fill=(196, 60, 40))
    x, y = grid(size, size)
    half = 0.70 + 0.05 * np.cos(y * 2.2) + 0.004 * np.sin(y * 40)
    body = (np.abs(x) < half) & (np.abs(y) < 0.95 + 0.02 * np.cos(x * 3))
    light = 0.80 + 0.30 * np.cos(x * 1.5 - 0.4) * np.cos(y * 0.8) - 0.1
    colour = np.asarray(face, np.float32) / 255 * (light * (1 + texture((size, size), 23, 0.02)))[..., None]
    return finish(colour.astype(np.float32), body.astype(np.float32))


def medal() -> Rgba:
    """A round enamelled medal on a ribbon: flat colours and a star, as a badge has, but it is what is sold."""
    size = SIZE * OVER
    x, y = grid(size, size)
    disc = np.hypot(x, (y - 0.42)) < 0.52
    inner = np.hypot(x, (y - 0.42)) < 0.44
    ribbon = (np.abs(x) < 0.22 + 0.10 * (-y)) & (y > -0.95) & (y < -0.06)
    angle = np.arctan2(y - 0.42, x) + np.pi / 2
    star = np.hypot(x, y - 0.42) < 0.22 + 0.10 * np.cos(angle * 5)
    colour = np.empty((size, size, 3), np.float32)
    colour[:] = (0.16, 0.24, 0.52)
    colour[ribbon & (np.abs(x) < 0.07)] = (0.92, 0.92, 0.90)
    colour[disc] = (0.83, 0.66, 0.28)
    colour[inner] = (0.70, 0.10, 0.14)
    colour[star] = (0.95, 0.90, 0.72)
    light = 0.95 - 0.16 * x - 0.14 * (y - 0.42) + 0.2 * np.exp(-(((x + y - 0.2) / 0.12) ** 2)) * disc
    colour *= (light * (1 + texture((size, size), 24, 0.015)))[..., None]
    return finish(colour, (disc | ribbon).astype(np.float32))


def porcelain() -> Rgba:
    """A white porcelain bowl: over most of it 4 to 16 levels darker than a white ground."""
    size = SIZE * OVER
    x, y = grid(size, size)
    rim = (x / 0.95) ** 2 + ((y + 0.45) / 0.20) ** 2 <= 1
    within = (x / 0.90) ** 2 + ((y + 0.45) / 0.17) ** 2 <= 1
    depth = np.clip((y + 0.45) / 0.90, 0, 1)
    body = (y > -0.45) & (np.abs(x) < 0.95 * np.sqrt(np.clip(1 - depth**2, 0, 1))) & (depth < 0.96)
    foot = (np.abs(x) < 0.34) & (y > 0.30) & (y < 0.46 + 0.05 * np.sqrt(np.clip(1 - (x / 0.34) ** 2, 0, 1)))
    across = x / np.maximum(0.95 * np.sqrt(np.clip(1 - depth**2, 0, 1)), 1e-3)
    value = 0.978 - 0.030 * np.clip(np.abs(across + 0.2), 0, 1.2) ** 2 - 0.03 * depth**3
    value = np.where(within, 0.952 + 0.02 * (y + 0.45) / 0.17, value)
    value = np.where(rim & ~within, 0.984, value)
    value = np.where(foot & ~body, 0.90, value)
    colour = np.repeat(value[..., None], 3, axis=2) * np.array([1.0, 0.998, 0.994], np.float32)
    colour *= 1 + texture((size, size), 25, 0.002)[..., None]
    return finish(colour.astype(np.float32), (body | rim | foot).astype(np.float32))


def tin() -> Rgba:
    """A round tin with a pale flat lid whose print is a frame of its own."""
    size = SIZE * OVER
    x, y = grid(size, size)
    lid = (x / 0.90) ** 2 + ((y + 0.35) / 0.42) ** 2 <= 1
    side = (np.abs(x) < 0.90) & (y > -0.35) & (y < 0.45 + 0.42 * np.sqrt(np.clip(1 - (x / 0.90) ** 2, 0, 1)))
    ring = np.abs(np.hypot(x / 0.90, (y + 0.35) / 0.42) - 0.86) < 0.02
    square = np.maximum(np.abs(x) / 0.5, np.abs(y + 0.35) / 0.22)
    colour = np.repeat((cylinder(np.clip(x / 0.90, -1, 1)) * 0.9)[..., None], 3, axis=2) * (0.55, 0.72, 0.66)
    colour[lid] = (0.90, 0.89, 0.85)
    colour[lid & ((np.abs(square - 0.9) < 0.03) | ring)] = (0.25, 0.42, 0.38)
    colour = colour * (1 + texture((size, size), 26, 0.02) - 0.06 * x)[..., None]
    return finish(colour.astype(np.float32), (lid | side).astype(np.float32))


PATTERNED: dict[str, Callable[[], Rgba]] = {
    "rug": rug,
    "towel": towel,
    "pouch": pouch,
    "medal": medal,
    "porcelain": porcelain,
    "tin": tin,
}
