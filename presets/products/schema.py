"""A seller's facts of one product: all that any picture, word, film or feed of it may claim."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, field_validator, model_validator

from presets.languages.tags import root
from presets.products.amount import amount_typed, plain_price
from presets.products.quantity import Dimension, Quantity
from presets.products.shown import Callout, SizeChart, Term
from presets.rule_base import Strict

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Country: TypeAlias = Annotated[str, Field(pattern="^[a-z]{2}$")]
Tag: TypeAlias = Annotated[str, Field(pattern="^[a-z]{2}(-[A-Z]{2})?$")]
SENTENCES = ("points", "buyers", "steps")
"""Fields of texts in the seller's own words, which are translated all or not at all."""


def _quantity(typed: Any) -> Any:
    return Quantity.parse(typed) if isinstance(typed, str) else typed


Measure: TypeAlias = Annotated[Quantity, BeforeValidator(_quantity), PlainSerializer(str)]


class Measures(Strict):
    """What was measured, by the usual names; other figures are `specs`."""

    height: Measure | None = None
    width: Measure | None = None
    depth: Measure | None = None
    length: Measure | None = None
    diameter: Measure | None = None
    weight: Measure | None = None
    capacity: Measure | None = None

    @model_validator(mode="after")
    def _measure_what_they_say(self) -> "Measures":
        for name, measure in self:
            wanted = {"weight": Dimension.MASS, "capacity": Dimension.VOLUME}.get(name, Dimension.LENGTH)
            if measure is not None and measure.unit.dimension is not wanted:
                raise ValueError(f"{name}: {measure} is no {wanted}")
        return self

    def given(self) -> Mapping[str, Quantity]:
        """Return those that are there, by name."""
        return {name: measure for name, measure in self if measure is not None}


class Price(Strict):
    """An amount of a currency; written `19.90 USD`, or as `amount_typed` reads it."""

    amount: Decimal = Field(gt=0)
    currency: str = Field(pattern="^[A-Z]{3}$")

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, typed: Any) -> Any:
        if not isinstance(typed, str):
            return typed
        amount, currency = amount_typed(typed)
        return {"amount": amount, "currency": currency}


class Boxed(Strict):
    """One thing in the box; `item` is a term of the lexicon, or words in the file's language."""

    item: Term
    count: int = Field(default=1, ge=1, le=10_000)


class Translated(Strict):
    """The seller's words in one more language.

    Attributes:
        name: of the product; absent where it is a name in every language.
        points, buyers, steps: in the order of the product's own, all of them or none.
        terms: words of the file -> theirs: materials, colours, specs, things in the box, measures of a size chart.
    """

    name: Text | None = None
    points: tuple[Text, ...] = ()
    buyers: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    terms: dict[Term, Text] = Field(default_factory=dict[str, str])


