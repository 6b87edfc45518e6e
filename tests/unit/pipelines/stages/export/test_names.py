import pytest

from pipelines.errors import ExportError
from pipelines.stages.export.names import ascii_name, file_name
from tests.unit.pipelines.conftest import SlotMaker

AMAZON = {
    "kind": "file_name",
    "pattern": r"[A-Za-z0-9]+\.(MAIN|PT\d{2})\.(jpg|png)",
    "template": "{sku}.MAIN.{ext}",
}


def test_a_sku_names_files_by_the_marketplaces_scheme(slot_of: SlotMaker) -> None:
    assert file_name(slot_of([AMAZON]), "mug", "B0ABC12345", 1, "jpg") == "B0ABC12345.MAIN.jpg"


def test_without_a_sku_the_products_name_is_used(slot_of: SlotMaker) -> None:
    assert file_name(slot_of([AMAZON]), "blue mug", None, 1, "jpg") == "bluemug.MAIN.jpg"
    assert file_name(slot_of([AMAZON]), "blue_mug", None, 1, "jpg") == "blue_mug.main.jpg"
    assert file_name(slot_of(), "blue mug", "SKU 7", 2, "png") == "SKU-7.main-2.png"


@pytest.mark.parametrize("sku", ["../../etc", "a b", "a/b", "Größe", ""])
def test_a_sku_the_scheme_does_not_take_is_refused(slot_of: SlotMaker, sku: str) -> None:
    with pytest.raises(ExportError, match="in a file's name"):
        file_name(slot_of([AMAZON]), "mug", sku, 1, "jpg")


def test_names_are_plain_and_two_products_never_meet() -> None:
    assert ascii_name("Tasse café") == "Tasse-cafe"
    assert ascii_name("..") != ascii_name("杯子")
    assert ascii_name("杯子") != ascii_name("茶杯")
    assert ascii_name("杯子").startswith("product-")
    assert all(c.isalnum() or c in "-_" for c in ascii_name("a/../b 🫖 c"))
    assert ascii_name("mug 🫖") == "mug"
