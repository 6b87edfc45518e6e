"""Scripts about a house: its facts alone, in languages that it has words in."""

from pathlib import Path

import pytest

from pipelines.errors import CopyError
from pipelines.stages.copy.brand_script import Script, brand_script
from presets.brands.library import read_brand
from presets.languages.library import language

LINDEN = read_brand(Path("studio/examples/brand.toml"))


def texts(which: Script, tag: str) -> list[str]:
    return [line.text for line in brand_script(LINDEN, which, language(tag))]


def test_a_story_is_told() -> None:
    assert texts(Script.STORY, "en") == [
        "We are Linden & Co.",
        "Founded in 2014.",
        "At home in Poznań, Poland.",
        "Started at one workbench in Poznań.",
        "Few things, made to be used every day.",
    ]


def test_a_shop_is_told_in_another_language() -> None:
    lines = brand_script(LINDEN, Script.SHOP, language("es"))
    assert [line.text for line in lines] == [
        "Somos Linden & Co.",
        "Hacemos objetos para el jardín, la cocina y el porche.",
        "Nuestra casa está en Poznań, Polonia.",
        "Personas que trabajan aquí: 12.",
    ]
    assert [line.facts for line in lines] == [
        ("name",), ("words.es.makes",), ("words.es.place", "country"), ("people",),
    ]  # fmt: skip


def test_a_factory_is_told_step_by_step() -> None:
    assert texts(Script.FACTORY, "de")[2:6] == [
        "So entsteht es.",
        "Stahl wird in Form gepresst.",
        "Email wird zweimal eingebrannt.",
        "Jeder Rand wird von Hand bemalt.",
    ]


def test_what_the_house_has_no_words_for_is_told() -> None:
    with pytest.raises(CopyError, match=r"no words in French.*\[words\.fr\]"):
        brand_script(LINDEN, Script.SHOP, language("fr"))
    plain = LINDEN.model_copy(update={"factory": ()})
    with pytest.raises(CopyError, match=r"nothing for its factory in English.*Add factory"):
        brand_script(plain, Script.FACTORY, language("en"))
