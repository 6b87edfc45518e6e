"""A page's template as data: what lies where, in each shape of picture.

Places are `[left, top, right, bottom]` in fractions of the page, as they are in a language written from left to right;
in others everything is mirrored but the product itself. Letters are ems in shares of the page's width.
"""

from enum import StrEnum
from itertools import combinations
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from presets.films.schema import Area
from presets.rule_base import Strict
from presets.scenes.fields import Id

Letters: TypeAlias = Annotated[float, Field(ge=0.01, le=0.3)]
Corner: TypeAlias = Annotated[float, Field(ge=0, le=0.5)]
"""The radius of a corner, as a share of the page's short side."""


class Says(StrEnum):
    """Which of a page's texts."""

    BRAND = "brand"
    HEADLINE = "headline"
    LEAD = "lead"


class Align(StrEnum):
    """Which side of its area something keeps to: `start` is where reading begins."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Stand(StrEnum):
    """Where in its area something stands."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Tint(StrEnum):
    """A colour of the page's scheme."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    PAPER = "paper"
    WASH = "wash"  # the accent, hardly there
    DEEP = "deep"  # the brand's own, for whole areas


class Part(Strict):
    """Something that lies somewhere."""

    area: Area


class Panel(Part):
    """An area of one colour, under what lies in it; left out with what it `holds`, where there is none of that."""

    kind: Literal["panel"]
    colour: Tint = Tint.WASH
    corner: Corner = 0.0
    holds: Literal["specs"] | None = None


class Words(Part):
    """One text, its letters between `least` and `letters`; left out where the page has none."""

    kind: Literal["words"]
    says: Says
    letters: Letters
    least: Letters | None = None
    weight: Annotated[int, Field(ge=100, le=900)] = 700
    lines: Annotated[int, Field(ge=1, le=12)] = 3
    colour: Tint = Tint.INK
    align: Align = Align.START
    stand: Stand = Stand.TOP


class Logo(Part):
    """The brand's own, contained; its name in letters where there is no file."""

    kind: Literal["logo"]
    letters: Letters = 0.036
    align: Align = Align.START
    stand: Stand = Stand.MIDDLE


class ProductPart(Part):
    """A product, whole.

    Attributes:
        which: of several products; `turning` takes the one that the page is of.
        view: which of the product's photos: 0 is the best one; where there are fewer, the last.
    """

    kind: Literal["product"]
    which: Annotated[int, Field(ge=0, le=20)] = 0
    turning: bool = False
    view: Annotated[int, Field(ge=0, le=8)] = 0
    stand: Stand = Stand.BOTTOM


class Dimensions(Part):
    """The product with the measures that its photo shows."""

    kind: Literal["dimensions"]
    letters: Letters = 0.05


class Specs(Part):
    """The measures that no line shows: weight, capacity and the like, side by side."""

    kind: Literal["specs"]
    letters: Letters = 0.044


class Points(Part):
    """What speaks for the product, one below the other."""

    kind: Literal["points"]
    letters: Letters = 0.046
    columns: Annotated[int, Field(ge=1, le=3)] = 1


class Callouts(Part):
    """The product, and lines from its points to the parts they are about."""

    kind: Literal["callouts"]
    letters: Letters = 0.042


class CloseUp(Part):
    """A part of the photo, never enlarged.

    Attributes:
        turning: each of several shows another part of the photos, those with the most to see first.
        fills: nothing but the part is to be seen; one that is too small for that is refused.
    """

    kind: Literal["close_up"]
    which: Annotated[int, Field(ge=0, le=20)] = 0
    corner: Corner = 0.03
    turning: bool = False
    fills: bool = False


class Sign(Part):
    """One material, quality or way of care: its sign, and its words below."""

    kind: Literal["sign"]
    letters: Letters = 0.07


class Badges(Part):
    """Materials and care, each with its sign."""

    kind: Literal["badges"]
    letters: Letters = 0.038
    columns: Annotated[int, Field(ge=1, le=4)] = 2


class Items(Part):
    """What is in the box, each counted."""

    kind: Literal["items"]
    letters: Letters = 0.042
    columns: Annotated[int, Field(ge=1, le=3)] = 1


class Steps(Part):
    """What is done, in order."""

    kind: Literal["steps"]
    letters: Letters = 0.042
    columns: Annotated[int, Field(ge=1, le=4)] = 1


class Table(Part):
    """Rows and columns; with `products`, each column is headed by one; `shown`: the product fills what rows leave."""

    kind: Literal["table"]
    letters: Letters = 0.038
    products: bool = False
    shown: bool = False


AnyPart: TypeAlias = Annotated[
    Panel
    | Words
    | Logo
    | ProductPart
    | Dimensions
    | Specs
    | Points
    | Callouts
    | CloseUp
    | Sign
    | Badges
    | Items
    | Steps
    | Table,
    Field(discriminator="kind"),
]


class PageLayout(Strict):
    """One shape of page.

    Attributes:
        ratio: width over height; a page takes the layout nearest to its own.
        safe: margin that words and products keep to the edge, as a share of the short side.
        shown_px: how wide a buyer sees it at the least, in CSS pixels: a phone's width, unless it is shown on desks
            alone.
        parts: from the lowest to the uppermost.
    """

    ratio: Annotated[float, Field(ge=0.2, le=6)]
    safe: Annotated[float, Field(ge=0, le=0.2)] = 0.05
    shown_px: Annotated[int, Field(ge=120, le=4000)] = 360
    parts: tuple[AnyPart, ...] = Field(min_length=1)

    @property
    def views(self) -> frozenset[int]:
        """Which of the product's photos its parts show."""
        return frozenset(part.view for part in self.parts if isinstance(part, ProductPart))

    @model_validator(mode="after")
    def _parts_do_not_meet(self) -> "PageLayout":
        solid = [(index, part) for index, part in enumerate(self.parts) if not isinstance(part, Panel)]
        for (one, part), (two, other) in combinations(solid, 2):
            if _overlap(part.area, other.area):
                raise ValueError(f"parts.{two}.{other.kind}: lies over parts.{one}.{part.kind}")
        return self


class PageTemplate(Strict):
    """One sort of page; `about` says when a seller wants it."""

    id: Id
    title: str = Field(min_length=1)
    about: str = Field(min_length=1)
    layouts: tuple[PageLayout, ...] = Field(min_length=1)

    @property
    def speaks(self) -> bool:
        """Whether it says anything that differs from language to language."""
        silent = (Panel, Logo, ProductPart, CloseUp)
        return any(not isinstance(part, silent) for layout in self.layouts for part in layout.parts)

    def layout(self, ratio: float) -> PageLayout:
        """Return the layout whose shape is nearest to width over height."""
        return min(self.layouts, key=lambda layout: abs(_share(layout.ratio) - _share(ratio)))


def _share(ratio: float) -> float:
    """Return a shape as a number in which 1:2 is as far from a square as 2:1."""
    return ratio / (1 + ratio)


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
