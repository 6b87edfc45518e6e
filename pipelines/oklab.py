"""Colours in Oklab, in which a blue made paler stays blue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear, to_srgb
from pipelines.values import Rgb

_LESS_CHROMA = np.linspace(0.95, 0, 20)
# Björn Ottosson, "A perceptual color space for image processing", 2020
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def to_oklab(srgb: Rgb) -> NDArray[np.float32]:
    """Return lightness, a and b of colours, in an array of the same shape."""
    return np.asarray(np.cbrt(to_linear(srgb) @ _TO_CONES.T) @ _TO_OKLAB.T, np.float32)


def oklab_of(colours: Sequence[str]) -> NDArray[np.float32]:
    """Return a row for each `#rrggbb`."""
    return to_oklab(np.array([rgb_of(colour) for colour in colours], np.uint8))


def hexes_of(lab: NDArray[np.float32]) -> list[str]:
    """Return rows as `#rrggbb`; those beyond sRGB lose chroma, not hue."""
    light = _linear(lab)
    for part in _LESS_CHROMA:
        beyond = ((light < 0) | (light > 1)).any(axis=1)
        light[beyond] = _linear(lab * np.array([1, part, part], np.float32))[beyond]
    return [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in to_srgb(np.clip(light, 0, 1))]


def _linear(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    cones = (lab @ np.linalg.inv(_TO_OKLAB).T) ** 3
    return np.asarray(cones @ np.linalg.inv(_TO_CONES).T, np.float32)
