"""A filled form becomes the file that a kit reads, whatever is left empty."""

from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.products.library import read_product
from studio.kit_form import Filled, write_facts
from studio.shown_form import callouts_typed, sizes_typed

FACTS = {
    "name": "Mug “Linden”", "brand": "", "category": "mug", "materials": ["enamel", "sea \"grass\""], "colours": [],
    "features": None, "height_cm": "9", "weight": "190 g", "capacity": "", "width": None,
    "prices": "us 19.90 USD, ES 17.90 EUR", "points": "Light and tough\n\n Smooth   rim \n",
}  # fmt: skip


def test_a_form_is_read_back_as_it_was_filled(tmp_path: Path) -> None:
    words = {"es": {"name": "Taza", "points": "Ligera\nBorde liso"}, "fr": {"name": "", "points": ""}}
    product = read_product(write_facts(tmp_path, Filled(FACTS, words, ("en", "es", "fr")), "photo"))
    assert product.name == "Mug “Linden”" and product.brand is None
    assert product.materials == ("enamel", 'sea "grass"') and product.points == ("Light and tough", "Smooth rim")
    assert str(product.measures.height) == "9 cm" and product.measures.width is None
    assert {country: price.currency for country, price in product.prices.items()} == {"us": "USD", "es": "EUR"}
    assert product.words["es"].points == ("Ligera", "Borde liso") and "fr" not in product.words


def test_the_same_form_is_the_same_file(tmp_path: Path) -> None:
    filled = Filled(FACTS, {}, ("en",))
    assert write_facts(tmp_path, filled, "") == write_facts(tmp_path, filled, "")


SHOWN = {
    "steps": "Rinse it\nFill it", "sizes": "S, M\nchest: 88-92 cm, 1 m\nCuff: 8 cm, 9 cm",
    "callouts": "2 = 0.5, 0.04\nenamel = 0.2, 0.8\nhand-wash = 0, 1",
}  # fmt: skip


def test_sizes_steps_and_callouts_are_typed_a_line_each(tmp_path: Path) -> None:
    facts = {**FACTS, **SHOWN, "features": ["hand-wash"]}
    words = {"es": {"name": "Taza", "steps": "Enjuagar\nLlenar"}}
    product = read_product(write_facts(tmp_path, Filled(facts, words, ("en", "es")), ""))
    assert product.steps == ("Rinse it", "Fill it") and product.words["es"].steps == ("Enjuagar", "Llenar")
    assert product.size_chart is not None and product.size_chart.sizes == ("S", "M")
    assert (sizes_typed(product), callouts_typed(product)) == (SHOWN["sizes"], SHOWN["callouts"])
    assert [(one.point, one.material, one.feature) for one in product.callouts] == [
        (2, None, None), (None, "enamel", None), (None, None, "hand-wash"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sizes", "S, M\nchest 9 cm", "'chest 9 cm' is no measure"),
        ("sizes", "S, M\nchest: 9 cm", "size_chart"),
        ("callouts", "2 at the top", "'2 at the top' is no place"),
        ("callouts", "= 0.5, 0.5", "is about nothing"),
        ("callouts", "9 = 0.5, 0.5", "callouts.0.point"),
        ("callouts", "velvet = 0.5, 0.5", "callouts.0.feature"),
        ("weight", "about a pound", "measures.weight"),
        ("prices", "19.90", "us 19.90 USD"),
        ("prices", "us cheap", "prices.us"),
        ("category", "", "category"),
    ],
)
def test_what_cannot_be_meant_is_named(tmp_path: Path, field: str, value: str, said: str) -> None:
    with pytest.raises(PresetError, match=said):
        write_facts(tmp_path, Filled({**FACTS, field: value}, {}, ("en",)), "")
