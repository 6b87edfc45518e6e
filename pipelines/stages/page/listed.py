"""Texts below each other, in columns and in letters of one size, each with its mark: points, badges, items, steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.stages.page.block import Block, Setter
from pipelines.stages.page.marks import Mark, draw_mark
from pipelines.stages.page.sheet import PLAIN, Script, Sheet
from pipelines.stages.page.strokes import Spot
from pipelines.values import Box
from presets.pages.schema import Tint

_WEIGHT = 560
_DETAIL = 0.8  # of a text's size
_BETWEEN = 0.62  # a mark and its text, in ems
_UNDER = 0.35  # a text and its detail
_APART, _NEAR, _MOST_APART = 0.8, 0.45, 2.2  # texts below each other, in ems; the second with smaller marks
_GUTTER = 3.5  # columns, in hundredths of the short side
_WIDE = 2.2  # as wide as high: room for two columns
_STEP = 0.96
_SMALLER = 0.7  # of a mark


@dataclass(frozen=True)
class Entry:
    """One text of a list."""

    line: Line
    mark: Mark
    detail: Line | None = None


@dataclass(frozen=True)
class ListStyle:
    """How a list is set: letters in shares of the page's width."""

    what: str
    letters: float
    columns: int = 1


@dataclass(frozen=True)
class _Set:
    """An entry set in letters of some size."""

    head: Block
    detail: Block | None
    mark: Mark

    def tall(self, size_px: int) -> float:
        under = 0.0 if self.detail is None else _UNDER * size_px + self.detail.height_px
        return max(self.mark.breadth * size_px, self.head.height_px + under)


def draw_list(sheet: Sheet, entries: Sequence[Entry], area: Box, style: ListStyle) -> None:
    """Write entries as large as they fit.

    Long words may ask for smaller marks, or one column; little height for two.

    Raises:
        PageError: they do not fit even in the smallest letters that can be read.
    """
    columns = min(style.columns, len(entries))
    refusal: PageError | None = None
    ways = [(columns, 1.0, _APART), (columns, _SMALLER, _NEAR), (1, _SMALLER, _NEAR)]
    if area.width > _WIDE * area.height and len(entries) > 1:
        ways.append((2, _SMALLER, _NEAR))
    for tried, share, apart in dict.fromkeys(ways):
        smaller = [replace(entry, mark=entry.mark.scaled(share)) for entry in entries]
        try:
            size_px, texts = (fitting := _List(sheet, style, area, (tried, apart))).fitted(smaller)
        except PageError as error:
            refusal = refusal or error
            continue
        fitting.draw(texts, size_px)
        return
    if refusal is not None:
        raise refusal


class _List:
    """A list in its area."""

    def __init__(self, sheet: Sheet, style: ListStyle, area: Box, grid: tuple[int, float]) -> None:
        self._sheet, self._style, self._area = sheet, style, area
        self._columns, self._apart = grid
        self._gutter = _GUTTER * sheet.unit_px
        self._width = (area.width - (self._columns - 1) * self._gutter) / self._columns
        self._least = sheet.canvas.least_px

    def draw(self, texts: Sequence[_Set], size_px: int) -> None:
        heights = self._heights(texts, size_px)
        free = self._area.height - sum(heights)
        gap = min(free / max(1, len(heights) - 1), _MOST_APART * size_px)
        top = self._area.top + (free - gap * (len(heights) - 1)) / 2
        for index, text in enumerate(texts):
            row, column = divmod(index, self._columns)
            place = self._columns - 1 - column if self._sheet.mirrored else column
            left = self._area.left + place * (self._width + self._gutter)
            self._one(text, (left, top + sum(heights[:row]) + gap * row), size_px)

    def _heights(self, texts: Sequence[_Set], size_px: int) -> list[float]:
        """Return how high each row is."""
        rows = [texts[start : start + self._columns] for start in range(0, len(texts), self._columns)]
        return [max(text.tall(size_px) for text in row) for row in rows]

    def _setters(self, entry: Entry, number: int) -> tuple[Setter, Setter | None]:
        what, letters = f"{self._style.what} {number}", self._style.letters
        head = self._sheet.setter(entry.line, what, Script(letters, weight=_WEIGHT, lines=5))
        if entry.detail is None:
            return head, None
        detail = Script(letters * _DETAIL, weight=PLAIN, lines=8)
        return head, self._sheet.setter(entry.detail, f"detail of {what}", detail)

    def fitted(self, entries: Sequence[Entry]) -> tuple[int, Sequence[_Set]]:
        setters = [self._setters(entry, number) for number, entry in enumerate(entries, 1)]
        size_px = self._sheet.px(self._style.letters)
        while True:
            tried = [self._set(entry, pair, size_px) for entry, pair in zip(entries, setters, strict=True)]
            texts = [text for text in tried if text is not None]
            heights = self._heights(texts, size_px)
            room = self._area.height - self._apart * size_px * (len(heights) - 1)
            if len(texts) == len(entries) and sum(heights) <= room:
                return size_px, texts
            if size_px <= self._least:
                raise self._refusal(setters, tried)
            size_px = max(self._least, int(size_px * _STEP))

    def _set(self, entry: Entry, pair: tuple[Setter, Setter | None], size_px: int) -> _Set | None:
        width = self._width - (entry.mark.breadth + _BETWEEN) * size_px
        head = pair[0].fit(width, self._area.height, size_px)
        if head is None or pair[1] is None:
            return head and _Set(head, None, entry.mark)
        detail = pair[1].fit(width, self._area.height, max(self._least, round(size_px * _DETAIL)))
        return detail and _Set(head, detail, entry.mark)

    def _refusal(self, setters: Sequence[tuple[Setter, Setter | None]], tried: Sequence[_Set | None]) -> PageError:
        for (head, _), text in zip(setters, tried, strict=True):
            if text is None:
                return head.too_long(self._width, self._area.height)
        return PageError(
            f"The {len(setters)} {self._style.what}s do not fit their place in letters of {self._least} pixels, the "
            "smallest that can be read. Give fewer, or say them in fewer words."
        )

    def _one(self, text: _Set, at: Spot, size_px: int) -> None:
        mark = text.mark.breadth * size_px
        right = at[0] + self._width
        x = right - mark / 2 if self._sheet.mirrored else at[0] + mark / 2
        draw_mark(self._sheet, text.mark, (x, at[1] + mark / 2), mark)
        whole = text.head.height_px + (0 if text.detail is None else _UNDER * size_px + text.detail.height_px)
        y = at[1] + max(0.0, (mark - whole) / 2)  # a short text stands in the middle of its mark
        self._write(text.head, at[0], y, mark + _BETWEEN * size_px, Tint.INK)
        if text.detail is not None:
            under = y + text.head.height_px + _UNDER * size_px
            self._write(text.detail, at[0], under, mark + _BETWEEN * size_px, Tint.MUTED)

    def _write(self, block: Block, left: float, y: float, beside: float, tint: Tint) -> None:
        x = left + self._width - beside - block.width_px if self._sheet.mirrored else left + beside
        self._sheet.canvas.write(block, (x, y), self._sheet.colour_at(tint, (x, y)))
