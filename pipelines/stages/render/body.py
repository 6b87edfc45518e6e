"""A silhouette taken apart: a body about an upright axis, and what stands off it."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.render.beam import Floats
from pipelines.stages.render.upright import Upright
from pipelines.values import Mask, Matte

_GAP = 0.08  # of the width: holes narrower than this do not part a handle from its body
_HANDLE = 0.015  # of the silhouette: less beside the body is its own unevenness
_MOST_BEADS = 22
_STRUNG = 0.85  # share of what is off the axis that beads must hold


@dataclass(frozen=True, eq=False)
class Body:
    """Rows of a solid, in texels.

    Attributes:
        shape: share of product, without what is off the axis.
        axis: column of the axis.
        centres, half_widths: of each row; a half width of 0 is an empty row.
        fill: share of each row's extent that is product.
        depth: half depth over half width.
        squareness: of cross-sections, see Footing.
        rest: what is off the axis, or None.
    """

    shape: Matte
    axis: float
    centres: Floats
    half_widths: Floats
    fill: Floats
    depth: float
    squareness: float
    rest: Matte | None

    @cached_property
    def widest(self) -> float:
        return float(self.half_widths.max())

    def depth_at(self, row: int) -> float:
        """Return half the depth of a row: round things are as deep as wide, long ones keep theirs where they narrow."""
        half = float(self.half_widths[row])
        if self.squareness == 2:
            return self.depth * half
        return self.depth * float(np.sqrt(half * self.widest))

    def slice_at(self, offset: float) -> Matte:
        """Return the section at a share of the widest half width before or behind the axis."""
        if offset == 0:
            return self.shape
        ratio = np.clip(offset * self.widest / np.maximum(self.half_widths, 1e-3), 0, 1)
        narrowed = (1 - ratio**self.squareness) ** (1 / self.squareness)
        row, column = np.mgrid[0 : self.shape.shape[0], 0 : self.shape.shape[1]].astype(np.float32)
        centre = self.centres[:, None]
        source = centre - 0.5 + (column + 0.5 - centre) / np.maximum(narrowed, 0.05)[:, None]
        cut = cv2.remap(self.shape, source.astype(np.float32), row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return np.where(narrowed[:, None] > 0.05, cut, 0).astype(np.float32)

    @cached_property
    def beads(self) -> list[tuple[float, float, float]] | None:
        """Balls (column, row, radius) that fill what is off the axis; empty without such, None where they cannot."""
        if self.rest is None:
            return []
        left = (self.rest > 0.5).astype(np.uint8)
        whole, beads = int(left.sum()), list[tuple[float, float, float]]()
        inside = cv2.distanceTransform(np.pad(left, 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
        free = inside.copy()
        while len(beads) < _MOST_BEADS and free.max() > 1.5:
            row, column = np.unravel_index(int(free.argmax()), free.shape)
            radius = float(inside[row, column])
            beads.append((float(column) + 0.5, float(row) + 0.5, radius))
            cv2.circle(free, (int(column), int(row)), max(1, round(0.9 * radius)), 0, cv2.FILLED)
            cv2.circle(left, (int(column), int(row)), round(1.1 * radius), 0, cv2.FILLED)
        return beads if left.sum() < (1 - _STRUNG) * whole else None


def body_of(upright: Upright) -> Body:
    """Take a silhouette apart.

    Round bodies are symmetric about their axis: rows are one run about it, as far on one side as on the other, narrow
    holes not counted. Square ones keep whole rows.
    """
    shape, solid = upright.shape, upright.shape > 0.5
    if upright.squareness > 2:
        return _body(upright, shape, upright.axis_column, None)
    side = max(3, round(_GAP * shape.shape[1])) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    filled = cv2.morphologyEx(solid.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0
    axis, reach = _best_axis(filled, upright.axis_column)
    column = np.arange(shape.shape[1], dtype=np.float32) + 0.5
    inside = np.abs(column[None, :] - axis) <= reach[:, None] + 0.5
    opened = cv2.morphologyEx((~inside & solid).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    rest = np.where(cv2.dilate(opened, np.ones((5, 5), np.uint8)) > 0, np.where(inside, 0, shape), 0)
    has_rest = float(rest.sum()) > _HANDLE * float(shape.sum())
    body = np.where(inside, shape, 0).astype(np.float32)
    return _body(upright, body, axis, rest.astype(np.float32) if has_rest else None)


def _body(upright: Upright, shape: Matte, axis: float, rest: Matte | None) -> Body:
    solid = shape > 0.5
    left, right = solid.argmax(axis=1), solid.shape[1] - solid[:, ::-1].argmax(axis=1)
    some = solid.any(axis=1)
    half_widths = np.where(some, (right - left) / 2, 0).astype(np.float32)
    centres = np.where(some & (upright.squareness > 2), (right + left) / 2, axis).astype(np.float32)
    fill = (solid.sum(axis=1) / np.maximum(2 * half_widths, 1)).astype(np.float32)
    return Body(shape, axis, centres, half_widths, fill, upright.depth, upright.squareness, rest)


def _best_axis(filled: Mask, guess: float) -> tuple[float, NDArray[np.float32]]:
    """Return the column near the base's middle about which the symmetric body is largest, and its reach by row."""
    width = filled.shape[1]
    nearest = float(np.clip(guess, 1, width - 1))
    best = nearest, _reach(filled, nearest)
    most = float(best[1].sum()) * 1.02
    for axis in np.arange(max(1.0, guess - 0.12 * width), min(width - 1.0, guess + 0.12 * width), 1.0):
        reach = _reach(filled, float(axis))
        if float(reach.sum()) > most:
            best, most = (float(axis), reach), float(reach.sum())
    return best


def _reach(filled: Mask, axis: float) -> NDArray[np.float32]:
    """Return for each row how far the run about the axis reaches on both sides; 0 where the axis is outside."""
    middle = int(min(axis, filled.shape[1] - 1))
    left, right = filled[:, : middle + 1][:, ::-1], filled[:, middle:]
    runs = [np.where(part.all(axis=1), part.shape[1], part.argmin(axis=1)) for part in (left, right)]
    return np.asarray(np.minimum(*runs), np.float32)
