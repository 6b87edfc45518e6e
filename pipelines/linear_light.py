"""Between sRGB bytes and linear light, where pictures are mixed (IEC 61966-2-1)."""

import numpy as np

from pipelines.values import Linear, Rgb

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""What red, green and blue of linear light are seen as."""

_CODES = np.arange(256, dtype=np.float64) / 255
_TO_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
# A byte for each of 65,536 equal steps of light: fine enough that every byte survives the way there and back.
_STEPS = np.arange(65_536, dtype=np.float64) / 65_535
_TO_SRGB = np.where(_STEPS <= 0.0031308, _STEPS * 12.92, 1.055 * _STEPS ** (1 / 2.4) - 0.055)
_TO_BYTES = np.rint(_TO_SRGB * 255).astype(np.uint8)


def to_linear(srgb: Rgb) -> Linear:
    """Return float32 light in [0, 1] of the same shape."""
    return _TO_LINEAR[srgb]


def to_srgb(light: Linear) -> Rgb:
    """Return bytes of the same shape; light outside [0, 1] is clipped."""
    return _TO_BYTES[np.rint(np.clip(light, 0, 1) * 65_535).astype(np.uint16)]
