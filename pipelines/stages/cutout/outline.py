"""The outline where product and backdrop hardly differ.

There a picture's edges say nothing, and what follows them is ragged. A network's map is coarse but even: between
stretches that are seen, the outline runs as the map's does, moved as its neighbours on either side were.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import Plane, squared
from pipelines.linear_light import to_linear
from pipelines.stages.cutout.morphology import grown
from pipelines.values import Matte, Rgb

_Line: TypeAlias = NDArray[np.float32]
_Values: TypeAlias = NDArray[np.float32] | NDArray[np.float64] | NDArray[np.bool_]

# All lengths in px at working size; sigmas along an outline are of Gaussians.
_SHORTEST, _LONGEST = 80, 30_000  # outlines: shorter ones are gaps of a lattice, longer ones no outline but grain
_BASE = 4.0  # sigma of the even curve from which the outline is measured
_REACH, _STEP = 16.0, 0.5  # offsets from it that are looked at
_ROUGH = 2.5  # an outline that lies farther off is rough by itself: leaves, hair, corners
_SEEN = 0.05  # jump across the edge, in roots of light, that is half seen
_TEXTURE = 2.0  # weight of the product's own texture: what is furry inside is so at its outline
_CARRIED = (4.0, 12.0, 36.0)  # sigmas within which neighbours are asked, nearest first
_NEXT = 0.02
_CLEAR = 0.15  # how well a neighbour has to be seen
_EVEN = 2.0  # sigma
_FAINT = 1e-5
_FINE = 4  # samples a pixel and axis where the outline is drawn
_LENS = 0.6  # sigma of a drawn edge
_SPREAD = 5.0  # sigma of the seam between the drawn outline and the matte


@dataclass(frozen=True, eq=False)
class Evened:
    """A matte whose outline is even where it is not seen.

    Attributes:
        matte: in [0, 1].
        unseen: how little of the edge is seen around every pixel, in [0, 1]; 0 away from outlines.
    """

    matte: Matte
    unseen: Matte


@dataclass(frozen=True, eq=False)
class _Run:
    """A closed outline: points a pixel apart on an even curve, and the way out of the product from each.

    Attributes:
        base, outward: float32 (points, 2), as x and y.
    """

    base: _Line
    outward: _Line

    def at(self, offsets: _Line) -> _Line:
        """The points at (points or 1, samples) offsets; (points, samples, 2)."""
        return np.asarray(self.base[:, None] + self.outward[:, None] * offsets[..., None], np.float32)

    def read(self, plane: Plane, offsets: _Line) -> Plane:
        """What the plane holds there; (points, samples)."""
        x, y = np.moveaxis(self.at(offsets), 2, 0)
        return np.asarray(cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def even_outline(pixels: Rgb, matte: Matte, coarse: Matte) -> Evened:
    """Return the matte with its outline made even wherever the picture does not show it.

    Args:
        pixels: of the product's surroundings.
        matte: theirs, as far as the edges of the picture give it.
        coarse: the map from which it was made.
    """
    roots = cv2.GaussianBlur(np.sqrt(to_linear(pixels)), (0, 0), 0.6)
    texture = squared(np.asarray(roots - cv2.GaussianBlur(roots, (0, 0), 2.5), np.float32))
    planes = [np.ascontiguousarray(roots[..., channel], np.float32) for channel in range(3)]
    even = np.asarray(cv2.GaussianBlur(matte, (0, 0), 0.7), np.float32)
    outlines, _ = cv2.findContours((matte > 0.5).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    drawn: list[_Line] = []
    weight, points = np.zeros_like(matte), np.zeros_like(matte)
    for outline in (found[:, 0].astype(np.float32) for found in outlines):
        if not _SHORTEST <= len(outline) <= _LONGEST:
            _note(outline, np.zeros(len(outline)), weight, points)
            drawn.append(outline)
            continue
        run = _run(outline, even)
        here, measured = _crossing(run, even)
        usable = measured & (np.abs(here) < _ROUGH)
        edge = _along(np.where(usable, here, 0), 1.5)
        seen = _seen(run, edge, planes, texture)
        offset = _along(seen * edge + (1 - seen) * _carried(run, here, usable, seen, coarse), _EVEN)
        moved = run.at(offset[:, None])[:, 0]
        hidden = _along((1 - seen) * usable, _EVEN)
        for line in (run.base, moved):
            _note(line, hidden, weight, points)
        drawn.append(moved)
    near = cv2.GaussianBlur(grown(points > 0, round(_SPREAD)).astype(np.float32), (0, 0), 1.5)
    total = np.maximum(cv2.GaussianBlur(points, (0, 0), _SPREAD), 1e-6)
    around = np.clip(cv2.GaussianBlur(weight, (0, 0), _SPREAD) / total * near, 0, 1)
    unseen = (1 - (1 - around) ** 2).astype(np.float32)  # a half of what is ragged is ragged still
    return Evened((unseen * _filled(drawn, matte.shape) + (1 - unseen) * matte).astype(np.float32), unseen)


def _run(outline: _Line, even: Matte) -> _Run:
    base = _along(_spaced(outline), _BASE)
    along = np.roll(base, -1, 0) - np.roll(base, 1, 0)
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
    run = _Run(base, np.stack([along[:, 1], -along[:, 0]], 1).astype(np.float32))
    sides = np.arange(0.5, 3.5, 0.5, dtype=np.float32)[None]
    outward = run.read(even, sides).mean() < run.read(even, -sides).mean()
    return run if outward else _Run(base, -run.outward)


def _spaced(outline: _Line) -> _Line:
    """The closed line with points a pixel apart."""
    closed = np.concatenate([outline, outline[:1]])
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    places = np.linspace(0, length[-1], int(length[-1]), endpoint=False)
    return np.stack([np.interp(places, length, closed[:, axis]) for axis in (0, 1)], 1).astype(np.float32)


def _along(values: _Values, sigma: float) -> _Line:
    """The values of a closed line's points, made even along it; (points,) or (points, n)."""
    reach = int(3 * sigma + 1)
    table = np.asarray(values, np.float32).reshape(len(values), -1)
    padded = np.pad(table, ((reach, reach), (0, 0)), mode="wrap")
    even = cv2.sepFilter2D(padded, -1, np.ones(1), cv2.getGaussianKernel(2 * reach + 1, sigma).ravel())
    return np.asarray(even, np.float32).reshape(padded.shape)[reach:-reach].reshape(values.shape)


