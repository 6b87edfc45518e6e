"""A part of the photo at its own pixels: the one with the most to see, never enlarged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.errors import PageError
from pipelines.stages.page.same_part import same_part
from pipelines.stages.page.sheet import Sheet
from pipelines.values import Box, Cutout, Mask, Size, bounding_box
from presets.pages.schema import CloseUp

_PART = 0.62  # of the product's width or height: more is no close-up
_PART_OF_SEVERAL = 0.5
_SEEN_AGAIN = 0.15  # of a further close-up, at most
_AGAIN = 4.0  # times as much as what is new, a print that was shown already counts against a close-up
_SMALLEST = 0.65  # of its area's sides: less looks lost
_WITHIN = 0.997  # of a close-up is product, where there is such a part
_WITHIN_FILLED = 0.985
_WORTH = 0.15  # of what the first close-up has to see, at least: plain enamel beside a print has 0.12
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
    """A product on a coarse grid: how much of each place it covers, is to be seen there, and was shown."""

    box: Box
    photo: Size
    shrink: float
    covered: NDArray[np.float32]
    detail: NDArray[np.float32]
    seen: NDArray[np.float32]


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
        return cutout, close_up(cutout, area)
    found = close_ups((cutout, *views), area, turn + 1)
    if turn >= len(found):
        raise PageError(
            f"The photos have no close-up {turn + 1} of {area[0]} x {area[1]} pixels that shows nothing but the "
            "product, and something else than the others. Photograph another part of it from nearer."
        )
    return found[turn]


def close_up(cutout: Cutout, area: tuple[int, int]) -> _Part:
    """Return the part of a photo, of the area's shape, with the most to see.

    Raises:
        PageError: the photo has too few pixels to fill half of the area.
    """
    box = bounding_box(cutout.matte) or Box(0, 0, 0, 0)
    found = _busiest(_gridded(cutout, box), area, _PART, _SMALLEST) if box.width else None
    if found is None:
        raise PageError(
            f"The product has {box.width} x {box.height} pixels in its photo, too few for a close-up of {area[0]} x "
            f"{area[1]} that is not enlarged. Photograph it from nearer."
        )
    return found


def close_ups(photos: Sequence[Cutout], area: tuple[int, int], most: int) -> list[tuple[Cutout, _Part]]:
    """Return parts of some photos that fill an area, the one with the most to see first.

    None shows much of what another shows, in whichever photo, and none shows next to nothing beside the first.
    """
    grids = [_gridded(photo, box) if (box := bounding_box(photo.matte)) else None for photo in photos]
    shown: list[tuple[Cutout, _Part]] = []
    while len(shown) < most:
        share = _PART_OF_SEVERAL if shown else _PART
        tried = [(index, _busiest(grid, area, share, 1.0)) for index, grid in enumerate(grids) if grid]
        found = [(index, part) for index, part in tried if part and part.within >= _WITHIN_FILLED]
        if not found:
            break
        index, part = max(found, key=lambda pair: pair[1].detail)
        if shown and part.detail < _WORTH * shown[0][1].detail:
            break
        shown.append((photos[index], part))
        grids = [
            grid and _without(grid, part.box if other is photos[index] else same_part(photos[index], part.box, other))
            for grid, other in zip(grids, photos, strict=True)
        ]
    return shown


def _without(gridded: _Gridded, seen: Box | Mask | None) -> _Gridded:
    """Return a product of which a part was shown."""
    if seen is None:
        return gridded
    mask = np.zeros(gridded.photo[::-1], np.float32)
    mask[seen.slices if isinstance(seen, Box) else seen] = 1
    down, across = gridded.covered.shape
    part = cv2.resize(mask[gridded.box.slices], (across, down), interpolation=cv2.INTER_AREA)
    return replace(gridded, seen=np.maximum(gridded.seen, part))


def _gridded(cutout: Cutout, box: Box) -> _Gridded:
    shrink = min(1.0, _GRID_PX / max(box.width, box.height))
    grid = max(4, round(box.width * shrink)), max(4, round(box.height * shrink))
    covered = np.asarray(cv2.resize(cutout.matte[box.slices], grid, interpolation=cv2.INTER_AREA), np.float32)
    seen = np.zeros_like(covered)
    return _Gridded(box, cutout.size, shrink, covered, _detail(cutout, box, grid), seen)


def _busiest(gridded: _Gridded, area: Size, share: float, least: float) -> _Part | None:
    """Return the part with the most to see, as large as one can be that is product nearly all over.

    Args:
        share: of the product's width or height, at most, or more where it takes more to be large enough.
        least: of the area's sides.
    """
    whole_product = min(gridded.box.width / area[0], gridded.box.height / area[1])
    if _PART * whole_product < least:
        return None
    shares = np.linspace(max(share * whole_product, least), least, 4)
    tried = (_window(gridded, (int(area[0] * scale), int(area[1] * scale))) for scale in shares)
    found = [part for part in tried if part is not None]
    whole = [part for part in found if part.within >= _WITHIN]
    return whole[0] if whole else max(found, key=lambda part: part.within, default=None)


def _window(gridded: _Gridded, size: Size) -> _Part | None:
    """Return the window with the most detail among those that are product nearly all over; None without another."""
    box, shrink, (down, across) = gridded.box, gridded.shrink, gridded.covered.shape
    window = max(1, min(across, round(size[0] * shrink))), max(1, min(down, round(size[1] * shrink)))
    again = _AGAIN * _sums(gridded.detail * gridded.seen, window)
    detail = _framed(gridded.detail * (1 - gridded.seen), window) - again
    whole = _sums(gridded.covered, window) / (window[0] * window[1])
    free = _sums(gridded.seen, window) <= _SEEN_AGAIN * window[0] * window[1]
    if not free.any():
        return None
    allowed = free & (whole >= min(_WITHIN, float(whole[free].max())))
    row, column = np.unravel_index(int(np.where(allowed, detail, -np.inf).argmax()), detail.shape)
    left = min(box.left + round(int(column) / shrink), gridded.photo[0] - size[0])
    top = min(box.top + round(int(row) / shrink), gridded.photo[1] - size[1])
    shown = slice(row, row + window[1]), slice(column, column + window[0])
    seen = _spread(gridded.detail[shown] * (1 - gridded.seen[shown]))
    return _Part(Box(left, top, left + size[0], top + size[1]), float(whole[row, column]), seen)


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


def _spread(detail: NDArray[np.float32]) -> float:
    """Return how much there is to see in a close-up on average; what lies in one quarter of it counts less."""
    down, across = (side // 2 for side in detail.shape)
    quarters = detail[:down, :across], detail[:down, across:], detail[down:, :across], detail[down:, across:]
    return float(np.mean([np.sqrt(max(0.0, float(part.mean()))) for part in quarters]) ** 2)


def _sums(values: object, window: tuple[int, int]) -> NDArray[np.float64]:
    """Return the sum of each window, by its top left."""
    table = cv2.integral(np.asarray(values, np.float64))
    width, height = window
    sums = table[height:, width:] - table[:-height, width:] - table[height:, :-width] + table[:-height, :-width]
    return np.asarray(sums, np.float64)
