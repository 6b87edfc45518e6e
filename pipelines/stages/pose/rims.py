"""Round rims, lids and saucers inside a product's outline: level ellipses both halves of which are to be seen."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Cutout, Mask, Rgb, bounding_box

_WORKING_PX = 480  # of the product's longer side
_PAD = 6
_STEPS = 96  # points looked at along an ellipse
_NEAR_PX = 1.5  # an edge so near a point of the ellipse is its edge
_SEEN = 0.84  # share of either half that must have an edge
_UNBROKEN = 0.35  # the same of each twelfth
_BUSIEST = 0.17  # share of the product that may be edges: in fur or wicker every ellipse finds some
_LEAST_WIDTH = 0.55  # of the product: lids of bottles are rounded off, and lenses look at the camera
_FLATTEST, _ROUNDEST = 0.06, 0.83  # height over width; rounder ones are more often balls, dials and rings
_LEVEL_DEG = 9.0
_STRIPE, _ENDS = 0.2, 0.18  # an ellipse flatter than that is a rim near the product's ends alone: between, a stripe
_PIECES = (60, 120, 240)  # of contours, in pixels: what ellipses are guessed from
_CANNY = (15, 40)

Ellipses = NDArray[np.float32]  # a row each: centre x and y, half width, half height, tilt in radians


@dataclass(frozen=True)
class Rim:
    """A level circle of the product.

    Attributes:
        sine: of the angle by which the camera looks down at it.
        down: where its centre is, as a share of the product's height from the top.
        seen: share of its less visible half that has an edge.
    """

    sine: float
    down: float
    seen: float


def read_rim(cutout: Cutout) -> Rim | None:
    """Return the level circle that is seen best; None where there is none, or the product is too busy to tell."""
    box = bounding_box(cutout.matte)
    if box is None:
        return None
    pixels, solid = _small(cutout.pixels[box.slices], cutout.matte[box.slices])
    edges = _edges(pixels, solid)
    if float((edges > 0)[solid].mean()) > _BUSIEST:
        return None
    best = _best(_plausible(np.concatenate([_across_rows(solid), _along_contours(edges)]), solid), edges)
    if best is None:
        return None
    ellipse, seen = best
    down = (float(ellipse[1]) - _PAD) / (solid.shape[0] - 2 * _PAD)
    return Rim(float(ellipse[3] / ellipse[2]), min(max(down, 0.0), 1.0), seen)


def _small(pixels: Rgb, matte: NDArray[np.float32]) -> tuple[Rgb, Mask]:
    factor = min(1.0, _WORKING_PX / max(matte.shape))
    size = max(8, round(matte.shape[1] * factor)), max(8, round(matte.shape[0] * factor))
    solid = np.asarray(cv2.resize(matte, size, interpolation=cv2.INTER_AREA) > 0.5, np.bool_)
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.pad(small, ((_PAD, _PAD), (_PAD, _PAD), (0, 0)), mode="edge"), np.pad(solid, _PAD)


def _edges(pixels: Rgb, solid: Mask) -> NDArray[np.uint8]:
    """Return 255 on edges inside the product and on its outline; what lies behind it has none."""
    found = np.zeros(solid.shape, np.uint8)
    for channel in cv2.split(cv2.GaussianBlur(pixels, (0, 0), 1.0)):
        found |= np.asarray(cv2.Canny(channel, *_CANNY, L2gradient=True), np.uint8)
    mask = solid.astype(np.uint8)
    found[cv2.erode(mask, np.ones((5, 5), np.uint8)) == 0] = 0
    found[cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0] = 255
    return found


def _across_rows(solid: Mask) -> Ellipses:
    """Return ellipses of all heights whose ends lie on the outline: rims that are as wide as the product there."""
    shares = np.arange(_FLATTEST, _ROUNDEST, 0.012, dtype=np.float32)
    rows: list[tuple[float, float, float]] = []
    for row in range(_PAD, solid.shape[0] - _PAD):
        steps = np.diff(solid[row].astype(np.int8), prepend=0, append=0)
        runs = zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True)
        rows += [((left + right - 1) / 2, row, (right - left) / 2) for left, right in runs]
    if not rows:
        return np.zeros((0, 5), np.float32)
    wide = np.repeat(np.array(rows, np.float32), len(shares), axis=0)
    high = wide[:, 2] * np.tile(shares, len(rows))
    return np.column_stack([wide, high, np.zeros_like(high)]).astype(np.float32)


def _along_contours(edges: NDArray[np.uint8]) -> Ellipses:
    """Return level ellipses through pieces of edges: rims that stand before a wider part of the product."""
    found: list[tuple[float, float, float, float, float]] = []
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        for length in _PIECES:
            starts = range(0, max(1, len(contour) - length // 2), length // 2)
            pieces = (contour[start : start + length] for start in starts)
            found += [ellipse for piece in pieces if (ellipse := _level_ellipse(piece)) is not None]
    return np.array(found, np.float32).reshape(-1, 5)


def _level_ellipse(
    piece: NDArray[np.integer[Any] | np.floating[Any]],
) -> tuple[float, float, float, float, float] | None:
    if len(piece) < 30:
        return None
    (x, y), sides, angle = cv2.fitEllipseDirect(piece)
    long, short = max(sides) / 2, min(sides) / 2
    tilt = (angle + (90 if sides[0] > sides[1] else 0)) % 180 - 90
    if not np.isfinite([x, y, long, short]).all() or long < 1 or abs(tilt) > _LEVEL_DEG:
        return None
    return (x, y, long, short, math.radians(tilt)) if _FLATTEST < short / long < _ROUNDEST else None


def _plausible(ellipses: Ellipses, solid: Mask) -> Ellipses:
    """Return the ellipses that are wide enough and, where they are flat, near the product's top or foot."""
    rows, columns = (side - 2 * _PAD for side in solid.shape)
    down = (ellipses[:, 1] - _PAD) / rows
    flat = ellipses[:, 3] < _STRIPE * ellipses[:, 2]
    wide = 2 * ellipses[:, 2] >= _LEAST_WIDTH * columns
    return ellipses[wide & ~(flat & (down > _ENDS) & (down < 1 - _ENDS))]


