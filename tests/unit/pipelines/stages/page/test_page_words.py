"""What pages may say comes from facts, each text with its address."""

from pathlib import Path

import pytest

from pipelines.listing import Brief
from pipelines.stages.page.page_words import comparison, headed, page_words
from presets.brands.library import read_brand
from presets.icons.library import load_icons
from presets.languages.library import language
from presets.lexicon.library import load_terms
from presets.products.library import read_product
from presets.products.quantity import UnitStyle
from presets.products.schema import Product

EXAMPLES = Path(__file__).parents[5] / "studio" / "examples"


def brief(tag: str, units: UnitStyle = UnitStyle.BOTH, product: Product | None = None) -> Brief:
    return Brief(product or read_product(EXAMPLES / "enamel-mug" / "product.toml"), language(tag), units, "us", {})


def test_measures_are_told_in_the_units_of_the_market() -> None:
    words, _ = page_words(brief("en"))
    told = {measure.name: (measure.label.text, measure.value.text, measure.value.facts) for measure in words.measures}
    assert told["height"] == ("Height", "3.5\u00a0in (9\u00a0cm)", ("measures.height",))
    metric, _ = page_words(brief("de", UnitStyle.METRIC))
    assert [measure.value.text for measure in metric.measures][1] == "8,5\u00a0cm"


def test_points_stay_in_the_sellers_words_and_have_their_places() -> None:
    words, _ = page_words(brief("ar"), spots={0: (0.2, 0.3)})
    assert [point.at for point in words.points] == [(0.2, 0.3), None, None]
    assert words.points[0].line.facts == ("words.ar.points.0",)


def test_without_points_in_a_language_features_take_their_place_and_it_is_said() -> None:
    words, notes = page_words(brief("ko"), spots={0: (0.2, 0.3)})
    assert all(point.line.facts[0].startswith("features.") and point.at is None for point in words.points)
    assert any(note.startswith("points:") for note in notes)


def test_every_badge_is_a_fact_with_its_sign() -> None:
    words, _ = page_words(brief("en"))
    assert {badge.icon for badge in words.badges} <= {"", *(icon.id for icon in load_icons().icons)}
    assert ("basin", "Hand wash") in [(badge.icon, badge.line.text) for badge in words.badges]
    assert all(badge.line.facts for badge in words.badges)


def test_signs_stand_for_terms_of_the_lexicon_alone() -> None:
    known = {*load_terms().features, *load_terms().materials}
    assert {term for icon in load_icons().icons for term in icon.terms} <= known


@pytest.mark.parametrize("page", ["dimensions", "features", "care", "in-the-box", "close-up"])
def test_a_headline_claims_nothing_but_the_name(page: str) -> None:
    words = headed(page_words(brief("ja"))[0], page, brief("ja"))
    assert words.headline is not None
    assert words.headline.facts in ((), ("words.ja.name",))


def test_steps_are_those_of_the_brands_house() -> None:
    words, _ = page_words(brief("de"), read_brand(EXAMPLES / "brand.toml"))
    assert words.steps[0].text == "Stahl wird in Form gepresst"
    assert words.steps[0].facts == ("factory.0",)


def test_products_are_compared_by_what_one_of_them_has() -> None:
    plain = read_product(EXAMPLES / "enamel-mug" / "product.toml")
    large = plain.model_copy(
        update={"name": "Linden mug L", "materials": (), "measures": plain.measures.model_copy(update={"weight": None})}
    )
    grid = comparison((brief("en", UnitStyle.METRIC), brief("en", UnitStyle.METRIC, large)))
    rows = {label.text: [cell and cell.text for cell in cells] for label, cells in grid.rows}
    assert [line.text for line in grid.head] == ["Linden mug", "Linden mug L"]
    assert rows["Weight"] == ["190\u00a0g", None]
    assert rows["Material"][1] is None
