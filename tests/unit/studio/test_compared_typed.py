"""Products to compare with are the same seller's, a folder each."""

from pathlib import Path

import pytest

from pipelines.errors import PhotoError
from presets.products.schema import Product
from studio.compared_typed import compared_typed

OWN = Product(name="Linden mug", brand="Linden", category="mug")


def folder(tmp_path: Path, name: str, brand: str) -> Path:
    made = tmp_path / name
    made.mkdir()
    (made / "front.jpg").write_bytes(b"never read here")
    (made / "product.toml").write_text(f'name = "Dune"\nbrand = "{brand}"\ncategory = "vase"\n', encoding="utf-8")
    return made


def test_a_folder_is_a_product_with_its_facts_and_photos(tmp_path: Path) -> None:
    vase = folder(tmp_path, "Tall vase", "LINDEN")
    (found,) = compared_typed([vase, vase], OWN, "kit")
    assert (found.name, found.facts.name, found.photos) == ("Tall-vase", "Dune", (vase / "front.jpg",))


def test_another_makers_product_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="Dune is by Other, and Linden mug by Linden"):
        compared_typed([folder(tmp_path, "vase", "Other")], OWN, "kit")


def test_a_folder_without_facts_or_photos_is_refused(tmp_path: Path) -> None:
    bare = folder(tmp_path, "vase", "Linden")
    (bare / "product.toml").unlink()
    with pytest.raises(PhotoError, match="has no facts"):
        compared_typed([bare], OWN, "kit")
    (bare / "front.jpg").unlink()
    with pytest.raises(PhotoError, match="holds 0 products"):
        compared_typed([bare], OWN, "kit")


def test_the_product_itself_is_refused(tmp_path: Path) -> None:
    own = folder(tmp_path, "vase", "Linden")
    with pytest.raises(PhotoError, match="holds the product itself"):
        compared_typed([own], Product(name="Dune", brand="Linden", category="vase"), "kit")