def _best(ellipses: Ellipses, edges: NDArray[np.uint8]) -> tuple[Ellipses, float] | None:
    """Return the ellipse both halves of which follow edges best, and how much of the lesser half does."""
    if not len(ellipses):
        return None
    away = cv2.distanceTransform((edges == 0).astype(np.uint8), cv2.DIST_L2, 3)
    angle = (np.arange(_STEPS, dtype=np.float32) + 0.5) / _STEPS * np.float32(2 * math.pi)
    along, aside = ellipses[:, 2:3] * np.cos(angle), ellipses[:, 3:4] * np.sin(angle)
    cosine, sine = np.cos(ellipses[:, 4:]), np.sin(ellipses[:, 4:])
    x = np.rint(ellipses[:, :1] + along * cosine - aside * sine).astype(np.intp)
    y = np.rint(ellipses[:, 1:2] + along * sine + aside * cosine).astype(np.intp)
    inside = (x >= 0) & (y >= 0) & (x < edges.shape[1]) & (y < edges.shape[0])
    near = inside & (away[np.where(inside, y, 0), np.where(inside, x, 0)] < _NEAR_PX)
    seen = near.reshape(len(ellipses), 2, _STEPS // 2).mean(axis=2).min(axis=1)
    unbroken = near.reshape(len(ellipses), 12, _STEPS // 12).mean(axis=2).min(axis=1)
    usable = (seen >= _SEEN) & (unbroken >= _UNBROKEN)
    if not usable.any():
        return None
    merit = np.where(usable, seen + 0.3 * unbroken, -1)
    index = int(merit.argmax())
    return ellipses[index], float(seen[index])
