"""A product, and lines from its points to the parts that they are about; no two lines cross."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from pipelines.errors import PageError
from pipelines.page import Point
from pipelines.stages.page.block import Block, Setter, same_size
from pipelines.stages.page.sheet import Script, Sheet
from pipelines.stages.page.strokes import Spot
from pipelines.values import Box
from presets.pages.schema import Callouts, Tint

_COLUMNS = (0.22, 0.26, 0.31)  # of the area's width, for labels on either side: the least that does
_AS_LARGE = 0.86  # of the letters in the widest column: smaller ones are not worth a larger product
_MOST = 8
_LINES = 3, 5  # of a label, in a narrow column and in the widest
_WEIGHT = 600
_LINE, _RIM, _DOT = 0.3, 0.5, 0.95  # in hundredths of the short side: a line, its edge of paper, its end
_GAP = 1.2


@dataclass(frozen=True)
class _Label:
    """A point's words, beside the product, and what they are about."""

    block: Block
    about: Spot
    left: bool


def draw_callouts(sheet: Sheet, part: Callouts) -> None:
    """Draw the first cutout with its points.

    Raises:
        PageError: a point that nobody said the place of, more than eight, or words that do not fit.
    """
    cutout, points = sheet.cutout(0), sheet.material.words.callouts
    if cutout is None or not points or len(points) > _MOST:
        raise PageError(
            f"A page of call-outs needs a photo, and one to {_MOST} points with their places on it. Give some, as "
            "[[callouts]] in the product's file."
        )
    if lost := [point.line.text for point in points if point.at is None]:
        raise PageError(
            f"Nobody said which part of the product '{lost[0]}' is about. Give each point its place on the photo, as "
            "[[callouts]] in the product's file, or choose the page 'features', which lists them."
        )
    area = sheet.box(part.area)
    blocks, width = _set(sheet, part, points, area)
    middle = Box(round(area.left + width), area.top, round(area.right - width), area.bottom)
    seat = sheet.canvas.product(cutout, middle, stands=0.5)
    labels = _sided(blocks, points, seat.box)
    for left in (True, False):
        column = [label for label in labels if label.left is left]
        for label, corner in _placed(column, area, width, left=left):
            _draw(sheet, label, corner)


def _set(sheet: Sheet, part: Callouts, points: Sequence[Point], area: Box) -> tuple[Sequence[Block], float]:
    """Return labels in letters of one size, and the width of the narrowest column that does not make them smaller.

    Raises:
        PageError: they do not fit even in the widest.
    """
    setters = {lines: _setters(sheet, part, points, lines) for lines in _LINES}
    high = area.height / -(-len(points) // 2) - 2 * sheet.unit_px
    sizes = sheet.px(part.letters), sheet.canvas.least_px
    gap = 2 * _GAP * sheet.unit_px
    widest = same_size(setters[max(_LINES)], _COLUMNS[-1] * area.width - gap, high, sizes)
    least = max(sizes[1], round(_AS_LARGE * widest[0].size_px))
    for share in _COLUMNS[:-1]:
        try:
            return same_size(
                setters[min(_LINES)], share * area.width - gap, high, (sizes[0], least)
            ), share * area.width
        except PageError:
            continue
    return widest, _COLUMNS[-1] * area.width


def _setters(sheet: Sheet, part: Callouts, points: Sequence[Point], lines: int) -> list[Setter]:
    script = Script(part.letters, weight=_WEIGHT, lines=lines)
    return [sheet.setter(point.line, f"point {number}", script) for number, point in enumerate(points, 1)]


def _sided(blocks: Sequence[Block], points: Sequence[Point], box: Box) -> Sequence[_Label]:
    """Return labels, half of them on either side: those whose parts are further left, left."""
    spots = [(box.left + point.at[0] * box.width, box.top + point.at[1] * box.height) for point in points if point.at]
    order = sorted(range(len(points)), key=lambda index: spots[index][0])
    half, rows = len(points) // 2, -(-len(points) // 2)
    lefts = set(order[: half if spots[order[-1]][0] > (box.left + box.right) / 2 else rows])
    return [_Label(block, spots[index], index in lefts) for index, block in enumerate(blocks)]


def _placed(column: Sequence[_Label], area: Box, width: float, *, left: bool) -> Iterator[tuple[_Label, Spot]]:
    """Yield a side's labels with their top left corners, in an order in which no two lines cross."""
    if not column:
        return
    step = area.height / len(column)
    edge = area.left if left else area.right - width
    best = min(permutations(column), key=lambda order: _cost(order, area, edge + (width if left else 0)))
    for index, label in enumerate(best):
        y = area.top + step * (index + 0.5) - label.block.height_px / 2
        x = edge if left else edge + width - label.block.width_px
        yield label, (x, y)


def _cost(order: Sequence[_Label], area: Box, x: float) -> tuple[int, float]:
    """Return how many lines cross, and how long they are together."""
    step = area.height / len(order)
    lines = [((x, area.top + step * (index + 0.5)), label.about) for index, label in enumerate(order)]
    crossings = sum(_cross(one, other) for one, other in combinations(lines, 2))
    return crossings, sum(abs(end[1] - start[1]) for start, end in lines)


def _cross(one: tuple[Spot, Spot], other: tuple[Spot, Spot]) -> bool:
    return _side(one, other[0]) != _side(one, other[1]) and _side(other, one[0]) != _side(other, one[1])


def _side(line: tuple[Spot, Spot], spot: Spot) -> bool:
    (x0, y0), (x1, y1) = line
    return (x1 - x0) * (spot[1] - y0) > (y1 - y0) * (spot[0] - x0)


def _draw(sheet: Sheet, label: _Label, corner: Spot) -> None:
    """Draw a line that can be told from the product and from the page, and the label at its end."""
    canvas, scheme, unit = sheet.canvas, sheet.look.scheme, sheet.unit_px
    middle = corner[1] + label.block.height_px / 2
    side = corner[0] + label.block.width_px if label.left else corner[0]
    start = side + (_GAP * unit if label.left else -_GAP * unit), middle
    rim = sheet.ground_at(start)
    for breadth, colour in ((_LINE + 2 * _RIM, rim), (_LINE, scheme.accent)):
        canvas.stroke([start, label.about], breadth * unit, colour)
    for radius, colour in ((_DOT + _RIM, rim), (_DOT, scheme.accent)):
        canvas.disc(label.about, radius * unit, colour)
    canvas.write(label.block, corner, sheet.colour_at(Tint.INK, corner))
