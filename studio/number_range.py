"""Numbers typed on the command line, and what to say of those that are none or out of bounds."""

import math
import re
from typing import Any

import click

_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")  # three digits after it might be thousands


class NumberRange(click.FloatRange):
    """A number from `low` to `high`, both included."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low, high)
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, of which a comma may part one or two decimals; `nan` is none."""
        try:
            number = float(_with_point(value))
        except ValueError:
            number = math.nan
        if math.isnan(number):
            self.fail(f"'{value}' is no number. Write one from {self._low:g} to {self._high:g}.", param, ctx)
        if not self._low <= number <= self._high:
            self.fail(f"{value} is not from {self._low:g} to {self._high:g}.", param, ctx)
        return number


def _with_point(value: Any) -> Any:
    text = str(value).strip()
    return text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else value
