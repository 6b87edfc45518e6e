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
    units = _units(language, market)
    kinds = [kind for kind in _SIZES if kind in measures]
    kinds = [*kinds[:1], *kinds[-1:]] if len(kinds) > 1 else kinds
    alike = len(kinds) > 1 and "capacity" not in kinds  # two lengths by themselves do not say what they are of
    sizes = [_told(kind, quantity_told(measures[kind], language, units), language, named=alike) for kind in kinds]
    price = product.prices.get(market.id)
    return Facts(
        name=name,
        size=_joint(language).join(sizes),
        price=price_told(price, language, market.id) if price else "",
        lines=points[:_MOST_LINES],
    )


def _told(kind: str, value: str, language: Language, *, named: bool) -> str:
    """Return a size, with its name before it where that is wanted and known: `height 14.4 cm`."""
    known = load_lexicons().get(root(language.id)) if named else None
    if known is None:
        return value
    label = known.agreed(getattr(known.labels, kind))
    label = label[:1].lower() + label[1:] if known.patterns.small_labels else label
    return known.patterns.measured.format(label=label, value=value)


def _units(language: Language, market: Market) -> UnitStyle:
    """Return one system, as both are too long to be said: inches for those alone who read them at home."""
    if market.units is not UnitStyle.BOTH:
        return market.units
    read = {root(tag) for tag in market.languages}
    return UnitStyle.IMPERIAL if root(language.id) in read else UnitStyle.METRIC


def _joint(language: Language) -> str:
    """Return what stands between two things in a row: 、 in Japanese."""
    lexicon = load_lexicons().get(root(language.id))
    return lexicon.patterns.list_joint if lexicon else ", "
