"""Which country a listing is for."""

from collections.abc import Sequence

from presets.errors import PresetError
from presets.languages.tags import root
from presets.markets.schema import Market
from presets.reading import Library

# Where a language of several markets is read most: the likely subtags of the Unicode CLDR; of Arabic's Egypt, which is
# no market here, the largest neighbour
_LIKELIEST = {"ar": "sa", "en": "us", "es": "es", "fr": "fr", "pt": "br", "zh": "cn"}


def market_for(countries: Sequence[str], language: str, markets: Library[Market]) -> Market:
    """Return the market whose prices, units and customs a listing keeps to.

    Args:
        countries: those that the marketplace sells in, the likeliest first; empty where it may be any, and then the
            language's likeliest country is taken.
        language: the listing's, an IETF tag. The first country that reads it is taken, else the first of all.

    Raises:
        PresetError: the marketplace's countries are unknown to us, and none we know reads the language.
    """
    known = [markets.items[country] for country in countries if country in markets.items]
    plain, _, region = language.partition("-")
    home = markets.items.get(region.lower() or _LIKELIEST.get(plain, ""))
    if not known and home is not None:
        return home
    reads = [market for market in known or markets.items.values() if _reads(market, language)]
    first = [market for market in reads if root(market.languages[0]) == root(language)]
    found = next(iter([*(reads if known else first), *reads, *known]), None)
    if found is None:
        raise PresetError(f"There is no market that reads '{language}'. Name a marketplace of one country.")
    return found


def _reads(market: Market, language: str) -> bool:
    return root(language) in {root(tag) for tag in market.languages}
