"""How far two colours are apart for an eye: CIEDE2000."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Rgb


def delta_e(first: Rgb, second: Rgb) -> NDArray[np.float32]:
    """Return the CIEDE2000 difference of each pair of pixels (D65, kL = kC = kH = 1).

    The two pictures have one shape (..., 3); the result drops the last axis. Formula: Sharma, Wu, Dalal, "The CIEDE2000
    color-difference formula", Color Research and Application 30 (2005).
    """
    lab_1, lab_2 = _lab(first), _lab(second)
    chroma_mean = (np.hypot(lab_1[..., 1], lab_1[..., 2]) + np.hypot(lab_2[..., 1], lab_2[..., 2])) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma_mean**7 / (chroma_mean**7 + 25.0**7)))
    chroma_1, hue_1 = _polar(lab_1, stretch)
    chroma_2, hue_2 = _polar(lab_2, stretch)
    grey = chroma_1 * chroma_2 == 0
    turn = np.where(grey, 0, (hue_2 - hue_1 + 180) % 360 - 180)
    lightness = (lab_1[..., 0] + lab_2[..., 0]) / 2
    chroma = (chroma_1 + chroma_2) / 2
    hue = np.where(grey, hue_1 + hue_2, (hue_1 + turn / 2) % 360)
    return _combine(
        lab_2[..., 0] - lab_1[..., 0],
        chroma_2 - chroma_1,
        _hue_step(chroma_1, chroma_2, turn),
        (lightness, chroma, hue),
    )


def _lab(pixels: Rgb) -> NDArray[np.float64]:
    flat = np.ascontiguousarray(pixels.reshape(-1, 1, 3)).astype(np.float32) / 255
    return cv2.cvtColor(flat, cv2.COLOR_RGB2Lab).reshape(pixels.shape).astype(np.float64)


def _polar(lab: NDArray[np.float64], stretch: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = lab[..., 1] * stretch, lab[..., 2]
    return np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360


def _hue_step(
    chroma_1: NDArray[np.float64], chroma_2: NDArray[np.float64], turn: NDArray[np.float64]
) -> NDArray[np.float64]:
    return 2 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.radians(turn) / 2)


def _combine(
    lightness_step: NDArray[np.float64],
    chroma_step: NDArray[np.float64],
    hue_step: NDArray[np.float64],
    means: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float32]:
    lightness, chroma, hue = means
    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    s_lightness = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = (
        2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    )
    parts = lightness_step / s_lightness, chroma_step / s_chroma, hue_step / s_hue
    squared = parts[0] ** 2 + parts[1] ** 2 + parts[2] ** 2 - rotation * parts[1] * parts[2]
    return np.sqrt(np.maximum(squared, 0)).astype(np.float32)
