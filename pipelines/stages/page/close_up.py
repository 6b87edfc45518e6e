"""A part of the photo at its own pixels: the one with the most to see, never enlarged."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.errors import PageError
from pipelines.stages.page.sheet import Sheet
from pipelines.values import Box, Cutout, bounding_box
from presets.pages.schema import CloseUp

_PART = 0.62  # of the product's width or height: more is no close-up
_PART_OF_SEVERAL = 0.5
_SEEN_AGAIN = 0.15  # of a further close-up, at most
_SMALLEST = 0.65  # of its area's sides: less looks lost
_WITHIN = 0.997  # of a close-up is product, where there is such a part
_WITHIN_FILLED = 0.985
_GRID_PX = 240  # of the product's longer side, on which parts are compared


@dataclass(frozen=True)
class _Found:
    """A part of the photo, and how much of it is product."""

    box: Box
    within: float


def draw_close_up(sheet: Sheet, part: CloseUp) -> None:
    """Lay the photo's most detailed part into an area, at most at one page pixel a photo pixel.

    Raises:
        PageError: there is no such cutout, or its photo has too few pixels.
    """
    area = sheet.box(part.area)
    cutout, turn = _photo(sheet, part)
    crop = close_up_of(cutout, (area.width, area.height), turn)
    if part.fills and (crop.width < area.width or _within(cutout, crop) < _WITHIN_FILLED):
        raise PageError(
            f"The photo has no close-up {sheet.material.turn + 1} of {area.width} x {area.height} pixels that shows "
            "nothing but the product. Photograph it from nearer."
        )
    scale = min(1.0, area.width / crop.width)
    size = round(crop.width * scale), round(crop.height * scale)
    pixels = cutout.pixels[crop.slices]
    if scale < 1:
        pixels = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
    left, top = area.left + (area.width - size[0]) // 2, area.top + (area.height - size[1]) // 2
    box = Box(left, top, left + size[0], top + size[1])
    sheet.canvas.picture(pixels, box, round(part.corner * min(sheet.canvas.size)))
    inside = _within(cutout, crop)
    if inside < _WITHIN:
        sheet.canvas.notes.append(f"The close-up shows {1 - inside:.0%} of the photo's own backdrop.")


def _photo(sheet: Sheet, part: CloseUp) -> tuple[Cutout, int]:
    """Return the photo that a close-up is of, and which of its parts it shows, counted from 0.

    Raises:
        PageError: there is none.
    """
    cutout, turn, views = sheet.cutout(part.which), sheet.material.turn if part.turning else 0, sheet.material.views
    if cutout is None:
        raise PageError("A close-up needs a photo of the product. Give one.")
    photos = (cutout, *views)
    return photos[turn % len(photos)], turn // len(photos)


def _within(cutout: Cutout, crop: Box) -> float:
    """Return how much of a part of the photo is product."""
    return float((cutout.matte[crop.slices] > 0.5).mean())


def close_up_of(cutout: Cutout, area: tuple[int, int], turn: int = 0) -> Box:
    """Return the part of the photo that a close-up shows, of the area's shape.

    Args:
        turn: 0 for the part with the most to see, 1 for the next that shows hardly anything of it, and so on.

    Raises:
        PageError: the photo has too few pixels to fill half of the area, or fewer such parts.
    """
    box = bounding_box(cutout.matte)
    if box is None:
        raise PageError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
    largest = min(_PART * box.width / area[0], _PART * box.height / area[1])
    if largest < _SMALLEST:
        raise PageError(
            f"The product has {box.width} x {box.height} pixels in its photo, too few for a close-up of {area[0]} x "
            f"{area[1]} that is not enlarged. Photograph it from nearer."
        )
    shown: list[Box] = []
    for _ in range(turn + 1):
        shown.append(_next(cutout, box, area, shown))
    return shown[-1]


def _next(cutout: Cutout, box: Box, area: tuple[int, int], shown: Sequence[Box]) -> Box:
    several = min(_PART_OF_SEVERAL * box.width / area[0], _PART_OF_SEVERAL * box.height / area[1])
    largest = several if shown else min(_PART * box.width / area[0], _PART * box.height / area[1])
    shares = np.linspace(max(largest, _SMALLEST), _SMALLEST, 4)
    tried = (_busiest(cutout, box, (int(area[0] * share), int(area[1] * share)), shown) for share in shares)
    found = [part for part in tried if part is not None]
    if not found:
        raise PageError(f"The photo has no close-up {len(shown) + 1} that shows something else than the others.")
    whole = [part for part in found if part.within >= _WITHIN]
    return (whole[0] if whole else max(found, key=lambda part: part.within)).box


def _busiest(cutout: Cutout, box: Box, size: tuple[int, int], shown: Sequence[Box]) -> _Found | None:
    """Return the window with the most detail among those that are product nearly all over; None without another."""
    shrink = min(1.0, _GRID_PX / max(box.width, box.height))
    grid = max(4, round(box.width * shrink)), max(4, round(box.height * shrink))
    window = max(1, min(grid[0], round(size[0] * shrink))), max(1, min(grid[1], round(size[1] * shrink)))
    covered = _sums(cv2.resize(cutout.matte[box.slices], grid, interpolation=cv2.INTER_AREA), window)
    detail = _sums(_detail(cutout, box, grid), window)
    whole = covered / (window[0] * window[1])
    free = _sums(_seen(box, grid, shown), window) <= _SEEN_AGAIN * window[0] * window[1]
    if not free.any():
        return None
    allowed = free & (whole >= min(_WITHIN, float(whole[free].max())))
    row, column = np.unravel_index(int(np.where(allowed, detail, -1).argmax()), detail.shape)
    left = min(box.left + round(int(column) / shrink), cutout.size[0] - size[0])
    top = min(box.top + round(int(row) / shrink), cutout.size[1] - size[1])
    return _Found(Box(left, top, left + size[0], top + size[1]), float(whole[row, column]))


def _seen(box: Box, grid: tuple[int, int], shown: Sequence[Box]) -> NDArray[np.float32]:
    """Return which places of a grid other close-ups show."""
    seen = np.zeros((grid[1], grid[0]), np.float32)
    across, down = grid[0] / box.width, grid[1] / box.height
    for other in shown:
        left, right = (max(0, round((x - box.left) * across)) for x in (other.left, other.right))
        top, bottom = (max(0, round((y - box.top) * down)) for y in (other.top, other.bottom))
        seen[top:bottom, left:right] = 1
    return seen


def _detail(cutout: Cutout, box: Box, grid: tuple[int, int]) -> NDArray[np.float32]:
    """Return how much there is to see at each place of a grid: how far pixels differ from those around them."""
    grey = cv2.cvtColor(np.ascontiguousarray(cutout.pixels[box.slices]), cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 3.0)) * (cutout.matte[box.slices] > 0.98)
    return np.asarray(cv2.resize(fine, grid, interpolation=cv2.INTER_AREA), np.float32)


def _sums(values: object, window: tuple[int, int]) -> NDArray[np.float64]:
    """Return the sum of each window, by its top left."""
    table = cv2.integral(np.asarray(values, np.float64))
    width, height = window
    sums = table[height:, width:] - table[:-height, width:] - table[height:, :-width] + table[:-height, :-width]
    return np.asarray(sums, np.float64)
