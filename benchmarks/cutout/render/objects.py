"""Larger household things: blocks, scissors, spectacles, headphones, lamp, chair."""

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts, moved, turned
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import join
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


def blocks() -> Parts:
    """Wooden toy blocks piled into a gate."""
    paints = ("#c8453b", "#e6b23c", "#3b74a8", "#5b8f57")
    post = [
        Part(box((4, 4, 8), 0.25).moved(x=x), Material(c, rough=0.35)) for x, c in ((-4.6, paints[0]), (4.6, paints[2]))
    ]
    beam = Part(
        box((14, 4, 4), 0.25).moved(z=8), Material(texture=texture.wood(("#b88a58", "#e3c493"), 3, 1), rough=0.5)
    )
    cube = [
        Part(piece, Material(paints[1], rough=0.35))
        for piece in (box((4, 4, 4), 0.25).turned("z", 18).moved(-3, 0.2, 12),)
    ]
    arch = Part(
        lathe(rounded([(0, 0), (2.1, 0, 0.25), (2.1, 4, 0.25), (0, 4)])).moved(3.4, 0, 12),
        Material(paints[3], rough=0.35),
    )
    return [*post, beam, *cube, arch]


def scissors(grip: str = "#d3542f") -> Parts:
    """Half-open scissors lying flat."""
    steel = Material("#dcdcda", rough=0.18, metallic=1.0)
    blade_rings = [
        superellipse(0.16 + 1.3 * (1 - t) ** 0.6, 0.18, 5, 24)[:, [0, 2, 1]] + (0.35 * t, 10.5 * t - 1.5, 0)
        for t in np.linspace(0, 1, 20)
    ]
    blade = loft(blade_rings)
    shank = tube(spline([(0, -1, 0), (-0.9, -3.2, 0), (-1.5, -5.0, 0)], 20), 0.5, 12, flatten=0.35)
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    eye = loop(np.stack([-2.3 + 1.7 * np.cos(turn), -7.2 + 2.5 * np.sin(turn), 0 * turn], 1), 0.48, 14)
    shapes = ((join([blade, shank]), steel), (eye, Material(grip, rough=0.4)))
    half = [Part(shape, material) for shape, material in shapes]
    mirrored = [Part(shape.scaled(-1, 1, 1), material) for shape, material in shapes]
    screw = Part(lathe(rounded([(0, 0), (0.42, 0), (0.38, 0.2, 0.1), (0, 0.25)])).moved(z=0.3), steel)
    return moved([*turned(half, -15), *moved(turned(mirrored, 15), z=0.22), screw], z=0.5)


def spectacles(frame: str = "#3a2618") -> Parts:
    """Spectacles with open temples; the lenses are left out, as in a frame for sale."""
    turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    rims = []
    for side in (-1, 1):
        x = 2.35 * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.8
        z = 1.95 * np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.85
        rims.append(loop(np.stack([side * 3.3 + x, 0.05 * x * side, 2.2 + z], 1), 0.24, 14))
        hinge = [(side * 5.6, 0, 3.2), (side * 6.3, 0.4, 3.3), (side * 6.6, 2.2, 3.3)]
        rims.append(
            tube(
                spline([*hinge, (side * 6.5, 7, 3.0), (side * 6.1, 11, 2.2), (side * 5.8, 13.6, 0.25)], 70),
                0.24,
                12,
                flatten=1.6,
            )
        )
    rims.append(tube(spline([(-1.05, 0, 2.7), (0, -0.2, 3.05), (1.05, 0, 2.7)], 20), 0.22, 12))
    return [Part(join(rims), Material(frame, rough=0.15, clearcoat=0.8))]


