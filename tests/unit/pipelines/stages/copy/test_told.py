"""Measures, prices and lists as each language writes them."""

import pytest

from pipelines.stages.copy.told import country_told, list_told, months_told, price_told, quantity_told
from presets.languages.library import language
from presets.products.quantity import Quantity, UnitStyle
from presets.products.schema import Price


@pytest.mark.parametrize(
    ("typed", "tag", "units", "told"),
    [
        ("9.5 cm", "en", UnitStyle.METRIC, "9.5 cm"),
        ("9.5 cm", "de", UnitStyle.METRIC, "9,5 cm"),
        ("9.0 cm", "en", UnitStyle.BOTH, "3.5 in (9 cm)"),
        ("9.5 cm", "zh", UnitStyle.METRIC, "9.5厘米"),
        ("12 oz", "fr", UnitStyle.METRIC, "340 g"),
        ("1200 g", "en", UnitStyle.IMPERIAL, "2.6 lb"),
        ("1200 g", "en", UnitStyle.METRIC, "1,200 g"),
        ("180 cm", "en", UnitStyle.IMPERIAL, "70.9 in"),
        ("12 fl oz", "es", UnitStyle.METRIC, "355 ml"),
        ("0.8125 mm", "es", UnitStyle.METRIC, "0,8125 mm"),
    ],
)
def test_a_measure_is_told(typed: str, tag: str, units: UnitStyle, told: str) -> None:
    assert quantity_told(Quantity.parse(typed), language(tag), units).replace("\u00a0", " ") == told


def test_a_figure_is_bound_to_its_unit() -> None:
    assert quantity_told(Quantity.parse("9 cm"), language("fr"), UnitStyle.METRIC) == "9\u00a0cm"


@pytest.mark.parametrize(
    ("typed", "tag", "market", "told"),
    [
        ("19.90 USD", "en", "us", "$19.90"),
        ("26.90 SGD", "en", "sg", "$26.90"),
        ("17.90 EUR", "es", "es", "17,90\u00a0€"),
        ("349 MXN", "es", "mx", "$349.00"),
        ("2980 JPY", "ja", "jp", "￥2,980"),
        ("19.90 USD", "de", "xx", "19,90\u00a0$"),
    ],
)
def test_a_price_is_told_as_at_home(typed: str, tag: str, market: str, told: str) -> None:
    assert price_told(Price.model_validate(typed), language(tag), market) == told


def test_lists_countries_and_times_are_told() -> None:
    assert list_told(["blanco", "azul"], language("es")) == "blanco y azul"
    assert country_told("pl", language("fr")) == "Pologne"
    assert months_told(24, language("pl")) == "2\u00a0lata"
    assert months_told(18, language("en")) == "18\u00a0months"
