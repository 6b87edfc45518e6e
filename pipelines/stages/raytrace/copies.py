"""Many copies of one mesh, each turned, sized and placed: leaves on a branch, needles on a twig, petals on a head."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from pipelines.stages.raytrace.mesh import Floats, Mesh, join, smooth_normals, unit


def frames(ways: ArrayLike, ups: ArrayLike, rolls_deg: ArrayLike = 0.0) -> Floats:
    """Rotations (n, 3, 3) that lay x along each way and z as near to `ups` as that allows, then roll about the way."""
    x = unit(np.atleast_2d(np.asarray(ways, float)))
    up = np.broadcast_to(np.asarray(ups, float), x.shape)
    side = np.cross(up, x)
    lost = np.linalg.norm(side, axis=1) < 1e-6  # the way points straight up: any side will do
    side[lost] = np.cross(np.array([1.0, 0.2, 0.0]), x[lost])
    y = unit(side)
    z = np.cross(x, y)
    angle = np.radians(np.broadcast_to(np.asarray(rolls_deg, float), (len(x),)))[:, None]
    return np.stack([x, np.cos(angle) * y + np.sin(angle) * z, np.cos(angle) * z - np.sin(angle) * y], -1)


def headings(yaws_deg: ArrayLike, rises_deg: ArrayLike) -> Floats:
    """Unit vectors (n, 3): a yaw about the upright axis from +x, then a rise over the level."""
    yaw, rise = np.broadcast_arrays(np.radians(np.asarray(yaws_deg, float)), np.radians(np.asarray(rises_deg, float)))
    return np.stack([np.cos(rise) * np.cos(yaw), np.cos(rise) * np.sin(yaw), np.sin(rise)], -1)


def copies(mesh: Mesh, turns: Floats, at: ArrayLike, sizes: ArrayLike = 1.0) -> Mesh:
    """One mesh out of copies: rotations (n, 3, 3), places (n, 3) in centimetres, factors (n,) or (n, 3)."""
    count, corners = len(turns), len(mesh.points)
    factors = np.asarray(sizes, float)
    factors = np.broadcast_to(factors[:, None] if factors.ndim == 1 else factors, (count, 3))
    points = np.einsum("nij,nkj->nki", turns, mesh.points * factors[:, None]) + np.asarray(at, float)[:, None]
    normals = np.einsum("nij,nkj->nki", turns, unit(smooth_normals(mesh) / factors[:, None]))
    faces = mesh.faces + (np.arange(count) * corners)[:, None, None]
    return Mesh(
        points.reshape(-1, 3),
        faces.reshape(-1, 3).astype(np.int32),
        np.tile(mesh.uv, (count, 1)),
        normals.reshape(-1, 3),
    )


def assorted(meshes: Sequence[Mesh], turns: Floats, at: Floats, sizes: Floats) -> Mesh:
    """Copies of several kinds by turns, so that no two neighbours are alike."""
    count = len(meshes)
    return join(
        [copies(mesh, turns[k::count], at[k::count], sizes[k::count]) for k, mesh in enumerate(meshes[: len(turns)])]
    )


def on_path(path: Floats, at: ArrayLike) -> tuple[Floats, Floats]:
    """Points and unit directions (n, 3) at fractions of a polyline."""
    fractions = np.asarray(at, float)
    knots = np.linspace(0, 1, len(path))
    slopes = unit(np.gradient(path, axis=0))
    points = np.stack([np.interp(fractions, knots, path[:, k]) for k in range(3)], -1)
    ways = np.stack([np.interp(fractions, knots, slopes[:, k]) for k in range(3)], -1)
    return points, unit(ways)


def strewn(count: int, area_cm: tuple[float, float], clear_cm: float, random: np.random.Generator) -> Floats:
    """Places (n, 2) over a rectangle about the origin that leave a disc in its middle free; fewer if tight."""
    half = np.array(area_cm) / 2
    drawn = random.uniform(-half, half, (count * 8, 2))
    return drawn[np.hypot(drawn[:, 0], drawn[:, 1]) >= clear_cm][:count]


def spaced(places: Floats, apart_cm: float) -> Floats:
    """Those places, in order, that keep their distance from all kept before."""
    kept: list[Floats] = []
    for place in places:
        if all(np.hypot(*(place[:2] - other[:2])) >= apart_cm for other in kept):
            kept.append(place)
    return np.array(kept).reshape(-1, places.shape[1])
