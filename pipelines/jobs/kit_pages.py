"""Which pictures with words a product's facts bear."""

from collections.abc import Iterator

from presets.products.quantity import Dimension
from presets.products.schema import Product

_LEAST_IN_BOX = 2  # a box with nothing but the product needs no picture of its own


def pages_of(facts: Product) -> tuple[str, ...]:
    """Return the ids of the pages for which there are facts, the one a buyer asks for first before others."""
    return tuple(_pages(facts))


def _pages(facts: Product) -> Iterator[str]:
    if facts.points or facts.features:
        yield "features"
    if any(measure.unit.dimension is Dimension.LENGTH for measure in facts.measures.given().values()):
        yield "dimensions"
    if facts.materials or facts.care or facts.features:
        yield "care"
    if len(facts.box) >= _LEAST_IN_BOX:
        yield "in-the-box"
