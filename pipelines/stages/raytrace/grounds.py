"""Boards, tiles, water, dunes and perforated board as meshes."""

from itertools import pairwise

import numpy as np

from pipelines.stages.raytrace import solids
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.part import Part, Parts
from pipelines.stages.raytrace.surfaces.fields import clouds, step
from presets.scenes.grounds import DunesThing, PegboardThing, PlanksThing, TilesThing, WaterThing


def planks(thing: PlanksThing) -> Parts:
    """Return bevelled boards, each with texture coordinates from another place."""
    random = np.random.default_rng(thing.seed)
    rows = max(1, round(thing.depth_cm / thing.plank_cm))
    boards: list[Mesh] = []
    for row in range(rows):
        y = (row - (rows - 1) / 2) * thing.plank_cm
        for left, right in _cuts(thing, random):
            size = (right - left - thing.gap_cm, thing.plank_cm - thing.gap_cm, thing.thick_cm)
            board = _slab(size, thing.bevel_cm)
            start = np.array([random.uniform(0, 500), thing.plank_cm * (int(random.integers(60)) + 0.5)])
            lift = random.normal(0, thing.uneven_cm)
            board = board.turned("x", random.normal(0, 0.12 if thing.uneven_cm else 0))
            boards.append(
                Mesh(board.points, board.faces, board.uv + start, board.normals).moved((left + right) / 2, y, lift)
            )
    return [Part(join(boards), thing.material)]


def _cuts(thing: PlanksThing, random: np.random.Generator) -> list[tuple[float, float]]:
    """Return where the boards of one row begin and end."""
    half = thing.width_cm / 2
    if thing.length_cm is None:
        return [(-half, half)]
    inner = np.arange(-half + random.uniform(0.1, 1) * thing.length_cm, half, thing.length_cm)
    ends = [-half, *inner.tolist(), half]
    return list(pairwise(ends))


def tiles(thing: TilesThing) -> Parts:
    """Return tiles from z = 0 upwards, about x = 0, their faces near y = 0, and the grout behind."""
    random = np.random.default_rng(thing.seed)
    wide, high = thing.size_cm
    columns, rows = int(np.ceil(thing.width_cm / wide)), int(np.ceil(thing.height_cm / high))
    tile = _slab((wide - thing.gap_cm, high - thing.gap_cm, thing.thick_cm), thing.bevel_cm, 3)
    # Its upper side becomes the face: to the camera, upright as seen.
    tile = tile.moved(z=-thing.thick_cm).turned("x", 90)
    pieces: list[Mesh] = []
    for row in range(rows):
        shift = 0.5 * (row % 2) if thing.running else 0.0
        for column in range(columns + (row % 2 if thing.running else 0)):
            askew = tile.turned("x", random.normal(0, thing.askew_deg)).turned("z", random.normal(0, thing.askew_deg))
            x, z = (column - (columns - 1) / 2 - shift) * wide, (row + 0.5) * high
            piece = askew.moved(x, random.normal(0, 0.03) * thing.thick_cm, z)
            pieces.append(Mesh(piece.points, piece.faces, piece.uv + random.uniform(0, 1000, 2), piece.normals))
    x, z = np.meshgrid([-columns * wide / 2 - wide, columns * wide / 2 + wide], [0, rows * high], indexing="ij")
    behind = np.full_like(x, 0.28 * thing.thick_cm, dtype=float)
    grout = grid(np.stack([x, behind, z], -1), np.stack([x, z], -1))
    return [Part(join(pieces), thing.material), Part(grout, thing.grout_material)]


def _slab(size: tuple[float, float, float], bevel: float, steps: int = 3) -> Mesh:
    """Return a bevelled box whose texture lies on its upper side from above, in centimetres from its middle."""
    edge = max(min(bevel, 0.49 * min(size)), 1e-3)
    faces = solids.box_faces(size, edge, steps)
    return join([Mesh(mesh.points, mesh.faces, _from_above(mesh, name), mesh.normals) for name, mesh in faces.items()])


def _from_above(mesh: Mesh, name: str) -> Floats:
    x, y, z = mesh.points.T
    if name in ("left", "right"):
        return np.stack([x + np.sign(x) * (z - z.max()), y], -1)
    if name in ("front", "back"):
        return np.stack([x, y + np.sign(y) * (z - z.max())], -1)
    return np.stack([x, y], -1)


