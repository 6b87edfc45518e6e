"""Rendered light to the files of the set: a telephone's JPEG, an exact matte, a true foreground."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.cutout.render.renderer import Layers
from benchmarks.cutout.render.stage import Sensor

_WHITE_POINT = 0.76  # where the brightest percentiles land in linear light at ev 0


@dataclass(frozen=True)
class Picture:
    """One item of the set as pixels."""

    photo: NDArray[np.uint8]
    matte: NDArray[np.uint8]
    foreground: NDArray[np.uint8]


def encode_srgb(light: NDArray[np.floating]) -> NDArray[np.float64]:
    """Linear light to sRGB in 0..1, clipped."""
    value = np.clip(light, 0, 1)
    return np.where(value <= 0.0031308, value * 12.92, 1.055 * np.maximum(value, 1e-9) ** (1 / 2.4) - 0.055)


def develop(layers: Layers, sensor: Sensor, seed: int) -> Picture:
    """Expose, add noise, quantise. Photo and foreground share exposure, balance and curve."""
    alpha = layers.cover[..., None]
    whole = alpha * layers.product + (1 - alpha) * layers.behind
    gain = _WHITE_POINT / np.percentile(whole.mean(-1), 97) * 2.0**sensor.ev * np.array(sensor.balance)
    photo = encode_srgb(_noisy(whole * gain, sensor.noise, seed))
    matte = to_bytes(layers.cover)
    foreground = to_bytes(encode_srgb(layers.product * gain)) * (matte > 0)[..., None].astype(np.uint8)
    return Picture(to_bytes(photo), matte, foreground)


def save(picture: Picture, folder: Path, name: str, quality: int) -> None:
    """Write `<name>.jpg`, `<name>.matte.png` and `<name>.fg.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture.photo).save(folder / f"{name}.jpg", quality=quality)
    Image.fromarray(picture.matte).save(folder / f"{name}.matte.png", optimize=True)
    Image.fromarray(picture.foreground).save(folder / f"{name}.fg.png", optimize=True)


def to_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Values in 0..1 to the nearest byte."""
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def _noisy(light: NDArray[np.floating], amount: float, seed: int) -> NDArray[np.floating]:
    """Shot and read noise, slightly smeared as a telephone's own denoiser leaves it."""
    random = np.random.default_rng(seed)
    grain = random.normal(size=light.shape).astype(np.float32)
    luma = random.normal(size=light.shape[:2]).astype(np.float32)[..., None]
    grain = cv2.GaussianBlur(0.6 * grain, (0, 0), 0.7) * 1.6 + cv2.GaussianBlur(luma, (0, 0), 0.5)[..., None]
    return light + grain * amount * np.sqrt(np.clip(light, 0.004, 1))
