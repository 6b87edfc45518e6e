"""A measure that may be a stretch: `92 cm`, or `88-92 cm`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from presets.products.quantity import Quantity, Unit, plain

_TYPED = re.compile(r"(\d+(?:\.\d+)?)\s*[-\u2013]\s*(\d.*)")


@dataclass(frozen=True)
class Extent:
    """From a measure to another of the same unit; both are one where it is no stretch."""

    low: Quantity
    high: Quantity

    def __post_init__(self) -> None:
        if self.low.unit is not self.high.unit or self.low.value > self.high.value:
            raise ValueError(f"A stretch goes from less to more in one unit, not from {self.low} to {self.high}.")

    def __str__(self) -> str:
        return str(self.high) if self.low == self.high else f"{plain(self.low.value)}-{self.high}"

    @property
    def unit(self) -> Unit:
        return self.high.unit

    @property
    def ends(self) -> tuple[Quantity, ...]:
        """Its two measures, or the one that it is."""
        return (self.low,) if self.low == self.high else (self.low, self.high)

    @classmethod
    def parse(cls, text: str) -> "Extent":
        """Return what was typed as `92 cm` or `88-92 cm`.

        Raises:
            ValueError: no numbers and unit of ours, or they go down.
        """
        found = _TYPED.fullmatch(text.strip())
        high = Quantity.parse(found[2] if found else text)
        return cls(Quantity(Decimal(found[1]), high.unit) if found else high, high)
