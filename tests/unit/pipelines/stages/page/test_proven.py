"""A page's words are held against the facts before it is drawn."""

from dataclasses import replace

import pytest

from pipelines.errors import CopyError
from pipelines.listing import Brief, Line
from pipelines.page import Grid, PageWords, Point
from pipelines.stages.page.page_words import headed, page_words
from pipelines.stages.page.proven import proven_page
from pipelines.stages.page.tables import comparison
from presets.languages.library import language
from presets.lexicon.library import load_lexicons
from presets.products.quantity import UnitStyle
from presets.products.schema import Product
from presets.products.shown import SizeChart
from tests.fakes.ten_products import TEN

PAGES = ("features", "dimensions", "care", "in-the-box", "steps", "hero", "close-up", "comparison")
SHIRT = TEN["shirt"].model_copy(
    update={
        "size_chart": SizeChart.model_validate(
            {"sizes": ["S", "M"], "measures": {"chest": ["92-96 cm", "98 cm"], "length": ["70 cm", "72.5 cm"]}}
        )
    }
)


def brief_of(product: Product, tag: str) -> Brief:
    return Brief(product, language(tag), UnitStyle.BOTH, next(iter(product.prices)), {})


def words_of(product: Product, tag: str, page: str) -> PageWords:
    brief = brief_of(product, tag)
    return headed(page_words(brief)[0], page, brief)


@pytest.mark.parametrize("tag", sorted(load_lexicons()))
def test_true_pages_of_ten_products_raise_no_alarm(tag: str) -> None:
    for product in TEN.values():
        for page in PAGES:
            proven_page(words_of(product, tag, page), product, {}, set())
    proven_page(words_of(SHIRT, tag, "size-chart"), SHIRT, {}, set())


@pytest.mark.parametrize("tag", ["en", "de", "ja", "ar"])
def test_products_side_by_side_are_each_held_against_its_own_facts(tag: str) -> None:
    vase, bottle = TEN["vase"], TEN["bottle"]
    table, _ = comparison([brief_of(vase, tag), brief_of(bottle, tag)], ["tarn.v2"])
    words = replace(words_of(vase, tag, "comparison"), table=table)
    read = proven_page(words, vase, {"tarn.v2": bottle}, set())
    assert read == words and read.table is not None
    own, other = (
        [fact for cell in column if cell for _, fact in cell.proofs]
        for column in zip(*(cells for _, cells in read.table.rows), strict=True)
    )
    assert "measures.height" in own and "compared.tarn.v2.measures.height" in other
    assert all(fact.startswith("compared.tarn.v2.") for fact in other)
    with pytest.raises(CopyError, match="is not told"):
        proven_page(words, vase, {"tarn.v2": vase}, set())


@pytest.mark.parametrize(
    "lie",
    [
        Line("Holds 500 ml", ("measures.capacity",)),
        Line("The best bottle", ("points.0",)),
        Line("C E", ("certifications.0",)),
        Line("Set of XII", ("box.0",)),
    ],
)
def test_a_lie_is_not_drawn_wherever_it_stands(lie: Line) -> None:
    bottle = TEN["bottle"]
    true = words_of(bottle, "en", "features")
    for lying in (
        replace(true, points=(*true.points, Point(lie))),
        replace(true, points=(Point(true.points[0].line, detail=lie),)),
        replace(true, lead=lie),
        replace(true, items=(), steps=(lie,)),
        replace(true, table=Grid((Line("Tarn", ("name",)),), ((Line("Size"), (lie,)),))),
    ):
        with pytest.raises(CopyError, match=f"'{lie.text}' is not told"):
            proven_page(lying, bottle, {}, set())
    proven_page(replace(true, steps=(Line("Blown by the best", ("factory.0",)),)), bottle, {}, {"Blown by the best"})


def test_a_size_charts_figures_are_read_in_their_rows_unit() -> None:
    words = words_of(SHIRT, "de", "size-chart")
    assert words.table is not None
    label, cells = words.table.rows[0]
    assert cells[1] is not None
    wrong = replace(words, table=replace(words.table, rows=((label, (cells[0], replace(cells[1], text="99"))),)))
    with pytest.raises(CopyError, match="'99 "):
        proven_page(wrong, SHIRT, {}, set())
