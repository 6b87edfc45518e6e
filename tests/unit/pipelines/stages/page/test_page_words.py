"""What pages may say comes from facts, each text with its address."""

from pathlib import Path

import pytest

from pipelines.listing import Brief
from pipelines.stages.page.page_words import headed, page_words
from pipelines.stages.page.tables import comparison
from presets.brands.library import read_brand
from presets.icons.library import load_icons
from presets.languages.library import language
from presets.lexicon.library import load_terms
from presets.products.addresses import told_at
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
    assert [point.at for point in words.callouts][:2] == [(0.2, 0.3), (0.06, 0.06)]
    assert words.points[0].line.facts == ("words.ar.points.0",)


def test_without_points_in_a_language_features_take_their_place_and_it_is_said() -> None:
    words, notes = page_words(brief("ko"), spots={0: (0.2, 0.3)})
    assert all(point.line.facts[0].startswith("features.") for point in words.points)
    assert [point.line.facts[0] for point in words.callouts] == ["materials.0"]
    assert any(note.startswith("points:") for note in notes)


def test_every_badge_is_a_fact_with_its_sign() -> None:
    words, _ = page_words(brief("en"))
    assert {badge.icon for badge in words.badges} <= {"", *(icon.id for icon in load_icons().icons)}
    assert ("basin", "Hand wash") in [(badge.icon, badge.line.text) for badge in words.badges]
    assert all(badge.line.facts for badge in words.badges)


def test_badges_are_called_care_where_they_are_care() -> None:
    def called(**facts: object) -> str:
        one = brief("en", product=Product.model_validate({"name": "n", "category": "mug", **facts}))
        headline = headed(page_words(one)[0], "care", one).headline
        return headline.text if headline else ""

    assert called(features=["hand-wash"], materials=["steel"]) == "Care"
    assert called(features=["hand-wash", "wireless"]) == called(features=["wireless"]) == "Features"
    assert called(materials=["steel"]) == "Material"


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


def test_products_are_compared_by_what_two_of_them_say() -> None:
    plain = read_product(EXAMPLES / "enamel-mug" / "product.toml")
    vase = read_product(EXAMPLES / "white-vase" / "product.toml")
    briefs = (brief("en", UnitStyle.METRIC), brief("en", UnitStyle.METRIC, vase))
    grid, notes = comparison(briefs, ["vase"])
    rows = {label.text: [cell and cell.text for cell in cells] for label, cells in grid.rows}
    assert [line.text for line in grid.head] == ["Linden mug", "Dune"]
    assert rows["Weight"] == ["190\u00a0g", "0.9\u00a0kg"]
    assert "Capacity" not in rows and any("Capacity" in note for note in notes)
    assert rows["Features"] == ["Lightweight, shatterproof", "Handmade"]
    facts = [fact for _, cells in grid.rows if cells[1] for fact in cells[1].facts]
    assert {fact.partition(".")[0] for fact in facts} == {"compared"}
    assert {fact.removeprefix("compared.vase.") for fact in facts} <= told_at(vase).keys()
    assert plain.measures.height is not None


def test_a_feature_that_all_have_parts_no_products() -> None:
    one = brief("en")
    other = one.product.model_copy(update={"name": "Linden mug L", "features": ("hand-wash", "shatterproof")})
    grid, _ = comparison((one, brief("en", product=other)), ["large"])
    assert not {"Features", "Care"} & {label.text for label, _ in grid.rows}


TEE = Product.model_validate(
    {
        "name": "Tee", "category": "t-shirt", "points": ["Soft", "Wide neck"], "features": ["breathable"],
        "materials": ["cotton"], "steps": ["Wash it once", "Iron it"],
        "callouts": [{"point": 2, "at": [0.5, 0.1]}, {"material": "cotton", "at": [0.2, 0.8]},
                     {"feature": "breathable", "at": [0.3, 0.4]}],
        "size_chart": {"of": "body", "sizes": ["S", "M"],
                       "measures": {"chest": ["88-92 cm", "1 m"], "length": ["70 cm", "72.5 cm"],
                                    "Cuff": ["9 cm", "9 cm"]}},
        "words": {"de": {"steps": ["Einmal waschen", "Buegeln"], "terms": {"Cuff": "Bund"}}},
    }
)  # fmt: skip


