"""A filled form becomes the file that a kit reads, whatever is left empty; and a file fills the form in."""

from importlib.resources import files
from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.products.library import read_product
from presets.products.schema import Product
from presets.products.written import product_toml
from studio.kit_form import Filled, filled_of, product_of, write_facts
from studio.shown_form import callouts_typed, sizes_typed
from tests.fakes.ten_products import TEN

FACTS = {
    "name": "Mug “Linden”", "brand": "", "category": "mug", "materials": ["enamel", "sea \"grass\""], "colours": [],
    "features": None, "height_cm": "9", "weight": "190 g", "capacity": "", "width": None,
    "prices": "us 19.90 USD, ES 17.90 EUR\nmx 349 MXN", "points": "Light and tough\n\n Smooth   rim \n",
}  # fmt: skip
WHOLE = Product.model_validate(
    {
        "name": "Kit “A/B”\x7f", "brand": "Ö & Co", "language": "de", "category": "Bausatz", "sku": "A-1",
        "made_in": "cn", "gtin": "4006381333931", "mpn": "X=1", "materials": ["enamel"], "colours": ["navy"],
        "features": ["foldable"],
        "care": ["hand-wash"], "occasions": ["gift"], "points": ["Leicht; fest, gut", "Rand: blau"],
        "buyers": ["Für Camper"], "steps": ["Spülen"], "box": [{"item": "mug", "count": 3}, {"item": "Deckel"}],
        "certifications": ["LFGB"], "never": ["heilt"], "warranty_months": 24, "specs": {"Akku": "2000 mAh"},
        "measures": {"height": "3.5 in", "depth": "1.5 m", "capacity": "350 ml"},
        "size_chart": {"of": "body", "sizes": ["S", "M"], "measures": {"chest": ["88-92 cm", "1 m"]}},
        "callouts": [{"point": 2, "at": [0.5, 0.04], "photo": "a b.jpg"}, {"material": "enamel", "at": [0, 1]}],
        "prices": {"de": "1234.50 EUR"},
        "words": {"es": {"name": "Juego", "points": ["Ligero", "Borde"], "terms": {"Akku": "Batería"}}, "zh-TW": {}},
    }
)  # fmt: skip
EXAMPLES = sorted((Path(str(files("studio"))) / "examples").glob("*/product.toml"))


@pytest.mark.parametrize("product", [WHOLE, *TEN.values(), *map(read_product, EXAMPLES)], ids=lambda one: one.name)
def test_every_fact_goes_through_the_form_and_its_file_and_none_is_lost(tmp_path: Path, product: Product) -> None:
    told = product_of(filled_of(product), "")
    words = {tag: words for tag, words in product.words.items() if words.model_dump(exclude_defaults=True)}
    assert told == product.model_copy(update={"words": words})
    assert read_product(write_facts(tmp_path, told)) == told


def test_a_file_that_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    (tmp_path / "product.toml").write_text(product_toml(WHOLE), encoding="utf-8")
    assert read_product(tmp_path / "product.toml") == WHOLE


def test_a_form_is_read_back_as_it_was_filled() -> None:
    words = {"es": {"name": "Taza", "points": "Ligera\nBorde liso"}, "fr": {"name": "", "points": ""}}
    product = product_of(Filled(FACTS, words, "en"), "photo")
    assert product.name == "Mug “Linden”" and product.brand is None
    assert product.materials == ("enamel", 'sea "grass"') and product.points == ("Light and tough", "Smooth rim")
    assert str(product.measures.height) == "9 cm" and product.measures.width is None
    prices = {country: str(price.amount) for country, price in product.prices.items()}
    assert prices == {"us": "19.90", "es": "17.90", "mx": "349"}
    assert product.words["es"].points == ("Ligera", "Borde liso") and "fr" not in product.words


def test_a_height_among_the_facts_stands_for_that_beside_the_photos() -> None:
    product = product_of(Filled({**FACTS, "height": "3.5 in"}, {}, "en"), "")
    assert str(product.measures.height) == "3.5 in"


SHOWN = {
    "steps": "Rinse it\nFill it", "sizes": "S, M\nchest: 88-92 cm, 1 m\nCuff: 8 cm, 9 cm",
    "callouts": "2 = 0.5, 0.04 @ side view.jpg\nenamel = 0.2, 0.8\nhand-wash = 0, 1",
}  # fmt: skip


def test_sizes_steps_and_callouts_are_typed_a_line_each() -> None:
    facts = {**FACTS, **SHOWN, "features": ["hand-wash"]}
    words = {"es": {"name": "Taza", "steps": "Enjuagar\nLlenar"}}
    product = product_of(Filled(facts, words, "en"), "")
    assert product.steps == ("Rinse it", "Fill it") and product.words["es"].steps == ("Enjuagar", "Llenar")
    assert product.size_chart is not None and product.size_chart.sizes == ("S", "M")
    assert (sizes_typed(product), callouts_typed(product)) == (SHOWN["sizes"], SHOWN["callouts"])
    assert [(one.point, one.material, one.feature, one.photo) for one in product.callouts] == [
        (2, None, None, "side view.jpg"), (None, "enamel", None, None), (None, None, "hand-wash", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sizes", "S, M\nchest 9 cm", "'chest 9 cm' is no measure"),
        ("sizes", "S, M\nchest: 9 cm", "size_chart"),
        ("sizes", "S, M\nchest: 9 cm, 8 cm\nchest: 9 cm, 8 cm", "'chest' stands there twice"),
        ("callouts", "2 at the top", "'2 at the top' is no place"),
        ("callouts", "= 0.5, 0.5", "is about nothing"),
        ("callouts", "9 = 0.5, 0.5", "callouts.0.point"),
        ("callouts", "velvet = 0.5, 0.5", "callouts.0.feature"),
        ("weight", "about a pound", "measures.weight"),
        ("prices", "19.90", "us 19.90 USD"),
        ("prices", "us cheap", "prices.us"),
        ("prices", "us 1 USD\nUS 2 USD", "'us' stands there twice"),
        ("specs", "0.8 mm", "half of a pair"),
        ("warranty_months", "two years", "warranty_months"),
        ("gtin", "4006381333930", "a digit is mistyped"),
        ("never", "tough", "which 'never' forbids"),
        ("category", "", "category"),
    ],
)
def test_what_cannot_be_meant_is_named(field: str, value: str, said: str) -> None:
    with pytest.raises(PresetError, match=said):
        product_of(Filled({**FACTS, field: value}, {}, "en"), "")


def test_a_translation_that_is_half_a_pair_is_named() -> None:
    with pytest.raises(PresetError, match=r"words\.es\.terms: 'Pared' is half"):
        product_of(Filled(FACTS, {"es": {"terms": "Pared"}}, "en"), "")
