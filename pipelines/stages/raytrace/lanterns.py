"""Candles, oil lamps, lanterns, pierced screens and bulbs. All stands on z = 0 unless said otherwise; centimetres."""

import numpy as np

from pipelines.stages.raytrace.copies import copies, frames, spaced
from pipelines.stages.raytrace.foliage import Parts
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.solids import (
    ball,
    box_faces,
    lathe,
    ring_band,
    rounded,
    spline,
    superellipse,
    tube,
)
from pipelines.stages.raytrace.vessels import plank


def flame(height_cm: float) -> Mesh:
    """A still candle flame standing on its wick's end."""
    profile = np.array([(0, 0), (0.13, 0.06), (0.19, 0.22), (0.16, 0.45), (0.08, 0.75), (0.02, 0.95), (0, 1.0)])
    return lathe(np.maximum(spline(profile, 40), 0) * height_cm, 24)


def candle(radius_cm: float, height_cm: float, seed: int, *, lit: bool) -> Parts:
    """A candle with a molten hollow: roles `wax`, `wick` and, when lit, `flame`."""
    random = np.random.default_rng(seed)
    dip = min(0.5, radius_cm * 0.35)
    corners = [
        (0, 0),
        (radius_cm, 0, 0.15),
        (radius_cm, height_cm, 0.25),
        (radius_cm * 0.82, height_cm, 0.3),
        (radius_cm * 0.5, height_cm - dip, 0.3),
        (0, height_cm - dip),
    ]
    body = lathe(rounded(corners, 8), 72).tiled((2 * np.pi * radius_cm, 1))
    angle = np.arctan2(body.points[:, 1], body.points[:, 0])
    top = np.clip((body.points[:, 2] - height_cm + 1.2) / 1.2, 0, 1)
    sink = (
        0.16
        * top
        * np.cos(2 * angle + random.uniform(0, 6))
        * (np.hypot(body.points[:, 0], body.points[:, 1]) > radius_cm * 0.6)
    )
    body = Mesh(body.points + np.stack([0 * sink, 0 * sink, sink], -1), body.faces, body.uv)
    start = height_cm - dip - 0.1
    wick = tube(np.array([[0, 0, start], [0.02, 0, start + 0.6], [0.10, 0.02, start + 1.0]]), 0.06, 6)
    made = {"wax": body, "wick": wick}
    return {**made, "flame": flame(3.0).moved(0.06, 0, start + 0.75)} if lit else made


def diya(width_cm: float, *, lit: bool) -> Parts:
    """A clay lamp with its spout to -y: roles `clay`, `oil`, `wick` and, when lit, `flame`."""
    r = width_cm / 2
    profile = np.array(
        [
            (0, 0),
            (0.55, 0),
            (0.72, 0.10),
            (0.96, 0.48),
            (1.0, 0.56),
            (0.95, 0.58),
            (0.88, 0.50),
            (0.60, 0.20),
            (0, 0.16),
        ]
    )
    clay = lathe(spline(profile, 90) * r, 128, (90, 450)).tiled((2 * np.pi * r, 1))
    oil = lathe(np.array([(0, 0.40), (0.80, 0.40)]) * r, 64)
    tip = np.array([0, -1.30 * r, 0.66 * r])
    wick = tube(
        spline(
            np.array([[0, -0.3 * r, 0.40 * r], [0, -0.9 * r, 0.46 * r], tip, tip + np.array([0, -0.02 * r, 0.1 * r])]),
            16,
        ),
        0.05 * r,
        8,
    )
    made = {"clay": _spouted(clay, r), "oil": _spouted(oil, r), "wick": wick}
    return {**made, "flame": flame(0.95 * r).moved(0, tip[1], tip[2] + 0.08 * r)} if lit else made


def _spouted(mesh: Mesh, r: float) -> Mesh:
    """A bowl drawn out to a spout at -y."""
    yaw = np.arctan2(mesh.points[:, 0], -mesh.points[:, 1])
    lip = np.exp(-((yaw / 0.42) ** 2)) * np.clip(np.hypot(mesh.points[:, 0], mesh.points[:, 1]) / r, 0, 1) ** 2
    points = mesh.points.copy()
    points[:, 1] -= 0.42 * r * lip
    points[:, 0] *= 1 - 0.25 * lip
    points[:, 2] += 0.06 * r * lip * (points[:, 2] > 0.3 * r)
    return Mesh(points, mesh.faces, mesh.uv)


