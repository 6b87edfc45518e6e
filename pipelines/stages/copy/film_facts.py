"""A product's facts as a film in one language may claim them."""

from pipelines.stages.copy.told import price_told, quantity_told
from presets.films.facts import Facts
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.lexicon.library import load_lexicons
from presets.markets.schema import Market
from presets.products.quantity import UnitStyle
from presets.products.schema import Product

_MOST_LINES = 4  # as `Facts.lines` has room for
_SIZES = ("height", "width", "depth", "length", "diameter", "capacity")  # in the order in which two of them are told


def film_facts(product: Product, language: Language, market: Market) -> Facts | None:
    """Return name, size, price and points in a language; None where the seller has no words in it.

    A price is told where there is one for the market, in its currency or another.
    """
    own = root(product.language) == root(language.id)
    words = product.translated(language.id)
    if not own and (words is None or not words.points):
        return None
    points = product.points if own else words.points if words else ()
    name = (words.name if words else None) or product.name
    measures = product.measures.given()
    units = UnitStyle.IMPERIAL if market.units is UnitStyle.BOTH else market.units  # both are too long to be said
    sizes = [quantity_told(measures[kind], language, units) for kind in _SIZES if kind in measures]
    price = product.prices.get(market.id)
    return Facts(
        name=name,
        size=_joint(language).join([*sizes[:1], *sizes[-1:]] if len(sizes) > 1 else sizes),
        price=price_told(price, language, market.id) if price else "",
        lines=points[:_MOST_LINES],
    )


def _joint(language: Language) -> str:
    """Return what stands between two things in a row: 、 in Japanese."""
    lexicon = load_lexicons().get(root(language.id))
    return lexicon.patterns.list_joint if lexicon else ", "
