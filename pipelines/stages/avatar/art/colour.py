"""Colours of drawings: `#rrggbb`, mixed and shaded in sRGB as illustrators do."""

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.hex_colour import rgb_of

Place: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Linear:
    """Colours along a straight line: `stops` are spread evenly from `start` to `end`."""

    start: Place
    end: Place
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Radial:
    """Colours from a centre outward; `stops` are spread evenly over the radius."""

    centre: Place
    radius: float
    stops: tuple[str, ...]


Paint: TypeAlias = str | Linear | Radial


def rgb(colour: str) -> NDArray[np.float32]:
    """Return red, green, blue in [0, 1]."""
    return np.array([part / 255 for part in rgb_of(colour)], np.float32)


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with a share of `second` in it."""
    mixed = rgb(first) * (1 - share) + rgb(second) * share
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in np.clip(mixed, 0, 1))


def shade(colour: str, lightness: float, saturation: float = 1.0, hue_turn: float = 0.0) -> str:
    """Return a colour with its lightness and saturation multiplied and its hue turned (in turns)."""
    hue, light, sat = rgb_to_hls(*(float(part) for part in rgb(colour)))
    parts = hls_to_rgb((hue + hue_turn) % 1, min(1.0, light * lightness), min(1.0, sat * saturation))
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def paint_over(paint: Paint, xs: NDArray[np.float32], ys: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a paint's colour at places given in design units, shape (len(ys), len(xs), 3); (3,) for one colour."""
    if isinstance(paint, str):
        return rgb(paint)
    if isinstance(paint, Linear):
        axis = np.array(paint.end, np.float32) - np.array(paint.start, np.float32)
        length = float(axis @ axis) or 1.0
        share = ((xs[None] - paint.start[0]) * axis[0] + (ys[:, None] - paint.start[1]) * axis[1]) / length
    else:
        share = np.hypot(xs[None] - paint.centre[0], ys[:, None] - paint.centre[1]) / paint.radius
    table = np.stack([rgb(stop) for stop in paint.stops])
    at = np.clip(share, 0, 1) * (len(table) - 1)
    low = np.minimum(at.astype(int), len(table) - 2)
    part = (at - low)[..., None].astype(np.float32)
    return (table[low] * (1 - part) + table[low + 1] * part).astype(np.float32, copy=False)
