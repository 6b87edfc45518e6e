"""A placed silhouette stood up in space, on the ground that its lower edge tells."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.stages.pose.base import Base, BaseShape, read_base
from pipelines.stages.render.beam import Vector
from pipelines.stages.render.cards import TEXELS
from pipelines.values import Box, Matte

UP = np.array([0, 0, 1], np.float32)
_SQUARE = 4.0  # a box with rounded edges, a shoe
_THINNEST = 0.2  # of its width: how deep a product is at least


@dataclass(frozen=True, eq=False)
class Footing:
    """Where a product stands.

    Attributes:
        foot_cm: where its axis meets the ground.
        across: unit vector along its width, on the ground.
        depth: half of what it measures square to its width, relative to half its width.
        squareness: power of the superellipse that its cross-sections are: 2 is an ellipse, more goes to a rectangle.
        corners: of the base of a box, in order, shape (4, 3); the first is the nearest. None for what is no box.
    """

    foot_cm: Vector
    across: Vector
    depth: float
    squareness: float = 2.0
    corners: Vector | None = None


@dataclass(frozen=True, eq=False)
class Upright:
    """A silhouette on the upright plane through a product's axis and along its width.

    Attributes:
        shape: share of product; its last row's lower edge is at the height of `foot_cm`.
        axis_column: where the axis is, in texels.
        texel_cm: side of a texel.
        foot_cm, across, depth, squareness: see Footing.
        up: unit vector of the columns: upwards, or along a leaning product.
    """

    shape: Matte
    axis_column: float
    texel_cm: float
    foot_cm: Vector
    across: Vector
    depth: float
    squareness: float
    up: Vector

    @property
    def away(self) -> Vector:
        """Unit vector on the ground, square to the width and away from the camera."""
        return np.array([-self.across[1], self.across[0], 0], np.float32)


def sine_at(camera: Camera, point_cm: Vector) -> float:
    """Return the sine of the angle by which the camera looks down at a point."""
    way = camera.origin_cm - point_cm
    return float(way[2] / np.linalg.norm(way))


def base_on(matte: Matte, place: Box, camera: Camera) -> Base:
    """Read the base of a placed product as the camera sees it."""
    return read_base(matte, sine_at(camera, camera.on_level(place.left + place.width / 2, place.bottom)))


def footing_of(base: Base, place: Box, camera: Camera) -> Footing:
    """Return where a placed product with that base stands on the ground."""
    axis, left, right, corner = (
        camera.on_level(place.left + column, place.top + row)
        for column, row in (base.axis, base.left, base.right, base.corner)
    )
    match base.shape:
        case BaseShape.CORNER:
            corners = np.stack([corner, right, left + right - corner, left])
            long, short = sorted((left - corner, right - corner), key=lambda edge: -float(np.linalg.norm(edge)))
            across = _rightwards(long)
            depth = abs(float(short @ np.array([-across[1], across[0], 0]))) / float(np.linalg.norm(long))
            middle = np.asarray((left + right) / 2, np.float32)
            return Footing(middle, across, max(depth, _THINNEST), _SQUARE, np.asarray(corners, np.float32))
        case BaseShape.STRAIGHT:
            across = _rightwards(right - left)
            away = np.array([-across[1], across[0], 0], np.float32)
            half = float(np.linalg.norm(right - left)) / 2
            depth = base.depth / base.half_width
            back = away * np.float32(2 * depth * half)
            foot = np.asarray((left + right) / 2 + back / 2, np.float32)
            corners = np.asarray(np.stack([left, right, right + back, left + back]), np.float32)
            return Footing(foot, across, depth, _SQUARE, corners)
        case BaseShape.ROUND | BaseShape.UNEVEN:
            return Footing(axis, facing_camera(camera, axis), base.depth / max(base.half_width, 1))


def facing_camera(camera: Camera, point_cm: Vector) -> Vector:
    """Return the unit vector on the ground that runs to the right as the camera sees that point."""
    way = point_cm - camera.origin_cm
    if float(np.hypot(way[0], way[1])) < 1e-3:
        return camera.axes[0]
    return _rightwards(np.array([way[1], -way[0], 0]))


def _rightwards(edge: Vector) -> Vector:
    flat = np.array([edge[0], edge[1], 0], np.float32)
    flat = flat / max(float(np.linalg.norm(flat)), 1e-6)
    return np.asarray(flat if flat[0] >= 0 else -flat, np.float32)


def stand_up(matte: Matte, place: Box, camera: Camera, footing: Footing, up: Vector = UP) -> Upright:
    """Put a placed silhouette on the plane through its foot along its width, exactly as the camera sees it."""
    normal = np.asarray(np.cross(footing.across, up), np.float32)
    ends = np.stack(
        [
            camera.on_plane(column, row, footing.foot_cm, normal) - footing.foot_cm
            for column in (place.left, place.right)
            for row in (place.top, place.bottom)
        ]
    )
    across, high = ends @ footing.across, float((ends @ up).max())
    texel = max(float(np.ptp(across)), high, 1e-3) / TEXELS
    columns, rows = math.ceil(float(np.ptp(across)) / texel), max(2, math.ceil(high / texel))
    u = (np.arange(columns, dtype=np.float32) + 0.5) * texel + float(across.min())
    z = (rows - np.arange(rows, dtype=np.float32) - 0.5) * texel
    points = footing.foot_cm + u[None, :, None] * footing.across + z[:, None, None] * up
    seen = camera.project(np.asarray(points, np.float32)) - np.array([place.left, place.top], np.float32) - 0.5
    column, row = (np.ascontiguousarray(seen[..., axis], np.float32) for axis in (0, 1))
    soft = cv2.GaussianBlur(matte, (0, 0), max(0.3, 0.4 * place.width / columns))
    shape = np.asarray(cv2.remap(soft, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), np.float32)
    return Upright(
        shape,
        -float(across.min()) / texel,
        texel,
        footing.foot_cm,
        footing.across,
        footing.depth,
        footing.squareness,
        up,
    )


def without_far_rim(upright: Upright, sine: float) -> Upright:
    """Take away what rises above the axis only because the camera sees the far rim of a flat top from above."""
    solid = upright.shape > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    if not len(rows):
        return upright
    widths = solid.sum(axis=1)
    # On the axis' plane, a point behind it rises by its distance times the tangent of the camera's elevation.
    slope = sine / math.sqrt(max(1 - sine * sine, 0.05)) * upright.depth
    first, last = int(rows[0]), int(rows[-1])
    for rim in range(first, first + (last - first) // 2):
        if rim - first >= widths[rim] / 2 * slope:
            cut = upright.shape.copy()
            cut[:rim] = 0
            return replace(upright, shape=cut)
    return upright
