"""Textures made of noise: sRGB bytes of shape (height, width, 3) that tile without a seam, unless said otherwise."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]


def rgb(name: str) -> tuple[float, float, float]:
    """A colour name or #hex as sRGB in 0..1."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red / 255, green / 255, blue / 255


def linear(colour: tuple[float, float, float]) -> list[float]:
    """sRGB in 0..1 to linear light."""
    values = np.array(colour)
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4).tolist()


def noise(size: int, slope: float, seed: int, stretch: tuple[float, float] = (1.0, 1.0)) -> Field:
    """Tileable spectral noise with deviation one; a stretch above one draws it out along x or y."""
    random = np.random.default_rng(seed)
    fy = np.fft.fftfreq(size)[:, None] * size * stretch[1]
    fx = np.fft.rfftfreq(size)[None] * size * stretch[0]
    frequency = np.hypot(fx, fy)
    frequency[0, 0] = 1
    spectrum = frequency ** (-slope / 2) * np.exp(2j * np.pi * random.random(frequency.shape))
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, s=(size, size))
    return (field / field.std()).astype(np.float32)


def ramp(field: Field, colours: Sequence[str]) -> Pixels:
    """Colours spread over a field in 0..1."""
    stops = np.array([rgb(colour) for colour in colours])
    at = np.linspace(0, 1, len(stops))
    return to_pixels(np.stack([np.interp(field, at, stops[:, k]) for k in range(3)], -1))


def to_pixels(values: NDArray[np.floating]) -> Pixels:
    """Values in 0..1 to bytes."""
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def wood(colours: Sequence[str], seed: int, planks: int = 5, size: int = 1536) -> Pixels:
    """Planks with growth rings, fibres and dark joints; the grain runs along x."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size
    bend = noise(size, 4.4, seed, (2.0, 1.0))
    fibre = noise(size, 1.1, seed + 1, (24.0, 1.0))
    pores = noise(size, 0.4, seed + 2, (18.0, 1.0))
    value = np.zeros((size, size), np.float32)
    for plank in range(planks):
        rows = slice(plank * size // planks, (plank + 1) * size // planks)
        across = y[rows] * planks - plank - 0.5
        shift = int(random.integers(size))
        local = [np.roll(field, shift, 1)[rows] for field in (bend, fibre, pores)]
        pith = np.hypot(across - random.uniform(-1.6, 1.6), 0.3 * (x[rows] - random.uniform(0.2, 0.8)))
        rings = (pith * random.uniform(6, 10) + local[0] * 0.22 + local[1] * 0.02) % 1
        late = np.where(rings < 0.8, rings / 0.8, (1 - rings) / 0.2) ** 1.7
        value[rows] = 0.66 - 0.25 * late + 0.08 * local[1] - 0.16 * (local[2] > 1.6) + random.uniform(-0.12, 0.12)
        edge = np.minimum(across + 0.5, 0.5 - across) / planks
        value[rows] -= 0.6 * np.exp(-((edge / 0.0012) ** 2))
    return ramp(np.clip(value, 0, 1), colours)


def marble(base: str, vein: str, seed: int, size: int = 1536) -> Pixels:
    """Veined stone: ridges of warped noise."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    warp_x, warp_y = noise(size, 5.0, seed) * size * 0.06, noise(size, 5.0, seed + 1) * size * 0.06
    veins = np.zeros((size, size), np.float32)
    for level, width in ((0, 0.025), (1, 0.015), (2, 0.012)):
        ridge = np.abs(noise(size, 5.6 - 0.5 * level, seed + 10 + level, (1.0, 0.6)))
        ridge = cv2.remap(ridge, (x + warp_x) % size, (y + warp_y) % size, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        gate = np.clip(noise(size, 4.0, seed + 20 + level) * 0.5 + 0.4, 0.05, 1)
        veins = np.maximum(veins, gate * (0.75 * np.exp(-ridge / width) + 0.25 * np.exp(-ridge / 0.2)) * 0.75**level)
    cloud = 0.06 * noise(size, 4.2, seed + 30)
    return ramp(np.clip(veins + cloud, 0, 1), [base, vein])


def weave(colour: str, seed: int, threads: int = 110, size: int = 1536) -> Pixels:
    """Plain-woven cloth with uneven threads."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size * threads
    warp, weft = np.abs(np.sin(np.pi * x)), np.abs(np.sin(np.pi * y))
    over = ((np.floor(x) + np.floor(y)) % 2).astype(np.float32)
    height = np.where(over > 0, warp, weft)
    slubs = 0.5 * noise(size, 1.2, seed, (1, 0.03)) * over + 0.5 * noise(size, 1.2, seed + 1, (0.03, 1)) * (1 - over)
    shade = 0.80 + 0.16 * height + 0.06 * slubs + 0.02 * noise(size, 3.5, seed + 2)
    return to_pixels(shade[..., None] * np.array(rgb(colour)))


def mottled(colour: str, seed: int, strength: float = 0.03, slope: float = 2.2, size: int = 1024) -> Pixels:
    """A colour with blotches: paper, plaster, leather, clay."""
    shade = 1 + strength * noise(size, slope, seed)
    return to_pixels(shade[..., None] * np.array(rgb(colour)))


def fade(top: str, bottom: str, size: int = 512) -> Pixels:
    """A vertical blend of two colours; v = 1 is the top."""
    return ramp(np.repeat(np.linspace(1, 0, size, dtype=np.float32)[:, None], 8, 1), [bottom, top])
