"""Markets as data: every file loads, nothing unproven is a must, and mistakes have an address."""

from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import get_territory_currencies

from presets.errors import PresetError
from presets.markets.checks import Disclosure, Phrases, WordsIn
from presets.markets.library import load_markets, load_sets, market, read_market, rulings
from presets.products.quantity import UnitStyle
from presets.rule_base import Level

MARKETS = tuple(load_markets().items.values())
HEAD = """id = "xx"
title = "Nowhere"
languages = ["en"]
currency = "USD"
units = "metric"
prices = { tax_included = true }
"""
CHECK = """
[sources]
law = { title = "A law", confidence = "recalled" }
[[checks]]
id = "one"
topic = "price"
where = ["words"]
level = "LEVEL"
statement = "It holds."
sources = ["SOURCE"]
"""


@pytest.mark.parametrize("one", MARKETS, ids=lambda one: one.id)
def test_a_market_pays_with_its_own_currency_and_reads_a_language_of_its_people(one) -> None:
    assert one.currency in get_territory_currencies(one.id.upper())
    assert one.title in Locale("en").territories[one.id.upper()]
    assert one.id in {"us"} or one.units is UnitStyle.METRIC


@pytest.mark.parametrize("one", MARKETS, ids=lambda one: one.id)
def test_what_a_machine_measures_is_told_in_a_language_that_is_read_there(one) -> None:
    for check in one.checks:
        match check.measured:
            case Phrases(phrases=phrases):
                assert set(phrases) & set(one.languages), check.id
            case WordsIn(languages=languages) | Disclosure(wording=languages):
                assert set(languages) <= set(one.languages), check.id
            case _:
                pass


@pytest.mark.parametrize("one", MARKETS, ids=lambda one: one.id)
def test_a_person_reads_at_most_eight_lines_for_ordinary_goods(one) -> None:
    unmeasured = [ruling for ruling in rulings(one) if ruling.check.measured is None and not ruling.check.goods]
    assert len(unmeasured) <= 8


def test_a_must_rests_on_an_official_source() -> None:
    musts = [ruling for one in MARKETS for ruling in rulings(one) if ruling.check.level is Level.MUST]
    assert len(musts) >= 10
    assert all(any(source.confidence == "official" and source.url for source in ruling.sources) for ruling in musts)


def test_a_source_that_was_seen_has_its_page_and_one_that_was_not_is_recalled() -> None:
    for held in (*MARKETS, *load_sets().values()):
        for name, source in held.sources.items():
            assert (source.confidence == "recalled") == (source.url is None), f"{held.id}: {name}"
            assert (source.url is None) == (source.seen is None), f"{held.id}: {name}"


def test_shared_law_is_written_once() -> None:
    assert "prior-price" in [ruling.check.id for ruling in rulings(market("de"))]
    assert "prior-price" not in [ruling.check.id for ruling in rulings(market("US"))]


def test_a_check_that_is_announced_warns_until_its_day() -> None:
    check = next(r.check for r in rulings(market("us")) if r.check.id == "ny-synthetic-performer")
    assert check.level_on(date(2026, 6, 8)) is Level.SHOULD
    assert check.level_on(date(2026, 6, 9)) is Level.MUST


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + CHECK.replace("LEVEL", "must").replace("SOURCE", "law"), "checks.0.level: 'must' needs an official"),
        (HEAD + CHECK.replace("LEVEL", "note").replace("SOURCE", "rumour"), "checks.0.sources: no such source: rumour"),
        (HEAD + 'colour = "red"\n', "colour: Extra inputs are not permitted"),
        (HEAD.replace('"USD"', '"dollars"'), "currency: String should match"),
    ],
)
def test_a_mistake_has_an_address(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PresetError, match=message.split("(")[0]) as caught:
        read_market(path)
    assert str(caught.value).startswith("xx.toml: ")


def test_an_unknown_market_is_told_with_the_nearest() -> None:
    with pytest.raises(PresetError, match="There is no market 'uk'"):
        market("uk")


def test_the_brief_is_covered() -> None:
    wanted = "us gb ca au de fr es it nl pl se pt br mx jp kr cn tw hk sg my id th vn ph in ae sa tr ru za"
    assert set(load_markets().items) == set(wanted.split())
