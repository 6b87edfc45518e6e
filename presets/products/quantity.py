"""A measure and its unit, converted exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Dimension(StrEnum):
    """What a unit measures."""

    LENGTH = "length"
    MASS = "mass"
    VOLUME = "volume"


class UnitStyle(StrEnum):
    """Which units buyers of a market read; `both` gives the customary first and the metric after it."""

    METRIC = "metric"
    IMPERIAL = "imperial"
    BOTH = "both"


class Unit(StrEnum):
    """A unit, as sellers write it; the fluid ounce is that of the United States."""

    MM = "mm"
    CM = "cm"
    M = "m"
    IN = "in"
    FT = "ft"
    G = "g"
    KG = "kg"
    OZ = "oz"
    LB = "lb"
    ML = "ml"
    L = "l"
    FL_OZ = "fl oz"

    @property
    def dimension(self) -> Dimension:
        return _WORTH[self][0]

    @property
    def worth(self) -> Fraction:
        """How many metres, grams or litres it is, exactly."""
        return _WORTH[self][1]

    @property
    def metric(self) -> bool:
        return self not in (Unit.IN, Unit.FT, Unit.OZ, Unit.LB, Unit.FL_OZ)


# International yard and pound agreement of 1959; the US fluid ounce is 1/128 of a gallon of 231 cubic inches.
_WORTH = {
    Unit.MM: (Dimension.LENGTH, Fraction(1, 1000)),
    Unit.CM: (Dimension.LENGTH, Fraction(1, 100)),
    Unit.M: (Dimension.LENGTH, Fraction(1)),
    Unit.IN: (Dimension.LENGTH, Fraction(254, 10_000)),
    Unit.FT: (Dimension.LENGTH, Fraction(3048, 10_000)),
    Unit.G: (Dimension.MASS, Fraction(1)),
    Unit.KG: (Dimension.MASS, Fraction(1000)),
    Unit.OZ: (Dimension.MASS, Fraction(45_359_237, 1_600_000)),
    Unit.LB: (Dimension.MASS, Fraction(45_359_237, 100_000)),
    Unit.ML: (Dimension.VOLUME, Fraction(1, 1000)),
    Unit.L: (Dimension.VOLUME, Fraction(1)),
    Unit.FL_OZ: (Dimension.VOLUME, Fraction(231, 128) * Fraction(254, 10_000) ** 3 * 1000),
}
_TYPED = re.compile(r"(\d+(?:\.\d+)?)\s*([a-zA-Z][a-zA-Z ]*)")


@dataclass(frozen=True)
class Quantity:
    """A positive number and its unit; `value` has the digits that the seller gave, or that rounding left."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value > 0:
            raise ValueError(f"A measure is more than nothing, not {self}.")

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Return what was typed as `9.5 cm`.

        Raises:
            ValueError: no number and unit of ours.
        """
        found = _TYPED.fullmatch(text.strip())
        unit = " ".join(found[2].lower().split()) if found else ""
        if found is None or unit not in set(Unit):
            raise ValueError(f"'{text}' is no measure. Write a number and a unit, as in 9.5 cm; units: {_known()}")
        return cls(Decimal(found[1]), Unit(unit))

    @property
    def exact(self) -> Fraction:
        """In metres, grams or litres."""
        return Fraction(self.value) * self.unit.worth

    def in_unit(self, unit: Unit, decimals: int = 1) -> "Quantity":
        """Return it in another unit, rounded half to even; more decimals where it would be nothing.

        Raises:
            ValueError: the unit measures something else.
        """
        if unit.dimension is not self.unit.dimension:
            raise ValueError(f"{self} cannot be told in {unit}.")
        if unit is self.unit:
            return self
        there = self.exact / unit.worth
        while not (rounded := round(there, decimals)):
            decimals += 1
        return Quantity(Decimal(rounded.numerator) / Decimal(rounded.denominator), unit)


def plain(value: Decimal) -> str:
    """Return a number's digits without an exponent or idle zeros: `9.5`, `100`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _known() -> str:
    return ", ".join(Unit)
