"""Plain bodies and grounds as meshes."""

import numpy as np

from pipelines.stages.raytrace import solids
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join, smooth_normals
from pipelines.stages.raytrace.part import Part, Parts
from presets.scenes.shapes import (
    ArchThing,
    BallThing,
    BooksThing,
    BoxThing,
    CycThing,
    CylinderThing,
    DiscThing,
    FloorThing,
    LatheThing,
    RingThing,
    TubeThing,
    WallThing,
)


def box(thing: BoxThing) -> Parts:
    """Return one bevelled box."""
    return [Part(_box(thing.size_cm, thing.bevel_cm), thing.material)]


def cylinder(thing: CylinderThing) -> Parts:
    """Return one solid of revolution with capped ends."""
    top = thing.radius_cm if thing.top_radius_cm is None else thing.top_radius_cm
    return [Part(_drum(thing.radius_cm, top, thing.height_cm, thing.bevel_cm), thing.material)]


def disc(thing: DiscThing) -> Parts:
    """Return a flat drum on its rim, about x = 0 and y = 0."""
    drum = _drum(thing.radius_cm, thing.radius_cm, thing.depth_cm, thing.bevel_cm)
    return [Part(drum.moved(z=-thing.depth_cm / 2).turned("x", 90).moved(z=thing.radius_cm), thing.material)]


def lathe(thing: LatheThing) -> Parts:
    """Return the turned profile; u runs round its widest circle, v along the profile, both in centimetres."""
    if thing.smooth:
        corners = [corner[:2] for corner in thing.profile_cm]
        line = solids.spline(corners, 12 * len(corners))
        line[:, 0] = np.maximum(line[:, 0], 0)
    else:
        line = solids.rounded(thing.profile_cm)
    return [Part(_turned(line), thing.material)]


def ball(thing: BallThing) -> Parts:
    """Return an ellipsoid that touches z = 0."""
    mesh = solids.ball(thing.radius_cm, thing.squash, 96)
    round_cm, up_cm = 2 * np.pi * thing.radius_cm, 1.0
    return [Part(mesh.tiled((round_cm, up_cm)).moved(z=thing.radius_cm * thing.squash[2]), thing.material)]


def ring(thing: RingThing) -> Parts:
    """Return a torus that touches z = 0."""
    section = solids.superellipse(2 * thing.pipe_cm, 2 * thing.pipe_cm, 2, 48)[:, :2]
    mesh = solids.ring_band(thing.radius_cm, section).tiled((2 * np.pi * thing.radius_cm, 1))
    return [Part(mesh.moved(z=thing.pipe_cm), thing.material)]


def tube(thing: TubeThing) -> Parts:
    """Return a pipe with closed ends."""
    points = np.array(thing.points_cm, float)
    path = solids.spline(points, 16 * len(points)) if thing.smooth and len(points) > 2 else points
    mesh = solids.tube(path, thing.radius_cm, 24)
    return [Part(mesh.tiled((2 * np.pi * thing.radius_cm, 1)), thing.material)]


def floor(thing: FloorThing) -> Parts:
    """Return a level rectangle that looks up."""
    x, y = np.meshgrid([-thing.width_cm / 2, thing.width_cm / 2], [0.0, thing.depth_cm], indexing="ij")
    return [Part(grid(np.stack([x, y, np.zeros_like(x)], -1), np.stack([x, y], -1)), thing.material)]


def wall(thing: WallThing) -> Parts:
    """Return an upright rectangle that looks at the camera."""
    x, z = np.meshgrid([-thing.width_cm / 2, thing.width_cm / 2], [0.0, thing.height_cm], indexing="ij")
    return [Part(grid(np.stack([x, np.zeros_like(x), z], -1), np.stack([x, z], -1)), thing.material)]


def cyc(thing: CycThing) -> Parts:
    """Return the sweep; v runs up along it, 0 at the foot of the wall's curve's end on the floor."""
    bend = np.linspace(0, np.pi / 2, 65)
    start = thing.back_cm - thing.bend_cm
    y = np.concatenate([[-thing.front_cm], start + thing.bend_cm * np.sin(bend), [thing.back_cm]])
    z = np.concatenate([[0.0], thing.bend_cm * (1 - np.cos(bend)), [thing.height_cm]])
    line = np.stack([y, z], 1)
    x = np.array([-thing.width_cm / 2, thing.width_cm / 2])
    points = np.stack([np.repeat(x[:, None], len(line), 1), np.stack([y, y]), np.stack([z, z])], -1)
    along = solids.along(line) - thing.front_cm - start
    return [Part(grid(points, np.stack(np.meshgrid(x, along, indexing="ij"), -1)), thing.material)]