class Product(Strict):
    """One product's facts, as `product.toml` has them.

    Attributes:
        language: in which the file's own words are written.
        category, materials, colours, features, care, occasions: terms of the lexicon, such as `mug` and
            `dishwasher-safe`, which every language has words for; or the seller's own words.
        no_gtin: the maker gave it neither GTIN nor MPN, as with what is made by hand; shops' feeds are told so.
        points: what speaks for it, a few words each.
        buyers: whom it is for.
        steps: how it is used, in order.
        box: all that the buyer receives.
        certifications: as they are written, such as `LFGB`.
        never: claims that must not be made of it, in any language.
        specs: other figures, a label each: `Wall = "0.8 mm"`.
        size_chart: what each size measures, where it is sold in several.
        callouts: where on its photo points, features and materials are to be seen.
        prices: by country.
        words: translations at hand.
    """

    name: Text
    brand: Text | None = None
    language: Tag = "en"
    category: Term
    sku: Term | None = None
    gtin: str | None = None
    mpn: Term | None = None
    no_gtin: bool = False
    materials: tuple[Term, ...] = ()
    colours: tuple[Term, ...] = ()
    features: tuple[Term, ...] = ()
    care: tuple[Term, ...] = ()
    occasions: tuple[Term, ...] = ()
    points: tuple[Text, ...] = Field(default=(), max_length=12)
    buyers: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = Field(default=(), max_length=8)
    box: tuple[Boxed, ...] = ()
    certifications: tuple[Term, ...] = ()
    never: tuple[Term, ...] = ()
    made_in: Country | None = None
    warranty_months: int | None = Field(default=None, ge=1, le=600)
    measures: Measures = Measures()
    specs: dict[Term, Term] = Field(default_factory=dict[str, str])
    size_chart: SizeChart | None = None
    callouts: tuple[Callout, ...] = Field(default=(), max_length=8)
    prices: dict[Country, Price] = Field(default_factory=dict[str, Price])
    words: dict[Tag, Translated] = Field(default_factory=dict[str, Translated])

    @field_validator("prices", mode="before")
    @classmethod
    def _as_its_country_writes(cls, prices: Any) -> Any:
        if not isinstance(prices, dict):
            return prices
        return {country: plain_price(typed, country) for country, typed in prices.items()}

    @field_validator("gtin")
    @classmethod
    def _checks_out(cls, gtin: str | None) -> str | None:
        """The last digit proves the others: GS1 General Specifications, 7.9."""
        if gtin is None:
            return None
        if not re.fullmatch(r"\d{8}|\d{12,14}", gtin):
            raise ValueError("it has 8, 12, 13 or 14 digits")
        digits = [int(digit) for digit in gtin.zfill(14)]
        if sum(digit * (3 if index % 2 == 0 else 1) for index, digit in enumerate(digits)) % 10:
            raise ValueError("its last digit does not fit the others: a digit is mistyped")
        return gtin

    @model_validator(mode="after")
    def _has_a_number_or_none(self) -> "Product":
        if self.no_gtin and (self.gtin or self.mpn):
            raise ValueError("no_gtin: the file has a gtin or an mpn. Leave one of them out")
        return self

    @model_validator(mode="after")
    def _is_translated_whole(self) -> "Product":
        for tag, words in self.words.items():
            for field in SENTENCES:
                own, theirs = len(getattr(self, field)), len(getattr(words, field))
                if theirs not in (0, own):
                    raise ValueError(f"words.{tag}.{field}: {theirs} of them, but the file has {own}")
        return self

    @model_validator(mode="after")
    def _calls_out_what_is_there(self) -> "Product":
        for index, callout in enumerate(self.callouts):
            if (callout.point or 0) > len(self.points):
                raise ValueError(f"callouts.{index}.point: there are {len(self.points)} points, and no {callout.point}")
            for name, known in (("feature", (*self.features, *self.care)), ("material", self.materials)):
                written = getattr(callout, name)
                if written is not None and written not in known:
                    raise ValueError(f"callouts.{index}.{name}: the facts have no {name} '{written}'")
        return self

    @model_validator(mode="after")
    def _says_nothing_forbidden(self) -> "Product":
        for address, text in self.written():
            if said := next((claim for claim in self.never if claim.casefold() in text.casefold()), None):
                raise ValueError(f"{address}: it says '{said}', which 'never' forbids")
        return self

    def written(self) -> Iterator[tuple[str, str]]:
        """Yield every text that may be read of it, with its address."""
        yield "name", self.name
        for field in (*SENTENCES, "features", "materials", "care", "certifications"):
            yield from ((f"{field}.{index}", text) for index, text in enumerate(getattr(self, field)))
        for tag, words in self.words.items():
            if words.name:
                yield f"words.{tag}.name", words.name
            for field in SENTENCES:
                yield from ((f"words.{tag}.{field}.{index}", text) for index, text in enumerate(getattr(words, field)))

    def translated(self, tag: str) -> Translated | None:
        """Return the seller's words in a language, or in its plain tag's (`es` for `es-MX`); None without any."""
        return self.words.get(tag) or self.words.get(root(tag))