def headphones(colour: str = "#1d1d1f", pad: str = "#141415") -> Parts:
    """Over-ear headphones resting on their cups."""
    shell, soft = Material(colour, rough=0.35, clearcoat=0.2), Material(pad, rough=0.8)
    arc = np.linspace(np.radians(-20), np.radians(200), 80)
    bow = np.stack([8.0 * np.cos(arc), 0 * arc, 12.2 + 8.6 * np.sin(arc)], 1)
    band, cushion = tube(bow, 0.9, 20, flatten=0.45), tube(bow[18:62] * (0.95, 1, 0.97), 0.9, 20, flatten=0.7)
    cups, pads = [], []
    for side in (-1, 1):
        cup = lathe(rounded([(0, 2.0), (2.6, 2.0, 0.6), (3.6, 0.6, 0.6), (3.6, 0, 0.3), (0, 0)]))
        ring = ring_band(2.6, superellipse(2.0, 1.7, 3)[:, :2]).moved(z=-0.7)
        for mesh, target in ((cup, cups), (ring, pads)):
            target.append(mesh.scaled(1.0, 1.18, 1.0).turned("y", 90 * side).turned("x", 90).moved(side * 6.6, 0, 5.2))
        cups.append(tube(spline([(side * 7.55, 0, 9.6), (side * 8.3, 0, 8.2), (side * 8.6, 0, 5.4)], 20), 0.45, 12))
    steel = Material("#b9babd", rough=0.25, metallic=1.0)
    yoke = [tube(np.array([(s * 7.55, 0, 11.0), (s * 7.62, 0, 9.0)]), 0.55, 12) for s in (-1, 1)]
    return [Part(join([band, *cups]), shell), Part(join([cushion, *pads]), soft), Part(join(yoke), steel)]


def tripod_lamp(shade: str = "#efe6d4") -> Parts:
    """A table lamp on three thin legs."""
    cloth = Material(texture=texture.weave(shade, 5, 160), rough=0.9)
    drum = lathe([(13.0, 34.0), (10.5, 52.0), (10.35, 52.0), (12.85, 34.0), (13.0, 34.0)]).tiled(np.array([6, 0.08]))
    oak = Material(texture=texture.wood(("#a87a4a", "#d6ae7a"), 7, 1, 512), rough=0.45)
    legs = [
        tube(
            np.array([(2.2 * np.cos(a), 2.2 * np.sin(a), 33.5), (11 * np.cos(a), 11 * np.sin(a), 0.5)]),
            np.array([0.75, 0.5]),
            14,
        )
        for a in np.radians([-75, 45, 165])
    ]
    brass = Material("#c9a25a", rough=0.25, metallic=1.0)
    hub = lathe(rounded([(0, 31.5), (2.6, 31.5, 0.2), (2.6, 33.5, 0.2), (0.9, 33.5), (0.9, 36), (0, 36)]))
    return [
        Part(drum, cloth),
        Part(join(legs).tiled(np.array([1, 0.05])), oak),
        Part(join([hub, ball(2.6).moved(z=40)]), brass),
    ]


def chair(seat: str = "#d8a64a") -> Parts:
    """A kitchen chair with splayed round legs and a spindled back."""
    wood = Material(texture=texture.wood(("#a5784a", "#d5ab78"), 9, 1, 512), rough=0.4)
    corners = ((-16, -15), (16, -15), (-14, 15), (14, 15))
    legs = [tube(np.array([(x, y, 44), (x * 1.22, y * 1.22, 0.4)]), np.array([2.0, 1.3]), 16) for x, y in corners]
    rails = [
        tube(np.array([(x0 * 1.13, y0 * 1.13, 18), (x1 * 1.13, y1 * 1.13, 18)]), 1.0, 12)
        for (x0, y0), (x1, y1) in ((corners[0], corners[2]), (corners[1], corners[3]))
    ]
    rails.append(tube(np.array([(-16.9, 0, 18.0), (16.9, 0, 18.0)]), 1.0, 12))
    posts = [
        tube(np.array([(x, 17 + 0.05 * abs(x), 44), (x * 1.18, 25 + 0.08 * abs(x), 82.5 - 0.01 * x * x)]), 0.85, 12)
        for x in np.linspace(-14, 14, 6)
    ]
    crest = tube(
        spline([(-20, 26.5, 79), (-10, 25.2, 82), (0, 24.8, 83), (10, 25.2, 82), (20, 26.5, 79)], 40),
        2.1,
        18,
        flatten=0.55,
    )
    cushion = loft(
        [
            superellipse(43 * s, 40 * s, 3.2, 80) + np.array([0, 0, z])
            for s, z in ((0.94, 43.5), (1.0, 44.5), (1.0, 46), (0.95, 47.2), (0.8, 47.6))
        ]
    )
    return [
        Part(join([*legs, *rails, *posts, crest]).tiled(np.array([1, 0.02])), wood),
        Part(cushion, Material(seat, rough=0.7, sheen=0.4)),
    ]