def arch(thing: ArchThing) -> Parts:
    """Return a band of rounded-rectangular section, bent over the opening, with capped feet."""
    section = _rounded_rectangle(thing.band_cm, thing.depth_cm, thing.bevel_cm)
    outer = thing.width_cm / 2
    radius, rise = outer - thing.band_cm / 2, thing.height_cm - outer
    angle = np.linspace(0, np.pi, 97)
    bow = [(radius * np.cos(a), rise + radius * np.sin(a), a) for a in angle]
    path = [(radius, 0.0, 0.0), *bow, (-radius, 0.0, np.pi)] if rise > 0 else bow
    rings = np.array(
        [
            np.stack(
                [x + np.cos(a) * section[:, 0], section[:, 1], np.maximum(z + np.sin(a) * section[:, 0], 0)],
                1,
            )
            for x, z, a in path
        ]
    )
    middle = np.array([(x, z) for x, z, _ in path])
    return [Part(_lofted(rings, solids.along(middle)), thing.material)]


def books(thing: BooksThing) -> Parts:
    """Return covers that enclose blocks of pages, largest at the bottom."""
    random = np.random.default_rng(thing.seed)
    parts: list[Part] = []
    z = 0.0
    for index, cover in enumerate(thing.cover_materials):
        share = 1 - 0.06 * index - random.uniform(0, 0.05)
        width, depth = thing.width_cm * share, thing.depth_cm * share
        thick, board = random.uniform(1.6, 3.0), 0.25
        boards = [
            _box((width, depth, board), 0.08),
            _box((width, depth, board), 0.08).moved(z=thick - board),
            _box((width, board, thick), 0.1).moved(y=depth / 2 - board / 2),
        ]
        pages = _box((width - 0.6, depth - 0.5, thick - 2 * board), 0.03).moved(z=board)
        pile = (Part(join(boards), cover), Part(pages, thing.material))
        turn, aside = random.uniform(-9, 9), random.uniform(-0.4, 0.4)
        parts += [part.turned("z", turn).moved(aside, 0, z) for part in pile]
        z += thick
    return parts


def _box(size_cm: tuple[float, float, float], bevel_cm: float) -> Mesh:
    bevel = min(bevel_cm, 0.49 * min(size_cm))
    width, depth, height = size_cm
    spans = {"left": (depth, height), "right": (depth, height), "front": (width, height), "back": (width, height)}
    faces = solids.box_faces(size_cm, max(bevel, 1e-4))
    return join([mesh.tiled(spans.get(name, (width, depth))) for name, mesh in faces.items()])


def _drum(base: float, top: float, height: float, bevel: float) -> Mesh:
    """Return a solid of revolution; its caps are painted from above, its side around."""
    edge = min(bevel, 0.49 * min(base, top, height))
    mesh = _turned(solids.rounded([(0, 0), (base, 0, edge), (top, height, edge), (0, height)], 8))
    level = np.isclose(mesh.points[:, 2], 0) | np.isclose(mesh.points[:, 2], height)
    capped = level[mesh.faces].all(axis=1)
    faces = mesh.faces + np.where(capped, len(level), 0).astype(np.int32)[:, None]
    points, normals = np.tile(mesh.points, (2, 1)), np.tile(smooth_normals(mesh), (2, 1))
    return Mesh(points, faces, np.concatenate([mesh.uv, mesh.points[:, :2]]), normals)


def _turned(line: Floats) -> Mesh:
    return solids.lathe(line, 160).tiled((2 * np.pi * float(line[:, 0].max()), 1))


def _rounded_rectangle(width: float, depth: float, bevel: float, steps: int = 6) -> Floats:
    """Return a closed outline (count, 2) about the origin, first point not repeated."""
    edge = min(bevel, 0.49 * min(width, depth))
    quarter = np.linspace(0, np.pi / 2, steps)
    corners = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    pieces = [
        np.stack(
            [
                sx * (width / 2 - edge) + edge * np.cos(quarter + turn * np.pi / 2),
                sy * (depth / 2 - edge) + edge * np.sin(quarter + turn * np.pi / 2),
            ],
            1,
        )
        for turn, (sx, sy) in enumerate(corners)
    ]
    return np.concatenate(pieces)


def _lofted(rings: Floats, along_cm: Floats) -> Mesh:
    """Return a skin over rings, capped at both ends; u runs along, v around, in centimetres."""
    around = solids.along(np.concatenate([rings[0], rings[0][:1]]))
    mesh = solids.loft(rings)
    lengths = np.concatenate([along_cm[:1], along_cm, along_cm[-1:]])
    uv = np.stack(np.meshgrid(lengths, around, indexing="ij"), -1)
    return Mesh(mesh.points, mesh.faces, uv.reshape(-1, 2), mesh.normals)
