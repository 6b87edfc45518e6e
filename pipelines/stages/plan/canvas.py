"""Which canvas a slot gets: the one we like best, or a smaller one the rules allow when the photo has few pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.values import Size
from presets.rule_base import Level
from presets.rules import PixelSize, Rule


@dataclass(frozen=True)
class SmallestCanvas:
    """The least factor on the preferred canvas that keeps the rules a file must and should keep; at most 1."""

    must: float
    should: float


def smallest_canvas(preferred: Size, rules: Sequence[Rule]) -> SmallestCanvas:
    """Return how far a canvas of the `preferred` shape may shrink."""
    sizes = [rule for rule in rules if isinstance(rule, PixelSize) and not rule.product_only]
    must = max([_factor(preferred, rule) for rule in sizes if rule.level is Level.MUST], default=0.0)
    should = max([_factor(preferred, rule) for rule in sizes if rule.level is Level.SHOULD], default=0.0)
    return SmallestCanvas(must=min(1.0, must), should=min(1.0, max(must, should)))


def smallest_product_px(rules: Sequence[Rule]) -> int:
    """Return the long side, in canvas pixels, the product itself must have where white space does not count."""
    counted = [rule for rule in rules if isinstance(rule, PixelSize) and rule.product_only]
    return max([_largest(r.min_long_side, r.min_width, r.min_height) for r in counted], default=0)


def shrunk(preferred: Size, factor: float) -> Size:
    """Return the canvas at `factor`, rounded up so that no minimum is undercut."""
    if factor >= 1:
        return preferred
    width = math.ceil(preferred[0] * factor - 1e-6)
    return width, math.ceil(width * preferred[1] / preferred[0] - 1e-6)


def _factor(preferred: Size, rule: PixelSize) -> float:
    more = 1 if rule.exclusive else 0
    width, height = preferred
    sides = (
        (rule.min_width, width),
        (rule.min_height, height),
        (rule.min_long_side, max(preferred)),
        (rule.min_short_side, min(preferred)),
    )
    return max([(least + more) / side for least, side in sides if least is not None], default=0.0)


def _largest(*values: int | None) -> int:
    return max([value for value in values if value is not None], default=0)
