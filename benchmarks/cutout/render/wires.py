"""Thin and spiky things: whisk, wire bowl, brush, plant, cactus."""

import numpy as np

from benchmarks.cutout.render.jewellery import SILVER
from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import Mesh, Strands, grid, join, rotation
from pipelines.stages.raytrace.solids import ball, lathe, loop, rounded, spline, tube


def whisk() -> Parts:
    """A balloon whisk lying down, its wires crossing."""
    grip = lathe(rounded([(0, 0), (0.9, 0, 0.4), (1.15, 5, 3), (0.75, 11.5, 2), (0.8, 12.5, 0.1), (0, 12.5)]))
    wires = []
    for angle in np.arange(5) * 36.0:
        half = spline([(0.35, 12), (0.9, 15), (2.9, 20), (3.1, 23.5), (1.7, 26.2), (0, 26.9)], 40)
        path = np.concatenate([half, half[-2::-1] * (-1, 1)])
        wires.append(
            tube(np.column_stack([path[:, 0], np.zeros(len(path)), path[:, 1]]) @ rotation("z", angle + 8).T, 0.1, 8)
        )
    beech = Material(texture=texture.wood(("#b98c5c", "#dfbb8a"), 2, 1, 512), rough=0.5)
    parts = [Part(grip.tiled(np.array([1, 0.05])), beech), Part(join(wires), SILVER)]
    return [part.turned("x", 84) for part in parts]


def wire_bowl(colour: str = "#1f2022") -> Parts:
    """A fruit bowl of painted wire, empty."""
    profile = spline([(4.5, 0.2), (7.5, 1.4), (11.0, 4.6), (13.0, 9.0)], 40)
    rods = []
    for angle in np.linspace(0, 2 * np.pi, 28, endpoint=False):
        rods.append(
            tube(
                np.column_stack([np.cos(angle) * profile[:, 0], np.sin(angle) * profile[:, 0], profile[:, 1]]), 0.16, 8
            )
        )
    turn = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    for r, z, w in ((4.5, 0.2, 0.25), (9.2, 2.7, 0.16), (13.0, 9.0, 0.32)):
        rods.append(loop(np.column_stack([r * np.cos(turn), r * np.sin(turn), np.full(160, z)]), w, 10))
    return [Part(join(rods), Material(colour, rough=0.4))]


def brush(handle: str = "#1b1c20", seed: int = 2) -> Parts:
    """A powder brush standing on its end, bristles up."""
    random = np.random.default_rng(seed)
    stem = lathe(rounded([(0, 0), (1.5, 0, 0.3), (1.7, 3.5, 1.5), (1.0, 7.5, 1.5), (1.15, 8.0), (0, 8.0)]))
    ferrule = lathe(rounded([(1.1, 7.9), (1.15, 8.0), (1.35, 10.6, 0.1), (1.2, 10.7)]))
    count = 9000
    radius, angle = np.sqrt(random.random(count)), random.uniform(0, 2 * np.pi, count)
    way = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
    top = 16.6 - 1.9 * radius**2.2 + random.normal(scale=0.16, size=count)
    t = np.linspace(0, 1, 6)
    wide = 1.2 + 1.45 * np.sin(np.pi * 0.62 * t)
    xy = way[:, None] * wide[:, None] + random.normal(scale=0.12, size=(count, 1, 2)) * t[:, None] ** 2
    points = np.concatenate([xy, (10.3 + (top - 10.3)[:, None] * t)[..., None]], -1)
    hairs = Strands(points, 0.022 * np.ones((count, 6)) * np.linspace(1, 0.35, 6))
    core = lathe(rounded([(0, 10.4), (1.2, 10.5), (2.2, 13.2, 1.5), (1.6, 14.6, 0.8), (0, 14.9)]))
    soft = Material("#5a3a2a", rough=0.6, sheen=0.3)
    return [
        Part(stem, Material(handle, rough=0.1, clearcoat=1)),
        Part(ferrule, Material("#d7b07a", rough=0.2, metallic=1)),
        Part(core, soft),
        Part(hairs, soft),
    ]


