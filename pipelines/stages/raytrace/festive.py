"""For feasts, desks and children's rooms: baubles, gifts, fans, hearts, pencils, stacking rings, frames.

Everything stands on z = 0 unless said otherwise; lengths are centimetres.
"""

import numpy as np

from pipelines.stages.raytrace.foliage import Parts
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.solids import (
    ball,
    lathe,
    ring_band,
    rounded,
    spline,
    stacked,
    superellipse,
    tube,
)
from pipelines.stages.raytrace.vessels import plank


def bauble(radius_cm: float) -> Parts:
    """A glass ball with its cap and ring, resting on z = 0: roles `glass` and `cap`."""
    cap = lathe(
        rounded([(0, 0), (radius_cm * 0.22, 0), (radius_cm * 0.22, radius_cm * 0.24, 0.08), (0, radius_cm * 0.26)], 6),
        32,
    )
    eye = (
        ring_band(radius_cm * 0.14, superellipse(0.1, 0.1, 2, 12)[:, :2], 32).turned("x", 90).moved(z=radius_cm * 0.36)
    )
    return {"glass": ball(radius_cm, detail=64).moved(z=radius_cm), "cap": join([cap, eye]).moved(z=radius_cm * 1.94)}


def gift(size_cm: tuple[float, float, float], ribbon_cm: float) -> Parts:
    """A box with a lid, a ribbon crosswise and a bow: roles `paper` and `ribbon`."""
    width, depth, height = size_cm
    lid = min(3.0, height * 0.3)
    body = [
        plank((width, depth, height - lid * 0.6), 0.12),
        plank((width + 0.5, depth + 0.5, lid), 0.15).moved(z=height - lid),
    ]
    bands = [
        plank((ribbon_cm, depth + 0.62, height + 0.05), 0.05),
        plank((width + 0.62, ribbon_cm, height + 0.06), 0.05),
    ]
    return {"paper": join(body), "ribbon": join([*bands, bow(ribbon_cm * 2.6, ribbon_cm).moved(z=height + 0.05)])}


def bow(reach_cm: float, wide_cm: float) -> Mesh:
    """Two loops, two tails and a knot of ribbon, lying on the origin."""
    made: list[Mesh] = [ball(wide_cm * 0.42, (1, 1, 0.75), 20).moved(z=wide_cm * 0.3)]
    for side in (1.0, -1.0):
        loop = spline(
            np.array([(0, 0.1), (0.5, 0.52), (0.92, 0.62), (1.0, 0.34), (0.6, 0.10), (0, 0.06)]) * reach_cm, 40
        )
        made.append(
            _band(
                loop * (side, 1), wide_cm * np.concatenate([np.linspace(0.45, 1, 20), np.linspace(1, 0.45, 20)])
            ).turned("z", 12)
        )
        tail = spline(np.array([(0, 0.1), (0.4, 0.14), (0.8, 0.02), (1.1, 0.03)]) * reach_cm, 20)
        made.append(_band(tail * (side, 1), wide_cm * np.linspace(0.5, 0.95, 20)).turned("z", 48 * side + 20))
    return join(made)


def _band(line: Floats, widths: Floats) -> Mesh:
    """A ribbon along a line in the xz plane, so wide along y."""
    across = np.linspace(-0.5, 0.5, 5)
    lift = 0.05 * (1 - (2 * across) ** 2)
    points = np.stack(np.broadcast_arrays(line[:, :1], widths[:, None] * across, line[:, 1:] + lift), -1)
    return grid(points)


