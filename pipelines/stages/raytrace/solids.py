"""Solids that products are built from: turned, lofted, piped, boxed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join, unit


def rounded(corners: Sequence[tuple[float, ...]], steps: int = 6) -> Floats:
    """A polyline whose corners `(a, b, radius)` are filleted; a corner without radius stays sharp."""
    points = np.array([corner[:2] for corner in corners], float)
    path = [points[0]]
    for before, here, after, corner in zip(points, points[1:], points[2:], corners[1:], strict=False):
        radius = corner[2] if len(corner) > 2 else 0.0
        reach = min(radius, np.linalg.norm(before - here) * 0.5, np.linalg.norm(after - here) * 0.5)
        start, end = here + reach * unit(before - here), here + reach * unit(after - here)
        t = np.linspace(0, 1, steps)[:, None] if reach > 0 else np.ones((1, 1)) * 0.5
        path.extend((1 - t) ** 2 * start + 2 * t * (1 - t) * here + t**2 * end)
    path.append(points[-1])
    return np.array(path)


def along(path: Floats) -> Floats:
    """Arc length at each point of a polyline."""
    return np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])


def spline(points: ArrayLike, count: int, *, closed: bool = False) -> Floats:
    """A Catmull-Rom curve through the points, evenly spaced in parameter."""
    knots = np.asarray(points, float)
    ring = (
        np.concatenate([knots[-1:], knots, knots[:2]])
        if closed
        else np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    )
    spans = len(ring) - 3
    at = np.linspace(0, spans, count, endpoint=not closed)
    span = np.minimum(at.astype(int), spans - 1)
    t = (at - span)[:, None]
    a, b, c, d = (ring[span + k] for k in range(4))
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def lathe(profile: ArrayLike, segments: int = 128, arc: tuple[float, float] = (90.0, 450.0)) -> Mesh:
    """Turn a profile of (radius, z) about z; u runs round 0..1, v along the profile in centimetres."""
    line = np.asarray(profile, float)
    angle = np.radians(np.linspace(*arc, segments + 1))[:, None]
    points = np.stack([np.cos(angle) * line[:, 0], np.sin(angle) * line[:, 0], np.ones_like(angle) * line[:, 1]], -1)
    u, v = np.meshgrid(np.linspace(0, 1, segments + 1), along(line), indexing="ij")
    return grid(points, np.stack([u, v], -1))


def tube(path: ArrayLike, radius: ArrayLike, sides: int = 12, flatten: float = 1.0) -> Mesh:
    """A pipe along a path, with rounded-off ends closed by a fan; `flatten` squeezes one side."""
    line = np.asarray(path, float)
    tangent = unit(np.gradient(line, axis=0))
    across = np.empty_like(line)
    guess = np.array([0.0, 0.0, 1.0]) if abs(tangent[0, 2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    for i, direction in enumerate(tangent):
        guess = unit(guess - direction * (guess @ direction))
        across[i] = guess
    other = np.cross(tangent, across)
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    ring = np.cos(angle)[:, None, None] * across * flatten + np.sin(angle)[:, None, None] * other
    size = np.broadcast_to(np.asarray(radius, float), (len(line),))
    points = line + ring * size[:, None]
    ends = [np.broadcast_to(line[i], (sides + 1, 1, 3)) for i in (0, -1)]
    points = np.concatenate([ends[0], points.reshape(sides + 1, len(line), 3), ends[1]], 1)
    length = along(line)
    u, v = np.meshgrid(np.linspace(0, 1, sides + 1), np.concatenate([[0], length, length[-1:]]), indexing="ij")
    return grid(points, np.stack([u, v], -1))


def loop(path: ArrayLike, radius: float, sides: int = 12) -> Mesh:
    """A pipe along a closed path."""
    line = np.asarray(path, float)
    tangent = unit(np.roll(line, -1, 0) - np.roll(line, 1, 0))
    centre = line.mean(0)
    across = unit((line - centre) - tangent * ((line - centre) * tangent).sum(1, keepdims=True))
    other = np.cross(tangent, across)
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    points = line + radius * (np.cos(angle)[:, None, None] * across + np.sin(angle)[:, None, None] * other)
    return grid(np.concatenate([points, points[:, :1]], 1))


def loft(sections: ArrayLike) -> Mesh:
    """A closed skin over rings (k, n, 3) of equal point count, capped at both ends."""
    rings = np.asarray(sections, float)
    caps = [np.broadcast_to(rings[i].mean(0), (1, rings.shape[1], 3)) for i in (0, -1)]
    skin = np.concatenate([caps[0], rings, caps[1]])
    return grid(np.concatenate([skin, skin[:, :1]], 1))


def superellipse(width: float, depth: float, power: float = 2.0, count: int = 64) -> Floats:
    """A ring in the xy plane: 2 is an ellipse, larger powers go towards a rectangle."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False) + np.pi / 2
    c, s = np.cos(angle), np.sin(angle)
    ring = np.stack(
        [np.sign(c) * np.abs(c) ** (2 / power) * width / 2, np.sign(s) * np.abs(s) ** (2 / power) * depth / 2]
    )
    return np.stack([ring[0], ring[1], np.zeros(count)], -1)


