"""How much of a picture one colour fills."""

import cv2
import numpy as np

from pipelines.values import Rgb
from presets.markets.checks import Ground

_SMALL_PX = 160  # long side; shares of large areas need no more


def share_of(ground: Ground, pixels: Rgb) -> float:
    """Return which share of a picture's pixels has the ground's hue and at least its chroma, in CIELAB (D65)."""
    scale = min(1.0, _SMALL_PX / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2Lab)
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    first, last = ground.hue_deg
    turned = (hue - first) % 360 <= (last - first) % 360
    return float((turned & (np.hypot(lab[..., 1], lab[..., 2]) >= ground.min_chroma)).mean())