def water(thing: WaterThing) -> Parts:
    """Return a surface of many small waves and of rings that die away."""
    random = np.random.default_rng(thing.seed)
    x, y = _lattice(thing.width_cm, thing.depth_cm, 760)
    height = np.zeros_like(x)
    for _ in range(28):
        turn, length = random.uniform(0, 2 * np.pi), random.uniform(4, 26)
        wave = 2 * np.pi / length
        slope = x * np.cos(turn) + y * np.sin(turn)
        height += np.sqrt(length / 26) * np.cos(wave * slope + random.uniform(0, 6.3))
    height *= thing.ripple_cm / 4
    for at in thing.rings:
        away = np.hypot(x - at[0], y - at[1])
        fade = np.exp(-away / (5 * thing.pitch_cm)) / (1 + away / (4 * thing.pitch_cm))
        height += thing.ring_cm * fade * np.cos(2 * np.pi * away / thing.pitch_cm)
    return [Part(grid(np.stack([x, y, height], -1), np.stack([x, y], -1)), thing.material)]


def dunes(thing: DunesThing) -> Parts:
    """Return ground that is at z = 0 in its flat place."""
    x, y = _lattice(thing.width_cm, thing.depth_cm, 860)
    size = 512
    soft, bend, gate = (clouds(size, thing.seed + k, slope) for k, slope in enumerate((5.2, 4.6, 3.6)))
    u, v = ((axis / (1.2 * max(thing.width_cm, thing.depth_cm)) * size) % size for axis in (x, y))
    soft, bend, gate = (field[v.astype(int), u.astype(int)] for field in (_wide(soft), _wide(bend), _wide(gate)))
    rise = step(0.8 * thing.clear_cm, 3.5 * thing.clear_cm + 2, np.hypot(x, y))
    phase = y / thing.pitch_cm + 0.9 * bend + 0.03 * x
    part = phase - np.floor(phase)
    # Wind ripples: a long rise, a short fall.
    ripple = np.where(part < 0.68, np.sin(np.pi * part / 0.68 / 2), np.cos(np.pi * (part - 0.68) / 0.32 / 2)) ** 1.5
    strength = (0.55 + 0.45 * step(-1, 1, gate)) * (1 - thing.calm * (1 - rise))
    height = thing.mound_cm * (0.35 * (soft + 0.6)) * rise + thing.ripple_cm * ripple * strength
    return [Part(grid(np.stack([x, y, height], -1), np.stack([x, y], -1)), thing.material)]


def _wide(field: np.ndarray) -> Floats:
    return np.asarray(field, float)


def pegboard(thing: PegboardThing) -> Parts:
    """Return a board from z = 0 upwards and its holes, dark discs a hair before it."""
    x, z = np.meshgrid([-thing.width_cm / 2, thing.width_cm / 2], [0.0, thing.height_cm], indexing="ij")
    board = grid(np.stack([x, np.zeros_like(x), z], -1), np.stack([x, z], -1))
    angle = np.linspace(0, 2 * np.pi, 25)
    rim = np.stack([np.cos(angle), 0 * angle, np.sin(angle)], -1) * thing.hole_cm / 2
    hole = grid(np.stack([np.zeros_like(rim), rim], 1))
    across = np.arange(-thing.width_cm / 2 + thing.pitch_cm / 2, thing.width_cm / 2, thing.pitch_cm)
    up = np.arange(thing.pitch_cm / 2, thing.height_cm, thing.pitch_cm)
    holes = join([hole.moved(float(a), -0.02, float(b)) for a in across for b in up])
    return [Part(board, thing.material), Part(holes, thing.hole_material)]


def _lattice(width: float, depth: float, most: int) -> tuple[Floats, Floats]:
    """Return x and y of a lattice about the origin, each (columns, rows), of nearly square cells."""
    cell = max(width, depth) / most
    x, y = np.meshgrid(
        np.linspace(-width / 2, width / 2, max(2, round(width / cell))),
        np.linspace(-depth / 2, depth / 2, max(2, round(depth / cell))),
        indexing="ij",
    )
    return x, y
