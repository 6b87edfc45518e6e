"""Which country a listing is for: one that reads its language, the likeliest where the marketplace tells none."""

import pytest

from presets.markets.choice import market_for
from presets.markets.library import load_markets

MARKETS = load_markets()


@pytest.mark.parametrize(
    ("countries", "language", "market"),
    [
        ((), "en", "us"),
        ((), "zh", "cn"),
        ((), "pt", "br"),
        ((), "en-GB", "gb"),
        ((), "es-MX", "mx"),
        ((), "de", "de"),
        (("sg",), "es", "sg"),
        (("us", "de", "es"), "de", "de"),
        (("us", "de", "es"), "es", "us"),
        (("kr",), "ko", "kr"),
        (("eg", "ae"), "ar", "ae"),
    ],
)
def test_a_listing_has_a_market(countries: tuple[str, ...], language: str, market: str) -> None:
    assert market_for(countries, language, MARKETS).id == market
