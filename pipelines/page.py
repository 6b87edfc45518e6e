"""A picture with words: what it says, and what was drawn of it."""

from dataclasses import dataclass, field

from pipelines.listing import Line
from pipelines.values import Box, Cutout, Rgb, Size
from presets.languages.schema import Language
from presets.products.quantity import Quantity


@dataclass(frozen=True)
class ToldMeasure:
    """One measure as buyers read it.

    Attributes:
        name: as `Measures` has it: `height`; or a spec's label.
        quantity: what is drawn to scale; None for what has no length.
        label: the measure's name in the page's language.
        value: its figure and units: `3.5 in / 9 cm`.
    """

    name: str
    quantity: Quantity | None
    label: Line
    value: Line


@dataclass(frozen=True)
class Point:
    """What speaks for a product.

    Attributes:
        at: the part of the product it is about, in fractions of its photo's product box; None where nobody said.
        detail: a sentence under it.
    """

    line: Line
    at: tuple[float, float] | None = None
    detail: Line | None = None


@dataclass(frozen=True)
class Badge:
    """A material, a way of care or a certificate; `icon` names a sign, of which there may be none."""

    icon: str
    line: Line


@dataclass(frozen=True)
class Item:
    """Something in the box; `which` is the cutout that shows it, if one does."""

    line: Line
    count: Line | None = None
    which: int | None = None


@dataclass(frozen=True)
class Grid:
    """A table: a label for each row, and as many cells as the head has; an empty cell is None.

    Attributes:
        own: the column that is the product's own, counted from 0; None where there is none.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, tuple[Line | None, ...]], ...]
    own: int | None = None

    def __post_init__(self) -> None:
        for label, cells in self.rows:
            if len(cells) != len(self.head):
                raise ValueError(f"The row '{label.text}' has {len(cells)} cells, but the head has {len(self.head)}.")

    def turned(self) -> "Grid":
        """Return the table with its rows as columns; whose column was the product's own is not told."""
        columns = (tuple(cells[index] for _, cells in self.rows) for index in range(len(self.head)))
        return Grid(tuple(label for label, _ in self.rows), tuple(zip(self.head, columns, strict=True)))


@dataclass(frozen=True)
class PageWords:
    """All that a page may say, in one language, each with the facts behind it; a page takes what its template shows."""

    language: Language
    brand: Line | None = None
    headline: Line | None = None
    lead: Line | None = None
    points: tuple[Point, ...] = ()
    callouts: tuple[Point, ...] = ()
    measures: tuple[ToldMeasure, ...] = ()
    badges: tuple[Badge, ...] = ()
    items: tuple[Item, ...] = ()
    steps: tuple[Line, ...] = ()
    table: Grid | None = None


@dataclass(frozen=True, eq=False)
class PageMaterial:
    """What a page is made of.

    Attributes:
        cutouts: the first is the product, others are told by their place.
        views: the product's other photos.
        turn: which of several a page is of, counted from 0: the second column, the third close-up.
        cropped: a part of the product is shown where it would be whole.
    """

    words: PageWords
    cutouts: tuple[Cutout, ...] = ()
    views: tuple[Cutout, ...] = ()
    turn: int = 0
    cropped: bool = False


@dataclass(frozen=True)
class PlacedText:
    """A text as it was drawn.

    Attributes:
        box: of its ink, in pixels.
        size_px: of its em.
    """

    line: Line
    box: Box
    language: str
    size_px: int

    @property
    def text(self) -> str:
        return self.line.text


@dataclass(frozen=True, eq=False)
class Page:
    """A drawn page.

    Attributes:
        texts: all there is to read, for reading it back.
        product_boxes: where products are.
        least_px: the smallest em that its readers can read.
        safe: what words and products keep inside.
        notes: what a person should know.
    """

    picture: Rgb
    texts: tuple[PlacedText, ...]
    product_boxes: tuple[Box, ...]
    least_px: int
    safe: Box
    notes: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(text.line for text in self.texts)

    @property
    def size(self) -> Size:
        return self.picture.shape[1], self.picture.shape[0]