def test_a_size_chart_is_in_one_unit_a_row_and_in_both_systems_where_a_market_reads_both() -> None:
    words = headed(page_words(brief("en", product=TEE))[0], "size-chart", brief("en", product=TEE))
    assert words.table is not None and words.lead is not None
    rows = {label.text: [cell and cell.text for cell in cells] for label, cells in words.table.rows}
    assert rows["Chest (cm)"] == ["88–92", "100"] and rows["Chest (in)"] == ["34.6–36.2", "39.4"]
    assert rows["Length (cm)"] == ["70", "72.5"] and rows["Cuff (cm)"] == ["9", "9"]
    assert words.lead.text == "Body measurements"
    facts = {fact for _, cells in words.table.rows for cell in cells if cell for fact in cell.facts}
    assert facts <= told_at(TEE).keys() and "size_chart.chest.1" in facts


def test_a_measure_without_words_is_left_out_and_said() -> None:
    metric = brief("fr", UnitStyle.METRIC, TEE)
    words, notes = page_words(metric)
    table = headed(words, "size-chart", metric).table
    assert table is not None and [label.text for label, _ in table.rows] == ["Tour de poitrine (cm)", "Longueur (cm)"]
    assert any(note.startswith("size_chart.Cuff") for note in notes)
    german = headed(page_words(brief("de", product=TEE))[0], "size-chart", brief("de", UnitStyle.METRIC, TEE)).table
    assert german is not None and german.rows[-1][0].text == "Bund (cm)"


def test_callouts_are_about_points_features_and_materials_with_words() -> None:
    words, _ = page_words(brief("en", product=TEE))
    assert [(point.line.text, point.at) for point in words.callouts] == [
        ("Wide neck", (0.5, 0.1)), ("Cotton", (0.2, 0.8)), ("Breathable", (0.3, 0.4)),
    ]  # fmt: skip
    assert all(fact in told_at(TEE) for point in words.callouts for fact in point.line.facts)
    german, _ = page_words(brief("de", product=TEE))
    assert [point.line.text for point in german.callouts] == ["Baumwolle", "Atmungsaktiv"]


def test_a_place_is_on_the_photo_it_names() -> None:
    """A place on the front is none on the back: it would point at something else."""
    on_back = TEE.callouts[0].model_copy(update={"photo": "back.jpg"})
    tee = TEE.model_copy(update={"callouts": (on_back, *TEE.callouts[1:])})
    for photo, told in (("back.jpg", ["Wide neck", "Cotton", "Breathable"]), ("front.jpg", ["Cotton", "Breathable"])):
        words, _ = page_words(brief("en", product=tee), photo=photo)
        assert [point.line.text for point in words.callouts] == told
    assert words.callouts[0].line.facts[-1] == "callouts.1"


def test_a_typed_spot_goes_before_the_place_of_the_facts() -> None:
    words, _ = page_words(brief("en", product=TEE), spots={1: (0.9, 0.9)})
    assert [(point.line.text, point.at) for point in words.callouts][:2] == [("Soft", None), ("Wide neck", (0.9, 0.9))]


def test_steps_of_use_go_before_those_of_the_house() -> None:
    brand = read_brand(EXAMPLES / "brand.toml")
    words = headed(page_words(brief("de", product=TEE), brand)[0], "steps", brief("de", product=TEE))
    assert words.steps[0].facts == ("words.de.steps.0",)
    assert words.headline is not None and words.headline.text == "Anwendung"
    made = headed(page_words(brief("de"), brand)[0], "steps", brief("de"))
    assert made.headline is not None and made.headline.text == "So entsteht es"
