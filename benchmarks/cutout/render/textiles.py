"""Soft and woven things: basket, plush bear, scarf."""

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import Floats, Strands, grid, join, unit
from pipelines.stages.raytrace.solids import ball, loop, spline, tube

_GOLDEN = np.pi * (3 - 5**0.5)


def basket(colour: str = "#b98a52", height: float = 16.0, stakes: int = 26) -> Parts:
    """An open basket: upright stakes, woven rods with gaps to see through, a braided rim and two grips."""
    cane = Material(texture=texture.mottled(colour, 9, 0.10, 1.4), rough=0.6)
    angle = np.linspace(0, 2 * np.pi, stakes, endpoint=False)
    belly = lambda z: 9.5 + 2.6 * np.sin(np.pi * (0.12 + 0.62 * z / height))  # noqa: E731
    rods = []
    for a in angle:
        z = np.linspace(0, height, 16)
        rods.append(tube(np.stack([belly(z) * np.cos(a), belly(z) * np.sin(a), z], 1), 0.24, 8))
    turn = np.linspace(0, 2 * np.pi, stakes * 12, endpoint=False)
    for row, z in enumerate(np.arange(0.35, height, 1.15)):
        radius = belly(z) + 0.42 * np.sin(turn * stakes / 2 + np.pi * (row % 2))
        rods.append(loop(np.stack([radius * np.cos(turn), radius * np.sin(turn), np.full_like(turn, z)], 1), 0.27, 8))
    for phase in (0, 2 * np.pi / 3, 4 * np.pi / 3):
        radius, z = belly(height) + 0.5 * np.cos(turn * 17 + phase), height + 0.5 * np.sin(turn * 17 + phase)
        rods.append(loop(np.stack([radius * np.cos(turn), radius * np.sin(turn), z], 1), 0.33, 8))
    for side in (-1, 1):
        x = side * belly(height)
        rods.append(
            tube(
                spline(
                    [
                        (x, -3.2, height),
                        (x * 1.06, -2.4, height + 4),
                        (x * 1.08, 0, height + 5.2),
                        (x * 1.06, 2.4, height + 4),
                        (x, 3.2, height),
                    ],
                    50,
                ),
                0.5,
                12,
            )
        )
    base = [
        loop(np.stack([r * np.cos(turn), r * np.sin(turn), np.full_like(turn, 0.25)], 1), 0.3, 6)
        for r in np.arange(1, 10.2, 0.62)
    ]
    return [Part(join([*rods, *base]).tiled(np.array([2, 0.3])), cane)]


def _fur(centre: Floats, radii: Floats, density: float, length: float, random: np.random.Generator) -> Strands:
    """Hairs that stand on an ellipsoid, lean down a little and curl."""
    count = int(density * 4 * np.pi * (np.prod(radii) ** (2 / 3)))
    k = np.arange(count) + 0.5
    polar = np.arccos(1 - 2 * k / count)
    around = _GOLDEN * k
    way = np.stack([np.cos(around) * np.sin(polar), np.sin(around) * np.sin(polar), np.cos(polar)], 1)
    way += random.normal(scale=0.04, size=way.shape)
    way = unit(way)
    root = centre + way * radii * 0.985
    out = unit(unit(way / radii) + random.normal(scale=0.32, size=way.shape) + np.array([0, 0, -0.22]))
    bend = random.normal(scale=0.25, size=way.shape) + np.array([0, 0, -0.25])
    t = np.array([-0.15, 0.25, 0.6, 0.9, 1.15])
    size = length * random.uniform(0.7, 1.2, (count, 1, 1))
    points = root[:, None] + size * (t[:, None] * out[:, None] + (t**2)[:, None] * bend[:, None])
    thick = 0.028 * random.uniform(0.8, 1.3, (count, 1)) * np.array([1.2, 1.1, 0.9, 0.55, 0.15])
    return Strands(points, thick)


