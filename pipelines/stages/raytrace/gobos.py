"""What cuts a lamp's beam into a pattern, as opaque meshes about their own middle, in the plane y = 0."""

from collections.abc import Iterable

import numpy as np

from pipelines.stages.raytrace.mesh import Mesh, grid, join
from pipelines.stages.raytrace.part import Part, Parts
from presets.scenes.gobos import BlindsThing, WindowThing

_Span = tuple[float, float]


def window(thing: WindowThing) -> Parts:
    """Return bars and surround."""
    half_width, half_height = thing.width_cm / 2, thing.height_cm / 2
    across = np.linspace(-half_width, half_width, thing.columns + 1)[1:-1]
    up = np.linspace(-half_height, half_height, thing.rows + 1)[1:-1]
    bars = [
        *(_sheet((x - thing.bar_cm / 2, x + thing.bar_cm / 2), (-half_height, half_height)) for x in across),
        *(_sheet((-half_width, half_width), (z - thing.bar_cm / 2, z + thing.bar_cm / 2)) for z in up),
    ]
    return _opaque([*bars, *_surround(half_width, half_height, thing.surround_cm)], thing.material)


def blinds(thing: BlindsThing) -> Parts:
    """Return slats and surround."""
    half_width, half_height = thing.width_cm / 2, thing.height_cm / 2
    slat = thing.pitch_cm * (1 - thing.open_fraction)
    starts = np.arange(-half_height, half_height, thing.pitch_cm)
    slats = [_sheet((-half_width, half_width), (z, min(z + slat, half_height))) for z in starts]
    return _opaque([*slats, *_surround(half_width, half_height, thing.surround_cm)], thing.material)


def _opaque(sheets: Iterable[Mesh], material: str) -> Parts:
    return [Part(join(list(sheets)), material)]


def _surround(half_width: float, half_height: float, reach: float) -> list[Mesh]:
    """Return four sheets round an opening, or none."""
    if not reach:
        return []
    far = half_width + reach
    high = half_height + reach
    return [
        _sheet((-far, -half_width), (-high, high)),
        _sheet((half_width, far), (-high, high)),
        _sheet((-half_width, half_width), (half_height, high)),
        _sheet((-half_width, half_width), (-high, -half_height)),
    ]


def _sheet(x: _Span, z: _Span) -> Mesh:
    across, up = np.meshgrid(x, z, indexing="ij")
    return grid(np.stack([across, np.zeros_like(across), up], -1), np.stack([across, up], -1))
