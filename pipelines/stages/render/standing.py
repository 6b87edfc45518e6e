"""Solids of products that stand: slices turned to face the light, and what stands off the axis as a card of its own."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.stages.pose.base import Base, read_base
from pipelines.stages.render.cards import TEXELS, Card, Floats, Stencil, Vector, stencil
from pipelines.values import Box, Mask, Matte

_OFFSETS = (0.0, -0.45, 0.45, -0.8, 0.8)  # of the widest half width: where slices stand
_STEEP = 0.8  # sine of the elevation from which light meets level discs rather than upright slices
_DISCS = 7
_UP = np.array([0, 0, 1], np.float32)


@dataclass(frozen=True, eq=False)
class Upright:
    """A silhouette on the upright plane through a product's axis, which faces the camera.

    Attributes:
        shape: share of product, its last row on the ground (or at the lowest point of what hangs).
        axis_column: where the axis is, in texels.
        texel_cm: side of a texel.
        foot_cm: where the axis meets the last row's lower edge.
        across: unit vector of the columns.
        depth: of the solid along the view, relative to its width.
        front_cm: how far the front rim stands before the axis.
        base: what was read from the silhouette.
    """

    shape: Matte
    axis_column: float
    texel_cm: float
    foot_cm: Vector
    across: Vector
    depth: float
    front_cm: float
    base: Base


def stand_up(matte: Matte, place: Box, camera: Camera) -> Upright:
    """Put a placed silhouette up on the ground under it, as the camera sees it."""
    front_sine = _sine_at(camera, camera.on_level(place.left + place.width / 2, place.bottom))
    base = read_base(matte, front_sine)
    front = camera.on_level(place.left + base.centre, place.top + base.front)
    px_per_cm = camera.px_per_cm(front)
    away = front[:2] - camera.origin_cm[:2]
    away = away / max(float(np.linalg.norm(away)), 1e-6)
    front_cm = base.depth / px_per_cm
    foot = np.array([*(front[:2] + away * front_cm), 0], np.float32)
    across = np.array([away[1], -away[0], 0], np.float32)
    return _on_plane(matte, place, camera, (foot, across), base, px_per_cm)


def _sine_at(camera: Camera, point_cm: Vector) -> float:
    way = camera.origin_cm - point_cm
    return float(way[2] / np.linalg.norm(way))


def _on_plane(
    matte: Matte, place: Box, camera: Camera, plane: tuple[Vector, Vector], base: Base, px_per_cm: float
) -> Upright:
    foot, across = plane
    half_cm = place.width / px_per_cm
    cosine = math.sqrt(1 - _sine_at(camera, foot) ** 2)
    high_cm = place.height / px_per_cm / max(cosine, 0.3) * 1.1
    texel = max(2 * half_cm, high_cm) / TEXELS
    columns, rows = math.ceil(2 * half_cm / texel), math.ceil(high_cm / texel)
    u = (np.arange(columns, dtype=np.float32) + 0.5) * texel - half_cm
    z = (rows - np.arange(rows, dtype=np.float32) - 0.5) * texel
    points = np.asarray(foot + u[None, :, None] * across + z[:, None, None] * _UP, np.float32)
    seen = camera.project(points) - np.array([place.left + 0.5, place.top + 0.5], np.float32)
    column, row = (np.ascontiguousarray(seen[..., axis]) for axis in (0, 1))
    soft = cv2.GaussianBlur(matte, (0, 0), max(0.3, 0.4 * texel * px_per_cm))
    shape = np.asarray(cv2.remap(soft, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), np.float32)
    shape = _without_far_rim(shape, _sine_at(camera, foot), base.depth / max(base.half_width, 1))
    filled = np.flatnonzero(shape.max(axis=0) > 0.02)
    first, last = (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, columns)
    top = int(np.flatnonzero(shape.max(axis=1) > 0.02)[0]) if len(filled) else 0
    return Upright(
        shape[top:, first:last],
        half_cm / texel - first,
        texel,
        foot,
        across,
        base.depth / max(base.half_width, 1),
        base.depth / px_per_cm,
        base,
    )


def _without_far_rim(shape: Matte, sine: float, depth: float) -> Matte:
    """Take away what rises above the axis only because the camera sees the far rim of a flat top from above."""
    solid = shape > 0.5
    rows = np.flatnonzero(solid.any(axis=1))
    if not len(rows):
        return shape
    widths = solid.sum(axis=1)
    slope = sine / math.sqrt(max(1 - sine * sine, 0.05)) * depth  # rise on the axis' plane of a point behind it
    first = int(rows[0])
    for rim in range(first, first + (int(rows[-1]) - first) // 2):
        if rim - first >= widths[rim] / 2 * slope:
            cut = shape.copy()
            cut[:rim] = 0
            return cut
    return shape


@dataclass(frozen=True, eq=False)
class StandingSolid:
    """A body of elliptical cross-sections about its axis, and parts off the axis on a card that faces the camera."""

    upright: Upright

    def facing(self, way: Vector) -> Sequence[Card]:
        """Return slices turned to the light, or level discs where it comes from above, and the card of the rest."""
        body = self._discs if float(way[2]) > _STEEP else self._turned(way)
        return [*body, *self._rest]

    @cached_property
    def _split(self) -> tuple[Matte, Matte, float]:
        return split_about_axis(self.upright.shape, self.upright.axis_column)

    @cached_property
    def _slices(self) -> list[tuple[float, Stencil]]:
        body, _, axis = self._split
        half_widths = _half_widths(body > 0.5)
        widest = float(half_widths.max())
        return [
            (
                offset * widest,
                stencil(_slice(body, axis, half_widths, offset * widest), (axis, len(body)), grounded=True),
            )
            for offset in _OFFSETS
        ]

    def _turned(self, way: Vector) -> list[Card]:
        upright = self.upright
        flat = way[:2] / max(float(np.linalg.norm(way[:2])), 1e-6)
        right, away = upright.across[:2], np.array([-upright.across[1], upright.across[0]])
        along_right, along_away = float(flat @ right), float(flat @ away)
        # Half axes of the ellipse (1, depth) along the light and across it.
        thick = math.hypot(along_right, upright.depth * along_away)
        wide = math.hypot(along_away, upright.depth * along_right)
        turned = np.array([-flat[1], flat[0], 0], np.float32)
        turned = turned if along_away < 0 or along_right == 0 else -turned
        cards: list[Card] = []
        for offset, shape in self._slices:
            at = upright.foot_cm.copy()
            at[:2] += flat * (offset * thick * upright.texel_cm)
            side = upright.texel_cm
            cards.append(Card(shape, at, turned, _UP, (side * max(wide, 0.08), side)))
        return cards

    @cached_property
    def _discs(self) -> list[Card]:
        upright = self.upright
        body, _, axis = self._split
        half_widths = _half_widths(body > 0.5)
        rows = np.flatnonzero(half_widths > 0)
        away = np.array([-upright.across[1], upright.across[0], 0], np.float32)
        chosen = np.linspace(rows[0], rows[-1], _DISCS).astype(int) if len(rows) else []
        centre = upright.foot_cm + upright.across * np.float32((axis - upright.axis_column) * upright.texel_cm)
        return [
            Card(
                _DISC,
                np.asarray(centre + _UP * np.float32((len(body) - row - 0.5) * upright.texel_cm), np.float32),
                upright.across,
                away,
                (radius, radius * upright.depth),
            )
            for row in chosen
            for radius in [float(half_widths[row]) * upright.texel_cm / _DISC_RADIUS]
        ]

    @cached_property
    def _rest(self) -> list[Card]:
        _, rest, _ = self._split
        if rest.max() <= 0.1:
            return []
        upright = self.upright
        side = upright.texel_cm
        shape = stencil(rest, (upright.axis_column, len(rest)), grounded=True)
        return [Card(shape, upright.foot_cm, upright.across, _UP, (side, side))]


def split_about_axis(shape: Matte, guess: float) -> tuple[Matte, Matte, float]:
    """Split a silhouette into what is symmetric about an upright axis and the rest; return both and the axis' column.

    Rows of the body are one run about the axis, as far on one side as on the other.
    """
    axis = _best_axis(shape > 0.5, guess)
    solid = shape > 0.5
    column = np.arange(shape.shape[1], dtype=np.float32) + 0.5
    reach = _reach(solid, axis)
    inside = np.abs(column[None, :] - axis) <= reach[:, None] + 0.5
    rest = np.where(inside, 0, shape).astype(np.float32)
    opened = cv2.morphologyEx((rest > 0.5).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    rest = np.where(cv2.dilate(opened, np.ones((5, 5), np.uint8)) > 0, rest, 0).astype(np.float32)
    return np.where(inside, shape, 0).astype(np.float32), rest, axis


def _best_axis(solid: Mask, guess: float) -> float:
    """Return the column about which the silhouette overlaps its mirror image most, near the base's middle."""
    counts = solid.astype(np.float32)
    width = solid.shape[1]
    candidates = np.arange(max(1.0, guess - 0.2 * width), min(width - 1.0, guess + 0.2 * width) + 0.01, 0.5)
    best, most = guess, -1.0
    for axis in candidates:
        reach = int(min(axis, width - axis))
        left, right = counts[:, int(axis) - reach : int(axis)], counts[:, math.ceil(axis) : math.ceil(axis) + reach]
        if left.shape[1] != right.shape[1]:
            continue
        overlap = float((left * right[:, ::-1]).sum()) - 0.002 * abs(axis - guess) * len(solid)
        if overlap > most:
            best, most = float(axis), overlap
    return best


