"""The words of a listing, each with the facts behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from presets.languages.schema import Language
from presets.products.quantity import UnitStyle
from presets.products.schema import Product
from presets.schema import Role, Slot


class Strategy(StrEnum):
    """What a title begins with."""

    KEYWORD = "keyword_first"
    BENEFIT = "benefit_first"
    GIFT = "gift_first"


@dataclass(frozen=True)
class Line:
    """A sentence, a bullet, a title or a keyword.

    Attributes:
        facts: addresses in the product's file of all that it claims: `measures.height`, `points.1`; empty where it
            claims nothing.
        proofs: each claim in its own words and the address of what proves it, as they were read when the line was
            written: `("9 cm", "measures.height")`; empty before.
    """

    text: str
    facts: tuple[str, ...] = ()
    proofs: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Title:
    """One of several titles to be tried against each other."""

    strategy: Strategy
    line: Line


@dataclass(frozen=True)
class Copy:
    """A listing's words in one language, inside one marketplace's limits.

    Attributes:
        titles: the one to take first.
        notes: what a person should know: facts without words in the language, and what was left out for its length.
    """

    language: str
    titles: tuple[Title, ...] = ()
    bullets: tuple[Line, ...] = ()
    description: tuple[Line, ...] = ()
    keywords: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """What words are wanted.

    Attributes:
        slots: the marketplace's places for words, by role; a role without one has the usual limits.
        market: the buyers' country, for prices.
    """

    product: Product
    language: Language
    units: UnitStyle
    market: str
    slots: Mapping[Role, Slot]
