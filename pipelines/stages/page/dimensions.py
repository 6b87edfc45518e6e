"""A product with its measures: lines by its outline, as an engineer draws them, at its true proportions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np

from pipelines.errors import PageError
from pipelines.page import ToldMeasure
from pipelines.stages.page.block import Block
from pipelines.stages.page.canvas import Seat
from pipelines.stages.page.sheet import PLAIN, STRONG, Script, Sheet
from pipelines.stages.page.spans import Span
from pipelines.stages.page.strokes import Spot
from pipelines.values import Box
from presets.pages.schema import Dimensions, Specs, Tint

_NAME = 0.74  # of the figures' size
_SIDE, _BELOW = 0.24, 0.6  # of the area's width: the most a label beside the product, or below it, may take
_IN_LINE = 0.72  # of a line: a label that takes more stands beside it
_LINE, _HAIR = 0.34, 0.16  # strokes, in hundredths of the short side
_TICK, _HEAD = 1.3, 1.7  # half of an end's stroke, and an arrow's length
_HIGHEST = 5.0  # so far up a line from below may begin
_OFF = 2.2  # how far a line is from the product


@dataclass(frozen=True)
class _Label:
    """A measure's name over its figures."""

    name: Block
    value: Block
    gap_px: float
    down: tuple[float, float] = (0.0, 0.0)  # so far down stand name and value, where others have higher letters

    @property
    def width(self) -> float:
        return max(self.name.width_px, self.value.width_px)

    @property
    def height(self) -> float:
        return self.value_top + self.value.height_px

    @property
    def value_top(self) -> float:
        return self.down[0] + self.name.height_px + self.gap_px + self.down[1]


def draw_dimensions(sheet: Sheet, part: Dimensions) -> None:
    """Draw the first cutout with the measures that its photo shows; what it does not show is left to `specs`.

    Raises:
        PageError: the photo contradicts the measures, or there is nothing to draw.
    """
    cutout, reading = sheet.cutout(0), sheet.reading
    if cutout is None or not reading.spans:
        raise PageError("There is no length to draw. Give height and width, or a diameter, under [measures].")
    sheet.canvas.notes += reading.notes
    drawing = _Drawing(sheet, part)
    labels = [drawing.label(span.measure, (_SIDE if span.upright else _BELOW, 1.0)) for span in reading.spans]
    seat = sheet.canvas.product(cutout, drawing.room(reading.spans, labels), stands=0.5)
    for span, label in zip(reading.spans, labels, strict=True):
        drawing.draw(seat, span, label)


