"""Meshes and strands as plain arrays. Lengths are centimetres, z is up, the camera looks along +y."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Mesh:
    """Triangles with texture coordinates; normals are smoothed over equal positions when absent."""

    points: Floats
    faces: NDArray[np.int32]
    uv: Floats
    normals: Floats | None = None

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Mesh":
        """The mesh shifted by centimetres."""
        return replace(self, points=self.points + np.array([x, y, z]))

    def scaled(self, x: float, y: float | None = None, z: float | None = None) -> "Mesh":
        """The mesh stretched about the origin; one factor scales all axes."""
        factors = np.array([x, x if y is None else y, x if z is None else z])
        normals = None if self.normals is None else unit(self.normals / factors)
        faces = self.faces if np.prod(factors) > 0 else self.faces[:, ::-1]
        return replace(self, points=self.points * factors, normals=normals, faces=faces)

    def turned(self, axis: str, degrees: float) -> "Mesh":
        """The mesh rotated about one axis through the origin."""
        turn = rotation(axis, degrees)
        return self.mapped(turn)

    def mapped(self, matrix: Floats) -> "Mesh":
        """The mesh under a 3x3 rotation."""
        normals = None if self.normals is None else self.normals @ matrix.T
        return replace(self, points=self.points @ matrix.T, normals=normals)

    def tiled(self, factor: ArrayLike) -> "Mesh":
        """The mesh with its texture coordinates multiplied."""
        return replace(self, uv=self.uv * np.asarray(factor))


@dataclass(frozen=True)
class Strands:
    """Many thin curves of equal point count: points (n, k, 3), radii (n, k)."""

    points: Floats
    radii: Floats

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Strands":
        """The strands shifted by centimetres."""
        return replace(self, points=self.points + np.array([x, y, z]))

    def turned(self, axis: str, degrees: float) -> "Strands":
        """The strands rotated about one axis through the origin."""
        return self.mapped(rotation(axis, degrees))

    def mapped(self, matrix: Floats) -> "Strands":
        """The strands under a 3x3 rotation."""
        return replace(self, points=self.points @ matrix.T)

    def scaled(self, factor: float) -> "Strands":
        """The strands scaled about the origin."""
        return Strands(self.points * factor, self.radii * factor)


def unit(vectors: Floats) -> Floats:
    """Vectors of length one along the last axis."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def rotation(axis: str, degrees: float) -> Floats:
    """The right-handed rotation about `x`, `y` or `z`."""
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    matrix = np.eye(3)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix[first, first] = matrix[second, second] = c
    matrix[first, second], matrix[second, first] = -s, s
    return matrix


def grid(points: ArrayLike, uv: Floats | None = None) -> Mesh:
    """A mesh over an (a, b, 3) lattice of points."""
    lattice = np.asarray(points, float)
    rows, columns = lattice.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], -1).reshape(-1, 4)
    faces = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)
    if uv is None:
        uv = np.stack(np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij"), -1)
    return Mesh(lattice.reshape(-1, 3), faces, uv.reshape(-1, 2))


def join(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh out of several."""
    starts = np.cumsum([0] + [len(m.points) for m in meshes[:-1]])
    return Mesh(
        np.concatenate([m.points for m in meshes]),
        np.concatenate([m.faces + start for m, start in zip(meshes, starts, strict=True)]).astype(np.int32),
        np.concatenate([m.uv for m in meshes]),
        np.concatenate([smooth_normals(m) for m in meshes]),
    )


def smooth_normals(mesh: Mesh) -> Floats:
    """The mesh's own normals, or area-weighted ones shared by vertices at the same place."""
    if mesh.normals is not None:
        return mesh.normals
    corners = mesh.points[mesh.faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    keys = np.round(mesh.points / max(np.ptp(mesh.points), 1e-9) * 1e6).astype(np.int64)
    _, shared = np.unique(keys, axis=0, return_inverse=True)
    shared = shared.reshape(-1)
    total = np.zeros((shared.max() + 1, 3))
    for corner in range(3):
        np.add.at(total, shared[mesh.faces[:, corner]], flat)
    return unit(total)[shared]


def _wound(mesh: Mesh) -> NDArray[np.int32]:
    """Return the faces, each wound so that it looks where its own normals do; relief is bent to the wrong side else."""
    if mesh.normals is None:
        return mesh.faces
    corners = mesh.points[mesh.faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    against = (flat * mesh.normals[mesh.faces].sum(axis=1)).sum(axis=1) < 0
    return np.where(against[:, None], mesh.faces[:, ::-1], mesh.faces)


def write_ply(path: Path, mesh: Mesh, *, facets: bool) -> None:
    """Write a binary PLY; with `facets` every triangle is flat."""
    names = ["x", "y", "z"] + ([] if facets else ["nx", "ny", "nz"]) + ["u", "v"]
    columns = [mesh.points, mesh.uv] if facets else [mesh.points, smooth_normals(mesh), mesh.uv]
    header = f"ply\nformat binary_little_endian 1.0\nelement vertex {len(mesh.points)}\n"
    header += "".join(f"property float {name}\n" for name in names)
    header += f"element face {len(mesh.faces)}\nproperty list uchar int vertex_indices\nend_header\n"
    records = np.zeros(len(mesh.faces), dtype=[("count", "u1"), ("corners", "<i4", 3)])
    records["count"], records["corners"] = 3, _wound(mesh)
    path.write_bytes(header.encode() + np.concatenate(columns, 1).astype("<f4").tobytes() + records.tobytes())


def write_strands(path: Path, strands: Strands) -> None:
    """Write curves as mitsuba's text format: `x y z radius` a line, a blank line between curves."""
    rows = np.concatenate([strands.points, strands.radii[..., None]], -1)
    blocks = ("\n".join(" ".join(f"{value:.5f}" for value in row) for row in curve) for curve in rows)
    path.write_text("\n\n".join(blocks) + "\n")
