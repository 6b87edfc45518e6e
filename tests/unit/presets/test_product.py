"""A product's facts: strict, exact, and translated whole."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.products.addresses import told_at
from presets.products.library import read_product
from presets.products.quantity import Quantity, Unit
from presets.products.schema import Product

MUG = """
name = "Linden mug"
category = "mug"
points = ["Light and tough"]
never = ["unbreakable"]

[measures]
height = "9 cm"
capacity = "350 ml"

[prices]
us = "19.90 USD"

[words.es]
name = "Taza Linden"
points = ["Ligera y resistente"]
"""


def product(tmp_path: Path, text: str) -> Product:
    (tmp_path / "product.toml").write_text(text, encoding="utf-8")
    return read_product(tmp_path / "product.toml")


def test_facts_are_read_as_they_are_written(tmp_path: Path) -> None:
    mug = product(tmp_path, MUG)
    assert str(mug.measures.height) == "9 cm"
    assert mug.prices["us"].amount == Decimal("19.90") and mug.prices["us"].currency == "USD"
    assert Product.model_validate_json(mug.model_dump_json()) == mug


@pytest.mark.parametrize(
    ("change", "address"),
    [
        (("9 cm", "9 stone"), "measures.height"),
        (("9 cm", "9 g"), "measures"),
        (("9 cm", "0 cm"), "measures.height"),
        (("9 cm", "9,5 cm"), "measures.height"),
        (("19.90 USD", "about 20"), "prices.us"),
        (("19.90 USD", "-1 USD"), "prices.us"),
        (('"Ligera y resistente"', '"Ligera", "Resistente"'), "words.es.points"),
        (("Light and tough", "Light and Unbreakable"), "points.0"),
        (('category = "mug"', 'categry = "mug"'), "categry"),
        (('name = "Linden mug"', 'name = "Linden mug"\ngtin = "4006381333932"'), "gtin"),
    ],
)
def test_a_wrong_fact_is_named_by_its_address(tmp_path: Path, change: tuple[str, str], address: str) -> None:
    with pytest.raises(PresetError, match=f"product.toml: .*{address}"):
        product(tmp_path, MUG.replace(*change))


def test_the_number_of_an_article_proves_itself(tmp_path: Path) -> None:
    assert product(tmp_path, 'gtin = "4006381333931"\n' + MUG).gtin == "4006381333931"


@pytest.mark.parametrize(
    ("typed", "unit", "told"),
    [
        ("9 cm", Unit.IN, "3.5 in"),
        ("1 in", Unit.CM, "2.5 cm"),
        ("350 ml", Unit.FL_OZ, "11.8 fl oz"),
        ("190 g", Unit.OZ, "6.7 oz"),
        ("1 lb", Unit.G, "453.6 g"),
        ("2 mm", Unit.M, "0.002 m"),
        ("0.5 L", Unit.ML, "500 ml"),
    ],
)
def test_units_are_converted_by_their_definitions(typed: str, unit: Unit, told: str) -> None:
    assert str(Quantity.parse(typed).in_unit(unit)) == told


def test_a_pound_and_a_gallon_are_exact() -> None:
    assert Quantity.parse("1 lb").exact * 100_000 == 45_359_237
    assert Quantity.parse("128 fl oz").exact * 1_000_000_000 == 3_785_411_784


def test_every_fact_has_an_address(tmp_path: Path) -> None:
    told = told_at(product(tmp_path, MUG))
    assert told["measures.height"] == "9 cm" and told["prices.us"] == "19.90 USD"
    assert told["words.es.points.0"] == "Ligera y resistente" and told["points.0"] == "Light and tough"


def test_no_field_of_a_product_is_without_an_address() -> None:
    whole = Product.model_validate(
        {
            "name": "n", "brand": "b", "category": "c", "sku": "s", "gtin": "4006381333931", "mpn": "m",
            "made_in": "pl", "warranty_months": 1, "specs": {"a": "1"}, "box": [{"item": "i"}],
            "prices": {"us": "1 USD"},
            "measures": {name: "1 cm" for name in ("height", "width", "depth", "length", "diameter")},
            "words": {"es": {"name": "n"}},
            **{name: ["x"] for name in (
                "materials", "colours", "features", "care", "occasions", "points", "buyers", "steps",
                    "certifications")},
                "size_chart": {"sizes": ["S", "M"], "measures": {"chest": ["1 cm", "2 cm"]}},
                "callouts": [{"point": 1, "at": [0, 1]}],
        }
    )  # fmt: skip
    told = {address.split(".")[0] for address in told_at(whole)}
    assert told == set(Product.model_fields) - {"language", "never", "no_gtin"}


SHOWN = MUG.replace(
    "[prices]",
    """[size_chart]
sizes = ["S", "M"]
[size_chart.measures]
chest = ["88-92 cm", "1 m"]

[[callouts]]
point = 1
at = [0.5, 0.1]

[prices]""",
)


def test_sizes_and_callouts_have_their_addresses(tmp_path: Path) -> None:
    mug = product(tmp_path, SHOWN)
    told = told_at(mug)
    assert (told["size_chart.sizes.1"], told["size_chart.chest.0"]) == ("M", "88-92 cm")
    assert told["callouts.0"] == "Light and tough, at 0.5, 0.1"
    assert Product.model_validate_json(mug.model_dump_json()) == mug


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('"1 m"]', '"1 m", "2 m"]'), "size_chart: measures.chest: 3 of them, but there are 2 sizes"),
        (('"1 m"', '"1 kg"'), "size_chart: measures.chest: some are of another kind"),
        (("88-92 cm", "92-88 cm"), "goes from less to more"),
        (('"M"', '"S"'), "size_chart: sizes: one is there twice"),
        (("point = 1", "point = 2"), "callouts.0.point: there are 1 points, and no 2"),
        (("point = 1", 'feature = "soft"'), "callouts.0.feature: the facts have no feature 'soft'"),
        (("point = 1", ""), "callouts.0: it is about one thing"),
        (("0.5, 0.1", "0.5, 1.1"), "callouts.0.at.1"),
    ],
)
def test_a_chart_or_callout_that_cannot_be_meant_is_named(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(PresetError, match=re.escape(sentence)):
        product(tmp_path, SHOWN.replace(*change))
