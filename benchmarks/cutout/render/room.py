"""Lights as an environment picture of a room, so that shiny products reflect something believable."""

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.cutout.render.stage import Light, Window
from pipelines.stages.raytrace.texture import linear, noise, rgb

_HEIGHT = 256


def room_map(light: Light) -> NDArray[np.float32]:
    """The room in linear light, latitude by longitude, (256, 512, 3); column 0 lies behind the product."""
    elevation = np.linspace(90, -90, _HEIGHT)[:, None]
    azimuth = (np.arange(2 * _HEIGHT) + 0.5)[None] * 180 / _HEIGHT
    wall = np.array(linear(rgb(light.wall)))
    height = np.interp(elevation, [-90, -30, -5, 20, 45, 90], [0.35, 0.4, 0.7, 0.9, 1.25, 1.3])
    corners = 1 - 0.15 * np.cos(np.radians(azimuth * 4)) ** 8
    blotches = 1 + 0.12 * cv2.resize(noise(_HEIGHT, 3.0, 4), (2 * _HEIGHT, _HEIGHT))
    room = (height * corners * blotches)[..., None] * wall * light.ambient
    for window in light.windows:
        _open_window(room, window, elevation, azimuth)
    return cv2.GaussianBlur(room, (0, 0), 0.8).astype(np.float32)


def _open_window(
    room: NDArray[np.float64], window: Window, elevation: NDArray[np.float64], azimuth: NDArray[np.float64]
) -> None:
    """Paint one window with its bars over the room."""
    across = (azimuth - window.azimuth + 180) % 360 - 180
    x, y = across / window.width + 0.5, (elevation - window.elevation) / window.height + 0.5
    inside = (x > 0) & (x < 1) & (y > 0) & (y < 1)
    bars = (np.abs(x * window.panes % 1 - 0.5) > 0.46) | (np.abs(y * window.panes % 1 - 0.5) > 0.46)
    fall = np.broadcast_to(0.8 + 0.4 * np.clip(y, 0, 1), inside.shape)
    sky = np.array(linear(rgb(window.colour))) * window.power * fall[..., None]
    room[inside & ~bars] = sky[inside & ~bars]