def plush(colour: str = "#a9794b", muzzle: str = "#dcc09a", seed: int = 1, density: float = 90) -> Parts:
    """A sitting bear of 24 cm in real fur."""
    random = np.random.default_rng(seed)
    limbs = [
        ((0, 0, 7.2), (6.0, 5.2, 7.0)),
        ((0, -0.4, 17.2), (5.3, 4.8, 4.9)),
        ((-4.5, 0.2, 21.4), (2.0, 1.1, 2.0)),
        ((4.5, 0.2, 21.4), (2.0, 1.1, 2.0)),
        ((-5.0, -6.0, 2.6), (2.6, 4.6, 2.5)),
        ((5.0, -6.0, 2.6), (2.6, 4.6, 2.5)),
        ((-6.6, -2.0, 9.0), (2.0, 2.4, 4.4)),
        ((6.6, -2.0, 9.0), (2.0, 2.4, 4.4)),
    ]
    pale = [
        ((0, -4.7, 15.9), (2.5, 1.9, 1.9)),
        ((-5.0, -10.2, 2.8), (1.8, 0.9, 1.8)),
        ((5.0, -10.2, 2.8), (1.8, 0.9, 1.8)),
    ]
    parts: Parts = []
    for group, tint, length in ((limbs, colour, 0.85), (pale, muzzle, 0.5)):
        bodies = [ball(1.0, radii, 40).moved(*centre) for centre, radii in group]
        hairs = [_fur(np.array(c, float), np.array(r, float), density, length, random) for c, r in group]
        coat = Strands(np.concatenate([h.points for h in hairs]), np.concatenate([h.radii for h in hairs]))
        parts += [Part(join(bodies), Material(tint, rough=0.9)), Part(coat, Material(tint, rough=0.7, sheen=0.4))]
    black = Material("#15110f", rough=0.12, clearcoat=1.0)
    eyes = [ball(0.72).moved(x, -5.25, 18.4) for x in (-1.9, 1.9)]
    return [*parts, Part(join([*eyes, ball(0.85, (1, 0.6, 0.75)).moved(0, -6.8, 16.7)]), black)]


def scarf(colour: str = "#8f3b3b", stripe: str = "#e8dcc8", seed: int = 4) -> Parts:
    """A folded woollen scarf lying flat with its fringe towards the camera."""
    random = np.random.default_rng(seed)
    width, length = 22.0, 24.0
    cloth = texture.weave(colour, seed, 60).copy()
    for at in (0.06, 0.12, 0.2):
        cloth[:, int(at * cloth.shape[1]) : int((at + 0.03) * cloth.shape[1])] = texture.weave(stripe, seed, 60)[
            :, int(at * cloth.shape[1]) : int((at + 0.03) * cloth.shape[1])
        ]
    wool = Material(texture=cloth, rough=0.95, sheen=0.6, bump_cm=0.08)
    layers = []
    for k in range(4):
        u, v = np.meshgrid(np.linspace(-1, 1, 70), np.linspace(0, 1, 90), indexing="ij")
        wave = 0.22 * texture.noise(90, 4.5, seed + k)[:70] * (0.3 + np.abs(u))
        edge = np.clip((1 - np.abs(u)) * 12, 0, 1) ** 0.5
        z = 0.35 + 1.1 * k + wave + 0.5 * edge * np.sin(np.pi * np.clip(v * 1.02, 0, 1)) ** 0.2
        x, y = u * width / 2 + 0.15 * k, v * length - 0.35 * k
        layers.append(grid(np.stack([x, y, z], -1), np.stack([v * 0.95, u * 0.5], -1)))
        layers.append(grid(np.stack([x, y, z - 0.55 * edge - 0.1], -1), np.stack([v * 0.95, u * 0.5], -1)))
    tassels = [
        _tassel(np.array([x, -0.35 * k, 0.5 + 1.1 * k]), random) for k in (0, 3) for x in np.linspace(-10.6, 10.6, 24)
    ]
    threads = Strands(np.concatenate([t.points for t in tassels]), np.concatenate([t.radii for t in tassels]))
    return [Part(join(layers), wool), Part(threads, Material(colour, rough=0.8, sheen=0.5))]


def _tassel(root: Floats, random: np.random.Generator) -> Strands:
    """Twisted threads that hang off an edge and come to lie on the ground."""
    count, t = 14, np.linspace(0, 1, 7)
    lean = random.normal(scale=0.7)
    spread = random.normal(scale=(0.28, 0.4, 0), size=(count, 3))
    drop = root[2] * np.clip(1 - t * 1.9, 0, 1) ** 1.4
    spine = np.stack([root[0] + lean * t**1.5, root[1] - 5.2 * t, drop + 0.12], 1)
    points = spine + spread[:, None] * (0.25 + t[:, None] ** 1.3)
    points[..., 2] = np.maximum(points[..., 2] + random.uniform(0, 0.35, (count, 1)), 0.08)
    return Strands(points, np.full((count, 7), 0.07) * np.linspace(1, 0.7, 7))