def fan(radius_cm: float, spread_deg: float, pleats: int) -> Parts:
    """A pleated fan about its pivot at the origin, facing the camera: roles `paper` and `rib`; 360 is a rosette."""
    count = pleats * 2 + 1
    angle = np.radians(np.linspace(90 - spread_deg / 2, 90 + spread_deg / 2, count))
    fold = np.where(np.arange(count) % 2, -1.0, 1.0)
    reach = np.linspace(0.12, 1, 8)[:, None] * radius_cm
    deep = np.pi * radius_cm * spread_deg / 360 / pleats * 0.32
    depth = fold[None] * deep * (0.25 + 0.75 * reach / radius_cm)
    points = np.stack([reach * np.cos(angle), depth + 0 * reach, reach * np.sin(angle)], -1)
    facets = join([grid(points[:, k : k + 2]) for k in range(count - 1)])
    hub = lathe(rounded([(0, 0), (radius_cm * 0.15, 0, 0.1), (radius_cm * 0.15, deep * 2.4, 0.2), (0, deep * 2.4)]), 48)
    return {"paper": facets, "rib": hub.turned("x", 90).moved(y=deep * 0.6)}


def heart(width_cm: float, thick_cm: float) -> Mesh:
    """A puffed heart lying flat with its point to -y."""
    t = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    outline = np.stack(
        [16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t), 0 * t], -1
    )
    a = np.linspace(-np.pi / 2, np.pi / 2, 17)
    profile = np.stack([0.06 + 0.94 * np.cos(a) ** 0.5, (np.sin(a) + 1) * thick_cm / 2], -1)
    return stacked(profile, outline * width_cm / 32)


def pencil(length_cm: float, radius_cm: float) -> Parts:
    """A sharpened pencil along +x, its point at the far end: roles `paint`, `wood` and `lead`."""
    ring = superellipse(2, 2, 2, 6) * radius_cm
    hexagon = np.concatenate([ring, ring[:1]])[:, [2, 0, 1]]
    tip, bare = length_cm, length_cm - radius_cm * 6.5
    body = [np.repeat(hexagon[:, None], 2, 1) + np.array([[0, 0, 0], [bare, 0, 0]])]
    end = tube(np.array([[0.0, 0, 0], [0.02, 0, 0]]), radius_cm * 0.98, 6)
    t = np.array([0.0, 0.72])
    cone = lathe(np.stack([radius_cm * 0.98 * (1 - t), t * (tip - bare)], -1), 24).turned("y", 90).moved(x=bare)
    point = lathe(
        np.stack([radius_cm * 0.98 * (1 - np.array([0.72, 1.0])), np.array([0.72, 1.0]) * (tip - bare)], -1), 16
    )
    return {"paint": join([grid(body[0]), end]), "wood": cone, "lead": point.turned("y", 90).moved(x=bare)}


def stacking_rings(width_cm: float, rings: int) -> list[Mesh]:
    """A toy: the base with its peg, then each ring from below, then the ball on top."""
    pipe = width_cm * 0.13
    base = lathe(
        rounded([(0, 0), (width_cm * 0.42, 0, 0.5), (width_cm * 0.42, pipe * 0.8, 0.6), (0, pipe * 0.8)], 8), 96
    )
    made, z = [base], pipe * 0.8
    for k in range(rings):
        girth = pipe * (1 - 0.05 * k)
        radius = width_cm / 2 * (1 - 0.13 * k) - girth
        made.append(ring_band(radius, superellipse(2.1 * girth, 2 * girth, 2.4, 40)[:, :2], 96).moved(z=z + girth))
        z += 2 * girth
    return [*made, ball(pipe * 1.05, detail=40).moved(z=z + pipe * 0.8)]


def frame(width_cm: float, height_cm: float, band_cm: float, depth_cm: float) -> Parts:
    """A picture frame or a board standing on z = 0, facing the camera: roles `frame` and `panel`."""
    bars = [plank((width_cm, depth_cm, band_cm), 0.1).moved(z=z) for z in (0, height_cm - band_cm)]
    sides = [
        plank((height_cm - 2 * band_cm, depth_cm, band_cm), 0.1)
        .turned("y", -90)
        .moved(x + band_cm / 2, 0, height_cm / 2)
        for x in (-width_cm / 2 + band_cm / 2, width_cm / 2 - band_cm / 2)
    ]
    panel = plank((width_cm - 2 * band_cm, 0.3, height_cm - 2 * band_cm), 0.02).moved(0, depth_cm * 0.1, band_cm)
    return {"frame": join([*bars, *sides]), "panel": panel}