def _reach(solid: Mask, axis: float) -> NDArray[np.float32]:
    """Return for each row how far the product reaches on both sides of the axis; holes do not end it."""
    columns = np.arange(solid.shape[1], dtype=np.float32) + 0.5
    distance = np.where(solid, columns[None, :] - axis, 0)
    left, right = -distance.min(axis=1), distance.max(axis=1)
    return np.minimum(np.maximum(left, 0), np.maximum(right, 0)).astype(np.float32)


def _half_widths(solid: Mask) -> Floats:
    """Return half of each row's extent, 0 where it is empty."""
    left = solid.argmax(axis=1)
    right = solid.shape[1] - solid[:, ::-1].argmax(axis=1)
    return np.where(solid.any(axis=1), (right - left) / 2, 0).astype(np.float32)


def _slice(body: Matte, axis: float, half_widths: Floats, offset: float) -> Matte:
    """Return the section of a solid of round cross-sections at so many texels before or behind its axis."""
    ratio = np.clip(np.abs(offset) / np.maximum(half_widths, 1e-3), 0, 1)
    narrowed = np.sqrt(1 - ratio**2)
    row, column = np.mgrid[0 : body.shape[0], 0 : body.shape[1]].astype(np.float32)
    source = axis - 0.5 + (column + 0.5 - axis) / np.maximum(narrowed, 0.05)[:, None]
    cut = cv2.remap(body, source.astype(np.float32), row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.where(narrowed[:, None] > 0.05, cut, 0).astype(np.float32)


_DISC_RADIUS = 48.0


def _disc() -> Stencil:
    side = int(_DISC_RADIUS) * 2
    row, column = np.mgrid[0:side, 0:side] + 0.5 - _DISC_RADIUS
    shape = np.clip(_DISC_RADIUS + 0.5 - np.hypot(row, column), 0, 1).astype(np.float32)
    return stencil(shape, (_DISC_RADIUS, _DISC_RADIUS))


_DISC = _disc()
