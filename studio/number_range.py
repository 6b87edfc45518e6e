"""Numbers typed on the command line, and what to say of those that are none or out of bounds."""

import math
from typing import Any

import click


class NumberRange(click.FloatRange):
    """A number from `low` to `high`, both included."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low, high)
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; `nan` is none."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if math.isnan(number):
            self.fail(f"'{value}' is no number. Write one from {self._low:g} to {self._high:g}.", param, ctx)
        if not self._low <= number <= self._high:
            self.fail(f"{value} is not from {self._low:g} to {self._high:g}.", param, ctx)
        return number
