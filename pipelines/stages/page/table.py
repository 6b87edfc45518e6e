"""Rows and columns: sizes of clothes, and the seller's products beside each other."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.page import Grid
from pipelines.stages.page.block import Block, Setter
from pipelines.stages.page.sheet import PLAIN, STRONG, Script, Sheet
from pipelines.values import Box
from presets.pages.schema import Table, Tint

_LABELS = (0.24, 0.3, 0.36, 0.42, 0.48)  # of the width, for the rows' labels: the least that does
_PAD = 0.5  # of an em, beside a cell's text
_ROW = 1.1  # of an em, above and below a cell's text together, at the least
_MOST_ROW = 2.6
_PRODUCTS = (0.4, 0.34, 0.28)  # of the height, for pictures of the columns' products
_TURNED = 1.1
_LEAST_ROWS = 3  # of a comparison that has more than its place
_STEP = 0.96
_ROOM, _UNDER = 0.32, 0.06  # of its place's height: what a product needs below the rows, and how far below it stands
_NONE = Line("–")  # a cell that says nothing


def draw_table(sheet: Sheet, part: Table) -> None:
    """Draw the page's table in letters of one size.

    Raises:
        PageError: there is no table, or it does not fit even in the smallest letters that can be read.
    """
    grid = sheet.material.words.table
    if grid is None or not grid.rows:
        raise PageError("There is no table to draw. Give rows, or other products to compare.")
    if part.products:
        _draw_products(sheet, part, grid)
    else:
        table, size_px, rows = _either_way(sheet, part, grid)
        bottom = table.draw(size_px, rows)
        if part.shown:
            _show_below(sheet, sheet.box(part.area), bottom)


def _show_below(sheet: Sheet, area: Box, bottom: int) -> None:
    """Lay the product under a table whose rows leave room for it."""
    cutout, top = sheet.cutout(0), bottom + round(_UNDER * area.height)
    if cutout is not None and area.bottom - top >= _ROOM * area.height:
        sheet.canvas.product(cutout, Box(area.left, top, area.right, area.bottom), stands=0.5)


def _either_way(sheet: Sheet, part: Table, grid: Grid) -> "tuple[_Table, int, list[list[Block | None]]]":
    """Return the table as it was given, or turned where that makes its letters clearly larger.

    Raises:
        PageError: it fits neither way.
    """
    area = sheet.box(part.area)
    try:
        turned = _fitted(sheet, part, grid.turned(), area)
    except PageError:
        return _fitted(sheet, part, grid, area)
    try:
        given = _fitted(sheet, part, grid, area)
    except PageError:
        return turned
    return turned if turned[1] > _TURNED * given[1] else given


def _draw_products(sheet: Sheet, part: Table, grid: Grid) -> None:
    """Draw products over their columns, as large as the rows let them; rows that find no room are left out, and named.

    Raises:
        PageError: not even the first rows fit.
    """
    area = sheet.box(part.area)
    refusal: PageError | None = None
    for count in range(len(grid.rows), min(len(grid.rows), _LEAST_ROWS) - 1, -1):
        for share in _PRODUCTS:
            under = Box(area.left, area.top + round(share * area.height), area.right, area.bottom)
            try:
                table, size_px, rows = _fitted(sheet, part, replace(grid, rows=grid.rows[:count]), under)
            except PageError as error:
                refusal = refusal or error
                continue
            table.pictures(Box(area.left, area.top, area.right, under.top))
            table.draw(size_px, rows)
            if lost := ", ".join(label.text for label, _ in grid.rows[count:]):
                sheet.canvas.notes.append(f"The table has no room for: {lost}.")
            return
    raise refusal or PageError("There is no table to draw.")


def _fitted(sheet: Sheet, part: Table, grid: Grid, area: Box) -> "tuple[_Table, int, list[list[Block | None]]]":
    """Return the table set as large as it fits, with the narrowest column of labels that lets it."""
    refusal: PageError | None = None
    best: tuple[_Table, int, list[list[Block | None]]] | None = None
    for labels in _LABELS:
        table = _Table(sheet, part, grid, (area, labels))
        try:
            size_px, rows = table.fitted()
        except PageError as error:
            refusal = refusal or error
            continue
        if best is None or size_px > best[1]:
            best = table, size_px, rows
    if best is None:
        raise refusal or PageError("There is no table to draw.")
    return best


class _Table:
    """A table in its area."""

    def __init__(self, sheet: Sheet, part: Table, grid: Grid, place: tuple[Box, float]) -> None:
        self._sheet, self._part, self._grid = sheet, part, grid
        self._area, self._labels = place

    def pictures(self, area: Box) -> None:
        """Lay each column's product over its head."""
        pad = round(1.5 * self._sheet.unit_px)
        for index in range(len(self._grid.head)):
            cutout = self._sheet.cutout(index)
            if cutout is None:
                count = len(self._grid.head)
                raise PageError(f"The table compares {count} products, but product {index + 1} has no photo.")
            left, right = self._column(index)
            self._sheet.canvas.product(cutout, Box(left + pad, area.top, right - pad, area.bottom - pad))

    def _column(self, index: int) -> tuple[int, int]:
        """Return the left and right end of a column; -1 is that of the labels."""
        labels = self._labels * self._area.width
        step = (self._area.width - labels) / len(self._grid.head)
        start, end = (0.0, labels) if index < 0 else (labels + index * step, labels + (index + 1) * step)
        if self._sheet.mirrored:
            start, end = self._area.width - end, self._area.width - start
        return round(self._area.left + start), round(self._area.left + end)

    def draw(self, size_px: int, rows: list[list[Block | None]]) -> int:
        """Draw the rows, and return where the last ends."""
        heights = [self._high(row, size_px) for row in rows]
        free = self._area.height - sum(heights)
        more = max(0.0, min(free / len(rows), (_MOST_ROW - _ROW) * size_px))
        y = float(self._area.top)
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            band = Box(self._area.left, round(y), self._area.right, round(y + height + more))
            self._ground(band, number, last=number == len(rows) - 1)
            for index, block in enumerate(row, -1):
                if block is not None:
                    self._cell(block, band, index, head=number == 0)
            y += height + more
        return round(y)

    def fitted(self) -> tuple[int, list[list[Block | None]]]:
        size_px, least = self._sheet.px(self._part.letters), self._sheet.canvas.least_px
        setters = [self._setters(cells, head=number == 0) for number, cells in enumerate(self._rows())]
        while True:
            rows = [self._row(row, size_px) for row in setters]
            whole = [row for row in rows if row is not None]
            if len(whole) == len(setters) and sum(self._high(row, size_px) for row in whole) <= self._area.height:
                return size_px, whole
            if size_px <= least:
                raise PageError(
                    f"A table of {len(setters)} rows and {len(self._grid.head)} columns does not fit its place in "
                    f"letters of {least} pixels, the smallest that can be read. Give fewer, or say them in fewer words."
                )
            size_px = max(least, int(size_px * _STEP))

    def _rows(self) -> list[Sequence[Line | None]]:
        body = [(label, *(cell or _NONE for cell in cells)) for label, cells in self._grid.rows]
        return [(None, *self._grid.head), *body]

    def _setters(self, cells: Sequence[Line | None], *, head: bool) -> list[Setter | None]:
        done: list[Setter | None] = []
        for index, line in enumerate(cells):
            own = self._grid.own is not None and index == self._grid.own + 1
            weight = STRONG if head or own else PLAIN
            script = Script(self._part.letters, weight=weight, lines=4, centred=index > 0)
            done.append(line and self._sheet.setter(line, f"cell '{line.text}' of the table", script))
        return done

    def _row(self, setters: Sequence[Setter | None], size_px: int) -> list[Block | None] | None:
        blocks: list[Block | None] = []
        for index, setter in enumerate(setters, -1):
            left, right = self._column(index)
            block = setter and setter.fit(right - left - 2 * _PAD * size_px, self._area.height, size_px)
            if setter is not None and block is None:
                return None
            blocks.append(block)
        return blocks

    def _high(self, row: Sequence[Block | None], size_px: int) -> float:
        return max(block.height_px for block in row if block is not None) + _ROW * size_px

    def _ground(self, band: Box, number: int, *, last: bool) -> None:
        scheme, canvas, unit = self._sheet.look.scheme, self._sheet.canvas, self._sheet.unit_px
        if number == 0:
            self._fill(band, scheme.accent, round(unit))
        elif self._grid.own is not None:
            left, right = self._column(self._grid.own)
            self._fill(Box(left, band.top, right, band.bottom), scheme.wash, 0)
        if number and not last:
            y = band.bottom - 0.5
            canvas.stroke([(band.left, y), (band.right, y)], 0.12 * unit, scheme.muted)

    def _fill(self, box: Box, colour: str, corner_px: int) -> None:
        self._sheet.canvas.panel(box, colour, corner_px)
        self._sheet.grounds.append((box, colour))

    def _cell(self, block: Block, band: Box, index: int, *, head: bool) -> None:
        left, right = self._column(index)
        pad = _PAD * block.size_px
        x = left + (right - left - block.width_px) / 2
        if index < 0:
            x = right - pad - block.width_px if self._sheet.mirrored else left + pad
        y = band.top + (band.height - block.height_px) / 2
        label = index < 0 and self._grid.own is not None
        tint = Tint.PAPER if head else Tint.MUTED if label else Tint.INK
        middle = x + block.width_px / 2, y + block.height_px / 2
        self._sheet.canvas.write(block, (x, y), self._sheet.colour_at(tint, middle))
