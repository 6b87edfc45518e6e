"""Small films: coloured squares that move, and a tone."""

from fractions import Fraction

import numpy as np

from pipelines.values import Rgb, Size
from pipelines.video import Sound, Video

SIZE = (96, 64)
RATE = 24_000
COLOURS = ((200, 30, 30), (30, 180, 60), (40, 60, 210), (230, 200, 40), (128, 128, 128))


def moving(number: int, size: Size = SIZE) -> Rgb:
    """A square that goes from left to right over grey; its colour changes every twelve pictures."""
    width, height = size
    pixels = np.full((height, width, 3), 90, np.uint8)
    left = number * 3 % (width - 24)
    pixels[height // 4 : height // 4 + 32, left : left + 24] = COLOURS[number // 12 % len(COLOURS)]
    return pixels


def tone(seconds: Fraction, peak: float = 0.3, channels: int = 1) -> Sound:
    """A hum with a little noise, so that no stretch of it is alike."""
    count = int(seconds * RATE)
    wave = peak * np.sin(np.arange(count) * 2 * np.pi * 220 / RATE)
    wave += np.random.default_rng(1).normal(0, peak / 100, count)
    samples = np.clip(wave, -1, 1).astype(np.float32)
    return Sound(samples if channels == 1 else np.stack([samples] * channels, axis=1), RATE, "pt-BR")


def a_video(count: int = 50, fps: Fraction = Fraction(25), *, size: Size = SIZE, heard: bool = True) -> Video:
    sound = tone(count / fps) if heard else None
    return Video(size, fps, count, lambda number: moving(number, size), sound)
