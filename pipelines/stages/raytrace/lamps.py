"""How bright a lamp's face must be so that its light arrives with the power that a set asks for."""

import numpy as np
from numpy.typing import NDArray

from pipelines.linear_light import LUMINANCE
from pipelines.stages.raytrace.texture import linear, rgb
from presets.scenes.schema import Dome, Panel

_DOME_ROWS = 64

Colours = NDArray[np.float64]


def light_of(colour: str) -> Colours:
    """Return a colour's linear light, shape (3,)."""
    return np.array(linear(rgb(colour)))


def panel_radiance(panel: Panel) -> Colours:
    """Return the radiance of a panel's face, shape (3,): a white card at its aim then reflects a luminance of `power`.

    A white card under irradiance E reflects E / pi; a rectangle that faces it on its axis arrives as
    E = pi * radiance * form factor (differential element to parallel rectangle; Howell, configuration C-3).
    """
    distance = float(np.linalg.norm(np.subtract(panel.at_cm, panel.aim_cm)))
    x, y = (edge / 2 / distance for edge in panel.size_cm)
    wide, high = np.hypot(1, x), np.hypot(1, y)
    form_factor = 2 / np.pi * (x / wide * np.arctan(y / wide) + y / high * np.arctan(x / high))
    return _of_luminance(light_of(panel.colour), panel.power / form_factor)


def dome_map(dome: Dome) -> NDArray[np.float32]:
    """Return a dome's radiance by height, straight up first, shape (rows, 2 * rows, 3).

    A level white card under it reflects a luminance of `power`.
    """
    height = np.cos((np.arange(_DOME_ROWS) + 0.5) / _DOME_ROWS * np.pi)
    share = np.abs(height)[:, None] ** 0.6
    pole = np.where(height[:, None] >= 0, light_of(dome.top), light_of(dome.bottom))
    rows = share * pole + (1 - share) * light_of(dome.horizon)
    # Reflected by a level card: the mean of the upper half, weighted by the cosine and by solid angle.
    weight = np.clip(height, 0, None) * np.sqrt(1 - height**2)
    reflected = float((rows @ LUMINANCE) @ weight / weight.sum())
    return np.repeat((rows * (dome.power / max(reflected, 1e-6)))[:, None], 2 * _DOME_ROWS, 1).astype(np.float32)


def _of_luminance(colour: Colours, luminance: float) -> Colours:
    return colour * (luminance / max(float(colour @ LUMINANCE), 1e-6))
