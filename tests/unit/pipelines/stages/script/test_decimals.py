"""Decimals and measures of two words are said whole: a wrong size must not be heard either."""

import pytest

pytest.importorskip("num2words", reason="pip install 'listing-studio[video]'")

from pipelines.stages.copy.told import quantity_told
from pipelines.stages.script.read import read_script
from pipelines.stages.script.spoken.read_aloud import read_aloud
from presets.languages.library import language
from presets.products.quantity import Quantity, UnitStyle

NB = "\u00a0"


@pytest.mark.parametrize(
    ("tag", "written", "said"),
    [
        ("it", f"3,5{NB}cm", "tre virgola cinque centimetri"),
        ("it", f"9,05{NB}cm", "nove virgola zero cinque centimetri"),
        ("tr", f"6,7{NB}cm", "altı virgül yedi santimetre"),
        ("ar", f"3.5{NB}سم", "ثلاثة فاصلة خمسة سنتيمتر"),
        ("en", f"11.8{NB}fl{NB}oz", "eleven point eight fluid ounces"),
        ("fr", f"3,5{NB}po", "trois virgule cinq pouces"),
    ],
)
def test_every_digit_is_said(tag: str, written: str, said: str) -> None:
    assert read_aloud(read_script(f"{written}.", tag, "x").words, {}) == [f"{said}."]


@pytest.mark.parametrize("tag", ["en", "es", "fr", "de", "it", "pt", "nl", "tr", "pl", "ru", "id"])
def test_metric_measures_as_the_studio_writes_them_are_said_in_words(tag: str) -> None:
    for typed in ("9.5 cm", "350 ml", "190 g", "1.2 kg"):
        written = quantity_told(Quantity.parse(typed), language(tag), UnitStyle.METRIC)
        (said,) = read_aloud(read_script(f"{written}!", tag, "x").words, {})
        assert not any(sign.isdigit() for sign in said), (written, said)
