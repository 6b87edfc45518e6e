"""Alternative texts read as a person would say them: what it is, then what the picture says."""

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from pipelines.jobs.kit_alt import subject_of
from pipelines.listing import Copy, Line
from pipelines.stages.feeds.alt import Shows, alt_text
from pipelines.stages.feeds.shelf import Shelf
from pipelines.stages.page.told import alt_of, page_told
from presets.markets.library import market
from presets.products.schema import Product
from presets.schema import Role

WATCH = Product.model_validate(
    {
        "name": "Aster 38", "brand": "Norrsken", "category": "watch", "materials": ["stainless-steel", "leather"],
        "colours": ["brown", "white"], "measures": {"diameter": "38 mm", "weight": "52 g"},
        "points": ["Plain dial"], "words": {"ja": {"name": "アスター38", "points": ["見やすい文字盤"]}},
    }
)  # fmt: skip
BOX = WATCH.model_copy(
    update={"name": "Spieluhr Karussell", "brand": "Lindner", "category": "Spieluhr", "language": "de"}
)
DIMENSIONS = (
    Line("Size"), Line("Norrsken", ("brand",)), Line("Diameter"), Line("38 mm", ("measures.diameter",)), Line("Weight"),
    Line("52 g", ("measures.weight",)),
)  # fmt: skip


def shelf(product: Product, tag: str) -> Shelf:
    return Shelf(product, market("us"), Copy(tag), ())


@pytest.mark.parametrize(
    ("product", "tag", "main"),
    [
        (WATCH, "en", "Norrsken Aster 38 stainless steel and leather watch in brown and white"),
        (WATCH, "ja", "Norrsken アスター38 ステンレス・本革製腕時計 ブラウン、ホワイト"),
        (BOX, "de", "Lindner Spieluhr Karussell, aus Edelstahl und Leder, in Braun und Weiß"),
    ],
)
def test_a_main_picture_says_what_it_is(product: Product, tag: str, main: str) -> None:
    name, traits = subject_of(shelf(product, tag), whole=True)
    assert alt_text(name, traits, Shows(Role.MAIN), tag, product).text == main


def test_a_page_of_measures_says_which_they_are() -> None:
    name, _ = subject_of(shelf(WATCH, "en"), whole=False)
    page = page_told(DIMENSIONS, "en")
    told = alt_text(name, (), Shows(Role.ADDITIONAL, words=page.words, head=page.head), "en", WATCH)
    assert told.text == "Norrsken Aster 38 watch, Size: diameter 38 mm; weight 52 g"
    assert {"measures.diameter", "measures.weight"} < set(told.facts)


def test_a_name_at_the_head_of_a_page_is_not_told_again() -> None:
    drawn = (
        Line("アスター38", ("words.ja.name",)),
        Line("腕時計", ("category",)),
        Line("見やすい文字盤", ("words.ja.points.0",)),
    )
    assert [line.text for line in page_told(drawn, "ja").words] == ["見やすい文字盤"]


def test_a_slice_of_a_long_page_is_told_in_order_without_the_brand() -> None:
    chart = (
        Line("Größentabelle"), Line("Kvist", ("brand",)), Line("40", ("size_chart.sizes.0",)),
        Line("41", ("size_chart.sizes.1",)), Line("Länge (cm)"), Line("25,5", ("size_chart.length.0",)),
        Line("26,2", ("size_chart.length.1",)),
    )  # fmt: skip
    assert alt_of(chart, "de") == "Größentabelle: 40; 41; Länge (cm): 25,5; 26,2"
    assert alt_of(DIMENSIONS, "en") == "Size: diameter 38 mm; weight 52 g"
    hero = (Line("Kvist", ("brand",)), Line("Fjell", ("name",)), Line("Leicht", ("points.0",)))
    assert alt_of(hero, "de") == "Fjell: Leicht"
    assert alt_of((Line("Kvist", ("brand",)),), "de") == "Kvist"