def paper_lantern(width_cm: float, height_cm: float, ribs: int, *, tassel: bool) -> Parts:
    """A ribbed paper lantern hanging from the origin: roles `paper`, `cap`, `tassel`."""
    t = np.linspace(0, 1, ribs * 8 + 1)
    swell = np.sin(np.pi * (0.10 + 0.80 * t)) ** 0.62
    rib = 1 - 0.035 * np.abs(np.sin(np.pi * t * ribs)) ** 0.7
    body = lathe(np.stack([swell * rib * width_cm / 2, -(0.5 + t * height_cm) - 1.0], -1)[::-1], 96)
    opening = swell[0] * width_cm / 2 * 0.98
    caps = [
        lathe(rounded([(0, 0), (opening, 0, 0.1), (opening, 1.1, 0.1), (0, 1.1)]), 64).moved(z=z)
        for z in (-2.1, -height_cm - 2.0)
    ]
    cord = tube(np.array([[0, 0, -1.2], [0, 0, 0], [0, 0, 40]]), 0.08, 6)
    made = {"paper": body, "cap": join([*caps, cord])}
    if tassel:
        made["tassel"] = _tassel(width_cm * 0.42, 0.055 * width_cm).moved(z=-height_cm - 2.2)
    return made


def _tassel(length_cm: float, radius_cm: float) -> Mesh:
    """Threads that hang from the origin, bound below a knot."""
    random = np.random.default_rng(7)
    knot = [
        ball(radius_cm * 0.75, detail=14).moved(z=-length_cm * 0.16),
        tube(np.array([[0, 0, 0], [0, 0, -length_cm * 0.2]]), 0.07, 6),
    ]
    t = np.linspace(0, 1, 8)
    threads = []
    for yaw in random.uniform(0, 2 * np.pi, 90):
        reach = radius_cm * np.sqrt(random.random()) * (0.5 + 0.9 * t)
        z = -length_cm * (0.2 + 0.8 * t * random.uniform(0.93, 1))
        threads.append(tube(np.stack([reach * np.cos(yaw), reach * np.sin(yaw), z], -1), 0.05, 4))
    return join([*knot, *threads])


def lattice(width_cm: float, height_cm: float, cell_cm: float, bar_cm: float, depth_cm: float) -> Mesh:
    """A screen of eight-pointed stars and crosses about the origin in the plane y = 0, with a frame round it."""
    columns, rows = max(1, round(width_cm / cell_cm)), max(1, round(height_cm / cell_cm))
    step = np.array([width_cm / columns, height_cm / rows])
    angle = np.radians(np.arange(17) * 22.5)
    # the inner corners of two squares laid over each other at 45 degrees
    reach = np.where(np.arange(17) % 2 == 0, 0.5, 0.5 * np.cos(np.pi / 4) / np.cos(np.pi / 8))
    star = np.stack([reach * np.cos(angle), reach * np.sin(angle)], -1) * step
    starts, ends = [], []
    for column in range(columns):
        for row in range(rows):
            middle = (np.array([column, row]) + 0.5) * step - (width_cm / 2, height_cm / 2)
            starts.append(middle + star[:-1])
            ends.append(middle + star[1:])
    a, b = np.concatenate(starts), np.concatenate(ends)
    way = b - a
    length = np.linalg.norm(way, axis=1)
    ways = np.stack([way[:, 0], 0 * length, way[:, 1]], -1)
    middles = np.stack([a[:, 0] + way[:, 0] / 2, 0 * length, a[:, 1] + way[:, 1] / 2], -1)
    unit_bar = join(list(box_faces((1, 1, 1), 0.06, 1).values())).moved(z=-0.5)
    sizes = np.stack([length + bar_cm * 0.6, np.full_like(length, depth_cm), np.full_like(length, bar_cm)], -1)
    bars = copies(unit_bar, frames(ways, np.array([0.0, 0.0, 1.0]) + 1e-6 * ways), middles, sizes)
    edge = bar_cm * 1.5
    frame = [
        plank((width_cm + 2 * edge, depth_cm * 1.2, edge)).moved(z=z) for z in (-height_cm / 2 - edge, height_cm / 2)
    ]
    frame += [
        plank((edge, depth_cm * 1.2, height_cm)).moved(x, 0, -height_cm / 2)
        for x in (-width_cm / 2 - edge / 2, width_cm / 2 + edge / 2)
    ]
    return join([bars, *frame])


