"""Cloth as meshes; texture coordinates are centimetres on the cloth."""

import cv2
import numpy as np
from numpy.typing import ArrayLike

from pipelines.stages.raytrace import solids
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid
from pipelines.stages.raytrace.part import Part, Parts
from pipelines.stages.raytrace.surfaces.fields import grain, step, warped
from presets.scenes.cloths import ClothThing, CurtainThing, TowelsThing

_FIELD_PX = 768
_PITCHES = 9  # folds to a tile of the field they are cut from
_PITCH_PX = _FIELD_PX / _PITCHES
_STEP_CM = 0.3


def cloth(thing: ClothThing) -> Parts:
    """Return one sheet; nowhere is it under z = 0."""
    x, y = _lattice(thing.width_cm, thing.depth_cm)
    away = np.hypot(x, y)
    rise = step(0.75 * thing.clear_cm, 2.0 * thing.clear_cm + 1, away)
    shape = _rumpled(thing, x, y) if thing.rumple else _folded(thing, x, y)
    height: Floats = np.asarray(thing.fold_cm * np.maximum(shape, 0) * rise, float)
    # A fold leans: its crest moves against the slope, as a wave's does.
    slopes = np.asarray(np.gradient(height, x[:, 0], y[0]), float)
    lean_x, lean_y = (0.35 * thing.fold_cm * cv2.GaussianBlur(slope, (0, 0), 3) for slope in slopes)
    points = np.stack([x - lean_x, y - lean_y, height], -1)
    return [Part(grid(points, np.stack([x, y], -1)), thing.material)]


def _folded(thing: ClothThing, x: Floats, y: Floats) -> Floats:
    """Return long ridges of height 0..1 in about one direction, and fine ones beside them."""
    broad = [_ridges(thing, (x, y), (turn, 1.0, 4.0), k) for k, turn in enumerate((-12, 16))]
    fine = [_ridges(thing, (x, y), (turn, 0.45, 5.0), k) for k, turn in enumerate((-20, 4, 26), 5)]
    return np.maximum(*broad) + 0.22 * np.maximum.reduce(fine)


def _rumpled(thing: ClothThing, x: Floats, y: Floats) -> Floats:
    """Return soft hills of height 0..1 with ridges that run over them in all directions."""
    span = _PITCHES * thing.pitch_cm
    hills = step(-2, 2, grain(_FIELD_PX, 0.8 * _PITCH_PX, 1.8 * _PITCH_PX, thing.seed))
    broad = [_ridges(thing, (x, y), (turn, 0.9, 2.6), k) for k, turn in enumerate((-35, 20, 75))]
    fine = [_ridges(thing, (x, y), (turn, 0.35, 4.0), k) for k, turn in enumerate((-60, -10, 35, 85), 5)]
    return 0.45 * _looked_up(hills, x / span, y / span) + 0.50 * sum(broad) + 0.16 * sum(fine)


def _ridges(thing: ClothThing, place: tuple[Floats, Floats], form: tuple[float, float, float], index: int) -> Floats:
    """Return lens-shaped ridges of height 0..1; `form`: turned from the drift by degrees, pitch and length factors."""
    turned, pitch, length = form
    turn = np.radians(thing.drift_deg + turned)
    x, y = place
    along, beside = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    seed = 31 * thing.seed + index
    field = grain(_FIELD_PX, 0.45 * _PITCH_PX, 0.9 * _PITCH_PX, seed, (length, 1.0))
    bent = warped(field, 0.0, 0.035 * grain(_FIELD_PX, 2 * _PITCH_PX, 4 * _PITCH_PX, seed + 900))
    crest = step(0.3, 2.6, bent) ** 0.9
    span = _PITCHES * pitch * thing.pitch_cm
    return _looked_up(crest, along / span + 0.37 * index, beside / span)


