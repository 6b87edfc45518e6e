"""What a product's name adds to its maker and its kind."""

import re
from dataclasses import replace
from enum import Enum

from pipelines.listing import Line
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.phrases import whole_phrase
from presets.products.schema import Product

_WORD = re.compile(r"[^\W_]+")


class Naming(Enum):
    """How a name stands to what the product is."""

    NOTHING = "nothing"  # maker and kind say it all: 'Linden mug' of Linden's mug
    PROPER = "proper"  # a name of its own, beside which the kind is said: 'Aurora'
    WHOLE = "whole"  # it says the kind itself, and more: 'Linden summit mug'


def naming(told: FactsTold, product: Product) -> Naming:
    """Return what the name adds, in the language."""
    if told.name is None:
        return Naming.NOTHING
    kinds = _kinds(told)
    kind = next((word for word in kinds if word in told.name.text.casefold()), None)
    if kind is None:
        return Naming.PROPER if _rest(told.name.text, told.brand, "") else Naming.NOTHING
    return (
        Naming.WHOLE
        if _rest(told.name.text, told.brand, kind) or _is_elsewhere_branded(told, product)
        else Naming.NOTHING
    )


def head(told: FactsTold, product: Product, *, colours: bool, materials: bool) -> Line:
    """Return what a title says first of all: maker, name, kind, and what it is made of.

    Raises:
        ValueError: neither a name nor a word for the thing.
    """
    how = naming(told, product)
    if told.name is None or how is Naming.NOTHING:
        return whole_phrase(told, colours=colours, materials=materials)
    if told.thing is None or how is Naming.WHOLE:
        return _with_brand(told, product)
    maker = Line(_with_brand(told, product).text, (*told.name.facts, *(told.brand.facts if told.brand else ())))
    return whole_phrase(replace(told, brand=maker), colours=colours, materials=materials)


def says_itself(told: FactsTold, product: Product) -> bool:
    """Tell whether the head is the name alone, so that materials and colours are told apart from it."""
    return told.thing is None or naming(told, product) is Naming.WHOLE


def _with_brand(told: FactsTold, product: Product) -> Line:
    """Return the name, after the brand where it does not say it."""
    name = told.name or Line(product.name, ("name",))
    if told.brand is None or _is_branded(told, product):
        return name
    return Line(f"{told.brand.text} {name.text}", (*told.brand.facts, *name.facts))


def _is_branded(told: FactsTold, product: Product) -> bool:
    """Tell whether the name says the brand; a translated one does, in other letters, where the file's own does."""
    return told.brand is not None and (
        (told.name is not None and told.brand.text.casefold() in told.name.text.casefold())
        or told.brand.text.casefold() in product.name.casefold()
    )


def _is_elsewhere_branded(told: FactsTold, product: Product) -> bool:
    """Tell whether a translated name writes the brand in other letters, which then are to be read."""
    return (
        _is_branded(told, product)
        and told.name is not None
        and told.brand is not None
        and told.brand.text.casefold() not in told.name.text.casefold()
    )


def _kinds(told: FactsTold) -> list[str]:
    """Return words for the thing, the longest first: in the language, and the file's in its own."""
    if told.thing is None:
        return []
    words = [told.thing.word, *told.thing.also]
    return sorted({word.casefold() for word in words}, key=len, reverse=True)


def _rest(name: str, brand: Line | None, kind: str) -> str:
    rest = name.casefold().replace(kind, " ")
    if brand is not None:
        rest = rest.replace(brand.text.casefold(), " ")
    return " ".join(word for word in _WORD.findall(rest) if len(word) > 1 or not word.isascii())
