"""What alternative texts of a kit's pictures are made of: what the product is, and what a page says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold, facts_told
from pipelines.stages.copy.naming import head, says_itself
from pipelines.stages.copy.phrases import colours_alone, of_materials, says_the_material
from pipelines.stages.feeds.shelf import Shelf
from presets.languages.library import language
from presets.lexicon.library import lexicon
from presets.products.schema import Product


@dataclass(frozen=True)
class PageTold:
    """What a page says: `head` is what its words are, where a label tells it."""

    head: str | None
    words: tuple[Line, ...]


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


def page_told(lines: Sequence[Line], tag: str) -> PageTold:
    """Return what a page claims, each measure with its label; names and labels by themselves are said elsewhere.

    Args:
        lines: as they were drawn, in their order.
    """
    labels = {lexicon(tag).agreed(words) for _, words in lexicon(tag).labels}
    first = next((line.text for line in lines if not line.facts and line.text in labels), None)
    words = tuple(_labelled(lines, tag))
    return PageTold(first if words and words[0].text != first else None, words)


def _labelled(lines: Sequence[Line], tag: str) -> Iterator[Line]:
    patterns, label = lexicon(tag).patterns, ""
    for line in lines:
        if line.facts and not all(_names(fact) for fact in line.facts):
            of_measure = label and all(fact.startswith("measures.") for fact in line.facts)
            named = parts.small(label) if patterns.small_labels else label
            yield Line(patterns.measured.format(label=named, value=line.text), line.facts) if of_measure else line
        label = "" if line.facts else line.text


def _names(fact: str) -> bool:
    """Tell whether a fact says what the product is, which an alternative text begins with."""
    return fact in ("name", "brand", "category") or (fact.startswith("words.") and fact.endswith(".name"))
