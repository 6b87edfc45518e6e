"""A caption as a picture: words on a dark plate, the one that is said on a bright one."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.captions.fonts import FontFile, sized
from pipelines.stages.captions.harfbuzz import hb
from pipelines.stages.captions.layout import CaptionLayout, PlacedWord

Rgba: TypeAlias = NDArray[np.uint8]
"""Straight alpha, shape (height, width, 4)."""

_PLATE = (14, 15, 20)
_PLATE_ALPHA = 0.8  # over a white frame, white letters still have a contrast of 9:1 (WCAG 2.2 asks for 4.5)
_LETTERS = (255, 255, 255)
_SAID_PLATE = (255, 214, 74)
_SAID_LETTERS = (20, 20, 24)
_FINE = 4  # steps of a pixel at which glyphs are kept


@dataclass(frozen=True, eq=False)
class _Mark:
    """A glyph's coverage, uint8 of shape (height, width), and its top left from the origin, in pixels."""

    coverage: NDArray[np.uint8]
    left: int
    top: int


def draw_caption(layout: CaptionLayout, said: int | None) -> Rgba:
    """Return the caption; `said` is the word to be lit, counted in the order of reading.

    All words keep their places whichever is lit: joined letters stay joined, and nothing jumps.
    """
    pad = round(0.42 * layout.ascent_px)
    width, height = layout.size[0] + 2 * pad, layout.size[1] + pad
    colour = np.empty((height, width, 3), np.float32)
    colour[:] = _PLATE
    alpha = _rounded((width, height), (0, 0, width, height), round(0.5 * pad)) * _PLATE_ALPHA
    if said is not None:
        plate = _around(layout.words[said], pad, layout)
        _lay(colour, alpha, _rounded((width, height), plate, round(0.3 * pad)), _SAID_PLATE)
    for index, word in enumerate(layout.words):
        letters = _letters(word, (pad + word.x_px, pad / 2 + word.baseline_px), (width, height))
        _lay(colour, alpha, letters, _SAID_LETTERS if index == said else _LETTERS)
    picture = np.dstack([colour, alpha * 255])
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def _around(word: PlacedWord, pad: int, layout: CaptionLayout) -> tuple[int, int, int, int]:
    side = min(0.1 * layout.ascent_px, max(1.0, 0.5 * _nearest(word, layout)))
    up, down = 0.98 * layout.ascent_px, 0.86 * layout.descent_px
    x, baseline = pad + word.x_px, pad / 2 + word.baseline_px
    return round(x - side), round(baseline - up), round(x + word.word.width_px + side), round(baseline + down)


def _nearest(word: PlacedWord, layout: CaptionLayout) -> float:
    """Return how far the nearest word of the line is, in pixels; infinite where it stands alone."""
    right = word.x_px + word.word.width_px
    others = [other for other in layout.words if other.line == word.line and other is not word]
    gaps = [max(other.x_px - right, word.x_px - other.x_px - other.word.width_px) for other in others]
    return min(gaps, default=np.inf)


def _lay(colour: NDArray[np.float32], alpha: NDArray[np.float32], share: NDArray[np.float32], tint: object) -> None:
    """Lay a colour over, where `share` is 1 wholly; arrays are changed in place."""
    weight = share[..., None]
    colour += (np.asarray(tint, np.float32) - colour) * weight
    np.maximum(alpha, share, out=alpha)


def _rounded(size: tuple[int, int], box: tuple[int, int, int, int], radius: int) -> NDArray[np.float32]:
    """Return the share of each pixel in a box with round corners."""
    width, height = size
    left, top, right, bottom = box
    x = np.arange(width, dtype=np.float32) + 0.5
    y = np.arange(height, dtype=np.float32)[:, None] + 0.5
    outside_x = np.maximum(np.maximum(left + radius - x, x - (right - radius)), 0)
    outside_y = np.maximum(np.maximum(top + radius - y, y - (bottom - radius)), 0)
    return np.asarray(np.clip(radius + 0.5 - np.hypot(outside_x, outside_y), 0, 1), np.float32)


def _letters(word: PlacedWord, at: tuple[float, float], size: tuple[int, int]) -> NDArray[np.float32]:
    width, height = size
    page = np.zeros((height, width), np.uint8)
    for glyph in word.word.glyphs:
        x, y = at[0] + glyph.x_px, at[1] + glyph.y_px
        whole, part = int(np.floor(x)), int((x % 1) * _FINE)
        mark = _mark(glyph.font, glyph.glyph, part, word.word.size_px)
        _stamp(page, mark, whole, round(y))
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