def draw_specs(sheet: Sheet, part: Specs) -> None:
    """Write what no line shows, side by side or below each other: weight, capacity, and what the photo hides.

    Raises:
        PageError: it does not fit even in the smallest letters that can be read.
    """
    rest = sheet.specs
    refusal: PageError | None = None
    for columns in dict.fromkeys((len(rest), -(-len(rest) // 2), 1)) if rest else ():
        drawing = _Drawing(sheet, part)
        try:
            drawing.specs(rest, columns)
        except PageError as error:
            refusal = refusal or error
            continue
        return
    if refusal is not None:
        raise refusal


def _on_one_line(labels: list[_Label]) -> list[_Label]:
    """Return labels side by side whose names, and whose figures, stand on one line."""
    names = max(label.name.ascent_px for label in labels)
    tall = max(names - label.name.ascent_px + label.name.height_px for label in labels)
    values = max(label.value.ascent_px for label in labels)
    done: list[_Label] = []
    for label in labels:
        down = names - label.name.ascent_px
        under = tall - down - label.name.height_px + values - label.value.ascent_px
        done.append(replace(label, down=(down, under)))
    return done


class _Drawing:
    """Draws spans and their labels on a sheet."""

    def __init__(self, sheet: Sheet, part: Dimensions | Specs) -> None:
        self._sheet, self._part = sheet, part
        self._area = sheet.box(part.area)
        self._unit = sheet.unit_px
        self._faint = sheet.look.scheme.of(Tint.MUTED)

    def specs(self, measures: Sequence[ToldMeasure], columns: int) -> None:
        """Write measures in columns, those of a row on one line; nothing is written unless all fit.

        Raises:
            PageError: one does not fit.
        """
        box, unit = self._area, self._unit
        rows = [measures[start : start + columns] for start in range(0, len(measures), columns)]
        wide, high = box.width / columns, box.height / len(rows)
        place = 1 / columns, 1 / len(rows)
        size_px = min(self.label(told, place).value.size_px for told in measures)
        labels = [_on_one_line([self.label(told, place, size_px) for told in row]) for row in rows]
        for told, label in zip(measures, (label for row in labels for label in row), strict=True):
            if label.height > high:
                raise PageError(f"'{told.value.text}' is too high for its place. Say it in fewer words.")
        for number, row in enumerate(labels):
            y = box.top + high * (number + 0.5)
            tall = max(label.height for label in row)
            for index, label in enumerate(row):
                column = columns - 1 - index if self._sheet.mirrored else index
                self.write(label, (box.left + wide * (column + 0.5), y - (tall - label.height) / 2))
                if index:
                    x = box.left + wide * (column + (1 if self._sheet.mirrored else 0))
                    self._hair((x, y - high / 2 + unit), (x, y + high / 2 - unit))

    def label(self, told: ToldMeasure, place: tuple[float, float], size_px: int | None = None) -> _Label:
        """Return a measure's label; `place` is its share of the area's width and height, `size_px` that of others."""
        letters = self._part.letters
        width = self._area.width * place[0] - 2 * self._unit
        height = self._area.height * place[1]
        gap = 0.7 * self._unit
        small = Script(letters * _NAME, weight=PLAIN, lines=2, centred=True)
        name = self._sheet.setter(told.label, f"name of {told.name}", small).fitted(width, height)
        setter = self._sheet.setter(told.value, f"measure {told.name}", Script(letters, weight=STRONG, centred=True))
        room = height - name.height_px - gap
        value = setter.fit(width, room, size_px) or setter.fitted(width, room)
        return _Label(name, value, gap)

    def room(self, spans: tuple[Span, ...], labels: list[_Label]) -> Box:
        """Return what is left for the product beside and above its labels."""
        side = max((label.width for span, label in zip(spans, labels, strict=True) if span.upright), default=0.0)
        below = max((label.height for span, label in zip(spans, labels, strict=True) if not span.upright), default=0.0)
        off = 2 * _OFF * self._unit
        left = self._area.left + round(side + off if side and self._is_left(spans) else 0)
        right = self._area.right - round(side + off if side and not self._is_left(spans) else 0)
        return Box(left, self._area.top, right, self._area.bottom - round(below + off if below else 0))

    def _is_left(self, spans: tuple[Span, ...]) -> bool:
        upright = [span for span in spans if span.upright]
        level = [span for span in spans if not span.upright]
        return not level or upright[0].start[0] <= min(span.start[0] for span in level)

    def draw(self, seat: Seat, span: Span, label: _Label) -> None:
        start, end = seat.spot(*span.start), seat.spot(*span.end)
        if span.upright:
            self._upright(seat, start, end, label)
        elif abs(start[1] - end[1]) < self._unit:
            self._level(seat, start, end, label)
        else:
            self._leaning(start, end, label)

    def _upright(self, seat: Seat, start: Spot, end: Spot, label: _Label) -> None:
        """Draw a line beside the product, its label in its middle."""
        left = start[0] <= (seat.box.left + seat.box.right) / 2
        off = _OFF * self._unit + label.width / 2
        x = start[0] + (-off if left else off)
        for y in (start[1], end[1]):
            near = self._outline(seat, y, left=left)
            self._hair((near, y), (x + (-self._unit if left else self._unit), y))
        middle = (start[1] + end[1]) / 2
        if label.height > _IN_LINE * (end[1] - start[1]):
            shift = (label.width / 2 + self._unit) * (-1 if left else 1)
            x -= shift
            self._line((x, start[1]), (x, end[1]))
            self.write(label, (x + shift, middle))
        else:
            half = label.height / 2 + 0.8 * self._unit
            self._line((x, start[1]), (x, middle - half), (x, middle + half), (x, end[1]))
            self.write(label, (x, middle))

    def _level(self, seat: Seat, start: Spot, end: Spot, label: _Label) -> None:
        """Draw a line below the product, its label in its middle, or under it."""
        unit = self._unit
        inside = label.width + 2 * unit <= _IN_LINE * (end[0] - start[0])
        y = seat.box.bottom + _OFF * unit + (label.height / 2 if inside else 0)
        for x in (start[0], end[0]):
            self._hair((x, self._foot(seat, x)), (x, y + unit))
        middle = (start[0] + end[0]) / 2
        if inside:
            half = label.width / 2 + unit
            self._line((start[0], y), (middle - half, y), (middle + half, y), (end[0], y))
            self.write(label, (middle, y))
        else:
            self._line((start[0], y), (end[0], y))
            self.write(label, (middle, y + unit * 1.4 + label.height / 2))

    def _leaning(self, start: Spot, end: Spot, label: _Label) -> None:
        """Draw a line along a box's lower edge, its label below it on the outer side."""
        length = hypot(end[0] - start[0], end[1] - start[1])
        normal = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
        off = _OFF * self._unit
        one, two = ((x + normal[0] * off, y + normal[1] * off) for x, y in (start, end))
        for near, far in ((start, one), (end, two)):
            more = (far[0] - near[0]) * 0.4, (far[1] - near[1]) * 0.4
            self._hair((near[0] + more[0], near[1] + more[1]), (far[0] + more[0], far[1] + more[1]))
        self._line(one, two)
        outward = -1 if end[1] > start[1] else 1
        x = (one[0] + two[0]) / 2 + outward * (label.width / 2 + self._unit)
        self.write(label, (x, (one[1] + two[1]) / 2 + label.height / 2 + self._unit))

    def write(self, label: _Label, middle: Spot) -> None:
        """Write a label around a spot."""
        top = middle[1] - label.height / 2
        for block, y, tint in (
            (label.name, top + label.down[0], Tint.MUTED),
            (label.value, top + label.value_top, Tint.INK),
        ):
            at = middle[0] - block.width_px / 2, y
            self._sheet.canvas.write(block, at, self._sheet.colour_at(tint, at))

    def _line(self, *spots: Spot) -> None:
        """Draw stretches of a line, one for each pair of spots, with ends at its first and last."""
        canvas, accent = self._sheet.canvas, self._sheet.look.scheme.accent
        for one, two in zip(spots[::2], spots[1::2], strict=True):
            canvas.stroke([one, two], _LINE * self._unit, accent)
        self._end(spots[0], spots[-1])
        self._end(spots[-1], spots[0])

    def _end(self, at: Spot, other: Spot) -> None:
        canvas, accent, unit = self._sheet.canvas, self._sheet.look.scheme.accent, self._unit
        length = max(hypot(other[0] - at[0], other[1] - at[1]), 1e-6)
        x, y = (other[0] - at[0]) / length, (other[1] - at[1]) / length
        tick, head = _TICK * unit, min(_HEAD * unit, length / 3)
        ends = [(at[0] - y * tick, at[1] + x * tick), (at[0] + y * tick, at[1] - x * tick)]
        canvas.stroke(ends, _LINE * unit, accent)
        back, wide = (at[0] + x * head, at[1] + y * head), 0.36 * head
        canvas.polygon([at, (back[0] - y * wide, back[1] + x * wide), (back[0] + y * wide, back[1] - x * wide)], accent)

    def _hair(self, one: Spot, two: Spot) -> None:
        self._sheet.canvas.stroke([one, two], _HAIR * self._unit, self._faint)

    def _outline(self, seat: Seat, y: float, *, left: bool) -> float:
        """Return where, at a height, lines may begin beside the product."""
        taken = self._sheet.canvas.taken
        columns = np.flatnonzero(taken[max(0, int(y) - 1) : int(y) + 2].any(axis=0))
        columns = columns[(columns >= seat.box.left - 3 * self._unit) & (columns <= seat.box.right + 3 * self._unit)]
        if not len(columns):
            return float(seat.box.left if left else seat.box.right)
        return float(columns[0] if left else columns[-1])

    def _foot(self, seat: Seat, x: float) -> float:
        """Return where, in a column, lines may begin below the product."""
        taken = self._sheet.canvas.taken
        rows = np.flatnonzero(taken[:, max(0, int(x) - 1) : int(x) + 2].any(axis=1))
        rows = rows[(rows >= seat.box.top) & (rows <= seat.box.bottom + 3 * self._unit)]
        highest = seat.box.bottom - _HIGHEST * self._unit
        return max(float(rows[-1]), highest) if len(rows) else highest
