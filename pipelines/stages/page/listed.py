"""A product's points, one below the other, in letters of one size."""

from pipelines.errors import PageError
from pipelines.page import Point
from pipelines.stages.page.block import Block, Setter
from pipelines.stages.page.sheet import PLAIN, Script, Sheet
from pipelines.stages.page.strokes import Spot
from pipelines.values import Box
from presets.pages.schema import Points, Tint

_WEIGHT = 560
_DETAIL = 0.78  # of a point's size
_MARK, _BESIDE = 1.3, 0.62  # a mark's breadth and its distance from the text, in ems
_APART = 0.95  # between points, in ems, at the least
_MOST_APART = 2.2
_STEP = 0.96
_TICK = ((-0.21, 0.01), (-0.06, 0.16), (0.22, -0.14))  # of a mark's breadth, from its middle


def draw_points(sheet: Sheet, part: Points) -> None:
    """Write points as large as they fit, in columns, each with its mark.

    Raises:
        PageError: they do not fit even in the smallest letters that can be read.
    """
    points = sheet.material.words.points
    if not points:
        raise PageError("A page of features needs points. Give some: points = [...] in the product's file.")
    area = sheet.box(part.area)
    rows = -(-len(points) // part.columns)
    gutter = 3 * sheet.unit_px
    width = (area.width - (part.columns - 1) * gutter) / part.columns
    _Points(sheet, part, width, area.height).draw(points, area, rows, gutter)


class _Points:
    """Points in columns of one width."""

    def __init__(self, sheet: Sheet, part: Points, width: float, height: float) -> None:
        self._sheet, self._width, self._height = sheet, width, height
        self._largest, self._least = sheet.px(part.letters), sheet.canvas.least_px

    def draw(self, points: tuple[Point, ...], area: Box, rows: int, gutter: float) -> None:
        setters = [self._setters(point, number) for number, point in enumerate(points, 1)]
        size_px, blocks = self._fitted(setters, rows)
        for column in range(-(-len(points) // rows)):
            own = blocks[column * rows : (column + 1) * rows]
            place = -(-len(points) // rows) - 1 - column if self._sheet.mirrored else column
            left = area.left + place * (self._width + gutter)
            free = area.height - sum(self._tall(pair, size_px) for pair in own)
            gap = min(free / max(1, len(own) - 1), _MOST_APART * size_px)
            y = area.top + (free - gap * (len(own) - 1)) / 2
            for pair in own:
                self._one(pair, (left, y), size_px)
                y += self._tall(pair, size_px) + gap

    def _setters(self, point: Point, number: int) -> tuple[Setter, Setter | None]:
        share = 1 / self._sheet.canvas.size[0]
        head = Script(self._largest * share, weight=_WEIGHT, lines=4)
        detail = Script(self._largest * _DETAIL * share, weight=PLAIN, lines=6)
        sub = point.detail and self._sheet.setter(point.detail, f"detail of point {number}", detail)
        return self._sheet.setter(point.line, f"point {number}", head), sub or None

    def _fitted(
        self, setters: list[tuple[Setter, Setter | None]], rows: int
    ) -> tuple[int, list[tuple[Block, Block | None]]]:
        size_px = self._largest
        while True:
            blocks = [self._pair(pair, size_px) for pair in setters]
            whole = [pair for pair in blocks if pair is not None]
            columns = [whole[start : start + rows] for start in range(0, len(whole), rows)]
            room = self._height - _APART * size_px * (rows - 1)
            if len(whole) == len(setters) and all(
                sum(self._tall(pair, size_px) for pair in column) <= room for column in columns
            ):
                return size_px, whole
            if size_px <= self._least:
                raise self._refusal(setters, blocks)
            size_px = max(self._least, int(size_px * _STEP))

    def _refusal(
        self, setters: list[tuple[Setter, Setter | None]], blocks: list[tuple[Block, Block | None] | None]
    ) -> PageError:
        for (head, _), pair in zip(setters, blocks, strict=True):
            if pair is None:
                return head.too_long(self._width, self._height)
        return PageError(
            f"{len(setters)} points do not fit their place in letters of {self._least} pixels, the smallest that can "
            "be read. Give fewer, or say them in fewer words."
        )

    def _pair(self, pair: tuple[Setter, Setter | None], size_px: int) -> tuple[Block, Block | None] | None:
        width = self._width - (_MARK + _BESIDE) * size_px
        head = pair[0].fit(width, self._height, size_px)
        if head is None or pair[1] is None:
            return head and (head, None)
        detail = pair[1].fit(width, self._height, max(self._least, round(size_px * _DETAIL)))
        return (head, detail) if detail is not None else None

    def _tall(self, pair: tuple[Block, Block | None], size_px: int) -> float:
        head, detail = pair
        under = 0.0 if detail is None else 0.35 * size_px + detail.height_px
        return max(_MARK * size_px, head.height_px + under)

    def _one(self, pair: tuple[Block, Block | None], at: Spot, size_px: int) -> None:
        head, detail = pair
        mark = _MARK * size_px
        beside = mark + _BESIDE * size_px
        left, right = at[0], at[0] + self._width
        middle = (right - mark / 2 if self._sheet.mirrored else left + mark / 2, at[1] + mark / 2)
        self._mark(middle, mark)
        # A text of one line stands in the middle of its mark.
        y = at[1] + max(0.0, (mark - head.height_px) / 2) if head.lines == 1 else at[1]
        for block, top, tint in ((head, y, Tint.INK), (detail, y + head.height_px + 0.35 * size_px, Tint.MUTED)):
            if block is not None:
                x = right - beside - block.width_px if self._sheet.mirrored else left + beside
                here = Box(int(x), int(top), int(x) + 1, int(top) + 1)
                self._sheet.canvas.write(block, (x, top), self._sheet.colour(tint, here))

    def _mark(self, middle: Spot, breadth: float) -> None:
        scheme, canvas = self._sheet.look.scheme, self._sheet.canvas
        here = Box(int(middle[0]), int(middle[1]), int(middle[0]) + 1, int(middle[1]) + 1)
        ground = self._sheet.ground(here)
        colour = scheme.letters_on(ground, scheme.accent)
        canvas.disc(middle, breadth / 2, colour)
        tick = [(middle[0] + x * breadth, middle[1] + y * breadth) for x, y in _TICK]
        canvas.stroke(tick, 0.1 * breadth, scheme.letters_on(colour, scheme.paper))
