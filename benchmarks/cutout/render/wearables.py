"""Things to wear and carry: sneaker, backpack, straw hat."""

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.solids import loft, spline, superellipse, tube

_LENGTH = 28.0
_VAMP = np.array([(0.2, 2.2), (0.0, 3.4), (0.9, 4.7), (3.4, 5.5), (7.6, 6.4), (11.6, 8.1), (15.2, 10.2)])
_HEEL = np.array([(27.6, 2.2), (27.9, 4.0), (27.8, 5.6), (27.5, 6.8), (27.2, 7.9), (27.1, 8.9), (27.2, 9.8)])


def _footprint(front: float, back: float, width: float, count: int = 96) -> Floats:
    """The outline of a foot between two places along its length, (count, 2), toe first."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    along = (1 - np.cos(turn)) / 2
    half = np.interp(
        along,
        [0, 0.02, 0.08, 0.18, 0.32, 0.5, 0.68, 0.86, 0.95, 0.99, 1],
        [0, 0.3, 0.64, 0.9, 1, 0.88, 0.8, 0.78, 0.58, 0.3, 0],
    )
    return np.stack(
        [front + (back - front) * along, np.sign(np.sin(turn)) * half * width + 0.35 * np.sin(np.pi * along)], 1
    )


def _upper() -> tuple[Mesh, Mesh]:
    """The outside of the shoe, and its dark inside."""
    vamp, heel = spline(_VAMP, 40), spline(_HEEL, 40)
    rings = []
    for k, (front, back) in enumerate(zip(vamp, heel, strict=True)):
        plan = _footprint(front[0], back[0], 4.75 - 1.75 * (k / 39) ** 1.3)
        share = np.clip((plan[:, 0] - front[0]) / (back[0] - front[0]), 0, 1)
        dip = 1.6 * (k / 39) ** 3 * np.sin(np.pi * share) ** 2
        rings.append(np.column_stack([plan, front[1] + (back[1] - front[1]) * share - dip]))
    centre = rings[-1].mean(0)
    lining = [
        centre + (rings[-1] - centre) * (1 - 0.05 * s, 1 - 0.14 * s, 1) - (0, 0, 2.2 * s**1.5)
        for s in np.linspace(0, 1.8, 10)
    ]
    closed = [np.concatenate([r, r[:1]]) for r in rings]
    return grid(np.array(closed)), loft(lining)


def _sole() -> Mesh:
    """The rubber sole, its toe sprung."""
    rings = []
    for grow, z in ((-0.5, 0.0), (0.05, 0.12), (0.25, 0.8), (0.3, 1.9), (0.22, 2.7), (0.0, 2.9), (-0.6, 2.8)):
        plan = _footprint(-grow, _LENGTH + grow * 0.8, 4.8 + grow)
        spring = 1.1 * np.clip(1 - plan[:, 0] / 8, 0, 1) ** 2
        rings.append(np.column_stack([plan, z * (1 + 0.012 * np.clip(plan[:, 0] - 12, 0, 12)) + spring]))
    return loft(rings)


def _laces() -> Mesh:
    """Rows of lace over the tongue, and a bow."""
    vamp = spline(_VAMP, 200)
    pieces = []
    for k in range(6):
        x = 6.6 + 1.5 * k
        z = float(np.interp(x, vamp[:, 0], vamp[:, 1])) + 0.12
        for slope in (-0.5, 0.5):
            arch = [(x + slope * s, s * 2.3, z + 0.75 - 0.95 * s * s) for s in np.linspace(-1, 1, 12)]
            pieces.append(tube(np.array(arch), 0.3, 10, flatten=0.6))
    top = np.array([14.2, 0.0, 10.5])
    for side in (-1, 1):
        bow = [
            (0, 0, 0),
            (-0.6, side * 1.6, 0.8),
            (-1.4, side * 3.4, 0.1),
            (-1.9, side * 2.6, -0.7),
            (-0.8, side * 0.8, -0.1),
            (0, 0, 0),
        ]
        tail = [(0, 0, 0), (-1.0, side * 1.2, 0.3), (-2.0, side * 2.8, -1.4), (-2.5, side * 3.6, -3.2)]
        pieces += [tube(top + spline(path, 40), 0.27, 10) for path in (bow, tail)]
    return join(pieces)


def sneaker(colour: str = "#35506e", accent: str = "#e8e4da", seed: int = 3) -> Parts:
    """A canvas sneaker: sole, upper, tongue, toe cap, side stripe, laces."""
    upper, inside = _upper()
    canvas = Material(texture=texture.weave(colour, seed, 150), rough=0.9, sheen=0.3)
    tongue = spline([(7.5, 0, 6.9), (11.0, 0, 8.5), (14.6, 0, 10.9), (15.9, 0, 12.4)], 30)
    flap = np.stack([tongue + np.array([0.5 * s * s, 2.0 * s, -0.55 * s * s]) for s in np.linspace(-1, 1, 13)])
    rings = upper.points.reshape(40, 97, 3)[:11]
    cap = np.concatenate([rings[:, -20:-1], rings[:, :20]], 1)
    toe = grid(cap + (cap - rings.mean((0, 1))) * 0.006 + (-0.06, 0, 0.06))
    rubber = Material(accent, rough=0.5)
    return [
        Part(_sole(), rubber),
        Part(upper.tiled(np.array([1.2, 5.0])), canvas),
        Part(inside, Material("#26282c", rough=0.95)),
        Part(grid(flap), canvas),
        Part(toe, rubber),
        Part(_laces(), Material("#f4f2ec", rough=0.8)),
    ]


def backpack(colour: str = "#4d5a44", leather: str = "#7a4c2c") -> Parts:
    """A roll-top day pack with a front pocket, straps and a carrying loop."""
    cloth = Material(texture=texture.weave(colour, 8, 130), rough=0.9, sheen=0.2)
    hide = Material(texture=texture.mottled(leather, 4, 0.08, 1.6), rough=0.5)
    ring = superellipse(30, 15, 3.4, 96)
    wobble = 1 + 0.012 * np.sin(np.linspace(0, 14 * np.pi, 96))[:, None]
    body = loft(
        [
            ring * (s, d, 0) * wobble + (0, 0, z)
            for s, d, z in (
                (0.9, 0.8, 0),
                (0.97, 0.95, 0.8),
                (1.0, 1.05, 5),
                (1.01, 1.1, 14),
                (0.98, 1.05, 26),
                (0.93, 0.9, 36),
                (0.86, 0.62, 41),
                (0.82, 0.5, 42.6),
                (0.76, 0.3, 43.6),
            )
        ]
    )
    ring = superellipse(23, 7, 4, 80)
    pocket = loft(
        [
            ring * (s, d, 0) + (0, -8.8, z)
            for s, d, z in ((0.9, 0.6, 3), (0.98, 1, 4), (1, 1.15, 9), (1, 1.1, 15), (0.95, 0.8, 19), (0.85, 0.3, 20))
        ]
    )
    flap = loft(
        [
            superellipse(24, 7.6, 4, 80) * (s, d, 0) + (0, -8.9, z)
            for s, d, z in ((1, 1.1, 15.6), (1.01, 1.12, 17), (0.97, 0.9, 19.6), (0.86, 0.35, 20.8))
        ]
    )
    straps = [
        tube(spline([(x, 7, 39), (x * 1.3, 12.5, 33), (x * 1.5, 12, 18), (x * 1.5, 8, 5)], 60), 2.3, 16, flatten=0.3)
        for x in (-7, 7)
    ]
    handle = tube(spline([(-4, 1, 42.5), (-3.4, 1, 46.5), (0, 1, 48), (3.4, 1, 46.5), (4, 1, 42.5)], 50), 0.75, 12)
    buckles = [
        tube(
            spline([(x, -10.9, 21.5), (x, -13.2, 18.5), (x, -13.6, 13.2), (x, -13.4, 11.5)], 30), 1.1, 12, flatten=0.22
        )
        for x in (-6, 6)
    ]
    return [
        Part(join([body, pocket]).tiled(np.array([2.4, 2.4])), cloth),
        Part(join([*straps, handle, *buckles, flap]), hide),
    ]


def straw_hat(colour: str = "#d9bd86", ribbon: str = "#2b2f3a") -> Parts:
    """A straw hat lying on its brim."""
    turn = np.linspace(0, 2 * np.pi, 200)
    profile = spline(
        [
            (19, 0.9),
            (17, 0.4),
            (13, 0.6),
            (10.2, 1.4),
            (9.6, 4),
            (9.2, 8),
            (8.2, 10.6),
            (5, 11.4),
            (2, 10.9),
            (0.01, 10.7),
        ],
        160,
    )
    spread = 1 + 0.1 * np.cos(2 * turn)[:, None]
    wave = 0.5 * np.cos(3 * turn + 1)[:, None] * np.clip((profile[:, 0] - 11) / 8, 0, 1)
    ribs = 0.07 * np.sin(np.arange(160) * 2.2)
    points = np.stack(
        [
            np.cos(turn)[:, None] * profile[:, 0] * spread,
            np.sin(turn)[:, None] * profile[:, 0],
            profile[:, 1] + wave + ribs,
        ],
        -1,
    )
    straw = Material(texture=texture.weave(colour, 12, 60), rough=0.8, bump_cm=0.08)
    band = np.stack([np.cos(turn)[:, None] * r * spread for r in (10.25,)], 0)[0]
    low, high = 1.9, 4.6
    ring = np.stack(
        [
            np.column_stack([band[:, 0] * s, np.sin(turn) * 10.25 * s, np.full(200, z)])
            for s, z in ((1.0, low), (0.955, high))
        ],
        1,
    )
    return [Part(grid(points).tiled(np.array([8, 3])), straw), Part(grid(ring), Material(ribbon, rough=0.6, sheen=0.4))]
