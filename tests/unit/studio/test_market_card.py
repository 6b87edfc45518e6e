"""A market's part of a kit's page: faults with their law, lines to tick, disclosures with what meets them."""

from datetime import date
from pathlib import Path

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.culture.judge import judge_culture
from pipelines.stages.culture.pieces import FilmPiece, Showing
from presets.markets.library import market
from presets.products.library import read_product
from studio.market_card import market_card

MUG = read_product(Path("studio/examples/enamel-mug/product.toml"))


def card(country: str, title: str, language: str, *films: FilmPiece) -> str:
    copy = Copy(language, (Title(Strategy.KEYWORD, Line(title)),))
    return market_card("There", judge_culture(Showing(market(country), MUG, date(2026, 11, 27), [copy], (), films)))


def test_what_is_against_the_law_is_told_with_its_source() -> None:
    html = card("cn", "最佳露营杯", "zh")
    assert "Against the law:" in html
    assert "&#x27;最佳&#x27; stands in" in html
    assert 'href="http://mzzjt.fujian.gov.cn/' in html


def test_what_only_a_person_can_say_is_a_line_to_tick() -> None:
    html = card("us", "A mug", "en")
    assert html.count("type=checkbox") == 1
    assert "Proposition 65" in html
    assert "Against the law" not in html


def test_disclosures_tell_what_meets_them_and_what_is_still_to_do() -> None:
    told = FilmPiece("film.zh.mp4", "zh", presenter=True, note="AI生成", source_code="compositeSynthetic")
    html = card("cn", "露营杯", "zh", told)
    assert "seen in it: <q>AI生成</q>" in html
    assert "&#x27;AI生成&#x27; is drawn into it" in html
    assert html.count("still to do") == 1


def test_words_of_a_seller_are_no_markup() -> None:
    assert "<script>" not in card("us", "Best <script> mug", "en")