def stacked(profile: ArrayLike, ring: Floats) -> Mesh:
    """Loft a unit ring through (scale, z) pairs: a bottle that is not round."""
    return loft([ring * (scale, scale, 0) + (0, 0, z) for scale, z in np.asarray(profile, float)])


def box_faces(size: tuple[float, float, float], bevel: float = 0.1, steps: int = 4) -> dict[str, Mesh]:
    """The six bevelled faces of a box standing on z=0, each with texture coordinates 0..1 (v up)."""
    half = np.array(size) / 2
    inner = half - bevel
    fillet = np.tan(np.linspace(-np.pi / 4, np.pi / 4, 2 * steps + 1))
    low, high = fillet[: steps + 1], fillet[steps:]
    side = np.repeat([-1.0, 1.0], steps + 1)
    lean = np.concatenate([low, high])
    sides = {"left": (0, -1), "right": (0, 1), "front": (1, -1), "back": (1, 1), "bottom": (2, -1), "top": (2, 1)}
    faces: dict[str, Mesh] = {}
    for name, (axis, sign) in sides.items():
        a, b = (k for k in range(3) if k != axis)
        normals = np.zeros((len(lean), len(lean), 3))
        normals[..., axis], normals[..., a], normals[..., b] = sign, lean[:, None], lean[None, :]
        centres = np.zeros_like(normals)
        centres[..., axis], centres[..., a], centres[..., b] = sign, side[:, None], side[None, :]
        normals = unit(normals)
        points = centres * inner + bevel * normals
        uv = points[..., [a, b]] / (2 * half[[a, b]]) + 0.5
        if name in ("left", "back"):
            uv = uv * (-1, 1) + (1, 0)
        mesh = grid(points + np.array([0, 0, half[2]]), uv)
        faces[name] = Mesh(mesh.points, mesh.faces, mesh.uv, normals.reshape(-1, 3))
    return faces


def box(size: tuple[float, float, float], bevel: float = 0.1) -> Mesh:
    """A bevelled box standing on z=0."""
    return join(list(box_faces(size, bevel).values()))


def ball(radius: float, squash: tuple[float, float, float] = (1, 1, 1), detail: int = 48) -> Mesh:
    """A sphere or ellipsoid about the origin."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, detail)
    return lathe(np.stack([np.cos(angle), np.sin(angle)], 1) * radius, detail * 2).scaled(*squash)


def ring_band(radius: float, section: Floats, segments: int = 160) -> Mesh:
    """Turn a closed section of (offset, z) round a circle: rings, rims and bangles."""
    closed = np.concatenate([section, section[:1]])
    return lathe(closed + np.array([radius, 0]), segments)
