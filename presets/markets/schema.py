"""One country as a market, and sets of checks that countries share."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from presets.markets.checks import Check
from presets.products.quantity import UnitStyle
from presets.products.schema import Country, Tag
from presets.rule_base import Level, Strict
from presets.scenes.fields import Id
from presets.schema import Confidence, Source


class UnitPrice(StrEnum):
    """Whether law wants the price of a litre or kilogram beside that of the pack."""

    NONE = "none"
    SOME = "some"  # of some goods, or in some states or shops
    MEASURED_GOODS = "measured_goods"  # of all goods sold by weight, volume, length or area


class PriceHabits(Strict):
    """How buyers are used to read a price; where its symbol stands is the CLDR's to say.

    Attributes:
        tax_included: whether the price shown is all a buyer pays.
        endings: last figures that shops like, as habit has it: `.99`, `,95`, `980`.
    """

    tax_included: bool
    endings: tuple[str, ...] = ()
    unit_price: UnitPrice = UnitPrice.NONE
    note: str = ""


class CheckSet(Strict):
    """Checks that several markets share: `eu`, `gulf`, `everywhere`. A `must` needs an official source."""

    id: Id
    title: str = Field(min_length=1)
    sources: dict[str, Source] = Field(default_factory=dict[str, Source])
    checks: tuple[Check, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> "CheckSet":
        if faults := [*self._faults()]:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        seen = set[str]()
        for index, check in enumerate(self.checks):
            if check.id in seen:
                yield f"checks.{index}.id: '{check.id}' is the id of an earlier check"
            seen.add(check.id)
            if unknown := set(check.sources) - set(self.sources):
                yield f"checks.{index}.sources: no such source: {', '.join(sorted(unknown))}"
            elif check.level is Level.MUST and not self._is_official(check):
                yield f"checks.{index}.level: 'must' needs an official source; write 'should'"
        if unused := set(self.sources) - {name for check in self.checks for name in check.sources}:
            yield f"sources: no check names {', '.join(sorted(unused))}"

    def _is_official(self, check: Check) -> bool:
        return any(self.sources[name].confidence is Confidence.OFFICIAL for name in check.sources)


class Market(CheckSet):
    """One country.

    Attributes:
        id: ISO 3166-1, lower case.
        languages: that buyers read, first the one a listing is written in.
        currency: ISO 4217.
        units: that buyers read.
        sets: ids of the shared checks that hold here too.
    """

    id: Country
    languages: tuple[Tag, ...] = Field(min_length=1)
    currency: str = Field(pattern="^[A-Z]{3}$")
    units: UnitStyle
    prices: PriceHabits
    sets: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """A check as it holds in one market, with where it was read."""

    check: Check
    sources: tuple[Source, ...]
