"""Added borders: a band of one colour along a side, in any thickness from one pixel, ending in a straight step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import brightest
from pipelines.values import Box, Rgb, Size

_MAX_BAND = 0.40  # of the frame
_STEP_LEVELS = 4
_STEP_SHARE = 0.90  # of the side, and it reaches an end: a product's own edge does not run from frame to frame
_END_FRACTION, _END_SHARE = 0.06, 0.3  # a neighbouring band may cover part of an end
_UNIFORM_LEVELS = 10  # coding smears the step into a thin band
_THICK_PX, _FLAT_LEVELS = 16, 2  # two coding blocks and more leave room for pixels of exactly one colour
_UNIFORM_SHARE = 0.55  # a band may carry lettering
_ALL_ALONG = 0.98
_GUTTER_LEVELS = 4
_ROUNDS = 8


class Side(StrEnum):
    """A side of the frame."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Band:
    """An added band: which side, how thick, which colour, and where."""

    side: Side
    thickness_px: int
    colour: tuple[int, int, int]
    box: Box


def find_bands(pixels: Rgb) -> tuple[Band, ...]:
    """Return the bands along the frame, outermost first; two or more make an L or a frame."""
    bands = list[Band]()
    inside = Box(0, 0, pixels.shape[1], pixels.shape[0])
    for _ in range(_ROUNDS):
        found = next((band for side in Side if (band := _band(pixels, inside, side))), None)
        if found is None:
            break
        bands.append(found)
        inside = _without(inside, found)
        if min(inside.width, inside.height) < 16:
            break
    if _are_gutters(pixels[inside.slices], bands):
        return ()
    return tuple(band for band in bands if not _is_ground(pixels, band, {other.side for other in bands}))


def _are_gutters(inside: Rgb, bands: Sequence[Band]) -> bool:
    """Tell whether the bands are the ground that a collage lies on: the same colour runs on between its pictures."""
    if {band.side for band in bands} != set(Side):
        return False
    colours = np.array([band.colour for band in bands], np.int16)
    if int(np.ptp(colours, axis=0).max()) > _GUTTER_LEVELS:
        return False
    off = brightest(np.abs(inside.astype(np.int16) - colours[0])) > _GUTTER_LEVELS
    return any(float(off.mean(axis=axis).min()) <= 1 - _ALL_ALONG for axis in (0, 1))


def _is_ground(pixels: Rgb, band: Band, banded: set[Side]) -> bool:
    """Tell whether a side without a band shows the band's colour all along: then a product merely stands close."""
    rows = [_facing_down(pixels, side)[0].astype(np.int16) for side in Side if side not in banded]
    return any(float((np.abs(row - np.array(band.colour)).max(axis=1) <= 2).mean()) >= _ALL_ALONG for row in rows)


def inside_bands(bands: tuple[Band, ...], size: Size) -> Box:
    """Return what the bands leave of the frame."""
    inside = Box(0, 0, *size)
    for band in bands:
        inside = _without(inside, band)
    return inside


def _band(pixels: Rgb, inside: Box, side: Side) -> Band | None:
    view = _facing_down(pixels[inside.slices], side)
    depth = min(int(_MAX_BAND * view.shape[0]), view.shape[0] - 2)
    if depth < 1:
        return None
    for row in _step_rows(view[: depth + 2]):
        colour = np.median(view[: row + 1].reshape(-1, 3)[:: max(1, (row + 1) // 64)], axis=0)
        if _is_band(view, row, colour):
            channels = int(colour[0]), int(colour[1]), int(colour[2])
            return Band(side, row + 1, channels, _box_of(inside, side, row + 1))
    return None


def _facing_down(view: Rgb, side: Side) -> Rgb:
    """Turn a view so that the side in question is its first row."""
    match side:
        case Side.TOP:
            return view
        case Side.BOTTOM:
            return view[::-1]
        case Side.LEFT:
            return view.transpose(1, 0, 2)
        case Side.RIGHT:
            return view.transpose(1, 0, 2)[::-1]


def _step_rows(view: Rgb) -> Sequence[int]:
    """Return the rows after which nearly the whole width changes at once, both ends included."""
    end = max(2, round(_END_FRACTION * view.shape[1]))
    # One end is enough: in an L the other one lies under the neighbouring band
    ends = np.maximum(_changed(view[:, :end]), _changed(view[:, -end:]))
    rows = [int(row) for row in np.flatnonzero(ends >= _END_SHARE)]
    runs = list[list[int]]()
    for row in (row for row in rows if _changed(view[row : row + 3])[0] >= _STEP_SHARE):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    # Of rows that coding noise or resampling strings together, the band ends where the change is largest
    return [max(run, key=lambda row: float(cv2.absdiff(view[row + 1], view[row]).mean())) for run in runs]


def _changed(view: Rgb) -> NDArray[np.float64]:
    """Return the share of each row that differs from the second next: a step may be smeared over two rows."""
    difference = cv2.absdiff(np.ascontiguousarray(view[2:]), np.ascontiguousarray(view[:-2]))
    return (difference.max(axis=2) >= _STEP_LEVELS).mean(axis=1)


def _is_band(view: Rgb, row: int, colour: NDArray[np.float64]) -> bool:
    outer = brightest(np.abs(view[: row + 1].astype(np.int16) - colour))
    levels = _UNIFORM_LEVELS if row + 1 < _THICK_PX else _FLAT_LEVELS
    if float((outer <= levels).mean()) < _UNIFORM_SHARE:
        return False
    # The band's last row is of its colour from end to end; a scene's horizon or a shadow is not so even
    last = np.abs(view[max(0, row - 1)].astype(np.int16) - colour).max(axis=1)
    return float((last <= _UNIFORM_LEVELS).mean()) >= _STEP_SHARE


def _box_of(inside: Box, side: Side, thickness: int) -> Box:
    match side:
        case Side.TOP:
            return Box(inside.left, inside.top, inside.right, inside.top + thickness)
        case Side.BOTTOM:
            return Box(inside.left, inside.bottom - thickness, inside.right, inside.bottom)
        case Side.LEFT:
            return Box(inside.left, inside.top, inside.left + thickness, inside.bottom)
        case Side.RIGHT:
            return Box(inside.right - thickness, inside.top, inside.right, inside.bottom)


def _without(inside: Box, band: Band) -> Box:
    match band.side:
        case Side.TOP:
            return Box(inside.left, band.box.bottom, inside.right, inside.bottom)
        case Side.BOTTOM:
            return Box(inside.left, inside.top, inside.right, band.box.top)
        case Side.LEFT:
            return Box(band.box.right, inside.top, inside.right, inside.bottom)
        case Side.RIGHT:
            return Box(inside.left, inside.top, band.box.left, inside.bottom)
