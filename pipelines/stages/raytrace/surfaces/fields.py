"""Fields that patterns are made of: float32, square, and without a seam where they repeat."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.texture import Field, noise, rgb, to_pixels

TILE_PX = 2048
Tones3 = NDArray[np.float32]
"""Shape (..., 3), sRGB in 0..1."""


def tone(colour: str) -> Tones3:
    """A colour as an array of three."""
    return np.array(rgb(colour), np.float32)


def step(low: float, high: float, field: ArrayLike) -> Field:
    """0 below `low`, 1 above `high`, a smooth rise between."""
    t = np.clip((np.asarray(field, np.float32) - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def mixed(below: ArrayLike, above: ArrayLike, share: ArrayLike) -> Tones3:
    """Colours, or pictures of them, blended by a field in 0..1."""
    t = np.asarray(share, np.float32)[..., None]
    return np.asarray(np.asarray(below) * (1 - t) + np.asarray(above) * t, np.float32)


def coloured(colour: str, shade: ArrayLike) -> Tones3:
    """One colour times a field about one."""
    return np.asarray(tone(colour) * np.asarray(shade, np.float32)[..., None], np.float32)


def across(size_px: int) -> tuple[Field, Field]:
    """x and y of each pixel in 0..1, each (size, size)."""
    line = (np.arange(size_px, dtype=np.float32) + 0.5) / size_px
    x, y = np.meshgrid(line, line)
    return np.asarray(x, np.float32), np.asarray(y, np.float32)


def warped(field: ArrayLike, right: ArrayLike, down: ArrayLike) -> Field:
    """A field looked up aside, by shares of the tile."""
    values = np.asarray(field, np.float32)
    size = values.shape[0]
    x, y = across(size)
    columns = np.asarray(((x + np.asarray(right, np.float32)) * size - 0.5) % size, np.float32)
    rows = np.asarray(((y + np.asarray(down, np.float32)) * size - 0.5) % size, np.float32)
    return np.asarray(cv2.remap(values, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32)


def grain(size_px: int, low_px: float, high_px: float, seed: int, stretch: tuple[float, float] = (1, 1)) -> Field:
    """Noise of deviation one whose features lie between two sizes in pixels; a stretch draws it out along x or y."""
    random = np.random.default_rng(seed)
    frequency = np.hypot(np.fft.fftfreq(size_px)[:, None] * stretch[1], np.fft.rfftfreq(size_px)[None] * stretch[0])
    band = np.exp(-((frequency * 2 * low_px) ** 2)) * (1 - np.exp(-((frequency * 2 * high_px) ** 2)))
    spectrum = band * np.exp(2j * np.pi * random.random(frequency.shape))
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, s=(size_px, size_px))
    return np.asarray(field / max(float(field.std()), 1e-9), np.float32)


def stamped(size_px: int, draw: Callable[[NDArray[np.uint8], NDArray[np.float64]], None]) -> Field:
    """What `draw(canvas, shift)` draws in white, in 0..1; it is called for the tile and its eight neighbours."""
    canvas = np.zeros((size_px, size_px), np.uint8)
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            draw(canvas, np.array([x, y], float) * size_px)
    return np.asarray(canvas / 255, np.float32)


def scaled01(field: ArrayLike) -> Field:
    """A field brought to 0..1, but for its outermost thousandths."""
    values = np.asarray(field, np.float32)
    low, high = np.percentile(values, (0.1, 99.9))
    return np.asarray(np.clip((values - low) / max(float(high - low), 1e-9), 0, 1), np.float32)


def tile(tones: ArrayLike, relief: ArrayLike | None = None) -> Painted:
    """A tile of these colours; the relief is cut off at 0 and 1."""
    pixels = to_pixels(np.asarray(tones, np.float32))
    return Painted(pixels, None if relief is None else np.asarray(np.clip(relief, 0, 1), np.float32))


def painted(tones: ArrayLike, relief: ArrayLike) -> Painted:
    """A tile of these colours; the relief is brought to 0..1."""
    return tile(tones, scaled01(relief))


def clouds(size_px: int, seed: int, slope: float = 4.0, stretch: tuple[float, float] = (1, 1)) -> Field:
    """Soft blotches of deviation one."""
    return noise(size_px, slope, seed, stretch)
