"""What stands before a text of a list: a tick, a sign, or a figure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.listing import Line
from pipelines.stages.page.sheet import STRONG, Script, Sheet
from pipelines.stages.page.signs import draw_icon
from pipelines.stages.page.strokes import Spot
from presets.icons.library import load_icons
from presets.pages.schema import Tint

_TICK = ((-0.21, 0.01), (-0.06, 0.16), (0.22, -0.14))  # of a mark's breadth, from its middle
_SIGN = 0.6  # of a mark's breadth
_FIGURE = 0.56


class MarkKind(StrEnum):
    """What a mark shows."""

    TICK = "tick"
    SIGN = "sign"
    FIGURE = "figure"


@dataclass(frozen=True)
class Mark:
    """A mark.

    Attributes:
        kind: of it; `name` is the sign's, `line` the figure's.
        breadth: in ems of the text it belongs to.
    """

    kind: MarkKind = MarkKind.TICK
    name: str = ""
    line: Line | None = None
    breadth: float = 1.3

    def scaled(self, share: float) -> "Mark":
        """Return it so much smaller, a figure never smaller than its text."""
        least = 1.3 if self.kind is MarkKind.FIGURE else 1.0
        return replace(self, breadth=max(least, self.breadth * share))


def draw_mark(sheet: Sheet, mark: Mark, middle: Spot, breadth: float) -> None:
    """Draw a mark around a spot, `breadth` in pixels.

    Raises:
        PageError: a figure too long for its disc.
    """
    scheme, canvas = sheet.look.scheme, sheet.canvas
    ground = sheet.ground_at(middle)
    if mark.kind is MarkKind.SIGN:
        disc = scheme.wash if ground != scheme.wash else scheme.paper
        canvas.disc(middle, breadth / 2, disc)
        icon = load_icons().find(mark.name)
        if icon is not None:
            draw_icon(canvas, icon, middle, _SIGN * breadth, scheme.letters_on(disc, scheme.accent))
        else:
            canvas.disc(middle, 0.1 * breadth, scheme.letters_on(disc, scheme.accent))
        return
    colour = scheme.letters_on(ground, scheme.accent)
    canvas.disc(middle, breadth / 2, colour)
    if mark.kind is MarkKind.TICK:
        tick = [(middle[0] + x * breadth, middle[1] + y * breadth) for x, y in _TICK]
        canvas.stroke(tick, 0.1 * breadth, scheme.letters_on(colour, scheme.paper))
    elif mark.line is not None:
        _figure(sheet, mark.line, middle, breadth)


def _figure(sheet: Sheet, line: Line, middle: Spot, breadth: float) -> None:
    scheme = sheet.look.scheme
    script = Script(_FIGURE * breadth / sheet.canvas.size[0], weight=STRONG, lines=1, centred=True)
    block = sheet.setter(line, "figure", script).fitted(0.86 * breadth, breadth)
    letters = scheme.letters_on(scheme.letters_on(sheet.ground_at(middle), scheme.of(Tint.ACCENT)), scheme.paper)
    sheet.canvas.write(block, (middle[0] - block.width_px / 2, _capitals_top(block.ascent_px, middle[1])), letters)


def _capitals_top(ascent_px: float, middle: float) -> float:
    """Return where a line of figures begins whose middle is at a height: figures are as high as its ascent."""
    return middle - ascent_px / 2
