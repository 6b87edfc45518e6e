"""Which pictures with words a product's facts bear."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.jobs.job import Compared
from presets.products.quantity import Dimension
from presets.products.schema import Product

_LEAST_SIGNS = 2  # one alone stands lost on its page
_LEAST_IN_BOX = 2  # a box with nothing but the product needs no picture of its own

_LEAST_CALLED_OUT = 2
_LEAST_STEPS = 2
_LEAST_COLUMNS = 2
_VERSIONS = ("features.headline", "features.crop")
_IN_WORDS = ("steps", "callouts", "size-chart", "in-the-box", "sign.1", "sign.2", "sign.3", "sign.4")
MAY_LACK = frozenset(("close-up", "crop.1", "crop.2", "crop.3", *_VERSIONS, *_IN_WORDS))
"""Pages for which a photo may have too few pixels, or a language too few words."""


def pages_of(facts: Product, compared: Sequence[Compared] = ()) -> tuple[str, ...]:
    """Return the pages for which there are facts, the one a buyer asks for first before others; versions last.

    Args:
        compared: other products of the seller.
    """
    pages = [*_pages(facts), *(("comparison",) if compared else ())]
    return (*pages, *(_VERSIONS if "features" in pages else ()))


def _pages(facts: Product) -> Iterator[str]:
    if facts.points or facts.features:
        yield "features"
    if any(measure.unit.dimension is Dimension.LENGTH for measure in facts.measures.given().values()):
        yield "dimensions"
    if facts.size_chart is not None:
        yield "size-chart"
    if len(facts.callouts) >= _LEAST_CALLED_OUT:
        yield "callouts"
    if len((*facts.materials, *facts.care, *facts.features)) >= _LEAST_SIGNS:
        yield "care"
    if len(facts.box) >= _LEAST_IN_BOX:
        yield "in-the-box"
    if len(facts.steps) >= _LEAST_STEPS:
        yield "steps"


def shown_of(
    shows: Sequence[str], facts: Product, compared: Sequence[Compared] = (), *, branded: bool = False
) -> tuple[str, ...]:
    """Return those of a slot's pages for which there are facts; signs all of them, or none.

    Args:
        shows: as the slot's preset has them.
        branded: the seller has a brand's file.
    """
    borne = {*pages_of(facts, compared), "hero", "close-up", "crop"}
    borne |= {"brand-plate"} if branded or facts.brand else set[str]()
    counts = {"column": 1 + len(compared), "sign": len((*facts.features, *facts.care, *facts.materials))}
    shown: list[str] = []
    for base, numbered in groupby(shows, lambda page: page.partition(".")[0]):
        pages = [*numbered]
        if base == "column" and counts[base] >= _LEAST_COLUMNS:
            shown += pages[: counts[base]]
        elif base in borne or (base == "sign" and counts[base] >= len(pages)):
            shown += pages
    return tuple(shown)
