"""`studio kit` as a person types it: a product's folder becomes pictures, words, films, data and one page."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

import pytest

from tests.e2e.conftest import Studio
from tests.fakes.tiny_shop import SHOP

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

FACTS = """
name = "Linden mug"
brand = "Linden"
category = "mug"
materials = ["enamel", "steel"]
colours = ["red"]
points = ["Light and tough", "Smooth rim"]

[measures]
height = "9 cm"
capacity = "350 ml"

[prices]
us = "19.90 USD"

[words.es]
name = "Taza Linden"
points = ["Ligera y resistente", "Borde liso"]
"""


@pytest.fixture
def product(mug: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "linden"
    folder.mkdir()
    copyfile(mug, folder / "front.jpg")
    (folder / "product.toml").write_text(FACTS, encoding="utf-8")
    return folder


def typed(product: Path, *more: str | Path) -> tuple[str | Path, ...]:
    return ("kit", product, "-p", "amazon-us", "-p", "shopee-sg", "--cutout", "backdrop", *more)


def test_a_folder_becomes_pictures_words_and_data_on_one_page(
    studio_anew: Studio, product: Path, tmp_path: Path
) -> None:
    done = studio_anew(*typed(product, "-l", "en", "--piece", "main", "--base-url", "https://shop.example/m"))
    assert done.returncode in (0, 1), done.stderr  # a tiny photo is no Amazon picture
    kit = tmp_path / "out" / "linden"
    record = json.loads((kit / "amazon-us" / "linden.words.en.json").read_text(encoding="utf-8"))
    told = {address for title in record["copy"]["titles"] for address in title["line"]["facts"]}
    assert {"category", "materials.0", "measures.capacity"} <= told
    document = json.loads((kit / "data" / "linden.us.en.jsonld").read_text(encoding="utf-8"))
    assert document["offers"][0]["price"] == "19.90" and document["height"]["value"] == 9
    assert document["image"][0]["contentUrl"].startswith("https://shop.example/m/amazon-us/")
    page = (kit / "kit.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert links and [link for link in links if not (kit / link).is_file()] == []
    assert page.count('class="piece"') == len(done.stdout.split()) - sum(
        line.endswith(".txt") for line in done.stdout.split()
    )
    assert 'id="fact-measures.height"' in page and "9 cm" in page
    assert re.search(r">350\s?m[lL] → measures\.capacity</a>", page) and "linden.us.en.jsonld: " in page
    assert "image/0/caption</span>" in page and "→ image" not in page and "in English (US)." in page


def test_nothing_is_written_where_the_facts_are_wrong(studio: Studio, product: Path, tmp_path: Path) -> None:
    (product / "product.toml").write_text(FACTS.replace("9 cm", "9 stone"), encoding="utf-8")
    done = studio(*typed(product))
    assert done.returncode == 5 and "product.toml: measures.height: " in done.stderr
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--presenter", "mayo"), "Did you mean maya"),
        (("-l", "xx"), "There is no language 'xx'."),
        (("-p", "amazn"), "There is no preset 'amazn'"),
    ],
)
def test_what_cannot_be_meant_is_said_at_once(studio: Studio, product: Path, more: tuple[str, ...], said: str) -> None:
    done = studio(*typed(product, *more))
    assert done.returncode in (2, 5) and said in done.stderr


def test_a_product_without_facts_is_told_where_to_write_them(studio: Studio, mug: Path) -> None:
    done = studio(*typed(mug))
    assert done.returncode == 3 and "product.toml" in done.stderr


def test_a_plans_rows_may_be_kits(studio: Studio, product: Path, tmp_path: Path) -> None:
    head = "kind,photos,preset,language,piece,cutout"
    (tmp_path / "plan.csv").write_text(f"{head}\nkit,{product},amazon-us,en,words,backdrop\n")
    done = studio("batch", "plan.csv", "--out", "made")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "made" / "linden" / "kit.html").is_file()
    again = studio("batch", "plan.csv", "--out", "made")
    assert "1 were there already" in again.stderr
    if find_spec("fsspec") is not None:
        shop = tmp_path / "shop"
        copied = studio("batch", "plan.csv", "--out", shop.as_uri())
        assert copied.returncode == 0, copied.stderr
        here, there = ({path.name for path in (root / "linden").rglob("*.*")} for root in (tmp_path / "made", shop))
        assert here == there and {"kit.html", "linden.us.en.jsonld"} <= there


def test_films_of_a_kit_claim_what_the_facts_say(studio: Studio, product: Path, tmp_path: Path) -> None:
    pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tiny-shop.toml").write_text(SHOP)
    done = studio(
        "--presets", tmp_path / "own", "kit", product, "-p", "tiny-shop", "-l", "en", "-l", "ja", "--piece", "clips",
        "--scene", "plain", "--cutout", "backdrop", "--base-url", "https://shop.example",
    )  # fmt: skip
    assert "There is no film in Japanese" in done.stderr
    kit = tmp_path / "out" / "linden"
    assert (kit / "tiny-shop" / "linden.video.clip-en.mp4").is_file()
    poster = "tiny-shop/linden.video.clip-en.poster.jpg"
    assert (kit / poster).read_bytes()[:2] == b"\xff\xd8"
    assert f'poster="{poster}"' in (kit / "kit.html").read_text(encoding="utf-8")
    sitemap = (kit / "data" / "linden.sitemap.xml").read_text(encoding="utf-8")
    assert f"<video:thumbnail_loc>https://shop.example/{poster}<" in sitemap
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in (kit / "data").glob("*.en.jsonld")]
    assert any(
        film["thumbnailUrl"] == f"https://shop.example/{poster}"
        for document in documents
        for film in document.get("subjectOf", [])
    )