def curtain(thing: CurtainThing) -> Parts:
    """Return one sheet that hangs from `height_cm` to z = 0 about y = 0."""
    random = np.random.default_rng(thing.seed)
    columns, rows = 24 * thing.folds + 1, 80
    u = np.linspace(0, 1, columns)
    pitch = np.cumsum(random.uniform(0.6, 1.4, thing.folds + 1))
    phase = np.interp(u, np.linspace(0, 1, thing.folds + 1), (pitch - pitch[0]) / (pitch[-1] - pitch[0]))
    deep = np.interp(u, np.linspace(0, 1, thing.folds + 1), random.uniform(0.5, 1.0, thing.folds + 1))
    v = np.linspace(0, 1, rows)
    open_out = (1 - thing.gather * v)[None]
    sway = 0.5 * np.sin(2.2 * v + random.uniform(0, 6))[None]
    turns = 2 * np.pi * (thing.folds * phase[:, None] + 0.06 * sway)
    # Hanging folds are round in front and behind, and steep between.
    wave = np.sin(turns) + 0.18 * np.sin(3 * turns + 0.6)
    y = -0.5 * thing.deep_cm * deep[:, None] * open_out * wave
    x = thing.width_cm * (u - 0.5)[:, None] + 0.12 * thing.deep_cm * open_out * np.cos(turns)
    points = np.stack([x, y, np.broadcast_to(thing.height_cm * v, x.shape)], -1)
    across = solids.along(points[:, rows // 2])
    uv = np.stack(np.meshgrid(across, thing.height_cm * v, indexing="ij"), -1)
    return [Part(grid(points, uv), thing.material)]


def towels(thing: TowelsThing) -> Parts:
    """Return towels, each two sheets folded over one another."""
    random = np.random.default_rng(thing.seed)
    colours = (thing.material, *thing.further_materials)
    parts: list[Part] = []
    for index in range(thing.count):
        share = 1 - 0.02 * index
        width, depth = thing.width_cm * share, thing.depth_cm * share
        turn, aside, back = random.normal(0, 1.6), random.normal(0, 0.35), random.normal(0, 0.25)
        for radius, short in ((0.5, 0.0), (0.24, 0.02)):
            sheet = _folded_sheet((width - short, depth), thing.thick_cm, radius, random)
            part = Part(sheet, colours[index % len(colours)])
            parts.append(part.turned("z", turn).moved(aside, back, index * 0.96 * thing.thick_cm))
    return parts


def _folded_sheet(size: tuple[float, float], thick: float, radius: float, random: np.random.Generator) -> Mesh:
    """Return a sheet bent once, its bend to the camera; `radius` of the bend is a share of the towel's thickness."""
    width, depth = size
    sheet = 0.25 * thick
    bend = radius * thick - sheet / 2
    angle = np.linspace(-np.pi / 2, np.pi / 2, 24)
    start = -depth / 2 + (0.5 - radius) * thick
    curve = np.stack([start + bend - bend * np.cos(angle), thick / 2 + bend * np.sin(angle)], 1)
    flat = np.linspace(depth / 2, start + bend, 30)[:-1]
    path = np.concatenate(
        [np.stack([flat, 0 * flat + curve[0, 1]], 1), curve, np.stack([flat[::-1], 0 * flat + curve[-1, 1]], 1)]
    )
    tangent = np.gradient(path, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) / np.linalg.norm(tangent, axis=1, keepdims=True)
    edge = np.linspace(0, np.pi / 2, 7)
    inset = 0.5 * sheet * (1 - np.sin(edge))
    spots = np.concatenate([-width / 2 + inset, np.linspace(-width / 2, width / 2, 42)[1:-1], width / 2 - inset[::-1]])
    full = 0.5 * sheet * np.cos(edge)[::-1]
    halves = np.concatenate([np.maximum(full, 1e-3), np.full(40, sheet / 2), np.maximum(full[::-1], 1e-3)])
    order = np.argsort(spots, kind="stable")
    sag = 0.05 * thick * np.sin(2 * np.pi * spots / width + random.uniform(0, 6))
    rings = [_ring(path, normal, float(halves[k]), (float(spots[k]), float(sag[k]))) for k in order]
    around = solids.along(np.concatenate([rings[0], rings[0][:1]])[:, 1:])
    mesh = solids.loft(rings)
    lengths = np.concatenate([spots[order][:1], spots[order], spots[order][-1:]])
    uv = np.stack(np.meshgrid(lengths, around, indexing="ij"), -1)
    return Mesh(mesh.points, mesh.faces, uv.reshape(-1, 2), mesh.normals)


def _ring(path: Floats, normal: Floats, half: float, place: tuple[float, float]) -> Floats:
    """Return the outline of a sheet of thickness 2 `half` about a path (y, z), at x, lifted by a sag."""
    outline = np.concatenate([path + normal * half, (path - normal * half)[::-1]])
    return np.stack([np.full(len(outline), place[0]), outline[:, 0], outline[:, 1] + place[1]], 1)


def _lattice(width: float, depth: float) -> tuple[Floats, Floats]:
    """Return x and y of a lattice about the origin, each (columns, rows)."""
    counts = [max(8, min(640, round(length / _STEP_CM))) for length in (width, depth)]
    x, y = np.meshgrid(
        np.linspace(-width / 2, width / 2, counts[0]), np.linspace(-depth / 2, depth / 2, counts[1]), indexing="ij"
    )
    return x, y


def _looked_up(field: ArrayLike, u: Floats, v: Floats) -> Floats:
    """Return a tile's values at u, v, in tiles."""
    values = np.asarray(field, np.float32)
    size = values.shape[0]
    columns, rows = (np.asarray((share % 1) * size, np.float32) for share in (u, v))
    return np.asarray(cv2.remap(values, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP), float)
