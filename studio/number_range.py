"""Numbers typed on the command line, and what to say of those that are none or out of bounds."""

import math
from typing import Any

import click


class NumberRange(click.ParamType):
    """A number from `low` to `high`, both included."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; `nan` is none."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if math.isnan(number):
            self.fail(f"'{value}' is no number. Write one from {self.low:g} to {self.high:g}.", param, ctx)
        if not self.low <= number <= self.high:
            self.fail(f"{value} is not from {self.low:g} to {self.high:g}.", param, ctx)
        return number

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what the help shows for it."""
        return f"{self.low:g}-{self.high:g}"
