"""The lists of a page: what speaks for the product, how it is cared for, what is in the box, what is to be done."""

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.stages.page.listed import Entry, ListStyle, draw_list
from pipelines.stages.page.marks import Mark, MarkKind, draw_mark
from pipelines.stages.page.sheet import STRONG, Script, Sheet
from pipelines.values import Box
from presets.pages.schema import Align, Badges, Items, Points, Sign, Stand, Steps, Tint

_SIGN, _FIGURE = 2.5, 1.9  # a mark's breadth, in ems
_SIGN_SHARE, _WORDS_FROM = 0.62, 0.68  # of the area's height: a sign by itself, and where its words begin


def draw_points(sheet: Sheet, part: Points) -> None:
    """Write the product's points, each with a tick.

    Raises:
        PageError: there are none, or they do not fit.
    """
    points = sheet.material.words.points
    if not points:
        raise PageError("A page of features needs points. Give some: points = [...] in the product's file.")
    entries = [Entry(point.line, Mark(), point.detail) for point in points]
    draw_list(sheet, entries, sheet.box(part.area), ListStyle("point", part.letters, part.columns))


def draw_badges(sheet: Sheet, part: Badges) -> None:
    """Write materials and care, each with its sign.

    Raises:
        PageError: there are none, or they do not fit.
    """
    badges = sheet.material.words.badges
    if not badges:
        raise PageError("There is no material and no care to show. Give materials, features or care in the file.")
    entries = [Entry(badge.line, Mark(MarkKind.SIGN, badge.icon, breadth=_SIGN)) for badge in badges]
    draw_list(sheet, entries, sheet.box(part.area), ListStyle("badge", part.letters, part.columns))


def draw_sign(sheet: Sheet, part: Sign) -> None:
    """Draw the sign of one material, quality or way of care, and write its words below.

    Raises:
        PageError: there are fewer, or the words do not fit.
    """
    badges, turn = sheet.material.words.badges, sheet.material.turn
    if turn >= len(badges):
        raise PageError(f"There are {len(badges)} signs to show, and no sign {turn + 1}. Give more features.")
    area = sheet.box(part.area)
    side = min(area.width, round(_SIGN_SHARE * area.height))
    middle = (area.left + area.right) / 2, area.top + side / 2
    draw_mark(sheet, Mark(MarkKind.SIGN, badges[turn].icon), middle, side)
    under = Box(area.left, area.top + round(_WORDS_FROM * area.height), area.right, area.bottom)
    script = Script(part.letters, weight=STRONG, lines=2, centred=True)
    block = sheet.setter(badges[turn].line, "sign's words", script).fitted(under.width, under.height)
    sheet.write(block, under, Tint.INK, align=Align.CENTRE, stand=Stand.MIDDLE)


def draw_items(sheet: Sheet, part: Items) -> None:
    """Write what is in the box, each with its count.

    Raises:
        PageError: nothing is, or it does not fit.
    """
    items = sheet.material.words.items
    if not items:
        raise PageError("There is nothing in the box. Give what buyers receive: box = [...] in the product's file.")
    entries = [Entry(item.line, _counted(item.count)) for item in items]
    draw_list(sheet, entries, sheet.box(part.area), ListStyle("item", part.letters, part.columns))


def draw_steps(sheet: Sheet, part: Steps) -> None:
    """Write steps, numbered.

    Raises:
        PageError: there are none, or they do not fit.
    """
    steps = sheet.material.words.steps
    if not steps:
        raise PageError("There are no steps to show. Give some.")
    entries = [Entry(step, _counted(Line(str(number)))) for number, step in enumerate(steps, 1)]
    draw_list(sheet, entries, sheet.box(part.area), ListStyle("step", part.letters, part.columns))


def _counted(line: Line | None) -> Mark:
    return Mark() if line is None else Mark(MarkKind.FIGURE, line=line, breadth=_FIGURE)
