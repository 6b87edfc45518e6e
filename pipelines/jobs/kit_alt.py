"""What alternative texts of a kit's pictures begin with: what the product is, and what is to be seen of it."""

from collections.abc import Iterator

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold, facts_told
from pipelines.stages.copy.naming import head, says_itself
from pipelines.stages.copy.phrases import colours_alone, of_materials, says_the_material
from pipelines.stages.feeds.shelf import Shelf
from presets.languages.library import language
from presets.products.schema import Product


def subject_of(shelf: Shelf, *, whole: bool) -> tuple[Line, tuple[Line, ...]]:
    """Return what a product is, in the shelf's language, and what else is to be seen of it.

    Args:
        whole: with materials and colours, as a main picture shows them.
    """
    product = shelf.product
    told = facts_told(Brief(product, language(shelf.copy.language), shelf.market.units, shelf.market.id, {}))
    if told.thing is None and told.name is None:
        return shelf.name, ()
    name = head(told, product, colours=whole, materials=whole)
    return name, tuple(_seen(told, product)) if whole else ()


def _seen(told: FactsTold, product: Product) -> Iterator[Line]:
    """Yield materials and colours of a thing whose name says what it is, and does not tell them."""
    if not says_itself(told, product):
        return
    if told.materials:
        words = told.lexicon.patterns.of_alone.format(materials=of_materials(told))
        yield Line(words, parts.facts_of(parts.materials(told)))
    if told.colours and not says_the_material(told, materials=True):
        yield Line(colours_alone(told), parts.facts_of(parts.colours(told)))
