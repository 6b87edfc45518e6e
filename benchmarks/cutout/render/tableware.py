"""Products of kitchen and table."""

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import Mesh, join
from pipelines.stages.raytrace.solids import lathe, loft, rounded, spline, superellipse, tube
from pipelines.stages.raytrace.texture import Pixels


def mug(colour: str, inside: str = "#f3f1ec", label: Pixels | None = None, handle: float = 62.0) -> Parts:
    """A mug of 9.6 cm with an open handle, turned by degrees; a label lies on the wall like a transfer."""
    outer = [(0, 0.35), (3.1, 0.35), (3.3, 0, 0.15), (3.6, 0, 0.2), (4.05, 1.0, 1.0), (4.15, 9.6, 0.2)]
    wall = rounded(outer)
    cavity = rounded([(4.15, 9.6), (3.85, 9.6, 0.15), (3.75, 0.8, 0.8), (0, 0.7)])
    path = spline([(3.9, 0, 8.0), (5.6, 0, 8.15), (6.7, 0, 6.6), (6.6, 0, 4.6), (5.4, 0, 2.6), (3.9, 0, 2.0)], 60)
    grip = tube(path, 0.52 + 0.12 * np.abs(np.linspace(-1, 1, 60)) ** 4, 20, flatten=1.35).turned("z", handle - 90)
    glaze = Material(colour, rough=0.12, clearcoat=0.6)
    parts = [Part(lathe(wall), glaze), Part(lathe(cavity), Material(inside, rough=0.12)), Part(grip, glaze)]
    if label is not None:
        band = lathe([(4.069, 2.3), (4.1435, 8.7)], 96, (-90 - 62, -90 + 62))
        band = band.tiled(np.array([1, 1 / 6.4]))
        parts.append(Part(band, Material(texture=label, rough=0.2)))
    return parts


def jar(body: str = "#f4f3f0", lid: str = "#f6f5f3") -> Parts:
    """A cosmetic jar with a screw lid."""
    pot = lathe(rounded([(0, 0), (3.2, 0, 0.35), (3.4, 3.4, 0.5), (3.0, 3.9)]))
    cap = lathe(rounded([(3.38, 3.62), (3.45, 3.6), (3.45, 5.4, 0.25), (0, 5.45)]))
    return [Part(pot, Material(body, rough=0.25)), Part(cap, Material(lid, rough=0.35))]


def tumbler() -> Parts:
    """A drinking glass with a thick base."""
    skin = rounded([(0, 0), (2.9, 0, 0.4), (3.7, 11.5, 0.1), (3.52, 11.5, 0.1), (2.75, 1.3, 0.6), (0, 1.1)])
    return [Part(lathe(skin, 160), Material("#fafcfb", glass=1.5))]


def goblet() -> Parts:
    """A wine glass on a thin stem."""
    skin = rounded(
        [
            (0, 0),
            (3.5, 0.0, 0.1),
            (3.5, 0.18, 0.1),
            (0.7, 0.6, 0.6),
            (0.38, 2.0, 1.0),
            (0.38, 8.0, 1.0),
            (1.6, 9.4, 1.2),
            (4.3, 12.6, 2.6),
            (3.3, 20.0, 0.1),
            (3.18, 20.0, 0.1),
            (4.15, 12.6, 2.6),
            (1.5, 9.7, 1.2),
            (0, 9.0),
        ],
        12,
    )
    return [Part(lathe(skin, 160), Material("#fbfcfb", glass=1.5))]


def teapot(colour: str) -> Parts:
    """A round pot with spout, lid and a bow of a handle."""
    glaze = Material(colour, rough=0.16, clearcoat=0.5)
    body = lathe(rounded([(0, 0), (4.2, 0, 0.4), (7.4, 5.6, 4.4), (3.6, 10.2, 1.2), (0, 10.4)], 16))
    lid = lathe(
        rounded([(3.7, 10.0), (3.8, 10.3, 0.2), (2.4, 11.4, 0.8), (0.5, 11.6, 0.2), (0.9, 12.6, 0.4), (0, 13.0)])
    )
    spout = tube(
        spline([(5.4, 0, 4.4), (8.0, 0, 5.6), (9.4, 0, 8.4), (11.0, 0, 10.0)], 40), np.linspace(1.5, 0.7, 40), 24
    )
    grip = tube(spline([(-4.2, 0, 8.5), (-9.0, 0, 9.4), (-10.6, 0, 6.4), (-8.6, 0, 3.4), (-6.2, 0, 2.8)], 50), 0.55, 16)
    return [Part(join([body, lid, spout, grip]), glaze)]


def vase(colour: str, bump: float = 0.0) -> Parts:
    """A bellied vase with a narrow, open neck."""
    skin = rounded(
        [
            (0, 0),
            (4.6, 0, 0.4),
            (8.2, 8.5, 6.0),
            (2.6, 17.5, 4.0),
            (2.9, 22.0, 1.0),
            (3.5, 23.0, 0.2),
            (3.1, 23.0, 0.2),
            (2.3, 21.5, 1.0),
            (2.1, 16.0, 3.0),
            (0, 12.0),
        ],
        18,
    )
    clay = Material(texture=texture.mottled(colour, 5, 0.015, 1.8), rough=0.62, bump_cm=bump)
    return [Part(lathe(skin, 160).tiled(np.array([3, 0.04])), clay)]


def cutlery(metal: str = "#e6e4e0") -> Parts:
    """A fork and a spoon, side by side, lying down."""
    steel = Material(metal, rough=0.16, metallic=1.0)
    return [
        Part(join([_handle(), _bowl()]).moved(x=2.6), steel),
        Part(join([_handle(), *_tines()]).moved(x=-2.6), steel),
    ]


def _handle() -> Mesh:
    line = spline([(0, -10, 0.4), (0, -6, 0.55), (0, 0, 0.9), (0, 3.2, 0.45)], 40)
    return tube(
        line,
        np.interp(np.linspace(0, 1, 40), [0, 0.03, 0.08, 0.14, 0.35, 0.85, 1], [0.1, 0.5, 0.76, 0.85, 0.6, 0.32, 0.5]),
        20,
        flatten=0.25,
    )


def _bowl() -> Mesh:
    rings = []
    for t in np.linspace(0, 1, 24):
        half = 2.1 * np.sin(np.pi * min(1, 0.06 + 0.94 * t)) ** 0.55 * (0.75 + 0.25 * t) + 0.02
        arc = np.linspace(-1, 1, 17)
        deep = -0.75 * np.sin(np.pi * t) * (1 - arc**2) + 0.5 + 0.2 * t
        top = np.stack([arc * half, np.full(17, 2.6 + 6.2 * t), deep + 0.06], -1)
        low = np.stack([arc[::-1] * half, np.full(17, 2.6 + 6.2 * t), deep[::-1] - 0.06], -1)
        rings.append(np.concatenate([top, low]))
    return loft(rings)


def _tines() -> list[Mesh]:
    base = [
        superellipse(w, 0.22, 4, 24)[:, [0, 2, 1]] + (0, y, 0.45 + z)
        for w, y, z in ((1.0, 2.9, 0), (2.0, 3.8, -0.15), (2.5, 4.8, -0.3), (2.5, 5.3, -0.3))
    ]
    tines = []
    for x in (-1.0, -0.34, 0.34, 1.0):
        line = spline([(x, 5.1, 0.15), (x, 6.6, 0.1), (x, 8.0, 0.3), (x * 0.96, 9.2, 0.75)], 20)
        tines.append(tube(line, np.linspace(0.24, 0.12, 20), 10, flatten=0.6))
    return [loft(base), *tines]
