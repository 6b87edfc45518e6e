"""What every part of a page is drawn with: the canvas, the words, the colours and the letters."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from pipelines.errors import PageError
from pipelines.footage import Rgba
from pipelines.listing import Line
from pipelines.page import PageMaterial, ToldMeasure
from pipelines.stages.captions.fonts import FontFile
from pipelines.stages.page.block import Block, Setter, type_of
from pipelines.stages.page.canvas import Canvas
from pipelines.stages.page.scheme import Scheme
from pipelines.stages.page.spans import Reading, read_spans
from pipelines.stages.page.strokes import Spot
from pipelines.values import Box, Cutout
from presets.pages.schema import Align, PageLayout, Panel, Stand, Tint

_STANDS = {Stand.TOP: 0.0, Stand.MIDDLE: 0.5, Stand.BOTTOM: 1.0}
HEADING = 650  # the weight from which on a text is a heading
STRONG, PLAIN = 700, 430


@dataclass(frozen=True, eq=False)
class PageLook:
    """What all pages of a product have in common.

    Attributes:
        heading, text: the seller's own fonts.
        logo: the colours multiplied by alpha.
    """

    scheme: Scheme
    heading: FontFile | None = None
    text: FontFile | None = None
    logo: Rgba | None = None


@dataclass(frozen=True)
class Script:
    """How a text is to be set: letters in shares of the page's width."""

    letters: float
    least: float | None = None
    weight: int = PLAIN
    lines: int = 3
    centred: bool = False


@dataclass(eq=False)
class Sheet:
    """A page in the making."""

    canvas: Canvas
    material: PageMaterial
    look: PageLook
    layout: PageLayout
    grounds: list[tuple[Box, str]] = field(default_factory=list[tuple[Box, str]])

    @cached_property
    def reading(self) -> Reading:
        """What the first cutout shows of the measures.

        Raises:
            PageError: there is no cutout, or it contradicts them.
        """
        cutout = self.cutout(0)
        if cutout is None:
            raise PageError("Measures are drawn on a photo of the product. Give one.")
        return read_spans(cutout, self.material.words.measures)

    @property
    def specs(self) -> tuple[ToldMeasure, ...]:
        """The measures that no line shows."""
        return self.reading.rest if self.material.cutouts else self.material.words.measures

    @property
    def mirrored(self) -> bool:
        return self.material.words.language.direction == "rtl"

    @property
    def unit_px(self) -> float:
        """A hundredth of the short side."""
        return min(self.canvas.size) / 100

    def box(self, area: tuple[float, float, float, float]) -> Box:
        """Return an area in pixels, mirrored where reading starts on the right."""
        width, height = self.canvas.size
        left, top, right, bottom = area
        if self.mirrored:
            left, right = 1 - right, 1 - left
        return Box(round(left * width), round(top * height), round(right * width), round(bottom * height))

    def px(self, letters: float) -> int:
        """Return letters in pixels, never below what can be read."""
        return max(round(letters * self.canvas.size[0]), self.canvas.least_px)

    def setter(self, line: Line, what: str, script: Script) -> Setter:
        """Return a text's setter.

        Raises:
            PageError: a sign that no font has, or no words.
        """
        sizes = self.px(script.letters), self.px(script.least or 0)
        own = self.look.heading if script.weight >= HEADING else self.look.text
        kind = type_of(self.material.words.language, script.weight, sizes, own)
        return Setter(line, replace(kind, most_lines=script.lines, centred=script.centred), what)

    def panel(self, part: Panel) -> None:
        """Fill an area, and remember what stands on it; one for measures that are all drawn is left out."""
        if part.holds == "specs" and not self.specs:
            return
        box, colour = self.box(part.area), self.look.scheme.of(part.colour)
        self.canvas.panel(box, colour, round(part.corner * min(self.canvas.size)))
        self.grounds.append((box, colour))

    def colour(self, tint: Tint, at: Box) -> str:
        """Return a tint for letters in a box: another where they could not be read on what is under them."""
        return self.look.scheme.letters_on(self.ground(at), self.look.scheme.of(tint))

    def colour_at(self, tint: Tint, at: Spot) -> str:
        """Return a tint for letters that begin at a spot."""
        return self.look.scheme.letters_on(self.ground_at(at), self.look.scheme.of(tint))

    def ground_at(self, at: Spot) -> str:
        """Return the colour of the uppermost panel under a spot."""
        under = [c for box, c in self.grounds if box.left <= at[0] < box.right and box.top <= at[1] < box.bottom]
        return under[-1] if under else self.canvas.paper

    def ground(self, at: Box) -> str:
        """Return the colour under a box: that of the uppermost panel that holds its middle."""
        return self.ground_at(((at.left + at.right) / 2, (at.top + at.bottom) / 2))

    def write(self, block: Block, box: Box, tint: Tint, *, align: Align = Align.START, stand: Stand = Stand.TOP) -> Box:
        """Write a block into a box that it fits, and return its ink."""
        x = box.left + (box.width - block.width_px) * self.share(align)
        y = box.top + (box.height - block.height_px) * _STANDS[stand]
        return self.canvas.write(block, (x, y), self.colour(tint, box))

    def share(self, align: Align) -> float:
        """Return how much of the room left over is to the left of what keeps to a side."""
        if align is Align.CENTRE:
            return 0.5
        return float(self.mirrored is (align is Align.START))

    def cutout(self, which: int) -> Cutout | None:
        """Return one of the page's cutouts; None where there are fewer."""
        cutouts = self.material.cutouts
        return cutouts[which] if which < len(cutouts) else None


def stands(stand: Stand) -> float:
    """Return 0 for the top of an area, 1 for its foot."""
    return _STANDS[stand]
