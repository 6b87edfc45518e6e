"""Shapes as closed polygons in design units: smooth outlines through points, and strokes whose width varies."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = tuple[Points, ...]  # closed polygons; a shape covers their union
Knot: TypeAlias = tuple[float, ...]  # x, y and, where the outline turns sharply, a third number

_CIRCLE: Points = np.stack([np.cos(np.arange(20) * np.pi / 10), np.sin(np.arange(20) * np.pi / 10)], axis=1)
_STEPS = 14  # polygon sides between two knots


def outline(*knots: Knot) -> Shape:
    """Return the closed smooth curve through knots; it has a corner at each knot of three numbers."""
    corners = [index for index, knot in enumerate(knots) if len(knot) > 2]
    points = np.array([knot[:2] for knot in knots], float)
    if not corners:
        return (_through(np.concatenate([points[-1:], points, points[:2]])),)
    turned = np.roll(points, -corners[0], axis=0)
    stops = [(corner - corners[0]) % len(knots) for corner in corners] + [len(knots)]
    ring = np.concatenate([turned, turned[:1]])
    runs = [line(ring[first : last + 1]) for first, last in pairwise(stops)]
    return (np.concatenate([run[:-1] for run in runs]),)


def line(knots: Sequence[Knot] | Points) -> Points:
    """Return the open smooth curve through knots, both ends included."""
    points = np.array(knots[:, :2] if isinstance(knots, np.ndarray) else [knot[:2] for knot in knots], float)
    if len(points) == 2:
        return np.linspace(points[0], points[1], _STEPS + 1)
    before, after = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    curve = _through(np.concatenate([[before], points, [after]]))
    return np.concatenate([curve, points[-1:]])


def stroke(knots: Sequence[Knot] | Points, widths: Sequence[float]) -> Shape:
    """Return a brush stroke along the smooth curve through knots.

    Args:
        widths: whole width at evenly spaced places from start to end.
    """
    spine = line(knots)
    if len(spine) < 2:
        return ()
    along = np.linspace(0, 1, len(spine))
    half = np.interp(along, np.linspace(0, 1, len(widths)), widths)[:, None] / 2
    tangent = np.gradient(spine, axis=0)
    tangent /= np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    left, right = spine + normal * half, spine - normal * half
    quads = np.stack([left[:-1], left[1:], right[1:], right[:-1]], axis=1)
    round_at = [0, *range(2, len(spine) - 2, 3), len(spine) - 1]  # joints fill the outside of bends
    thick = [index for index in round_at if half[index, 0] > 0.4]
    return (*quads, *(spine[thick, None] + half[thick, None] * _CIRCLE))


def ellipse(x: float, y: float, radius_x: float, radius_y: float | None = None) -> Shape:
    """Return an ellipse, or a circle when one radius is given."""
    turn = np.arange(48) * (np.pi / 24)
    across = radius_x if radius_y is None else radius_y
    return (np.stack([x + radius_x * np.cos(turn), y + across * np.sin(turn)], axis=1),)


def mirrored(shape: Shape) -> Shape:
    """Return the shape on the other side of x = 0."""
    return tuple(points * [-1, 1] for points in shape)


def both(shape: Shape) -> Shape:
    """Return the shape and its mirror image."""
    return (*shape, *mirrored(shape))


def moved(shape: Shape, x: float = 0, y: float = 0, scale: float = 1, turn_deg: float = 0) -> Shape:
    """Return the shape scaled, then turned (clockwise as seen) about the origin, then moved."""
    angle = np.radians(turn_deg)
    matrix = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return tuple(points @ matrix + [x, y] for points in shape)


def symmetric(*knots: Knot) -> Shape:
    """Return the closed curve through knots of the right half, from top to bottom, and their mirror images."""
    left = [(-knot[0], *knot[1:]) for knot in reversed(knots) if knot[0] != 0]
    return outline(*knots, *left)


def _through(points: Points) -> Points:
    """Catmull-Rom through points[1:-1]; the last point is left to the caller."""
    t = np.linspace(0, 1, _STEPS, endpoint=False)[:, None]
    a, b, c, d = (points[first : len(points) - 3 + first, None] for first in range(4))
    pieces = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return pieces.reshape(-1, 2)
