"""The words by which claims are known in one language: one file a language, readable whole by who speaks it."""

from typing import Annotated, TypeAlias

from pydantic import Field, StringConstraints, field_validator

from presets.rule_base import Strict

# `лучш*` is every word that begins so
Word: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^*]+\*?$")]
Words: TypeAlias = tuple[Word, ...]
Counted: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\{\} [^{}]+|[^{}*]+ \{\})$")]


class Labels(Strict):
    """Words that say which measure a figure is; nouns and adjectives: `height`, `tall`."""

    height: Words
    width: Words
    depth: Words
    length: Words
    diameter: Words
    weight: Words
    capacity: Words


class ClaimWords(Strict):
    """How a language claims.

    Attributes:
        superlatives: that it is the best, the first, the only.
        medical: that it heals, or is free of germs.
        green: that it does nature good, or no harm.
        certified: that somebody has tested it.
        origin: said before or after a country: `made in`.
        warranty: that its maker answers for it, for the months that the facts name.
        promises: that he does so for ever, or gives money back.
        offers: that it costs less than it did, or that something comes with it for nothing.
        features: what a product can or stands, by ids of the lexicon: further words besides its own.
        homes: that a country made it or thought it up, in adjectives, by ISO code; `abroad` for whichever.
        labels: of measures.
        numerals: numbers from two on, in words, in every form.
        counters: that stand after a numeral where it counts; where there are any, a numeral alone is no number.
        counted: how pieces are counted, `{}` for their number: `{} piece*`, `set of {}`; XII is twelve there alone.
        units: names and signs of units beyond those of the Unicode CLDR, by our sign of the unit.
        currencies: names and signs of currencies beyond those of the CLDR, by ISO code.
    """

    id: str = Field(pattern="^[a-z]{2}(-[A-Z]{2})?$")
    superlatives: Words = Field(min_length=1)
    medical: Words = Field(min_length=1)
    green: Words = Field(min_length=1)
    certified: Words = Field(min_length=1)
    origin: Words = Field(min_length=1)
    warranty: Words = Field(min_length=1)
    promises: Words = Field(min_length=1)
    offers: Words = Field(min_length=1)
    features: dict[str, Words] = Field(min_length=1)
    homes: dict[str, Words] = Field(default_factory=dict[str, Words])
    labels: Labels
    numerals: dict[str, int] = Field(min_length=1)
    counters: Words = ()
    counted: tuple[Counted, ...] = ()
    units: dict[str, Words] = Field(default_factory=dict[str, Words])
    currencies: dict[str, Words] = Field(default_factory=dict[str, Words])

    @field_validator("numerals")
    @classmethod
    def _count_from_two(cls, numerals: dict[str, int]) -> dict[str, int]:
        if wrong := [word for word, value in numerals.items() if value < 2]:
            raise ValueError(f"'{wrong[0]}': one is an article in many languages; begin with two")
        return numerals


class Certificate(Strict):
    """A mark, law or standard that products are certified by.

    Attributes:
        written: every way it is written.
        exact: in these capitals alone: `CE` is a mark, `ce` a French word.
    """

    name: str
    written: tuple[str, ...] = Field(min_length=1)
    exact: bool = False


class Certificates(Strict):
    """All that we know."""

    certificates: tuple[Certificate, ...]


class Sorts(Strict):
    """General materials, and the more exact ones that are of their sort; ids of the lexicon."""

    sorts: dict[str, tuple[str, ...]]