def _leaf(length: float, width: float, droop: float) -> Mesh:
    """A pointed leaf along +x, folded at its rib and drooping."""
    t, s = np.meshgrid(np.linspace(0, 1, 18), np.linspace(-1, 1, 9), indexing="ij")
    half = width / 2 * np.sin(np.pi * t**0.75) ** 0.8
    ripple = 0.04 * length * np.sin(9 * t) * s**2
    return grid(np.stack([length * t, half * s, -droop * length * t**2 + 0.35 * half * np.abs(s) + ripple], -1))


def pot_plant(pot: str = "#b8643f", green: str = "#3d6b35", seed: int = 5) -> Parts:
    """A leafy plant in a clay pot."""
    random = np.random.default_rng(seed)
    clay = lathe(
        rounded(
            [(0, 0), (4.6, 0, 0.3), (6.2, 9.0), (6.9, 9.0, 0.2), (7.1, 11.5, 0.3), (6.5, 11.5, 0.2), (6.3, 10), (0, 10)]
        )
    )
    stems, leaves = [], []
    for k in range(46):
        angle, lean = k * 2.4 + random.normal(scale=0.2), 0.15 + 0.85 * (k / 46) ** 0.8
        height, reach = random.uniform(12, 17) * (1.25 - 0.75 * lean), lean * random.uniform(8, 11)
        path = spline(
            [
                (0.25 * reach, 0, 10),
                (0.45 * reach, 0, 10 + 0.5 * height),
                (0.75 * reach, 0, 10 + 0.9 * height),
                (reach, 0, 10 + height),
            ],
            24,
        )
        turn = rotation("z", np.degrees(angle))
        stems.append(tube(path @ turn.T, np.linspace(0.22, 0.1, 24), 6))
        blade = _leaf(random.uniform(6, 9.5), random.uniform(3.4, 4.8), random.uniform(0.2, 0.75)).turned(
            "x", random.uniform(-35, 35)
        )
        blade = blade.turned("y", random.uniform(-30, 15)).moved(*path[-1])
        leaves.append(blade.mapped(turn))
    skin = texture.mottled(green, 6, 0.12, 2.0)
    soil = lathe([(0.01, 10.2), (6.3, 10.1)])
    return [
        Part(clay, Material(texture=texture.mottled(pot, 7, 0.05, 1.6), rough=0.85)),
        Part(soil, Material("#2b1e16", rough=1.0)),
        Part(join(stems), Material("#55743f", rough=0.6)),
        Part(join(leaves), Material(texture=skin, rough=0.38)),
    ]


def cactus(seed: int = 3) -> Parts:
    """A round cactus with spines in a white pot."""
    random = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, 240)
    polar = np.linspace(-1.1, np.pi / 2, 60)
    ribs = 1 + 0.09 * np.abs(np.cos(angle * 8))[:, None] * np.cos(polar) ** 0.5
    body = grid(
        np.stack(
            [
                6 * ribs * np.cos(polar) * np.cos(angle)[:, None],
                6 * ribs * np.cos(polar) * np.sin(angle)[:, None],
                13.5 + 6.6 * np.sin(polar) * np.ones_like(ribs),
            ],
            -1,
        )
    )
    spines = []
    for rib in np.arange(16) * np.pi / 8:
        for lift in np.linspace(-0.6, 1.45, 13):
            way = np.array([np.cos(lift) * np.cos(rib), np.cos(lift) * np.sin(rib), np.sin(lift)])
            root = way * (6.5 * np.cos(lift) ** 0.1, 6.5 * np.cos(lift) ** 0.1, 6.6) * (0.98, 0.98, 1) + (0, 0, 13.5)
            for _ in range(9):
                tip = way * random.uniform(0.8, 2.0) + random.normal(scale=0.8, size=3)
                spines.append(root + np.linspace(-0.1, 1, 4)[:, None] * tip)
    points = np.array(spines)
    pot = lathe(rounded([(0, 0), (4.4, 0, 0.4), (6.2, 9.2, 0.2), (5.7, 9.2, 0.2), (5.6, 8.2), (0, 8.2)]))
    return [
        Part(body, Material(texture=texture.mottled("#5d7f4e", 3, 0.08), rough=0.55)),
        Part(pot, Material("#f0eee9", rough=0.25)),
        Part(ball(4.5, (1, 1, 0.2)).moved(z=8.2), Material("#7a6650", rough=1.0)),
        Part(Strands(points, 0.035 * np.ones(points.shape[:2]) * [1, 0.9, 0.6, 0.15]), Material("#ead9a8", rough=0.6)),
    ]
