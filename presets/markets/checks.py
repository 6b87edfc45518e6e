"""One thing that law or custom of a market has a seller look at, and what of it a machine can measure."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from presets.products.schema import Tag
from presets.rule_base import Fraction01, Level, Strict
from presets.scenes.fields import Id

Words: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Degrees: TypeAlias = Annotated[float, Field(ge=0, le=360)]


class Topic(StrEnum):
    """What a check is about."""

    NUMBER = "number"
    COLOUR = "colour"
    GESTURE = "gesture"
    RELIGION = "religion"
    ALCOHOL = "alcohol"
    BODY = "body"
    MAP_FLAG = "map_flag"
    SUPERLATIVE = "superlative"
    MEDICAL = "medical"
    PRICE = "price"
    DISCLOSURE = "disclosure"
    LANGUAGE = "language"
    LABEL = "label"


class Where(StrEnum):
    """Which pieces of a listing a check looks at."""

    PICTURE = "picture"
    WORDS = "words"
    FILM = "film"
    FEED = "feed"


class Goods(StrEnum):
    """Kinds of goods that law treats apart."""

    FOOD = "food"
    SUPPLEMENT = "supplement"
    ALCOHOL = "alcohol"
    COSMETIC = "cosmetic"
    MEDICAL = "medical"
    TOY = "toy"
    ELECTRICAL = "electrical"
    TEXTILE = "textile"
    LEATHER = "leather"
    BLADE = "blade"
    BY_MEASURE = "by_measure"  # sold by weight or volume, so that a price for a unit may be due
    FOOD_CONTACT = "food_contact"


class Number(Strict):
    """Figures that are better avoided: as a price's last digits, or as the number of pieces."""

    kind: Literal["number"]
    figures: tuple[Annotated[str, Field(pattern=r"^\d+$")], ...] = Field(min_length=1)
    of: tuple[Literal["price", "count"], ...] = Field(min_length=1)


class Phrases(Strict):
    """Words to be looked at where they stand in a text, by its language; whole, and in any case.

    Attributes:
        fault: whether they are wrong wherever they stand; else a person looks whether they hold.
    """

    kind: Literal["phrases"]
    phrases: dict[Tag, tuple[Words, ...]] = Field(min_length=1)
    fault: bool = False


class Ground(Strict):
    """A colour that fills much of a picture.

    Attributes:
        hue_deg: from and to, of CIELAB, counter-clockwise from red; it may pass 360.
        min_chroma: of CIELAB; greys are below 10, a poster's red is about 80.
        min_share: of the picture's pixels.
    """

    kind: Literal["ground"]
    hue_deg: tuple[Degrees, Degrees]
    min_chroma: float = Field(ge=0, le=150)
    min_share: Fraction01


class Shown(Strict):
    """Things a picture may show, as the tags, things and words of its place name them."""

    kind: Literal["shown"]
    tags: tuple[Words, ...] = Field(min_length=1)


class Made(StrEnum):
    """What has to be disclosed."""

    GENERATED = "generated"  # a generative model made a part of it
    PRESENTER = "presenter"  # a person in it is synthetic


class Place(StrEnum):
    """Where a disclosure stands."""

    ON_IT = "on_it"  # drawn into the picture or film, seen by a buyer
    IN_FILE = "in_file"  # in the file's metadata, for machines
    ON_UPLOAD = "on_upload"  # told to the marketplace by whoever uploads it


class Disclosure(Strict):
    """What has to be told of media that were not simply shot.

    Attributes:
        law: which, in a few words.
        wording: language -> the words law or guideline gives; without one, the language's own note holds.
        least_share: height of the letters on a picture, in shares of its shorter side; None where it tells none.
    """

    kind: Literal["disclosure"]
    law: Words
    made: Made
    places: tuple[Place, ...] = Field(min_length=1)
    wording: dict[Tag, Words] = Field(default_factory=dict[str, str])
    least_share: Annotated[float, Field(gt=0, le=0.2)] | None = None


class WordsIn(Strict):
    """Words of a listing are in one of these languages; a country's own variant is the language too."""

    kind: Literal["words_in"]
    languages: tuple[Tag, ...] = Field(min_length=1)


class Currency(Strict):
    """Prices are in the market's currency."""

    kind: Literal["currency"]


Measured: TypeAlias = Annotated[
    Number | Phrases | Ground | Shown | Disclosure | WordsIn | Currency, Field(discriminator="kind")
]


class Check(Strict):
    """One thing to look at.

    Attributes:
        statement: for the person, in one sentence.
        goods: it concerns these alone; empty is all.
        people: it concerns only what shows a person.
        sources: ids of the file's sources that state it.
        measured: what machines can tell of it; absent where only a person can.
        valid_from: the day it comes into force; announced until then.
    """

    id: Id
    topic: Topic
    where: tuple[Where, ...] = Field(min_length=1)
    level: Level
    statement: str = Field(min_length=1, max_length=240)
    goods: tuple[Goods, ...] = ()
    people: bool = False
    sources: tuple[str, ...] = Field(min_length=1)
    measured: Measured | None = None
    valid_from: date | None = None

    @model_validator(mode="after")
    def _is_a_sentence(self) -> "Check":
        if not self.statement.endswith("."):
            raise ValueError("statement: it is a sentence, and ends with '.'")
        return self

    def concerns(self, goods: frozenset[Goods]) -> bool:
        """Tell whether it holds for a product of these kinds."""
        return not self.goods or bool(goods & set(self.goods))

    def level_on(self, day: date) -> Level:
        """Return what failing it means on a day: at most a warning before it is in force."""
        announced = self.valid_from is not None and day < self.valid_from
        return Level.SHOULD if announced and self.level is Level.MUST else self.level
