"""A draft of facts holds no fact that nobody confirmed, and says what is missing."""

from pathlib import Path

import pytest

from pipelines.understanding import How, Suggestion, Understanding
from presets.errors import PresetError
from presets.products.library import read_product
from studio.facts_draft import facts_draft

SEEN = Understanding(
    (
        Suggestion("colours", "white", How.MEASURED, 0.7),
        Suggestion("label", 'Oil "No 5" 30 ml · 1.0 fl oz', How.READ),
        Suggestion("category", "face-oil", How.SUPPOSED),
        Suggestion("materials", "glass", How.SUPPOSED),
        Suggestion("points", "amber glass", How.SUPPOSED),
    ),
    3.2,
)


def test_as_it_is_it_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "product.toml"
    path.write_text(facts_draft(SEEN, "front.jpg", "en"), encoding="utf-8")
    with pytest.raises(PresetError, match=r"product\.toml: name.*\n.*category: Field required"):
        read_product(path)


def test_confirmed_it_is_a_products_file(tmp_path: Path) -> None:
    path = tmp_path / "product.toml"
    draft = facts_draft(SEEN, "front.jpg", "fr").replace('name = ""', 'name = "Huile"')
    for field in ("category", "colours", "materials", "points", "capacity"):
        assert f"\n# {field} = " in draft
        draft = draft.replace(f"\n# {field} = ", f"\n{field} = ")
    path.write_text(draft, encoding="utf-8")
    product = read_product(path)
    assert (product.category, product.language, product.colours) == ("face-oil", "fr", ("white",))
    assert (product.materials, product.points) == (("glass",), ("amber glass",))
    assert str(product.measures.capacity) == "30 ml" and product.measures.weight is None


def test_it_says_how_each_was_found_out() -> None:
    draft = facts_draft(SEEN, "front.jpg", "en")
    assert "measured: white 70%" in draft and "supposed by a network that sees" in draft
    assert "read on the product: Oil" in draft and "3.20 times as high as wide" in draft


def test_without_anything_seen_it_is_a_form() -> None:
    assert 'category = ""' in facts_draft(Understanding((), 1.0), "front.jpg", "en")
