"""The tab of kits asks for all that the command takes, and for every fact that a product's file can hold."""

from pathlib import Path

import click
import pytest

pytest.importorskip("gradio", reason="pip install 'listing-studio[web]'")

import gradio as gr

from models.device import this_device
from pipelines.errors import PhotoError
from presets.brands.library import read_brand
from presets.errors import PresetError
from presets.products.schema import Measures, Product
from studio.brand_form import BrandFormError, brand_content
from studio.plan_rows import command_of
from studio.tabs.kit import KitForm, _photo_called
from studio.tabs.product import ProductPanel
from studio.web.brought import BroughtError, keep_together, sent_files
from tests.fakes.house import house_in

ELSEWHERE = {
    "out", "as_json", "strict",  # of a terminal: where files go, and what is printed
    "photos", "product", "name", "sku",  # asked beside the photos, for all tabs
    "facts", "language", "preset",  # the form itself
    "brand", "music", "past", "compare",  # sent as files
    "touchup",  # drawn on the picture's card
    "sign",  # whose key lies with who serves
    "help",
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> KitForm:
    with gr.Blocks() as pages:
        house = house_in(tmp_path)
        return KitForm(house, ProductPanel(house, pages))


def test_every_option_of_the_command_is_in_the_tab(form: KitForm) -> None:
    options = {param.name for param in command_of("kit").params if isinstance(param, (click.Option, click.Argument))}
    drawn = set(form.making.widgets)
    without_gpu = set() if this_device().gpus else {"motion"}
    assert options - ELSEWHERE - without_gpu == drawn - {"preset"}


def test_every_fact_of_a_product_is_asked_for(form: KitForm) -> None:
    typed = {"sizes": "size_chart", "sizes_of": "size_chart", **dict.fromkeys(Measures.model_fields, "measures")}
    asked = {typed.get(name, name) for name in form.panel.facts}
    assert asked | {"language", "words"} == set(Product.model_fields)


def test_a_brand_is_its_file_or_a_colour_with_a_logo(tmp_path: Path) -> None:
    given = {"primary": "#1f6f5c", "accent": "", "tone": "warm"}
    content = brand_content({"logo.png": b"png"}, given, "Ö_Kö")
    brand = read_brand(keep_together(tmp_path, content) / "brand.toml")
    assert (brand.colours.primary, brand.tone, brand.logo, brand.name) == ("#1f6f5c", "warm", "logo.png", "Ö_Kö")
    own = {"mine.toml": b'id = "a"\nname = "A"\ncolours = { primary = "#000000" }\n'}
    assert set(brand_content(own, {}, "")) == {"brand.toml"}
    assert brand_content({}, {"primary": "", "tone": None}, "A") == {}


@pytest.mark.parametrize(
    ("sent", "given", "name", "said"),
    [
        (["a.toml"], {"primary": "#1f6f5c"}, "A", "one of them"),
        (["logo.png"], {}, "A", "Give the brand's colour"),
        ([], {"tone": "warm"}, "A", "Give the brand's colour"),
        ([], {"primary": "#1f6f5c"}, " ", "Fill in the brand"),
        (["a.png", "b.png"], {"primary": "#1f6f5c"}, "A", "not 2"),
        ([], {"primary": "green"}, "A", "colours.primary"),
    ],
)
def test_what_is_no_brand_is_told(sent: list[str], given: dict[str, str], name: str, said: str) -> None:
    with pytest.raises((BrandFormError, PresetError), match=said):
        brand_content(dict.fromkeys(sent, b""), given, name)


def test_what_was_sent_together_lies_together_and_nothing_else_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "sent"))
    (tmp_path / "sent" / "1").mkdir(parents=True)
    (tmp_path / "sent" / "2").mkdir()
    for place in ("1/a b.csv", "1/c.png", "2/c.png"):
        (tmp_path / "sent" / place).write_text(place)
    content = sent_files([str(tmp_path / "sent" / place) for place in ("1/a b.csv", "1/c.png")])
    folder = keep_together(tmp_path / "kept", content)
    assert {path.name for path in folder.iterdir()} == {"a b.csv", "c.png"}
    assert keep_together(tmp_path / "kept", content) == folder
    with pytest.raises(BroughtError, match=r"called c\.png"):
        sent_files([str(tmp_path / "sent" / place) for place in ("1/c.png", "2/c.png")])
    (tmp_path / "secret").write_text("s")
    with pytest.raises(PhotoError, match="never fetched"):
        sent_files(str(tmp_path / "secret"))


def test_a_photo_is_called_by_its_name() -> None:
    photos = ["/x/1/front.jpg", "/x/2/side.jpg"]
    assert _photo_called("SIDE", photos) == photos[1] and _photo_called(" ", photos) == ""
    with pytest.raises(PhotoError, match=r"There are: front\.jpg, side\.jpg"):
        _photo_called("back", photos)