def surround(width_cm: float, height_cm: float, reach_cm: float) -> list[Mesh]:
    """Four sheets round an opening about the origin in the plane y = 0, or none."""
    if not reach_cm:
        return []
    w, h, far, high = width_cm / 2, height_cm / 2, width_cm / 2 + reach_cm, height_cm / 2 + reach_cm
    spans = ((-far, -w, -high, high), (w, far, -high, high), (-w, w, h, high), (-w, w, -high, -h))
    return [
        grid(np.array([[[a, 0, c], [a, 0, d]], [[b, 0, c], [b, 0, d]]]), np.array([[[a, c], [a, d]], [[b, c], [b, d]]]))
        for a, b, c, d in spans
    ]


def metal_lantern(width_cm: float, height_cm: float, sides: int = 6) -> Parts:
    """A lantern of pierced panels under a ribbed dome: roles `metal`, `wax`, `wick` and `flame`."""
    r, tall = width_cm / 2, height_cm * 0.46
    base_z = height_cm * 0.12
    wide = 2 * r * 0.90 * np.tan(np.pi / sides)
    panel = lattice(wide * 0.84, tall * 0.92, wide * 0.84 / 2, 0.13, 0.25).moved(z=tall / 2)
    metal: list[Mesh] = []
    for k in range(sides):
        yaw = 360 / sides * (k + 0.5)
        metal.append(panel.moved(y=-r * 0.90).turned("z", yaw).moved(z=base_z))
        post = plank((0.55, 0.55, tall), 0.1).moved(y=-r * 0.90 / np.cos(np.pi / sides))
        metal.append(post.turned("z", yaw + 180 / sides).moved(z=base_z))
    foot = [(0, 0), (0.98, 0), (1.04, 0.05), (0.98, 0.4), (0.90, 0.55), (1.02, 0.85), (1.02, 1.0), (0, 1.0)]
    dome = [
        (1.06, 0),
        (1.10, 0.06),
        (1.0, 0.12),
        (0.86, 0.32),
        (0.54, 0.55),
        (0.24, 0.68),
        (0.15, 0.75),
        (0.20, 0.80),
        (0.14, 0.86),
        (0.05, 0.95),
        (0.0, 1.0),
    ]
    start = 90 + 180 / sides
    metal.append(lathe(np.array(foot) * (r, base_z), sides * 8, (start, start + 360)))
    metal.append(lathe(np.array(dome) * (r, height_cm * 0.34), sides * 8, (start, start + 360)).moved(z=base_z + tall))
    top = base_z + tall + height_cm * 0.34
    metal.append(
        ring_band(width_cm * 0.09, superellipse(0.3, 0.3, 2, 16)[:, :2], 40)
        .turned("x", 90)
        .moved(z=top + width_cm * 0.07)
    )
    light = candle(r * 0.3, tall * 0.42, 3, lit=True)
    made = {"wax": light["wax"].moved(z=base_z), "flame": light["flame"].moved(z=base_z), "metal": join(metal)}
    return {**made, "wick": light["wick"].moved(z=base_z)}


def bulbs(size_cm: tuple[float, float, float], count: int, apart_cm: float, radius_cm: float, seed: int) -> Mesh:
    """Small glowing balls in a box standing on z = 0, no two near each other as the camera sees them."""
    random = np.random.default_rng(seed)
    drawn = random.uniform(-0.5, 0.5, (count * 12, 3)) * (size_cm[0], size_cm[2], size_cm[1])
    places = spaced(drawn, apart_cm)[:count][:, [0, 2, 1]] + np.array([0, 0, size_cm[2] / 2])
    sizes = random.uniform(0.75, 1.2, len(places))
    return copies(ball(radius_cm, detail=12), np.broadcast_to(np.eye(3), (len(places), 3, 3)), places, sizes)


def light_string(path: Floats, apart_cm: float, radius_cm: float) -> Parts:
    """Bulbs hanging from a cord: roles `bulb` and `cord` (with sockets)."""
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    count = max(1, int(length / apart_cm))
    at = (np.arange(count) + 0.5) / count * (len(path) - 1)
    points = np.stack([np.interp(at, np.arange(len(path)), path[:, k]) for k in range(3)], -1)
    turns = np.broadcast_to(np.eye(3), (count, 3, 3))
    drop = lathe(np.array([(0, -2.6), (0.6, -2.3), (0.95, -1.5), (0.7, -0.8), (0.38, -0.5)]) * radius_cm, 24)
    socket = lathe(np.array([(0, 0.2), (0.42, 0.2), (0.42, -0.6), (0, -0.6)]) * radius_cm, 16)
    return {"bulb": copies(drop, turns, points), "cord": join([copies(socket, turns, points), tube(path, 0.12, 6)])}
