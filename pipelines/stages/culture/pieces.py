"""What of one product is shown and said in one market, as its checks need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.listing import Copy
from pipelines.stages.check.source_type import GENERATIVE_CODES
from pipelines.values import Rgb
from presets.markets.checks import Where
from presets.markets.schema import Market
from presets.products.schema import Product
from presets.scenes.schema import SceneSet
from presets.schema import Slot


@dataclass(frozen=True, eq=False)
class PicturePiece:
    """One picture.

    Attributes:
        name: its file, for the person.
        pixels: None where its colours are not to be measured.
        place: the set it shows; None on a plain ground and in the seller's own photos.
        own: whether it is the seller's own photo, of whose surroundings nothing is known.
        source_code: its IPTC DigitalSourceType, as its file says; None without one.
        language: of the words drawn into it.
        words: drawn into it.
        people: whether a person is seen in it.
        note: the disclosure drawn into it; empty without.
        slot: the marketplace's place that it is for.
    """

    name: str
    pixels: Rgb | None = None
    place: SceneSet | None = None
    own: bool = False
    source_code: str | None = None
    language: str | None = None
    words: tuple[str, ...] = ()
    people: bool = False
    note: str = ""
    slot: Slot | None = None

    @property
    def generated(self) -> bool:
        """Whether a generative model made a part of it."""
        return self.source_code in GENERATIVE_CODES


@dataclass(frozen=True)
class FilmPiece:
    """One film.

    Attributes:
        words: spoken and drawn.
        presenter: whether a synthetic person is seen in it.
        note: the disclosure drawn into it; empty without.
        source_code: its IPTC DigitalSourceType; None without one.
        place: the set behind it.
        slot: the marketplace's place that it is for.
    """

    name: str
    language: str
    words: tuple[str, ...] = ()
    presenter: bool = False
    note: str = ""
    source_code: str | None = None
    place: SceneSet | None = None
    slot: Slot | None = None

    @property
    def people(self) -> bool:
        """Whether a person is seen in it."""
        return self.presenter

    @property
    def generated(self) -> bool:
        """Whether a generative model made a part of it, a synthetic presenter's film included."""
        return self.presenter or self.source_code in GENERATIVE_CODES


@dataclass(frozen=True)
class Text:
    """Words of one piece in one language."""

    piece: str
    language: str
    text: str


@dataclass(frozen=True)
class Showing:
    """All of it.

    Attributes:
        feed: whether a feed goes out too.
        today: which law is in force.
    """

    market: Market
    product: Product
    today: date
    copies: Sequence[Copy] = ()
    pictures: Sequence[PicturePiece] = ()
    films: Sequence[FilmPiece] = ()
    feed: bool = False

    def has(self, where: Where) -> bool:
        """Tell whether there is anything of a kind."""
        there = {
            Where.WORDS: bool(self.copies),
            Where.PICTURE: bool(self.pictures),
            Where.FILM: bool(self.films),
            Where.FEED: self.feed,
        }
        return there[where]

    def shown(self, *where: Where) -> list[PicturePiece | FilmPiece]:
        """Return the pictures and films among what is asked for."""
        pictures = self.pictures if Where.PICTURE in where else ()
        return [*pictures, *(self.films if Where.FILM in where else ())]

    def texts(self, *where: Where) -> list[Text]:
        """Return all words among what is asked for, each piece's in its language."""
        texts = [Text(f"{copy.language} text", copy.language, line) for copy in self.copies for line in _lines(copy)]
        said = [Text(one.name, one.language, line) for one in self.shown(*where) for line in one.words if one.language]
        return [*(texts if Where.WORDS in where else ()), *said]


def _lines(copy: Copy) -> list[str]:
    lines = (*(title.line for title in copy.titles), *copy.bullets, *copy.description, *copy.keywords)
    return [line.text for line in lines]
