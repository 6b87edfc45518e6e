"""What a product's name adds to its maker and its kind."""

from dataclasses import replace
from enum import Enum

from pipelines.listing import Line
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.name_rest import kind_in, kinds_of, rest_of
from pipelines.stages.copy.phrases import branded, whole_phrase
from presets.lexicon.library import load_terms, term_id
from presets.products.schema import Product


class Naming(Enum):
    """How a name stands to what the product is."""

    NOTHING = "nothing"  # maker and kind say it all: 'Linden mug' of Linden's mug
    PROPER = "proper"  # a name of its own, beside which the kind is said: 'Aurora'
    WHOLE = "whole"  # it says the kind itself, and more: 'Linden summit mug'


def naming(told: FactsTold, product: Product) -> Naming:
    """Return what the name adds, in the language."""
    if told.name is None:
        return Naming.NOTHING
    kind = kind_in(told.name.text, _kinds(told, product))
    rest = rest_of(told.name.text, told.brand.text if told.brand else None, kind)
    if kind is None:
        return Naming.PROPER if rest else Naming.NOTHING
    return Naming.WHOLE if rest or _is_elsewhere_branded(told, product) else Naming.NOTHING


def _kinds(told: FactsTold, product: Product) -> tuple[str, ...]:
    """Return the words for what a product is, then those for things of its shelf: sneakers are shoes."""
    term = term_id("categories", product.category, product.language)
    known = load_terms().categories
    near = [name for name in known if term and name != term and known[name].google == known[term].google]
    return (*kinds_of(told.thing), *(kind for name in near for kind in kinds_of(told.lexicon.categories[name])))


def head(told: FactsTold, product: Product, *, colours: bool, materials: bool) -> Line:
    """Return what a title says first of all: maker, name, kind, and what it is made of.

    Raises:
        ValueError: neither a name nor a word for the thing.
    """
    how = naming(told, product)
    if told.name is None or how is Naming.NOTHING:
        return whole_phrase(told, colours=colours, materials=materials)
    if told.thing is None or how is Naming.WHOLE:
        own = told.brand is None or is_branded(told, product)
        return told.name if own else Line(branded(told, told.name.text), (*_brand(told), *told.name.facts))
    return whole_phrase(replace(told, brand=_with_brand(told, product)), colours=colours, materials=materials)


def maker(told: FactsTold, product: Product) -> Line | None:
    """Return what stands by the kind: the brand, with a name of its own where the product has one."""
    return _with_brand(told, product) if naming(told, product) is Naming.PROPER else told.brand


def says_itself(told: FactsTold, product: Product) -> bool:
    """Tell whether the head is the name alone, so that materials and colours are told apart from it."""
    return told.thing is None or naming(told, product) is Naming.WHOLE


def _with_brand(told: FactsTold, product: Product) -> Line:
    """Return the name, after the brand where it does not say it."""
    name = told.name or Line(product.name, ("name",))
    if told.brand is None or is_branded(told, product):
        return name
    return Line(f"{told.brand.text} {name.text}", (*told.brand.facts, *name.facts))


def is_branded(told: FactsTold, product: Product) -> bool:
    """Tell whether the name says the brand; a translated one does, in other letters, where the file's own does."""
    return told.brand is not None and (
        (told.name is not None and told.brand.text.casefold() in told.name.text.casefold())
        or told.brand.text.casefold() in product.name.casefold()
    )


def _brand(told: FactsTold) -> tuple[str, ...]:
    return () if told.brand is None else told.brand.facts


def _is_elsewhere_branded(told: FactsTold, product: Product) -> bool:
    """Tell whether a translated name writes the brand in other letters, which then are to be read."""
    return (
        is_branded(told, product)
        and told.name is not None
        and told.brand is not None
        and told.brand.text.casefold() not in told.name.text.casefold()
    )
