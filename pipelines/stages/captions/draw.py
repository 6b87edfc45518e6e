"""A caption as a picture: words on a dark plate, the one that is said on a bright one."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.captions.layout import CaptionLayout, PlacedWord
from pipelines.stages.captions.raster import letters_of, rounded

Rgba: TypeAlias = NDArray[np.uint8]
"""Straight alpha, shape (height, width, 4)."""

_PLATE = (14, 15, 20)
_PLATE_ALPHA = 0.8  # over a white frame, white letters still have a contrast of 9:1 (WCAG 2.2 asks for 4.5)
_LETTERS = (255, 255, 255)
_SAID_PLATE = (255, 214, 74)
_SAID_LETTERS = (20, 20, 24)


def draw_caption(layout: CaptionLayout, said: int | None) -> Rgba:
    """Return the caption; `said` is the word to be lit, counted in the order of reading.

    All words keep their places whichever is lit: joined letters stay joined, and nothing jumps.
    """
    pad = layout.margin_px
    width, height = layout.plate_size
    colour = np.empty((height, width, 3), np.float32)
    colour[:] = _PLATE
    alpha = rounded((width, height), (0, 0, width, height), round(0.5 * pad)) * _PLATE_ALPHA
    if said is not None:
        plate = lit_box(layout.words[said], pad, layout)
        _lay(colour, alpha, rounded((width, height), plate, round(0.3 * pad)), _SAID_PLATE)
    for index, word in enumerate(layout.words):
        letters = letters_of(word, (pad + word.x_px, layout.reach_px + word.baseline_px), (width, height))
        _lay(colour, alpha, letters, _SAID_LETTERS if index == said else _LETTERS)
    picture = np.dstack([colour, alpha * 255])
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def lit_box(word: PlacedWord, pad: int, layout: CaptionLayout) -> tuple[int, int, int, int]:
    """Return the plate of a word that is lit: left, top, right, bottom on the caption's picture."""
    side = min(0.1 * layout.ascent_px, max(1.0, 0.5 * _nearest(word, layout)))
    up, down = 0.98 * layout.ascent_px, 0.86 * layout.descent_px
    x, baseline = pad + word.x_px, layout.reach_px + word.baseline_px
    return round(x - side), round(baseline - up), round(x + word.word.width_px + side), round(baseline + down)


def _nearest(word: PlacedWord, layout: CaptionLayout) -> float:
    """Return how far the nearest word of the line is, in pixels; infinite where it stands alone."""
    right = word.x_px + word.word.width_px
    others = [other for other in layout.words if other.line == word.line and other is not word]
    gaps = [max(other.x_px - right, word.x_px - other.x_px - other.word.width_px) for other in others]
    return min(gaps, default=np.inf)


def _lay(colour: NDArray[np.float32], alpha: NDArray[np.float32], share: NDArray[np.float32], tint: object) -> None:
    """Lay a colour over, where `share` is 1 wholly; arrays are changed in place."""
    rows, columns = (np.flatnonzero(share.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    under = colour[box]
    under += (np.asarray(tint, np.float32) - under) * share[box][..., None]
    np.maximum(alpha[box], share[box], out=alpha[box])
