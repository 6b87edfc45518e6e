"""Ten very different products, and briefs for them."""

from pathlib import Path

import pytest

from pipelines.listing import Brief
from pipelines.stages.check.words.check_copy import text_slots
from presets.languages.library import language
from presets.library import load_presets
from presets.products.library import read_product
from presets.products.quantity import UnitStyle
from presets.products.schema import Product

HERE = Path(__file__).parent / "products"
PRODUCTS = {path.stem: read_product(path) for path in sorted(HERE.glob("*.toml"))}
PRODUCTS["mug"] = read_product(Path("studio/examples/enamel-mug/product.toml"))


def brief_of(product: Product, tag: str, shop: str | None = None, units: UnitStyle = UnitStyle.METRIC) -> Brief:
    slots = text_slots(load_presets(None).get(shop)) if shop else {}
    return Brief(product, language(tag), units, "us", slots)


@pytest.fixture
def mug() -> Product:
    return PRODUCTS["mug"]
