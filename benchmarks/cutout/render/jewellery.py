"""Small metal things: ring, necklace, watch."""

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join, unit
from pipelines.stages.raytrace.solids import (
    ball,
    box,
    lathe,
    loft,
    loop,
    ring_band,
    rounded,
    spline,
    superellipse,
    tube,
)

GOLD = Material("#e3bf86", rough=0.14, metallic=1.0)
SILVER = Material("#e4e3e1", rough=0.13, metallic=1.0)


def ring(metal: Material, stone: str = "#7fb3d8") -> Parts:
    """A ring standing upright with a faceted stone in claws."""
    band = ring_band(0.95, superellipse(0.16, 0.42, 3)[:, :2]).turned("x", 90).moved(z=1.03)
    angle = np.linspace(0, 2 * np.pi, 9)
    rim = np.stack([np.cos(angle), np.sin(angle)], 1)
    levels = ((0.02, 0.0), (0.36, 0.3), (0.36, 0.36), (0.22, 0.5), (0.0, 0.5))
    gem = np.array([[(*(rim[k] * r), z) for r, z in levels] for k in range(9)])
    from_top = 2.0
    claws = [
        tube(spline([(0.12 * x, 0.12 * y, 0), (0.36 * x, 0.36 * y, 0.25), (0.32 * x, 0.32 * y, 0.52)], 12), 0.045, 8)
        for x, y in np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)]) * 0.75
    ]
    seat = join([band, *(claw.moved(z=from_top) for claw in claws)])
    return [
        Part(seat, metal),
        Part(grid(gem).moved(z=from_top + 0.02), Material(stone, rough=0.03, clearcoat=1.0), facets=True),
    ]


def _links(path: Floats, pitch: float, wire: float) -> Mesh:
    """Interlocked oval links along a path, every second one on edge."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    arc = np.concatenate([[0], np.cumsum(steps)])
    stops = np.arange(0, arc[-1], pitch)
    centres = np.stack([np.interp(stops, arc, path[:, k]) for k in range(3)], 1)
    forward = unit(np.gradient(centres, axis=0))
    angle = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    links = []
    for k, (centre, ahead) in enumerate(zip(centres, forward, strict=True)):
        side = unit(np.cross(ahead, (0, 0, 1.0)))
        over = np.cross(side, ahead)
        lean = np.radians(28 if k % 2 else -28)
        across = side * np.cos(lean) + over * np.sin(lean)
        oval = centre + pitch * (0.82 * np.cos(angle)[:, None] * ahead + 0.5 * np.sin(angle)[:, None] * across)
        links.append(loop(oval, wire, 8))
    return join(links)


def necklace(metal: Material, stone: str = "#2f6f5e") -> Parts:
    """A chain lying in a drop-shaped curve with a pendant."""
    curve = spline(
        [
            (0, -6.2, 0.16),
            (2.6, -3.6, 0.16),
            (4.9, 0.6, 0.16),
            (4.6, 4.6, 0.16),
            (2.0, 6.6, 0.16),
            (-1.8, 6.4, 0.16),
            (-4.6, 4.7, 0.16),
            (-5.0, 0.4, 0.16),
            (-2.5, -3.7, 0.16),
        ],
        800,
        closed=True,
    )
    curve = np.concatenate([curve, curve[:1]])
    drop = ball(1.0, (0.75, 0.95, 0.28)).moved(0, -7.5, 0.3)
    frame = loop(
        np.array(
            [(0.8 * np.sin(t), -7.5 + 1.0 * np.cos(t), 0.3) for t in np.linspace(0, 2 * np.pi, 80, endpoint=False)]
        ),
        0.1,
    )
    eye = loop(
        np.array(
            [(0.28 * np.sin(t), -6.35 + 0.28 * np.cos(t), 0.25) for t in np.linspace(0, 2 * np.pi, 30, endpoint=False)]
        ),
        0.06,
    )
    return [
        Part(join([_links(curve, 0.27, 0.045), frame, eye]), metal),
        Part(drop, Material(stone, rough=0.05, clearcoat=1)),
    ]


def watch(strap: str = "#4a2f22", face: str = "#f2efe8") -> Parts:
    """A wrist watch closed round an invisible wrist, its face to the camera."""
    case = lathe(rounded([(0, -0.5), (1.75, -0.5, 0.2), (2.0, 0.0, 0.2), (1.85, 0.45, 0.1), (1.72, 0.42)]))
    dial = lathe([(0, 0.3), (1.74, 0.3)])
    hours = [box((0.07, 0.3, 0.03), 0.01).moved(y=1.38, z=0.3).turned("z", 30 * k) for k in range(12)]
    hands = [
        box((0.09, 1.2, 0.03), 0.01).moved(y=0.5, z=0.36).turned("z", -115),
        box((0.12, 0.85, 0.03), 0.01).moved(y=0.35, z=0.34).turned("z", 58),
    ]
    crown = lathe(rounded([(0, 0), (0.22, 0, 0.05), (0.22, 0.35, 0.05), (0, 0.35)])).turned("y", 90).moved(x=1.95)
    head = [
        (join([case, crown]), SILVER),
        (dial, Material(face, rough=0.5)),
        (join([*hours, *hands]), Material("#23262b", rough=0.3)),
    ]
    parts = [Part(mesh.turned("x", 90).moved(y=-2.55), material) for mesh, material in head]
    angle = np.linspace(np.radians(-90 + 25), np.radians(270 - 25), 120)
    rings = []
    for turn in angle:
        out = np.array([0, np.sin(turn) * 2.75, np.cos(turn) * -3.15])
        way = unit(np.array([0, np.sin(turn) / 2.75, np.cos(turn) * -1 / 3.15]))
        width = 1.75 - 0.25 * abs(np.cos((turn - angle[0]) / (angle[-1] - angle[0]) * np.pi)) ** 0.3
        section = superellipse(width, 0.32, 4, 24)
        rings.append(out + section[:, :1] * (1, 0, 0) + section[:, 1:2] * way)
    return [*parts, Part(loft(rings), Material(strap, rough=0.6))]