def _crossing(run: _Run, plane: Matte, near: _Line | None = None) -> tuple[_Line, NDArray[np.bool_]]:
    """Where the plane falls through one half on the way out, nearest to `near` (0), and whether it does so."""
    offsets = np.arange(-_REACH, _REACH + _STEP / 2, _STEP, dtype=np.float32)
    inner, outer = (run.read(plane, offsets[None])[:, part] for part in (np.s_[:-1], np.s_[1:]))
    falls = (inner > 0.5) & (outer <= 0.5)
    places = offsets[:-1] + _STEP * np.where(falls, (inner - 0.5) / np.maximum(inner - outer, 1e-6), 0)
    distance = np.where(falls, np.abs(places - (0 if near is None else near[:, None])), np.inf)
    nearest = distance.argmin(1)
    there = np.asarray(falls.any(1))
    return np.where(there, places[np.arange(len(nearest)), nearest], 0).astype(np.float32), there


def _seen(run: _Run, edge: _Line, planes: list[Plane], texture: Plane) -> _Line:
    """How well the edge is seen, in [0, 1): by the jump between what either side tends to; shading has none."""
    steps = np.arange(1, 7, dtype=np.float32)
    count = len(steps)
    tends = ((4 * count + 2 - 6 * steps) / (count * (count - 1))).astype(np.float32)  # a fitted line, read at the edge
    jumps = [run.read(plane, edge[:, None] - steps) @ tends - run.read(plane, edge[:, None] + steps) @ tends
             for plane in planes]  # fmt: skip
    jump = squared(_along(np.stack(jumps, 1), 0.7)[None])[0]
    inside = run.read(texture, edge[:, None] - np.arange(2, 9, dtype=np.float32)).mean(1)
    shown = _along(jump, 3.0) + _TEXTURE * _along(inside, 6.0)
    return (shown / (shown + _SEEN**2)).astype(np.float32)


def _carried(run: _Run, here: _Line, usable: NDArray[np.bool_], seen: _Line, coarse: Matte) -> _Line:
    """The offsets of the coarse map's outline, moved as far as the edge lies off it where it is seen."""
    clear = np.clip(seen - _CLEAR, 0, 1) ** 2 * usable
    mapped, there = _crossing(run, coarse, here)
    both = there & usable
    moved = mapped + _asked(here - mapped, (clear + _FAINT) * both)
    plain = _asked(here, clear + 100 * _FAINT * usable)
    share = _along(both, 3.0)
    return np.clip(share * np.where(both, moved, here) + (1 - share) * plain, -_REACH, _REACH).astype(np.float32)


def _asked(values: _Values, weight: _Values) -> _Line:
    """The weighted mean of the neighbours along the line, farther ones where nearer ones weigh nothing."""
    levels = [(_NEXT**level, sigma) for level, sigma in enumerate(_CARRIED)]
    total = sum(share * _along(values * weight, sigma) for share, sigma in levels)
    weights = sum(share * _along(weight, sigma) for share, sigma in levels)
    return np.asarray(total / (weights + 1e-9), np.float32)


def _note(line: _Line, hidden: _Values, weight: Plane, points: Plane) -> None:
    """Add a line's points to the two planes: how hidden each is, and one."""
    x, y = np.rint(line).astype(np.intp).T
    height, width = points.shape
    framed = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    np.add.at(weight, (y[framed], x[framed]), hidden[framed])
    np.add.at(points, (y[framed], x[framed]), 1)


def _filled(lines: Iterable[_Line], shape: tuple[int, ...]) -> Matte:
    """The share of each pixel inside an odd number of lines, as a lens shows it."""
    height, width = shape
    fine = np.zeros((height * _FINE, width * _FINE), np.uint8)
    corners = [np.rint(((line + 0.5) * _FINE - 0.5) * 16).astype(np.int32) for line in lines]
    cv2.fillPoly(fine, corners, 255, shift=4)
    share = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return np.asarray(cv2.GaussianBlur(share, (0, 0), _LENS), np.float32)
