"""What machines need to know of the lexicon's terms, in no language."""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Id

MeasureName: TypeAlias = Annotated[str, Field(pattern="^(height|width|depth|length|diameter|weight|capacity)$")]


class Group(StrEnum):
    """What a sort of feature tells."""

    QUALITY = "quality"
    CARE = "care"


class CategoryTerm(Strict):
    """A category: its full path in Google's product taxonomy (version 2021-09-21)."""

    google: str = Field(pattern=r"^[A-Z][^>]*( > [A-Z][^>]*)*$")


class FeatureTerm(Strict):
    """A feature; `measure` is the figure that bears it out: `lightweight` is told with the weight.

    Attributes:
        seen: whether a photo can show it.
    """

    group: Group = Group.QUALITY
    seen: bool = False
    measure: MeasureName | None = None


class Terms(Strict):
    """All terms by id, and `rooms`: beginnings of Google's paths -> tags of the scenes where such goods are at home.

    `rooms_for` are those of things that are in none of our categories, by what they are for; `home` holds for all.
    `spans` are what a size chart measures beyond a product's own measures.
    A colour has the `#rrggbb` that a swatch of it shows, or `none` where it is no one colour; `shades` are other
    swatches that go by its name."""

    rooms: dict[str, tuple[str, ...]]
    rooms_for: dict[Id, tuple[str, ...]]
    categories: dict[Id, CategoryTerm]
    items: tuple[Id, ...]
    spans: tuple[Id, ...]
    materials: tuple[Id, ...]
    colours: dict[Id, Colour | Literal["none"]]
    shades: dict[Id, tuple[Colour, ...]]
    features: dict[Id, FeatureTerm]
    occasions: tuple[Id, ...]
