"""Letters and plates as coverage: how much of each pixel they take."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.captions.fonts import FontFile, sized
from pipelines.stages.captions.harfbuzz import hb
from pipelines.stages.captions.layout import PlacedWord

_FINE = 4  # steps of a pixel at which glyphs are kept


@dataclass(frozen=True, eq=False)
class _Mark:
    """A glyph's coverage, uint8 of shape (height, width), and its top left from the origin, in pixels."""

    coverage: NDArray[np.uint8]
    left: int
    top: int


def rounded(size: tuple[int, int], box: tuple[int, int, int, int], radius: int) -> NDArray[np.float32]:
    """Return the share of each pixel in a box with round corners."""
    width, height = size
    left, top, right, bottom = box
    round_px = max(radius, 0.5)  # a sharp corner is that of one pixel
    x = np.arange(width, dtype=np.float32) + 0.5
    y = np.arange(height, dtype=np.float32)[:, None] + 0.5
    outside_x = np.maximum(np.maximum(left + round_px - x, x - (right - round_px)), 0)
    outside_y = np.maximum(np.maximum(top + round_px - y, y - (bottom - round_px)), 0)
    return np.asarray(np.clip(round_px + 0.5 - np.hypot(outside_x, outside_y), 0, 1), np.float32)


def letters_of(word: PlacedWord, at: tuple[float, float], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return the coverage of a word whose origin is `at`, on a page of (width, height), float32 in [0, 1]."""
    width, height = size
    page = np.zeros((height, width), np.uint8)
    for glyph in word.word.glyphs:
        x, y = at[0] + glyph.x_px, at[1] + glyph.y_px
        whole, part = int(np.floor(x)), int((x % 1) * _FINE)
        mark = _mark(glyph.font, glyph.glyph, part, word.word.size_px)
        _stamp(page, mark, whole, int(np.floor(y + 0.5)))  # the same wherever on the page it lies, as round() is not
    return np.asarray(page / np.float32(255), np.float32)


def _stamp(page: NDArray[np.uint8], mark: _Mark, x: int, y: int) -> None:
    left, top = x + mark.left, y + mark.top
    height, width = mark.coverage.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, page.shape[1]), min(top + height, page.shape[0])
    if x1 > x0 and y1 > y0:
        piece = mark.coverage[y0 - top : y1 - top, x0 - left : x1 - left]
        np.maximum(page[y0:y1, x0:x1], piece, out=page[y0:y1, x0:x1])


@lru_cache(maxsize=4096)
def _mark(font: FontFile, glyph: int, part: int, size_px: int) -> _Mark:
    """Return a glyph drawn by HarfBuzz's own rasteriser, `part` quarters of a pixel to the right."""
    raster = hb.RasterDraw()
    raster.scale_factor = (64.0, 64.0)
    raster.transform = (1.0, 0.0, 0.0, 1.0, part / _FINE, 0.0)
    raster.draw_glyph(sized(font, size_px), glyph)
    image = raster.render()
    if image is None or image.extents.width == 0:
        return _Mark(np.zeros((1, 1), np.uint8), 0, 0)
    bounds = image.extents
    rows = np.frombuffer(image.buffer, np.uint8).reshape(bounds.height, bounds.stride)[:, : bounds.width]
    return _Mark(np.ascontiguousarray(rows[::-1]), bounds.x_origin, -(bounds.y_origin + bounds.height))
