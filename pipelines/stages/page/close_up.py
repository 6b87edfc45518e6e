"""A part of the photo at its own pixels: the one with the most to see, never enlarged."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.errors import PageError
from pipelines.stages.page.sheet import Sheet
from pipelines.values import Box, Cutout, Size, bounding_box
from presets.pages.schema import CloseUp

_PART = 0.62  # of the product's width or height: more is no close-up
_PART_OF_SEVERAL = 0.5
_SEEN_AGAIN = 0.15  # of a further close-up, at most
_SMALLEST = 0.65  # of its area's sides: less looks lost
_WITHIN = 0.997  # of a close-up is product, where there is such a part
_WITHIN_FILLED = 0.985
_OF_ONE_PHOTO = 3  # close-ups
_RIM = 0.06  # of a close-up's sides
_GRID_PX = 240  # of the product's longer side, on which parts are compared


@dataclass(frozen=True)
class _Part:
    """A part of a photo: how much of it is product, and how much there is to see on average."""

    box: Box
    within: float
    detail: float


@dataclass(frozen=True, eq=False)
class _Gridded:
    """A product on a coarse grid: how much of each place it covers, and how much there is to see there."""

    box: Box
    photo: Size
    shrink: float
    covered: NDArray[np.float32]
    detail: NDArray[np.float32]


def draw_close_up(sheet: Sheet, part: CloseUp) -> None:
    """Lay the photo's most detailed part into an area, at most at one page pixel a photo pixel.

    Raises:
        PageError: there is no such cutout, or its photo has too few pixels.
    """
    area = sheet.box(part.area)
    cutout, crop = _shown(sheet, part, (area.width, area.height))
    scale = min(1.0, area.width / crop.box.width)
    size = round(crop.box.width * scale), round(crop.box.height * scale)
    pixels = cutout.pixels[crop.box.slices]
    if scale < 1:
        pixels = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
    left, top = area.left + (area.width - size[0]) // 2, area.top + (area.height - size[1]) // 2
    box = Box(left, top, left + size[0], top + size[1])
    sheet.canvas.picture(pixels, box, round(part.corner * min(sheet.canvas.size)))
    inside = float((cutout.matte[crop.box.slices] > 0.5).mean())
    if inside < _WITHIN:
        sheet.canvas.notes.append(f"The close-up shows {1 - inside:.0%} of the photo's own backdrop.")


def _shown(sheet: Sheet, part: CloseUp, area: tuple[int, int]) -> tuple[Cutout, _Part]:
    """Return the photo that a close-up is of, and its part.

    Raises:
        PageError: there is none.
    """
    cutout, views, turn = sheet.cutout(part.which), sheet.material.views, sheet.material.turn
    if cutout is None:
        raise PageError("A close-up needs a photo of the product. Give one.")
    if not part.turning and not part.fills:
        return cutout, close_ups(cutout, area)[0]
    found = [
        (photo, one)
        for photo in (cutout, *views)
        for one in _close_ups(photo, area)
        if not part.fills or (one.box.width >= area[0] and one.within >= _WITHIN_FILLED)
    ]
    found.sort(key=lambda pair: -pair[1].detail)
    if turn >= len(found):
        raise PageError(
            f"The photos have no close-up {turn + 1} of {area[0]} x {area[1]} pixels that shows nothing but the "
            "product, and something else than the others. Photograph it from nearer."
        )
    return found[turn]


def close_ups(cutout: Cutout, area: tuple[int, int]) -> list[_Part]:
    """Return parts of a photo, of the area's shape, the one with the most to see first; none shows much of another.

    Raises:
        PageError: the photo has too few pixels to fill half of the area.
    """
    if found := _close_ups(cutout, area):
        return found
    box = bounding_box(cutout.matte) or Box(0, 0, 0, 0)
    raise PageError(
        f"The product has {box.width} x {box.height} pixels in its photo, too few for a close-up of {area[0]} x "
        f"{area[1]} that is not enlarged. Photograph it from nearer."
    )


def _close_ups(cutout: Cutout, area: tuple[int, int]) -> list[_Part]:
    box = bounding_box(cutout.matte)
    if box is None:
        return []
    gridded, shown = _gridded(cutout, box), list[_Part]()
    while len(shown) < _OF_ONE_PHOTO:
        largest = (_PART_OF_SEVERAL if shown else _PART) * min(box.width / area[0], box.height / area[1])
        if not shown and largest < _SMALLEST:
            break
        shares = np.linspace(max(largest, _SMALLEST), _SMALLEST, 4)
        boxes = [part.box for part in shown]
        tried = (_busiest(gridded, (int(area[0] * share), int(area[1] * share)), boxes) for share in shares)
        if not (found := [part for part in tried if part is not None]):
            break
        whole = [part for part in found if part.within >= _WITHIN]
        shown.append(whole[0] if whole else max(found, key=lambda part: part.within))
    return shown


def _gridded(cutout: Cutout, box: Box) -> _Gridded:
    shrink = min(1.0, _GRID_PX / max(box.width, box.height))
    grid = max(4, round(box.width * shrink)), max(4, round(box.height * shrink))
    covered = np.asarray(cv2.resize(cutout.matte[box.slices], grid, interpolation=cv2.INTER_AREA), np.float32)
    return _Gridded(box, cutout.size, shrink, covered, _detail(cutout, box, grid))


def _busiest(gridded: _Gridded, size: tuple[int, int], shown: Sequence[Box]) -> _Part | None:
    """Return the window with the most detail among those that are product nearly all over; None without another."""
    box, shrink, (down, across) = gridded.box, gridded.shrink, gridded.covered.shape
    grid = across, down
    window = max(1, min(grid[0], round(size[0] * shrink))), max(1, min(grid[1], round(size[1] * shrink)))
    covered, detail = _sums(gridded.covered, window), _framed(gridded.detail, window)
    whole = covered / (window[0] * window[1])
    free = _sums(_seen(box, grid, shown), window) <= _SEEN_AGAIN * window[0] * window[1]
    if not free.any():
        return None
    allowed = free & (whole >= min(_WITHIN, float(whole[free].max())))
    row, column = np.unravel_index(int(np.where(allowed, detail, -np.inf).argmax()), detail.shape)
    left = min(box.left + round(int(column) / shrink), gridded.photo[0] - size[0])
    top = min(box.top + round(int(row) / shrink), gridded.photo[1] - size[1])
    seen = max(0.0, float(detail[row, column]) / (window[0] * window[1]))
    return _Part(Box(left, top, left + size[0], top + size[1]), float(whole[row, column]), seen)


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


def _framed(detail: NDArray[np.float32], window: tuple[int, int]) -> NDArray[np.float64]:
    """Return how much there is to see in each window, by its top left; what its rim cuts counts against it."""
    whole = _sums(detail, window)
    rim = [round(_RIM * side) for side in window]
    inside = _sums(detail, (window[0] - 2 * rim[0], window[1] - 2 * rim[1]))
    return 2 * inside[rim[1] : rim[1] + whole.shape[0], rim[0] : rim[0] + whole.shape[1]] - whole


def _sums(values: object, window: tuple[int, int]) -> NDArray[np.float64]:
    """Return the sum of each window, by its top left."""
    table = cv2.integral(np.asarray(values, np.float64))
    width, height = window
    sums = table[height:, width:] - table[:-height, width:] - table[height:, :-width] + table[:-height, :-width]
    return np.asarray(sums, np.float64)
