"""Figures are read as people of a language read them."""

from fractions import Fraction

import pytest

from pipelines.stages.claims.facts import says_same
from pipelines.stages.claims.figures import Figure, figures_in, read_number
from presets.languages.library import language


@pytest.mark.parametrize(
    ("tag", "written", "worth", "decimals"),
    [
        ("en", "1,500", "1500", 0),
        ("en", "1.5", "3/2", 1),
        ("en", "1,234.56", "30864/25", 2),
        ("de", "1.500", "1500", 0),
        ("de", "1,5", "3/2", 1),
        ("de", "1.234,56", "30864/25", 2),
        ("es", "3.5", "7/2", 1),
        ("en", "9,5", "19/2", 1),
        ("de", "1'500", "1500", 0),
        ("en", "1.000.000", "1000000", 0),
    ],
)
def test_numbers(tag: str, written: str, worth: str, decimals: int) -> None:
    assert read_number(written, language(tag)) == (Fraction(worth), decimals)


@pytest.mark.parametrize(
    ("tag", "text", "wanted"),
    [
        ("en", "9 x 8.5 cm", [("9", "cm"), ("17/2", "cm")]),
        ("en", "3 1/2 in", [("7/2", "in")]),
        ("en", "½ l", [("1/2", "l")]),
        ("en", "9″ tall", [("9", "in")]),
        ("en", "a 350-ml mug", [("350", "ml")]),
        ("en", "10–15 cm", [("10", "cm"), ("15", "cm")]),
        ("en", "twelve-inch pan", [("12", "in")]),
        ("en", "11.8 fl. oz.", [("59/5", "fl oz")]),
        ("en", "down to -20 °C", [("-20", "°C")]),
        ("en", "24/7", [("24", ""), ("7", "")]),
        ("en", "100% cotton", [("100", "%")]),
        ("tr", "%100 pamuk", [("100", "%")]),
        ("de", "zwei Liter, 2 Jahre", [("2", "l"), ("2", "year")]),
        ("ar", "ارتفاع ٩٫٥ سم", [("19/2", "cm")]),
        ("th", "ความจุ ๓๕๐ มล.", [("350", "ml")]),
        ("ja", "容量３５０ｍｌ、高さ9センチ", [("350", "ml"), ("9", "cm")]),
        ("ja", "三年保証", [("3", "year")]),
        ("zh", "四件套，高9厘米", [("4", ""), ("9", "cm")]),
        ("zh", "三明治不是数字", []),
        ("ko", "두 개 세트 350밀리리터", [("2", ""), ("350", "ml")]),
        ("ru", "высота 9 см, две штуки", [("9", "cm"), ("2", "")]),
        ("vi", "trong năm, bộ hai chiếc, 2 năm", [("2", ""), ("2", "year")]),
    ],
)
def test_figures_have_their_units(tag: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(text, language(tag))] == [
        (Fraction(value), unit) for value, unit in wanted
    ]


@pytest.mark.parametrize(
    ("tag", "text", "value", "code"),
    [
        ("en", "$19.90", "199/10", "USD"),
        ("en", "19.90 USD", "199/10", "USD"),
        ("en", "S$26.90", "269/10", "SGD"),
        ("de", "17,90 €", "179/10", "EUR"),
        ("ja", "1,990円", "1990", "JPY"),
        ("ko", "26,900원", "26900", "KRW"),
        ("id", "Rp 150.000", "150000", "IDR"),
        ("ru", "1990 руб.", "1990", "RUB"),
        ("tr", "249 TL", "249", "TRY"),
        ("ar", "19.90 دولار", "199/10", "USD"),
    ],
)
def test_prices(tag: str, text: str, value: str, code: str) -> None:
    (price,) = figures_in(text, language(tag))
    assert price.value == Fraction(value) and code in price.currencies


def test_codes_are_read_whole() -> None:
    found = figures_in("IP67, A4, LIN-MUG-350 and USB3", language("en"))
    assert [figure.text for figure in found if figure.code] == ["IP67", "A4", "LIN-MUG-350", "USB3"]


def told(text: str) -> Figure:
    (figure,) = figures_in(text, language("en"))
    return figure


@pytest.mark.parametrize(
    ("text", "fact", "same"),
    [
        ("350 ml", "350 ml", True),
        ("0.35 l", "350 ml", True),
        ("11.8 fl oz", "350 ml", True),
        ("11.8 oz", "350 ml", True),
        ("11.83 fl oz", "350 ml", True),
        ("12 fl oz", "350 ml", False),
        ("12 oz", "350 ml", False),
        ("11.9 fl oz", "350 ml", False),
        ("3.5 in", "9 cm", True),
        ("3 1/2 in", "9 cm", True),
        ("90 mm", "9 cm", True),
        ("4 in", "9 cm", False),
        ("8.9 cm", "9 cm", False),
        ("1 kg", "955 g", False),
        ("12 in", "1 ft", True),
        ("6.7 oz", "190 g", True),
        ("190 ml", "190 g", False),
        ("24 months", "2 years", True),
    ],
)
def test_units_are_converted_exactly_and_rounded_as_printed(text: str, fact: str, same: bool) -> None:
    assert says_same(told(text), told(fact)) is same
