"""Which pictures with words a product's facts bear."""

from collections.abc import Iterator, Sequence

from pipelines.jobs.job import Compared
from presets.products.quantity import Dimension
from presets.products.schema import Product

_LEAST_IN_BOX = 2  # a box with nothing but the product needs no picture of its own

_LEAST_CALLED_OUT = 2
_LEAST_STEPS = 2


def pages_of(facts: Product, compared: Sequence[Compared] = ()) -> tuple[str, ...]:
    """Return the ids of the pages for which there are facts, the one a buyer asks for first before others.

    Args:
        compared: other products of the seller.
    """
    return (*_pages(facts), *(("comparison",) if compared else ()))


def _pages(facts: Product) -> Iterator[str]:
    if facts.points or facts.features:
        yield "features"
    if any(measure.unit.dimension is Dimension.LENGTH for measure in facts.measures.given().values()):
        yield "dimensions"
    if facts.size_chart is not None:
        yield "size-chart"
    if len(facts.callouts) >= _LEAST_CALLED_OUT:
        yield "callouts"
    if facts.materials or facts.care or facts.features:
        yield "care"
    if len(facts.box) >= _LEAST_IN_BOX:
        yield "in-the-box"
    if len(facts.steps) >= _LEAST_STEPS:
        yield "steps"
