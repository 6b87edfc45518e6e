"""What a film has written on its screen: each text, where its letters are set, and how long it is wholly there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from pipelines.footage import Frame
from pipelines.stages.captions.draw import lit_box
from pipelines.stages.captions.layout import CaptionLayout, PlacedWord
from pipelines.stages.captions.raster import letters_of
from pipelines.values import Box, Size

_CORNER = 0.2  # of a plate's margin: within it a lit word's plate is round


@dataclass(frozen=True, eq=False)
class Lettered:
    """A text on the screen, and the letters it was to be set in."""

    frame: Frame
    text: str
    layout: CaptionLayout

    def written(self, first: int, last: int) -> "Written":
        """Return it as what is to be read from one frame up to, not including, another."""
        layout = self.layout
        at = self.frame.left + layout.margin_px, self.frame.top + layout.reach_px
        return Written(self.text, layout, at, first, last)


@dataclass(frozen=True, eq=False)
class Written:
    """One text, as planned: nothing of it is taken from drawn pixels.

    Attributes:
        at: the upper left corner of its layout, in the film's pixels.
        first, last: it is wholly there from one frame up to, not including, the other.
    """

    text: str
    layout: CaptionLayout
    at: tuple[float, float]
    first: int
    last: int

    @property
    def size_px(self) -> int:
        """Of an em."""
        return max(word.word.size_px for word in self.layout.words)

    def letters(self, word: PlacedWord, size: Size) -> NDArray[np.float32]:
        """Return a word's coverage of a film's frame, in [0, 1]."""
        return letters_of(word, (self.at[0] + word.x_px, self.at[1] + word.baseline_px), size)

    def cell(self, word: PlacedWord, size: Size) -> tuple[slice, slice]:
        """Return the rows and columns that a word has to itself: its plate's when it is lit, less the rim."""
        layout = self.layout
        left, top, right, bottom = lit_box(word, layout.margin_px, layout)
        rim = 1 + round(_CORNER * layout.margin_px)
        x, y = round(self.at[0]) - layout.margin_px, ceil(self.at[1] - layout.reach_px)
        return (
            slice(max(0, y + top + rim), max(1, min(size[1], y + bottom - rim))),
            slice(max(0, x + left + rim), max(1, min(size[0], x + right - rim))),
        )

    def box(self, size: Size) -> Box | None:
        """Return where its ink is in a frame; None where it has none."""
        boxes = [box for word in self.layout.words if (box := ink_box(self.letters(word, size))) is not None]
        if not boxes:
            return None
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )


def ink_box(coverage: NDArray[np.float32]) -> Box | None:
    """Return the box of all that is half covered; None where nothing is."""
    ink = coverage > 0.5
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return None
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def each_once(texts: Iterable[Written]) -> list[Written]:
    """Return each text in each place once, for as long as it stands there longest; one that never does is left out."""
    kept: dict[tuple[str, tuple[float, float], int], Written] = {}
    for text in texts:
        key = (text.text, text.at, text.size_px)
        if text.last > text.first and (key not in kept or _span(text) > _span(kept[key])):
            kept[key] = text
    return list(kept.values())


def frames_to_read(texts: Sequence[Written]) -> dict[int, list[Written]]:
    """Return the fewest frames that show every text, each with what is to be read on it."""
    found: dict[int, list[Written]] = {}
    for text in sorted(texts, key=lambda one: one.last):
        number = next((number for number in found if text.first <= number < text.last), text.last - 1)
        found.setdefault(number, []).append(text)
    return found


def _span(text: Written) -> int:
    return text.last - text.first
