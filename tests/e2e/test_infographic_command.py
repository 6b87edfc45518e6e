"""`studio infographic` as a person types it: a product's folder becomes pictures with words, or says why not."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.conftest import Studio

pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[words]'")

MUG = Path(__file__).parents[2] / "studio" / "examples" / "enamel-mug"
FACTS = """
name = "Linden mug"
brand = "Linden"
category = "mug"
features = ["hand-wash"]
points = ["Light and tough", "Smooth rim"]

[measures]
height = "{height}"
diameter = "8.3 cm"
weight = "190 g"

[words.ar]
name = "كوب ليندن"
points = ["خفيف ومتين", "حافة ناعمة"]
"""
BRAND = 'id = "linden"\nname = "Linden"\n[colours]\nprimary = "#2a5448"\n'


@pytest.fixture
def product(tmp_path: Path) -> Path:
    folder = tmp_path / "linden"
    folder.mkdir()
    with Image.open(MUG / "front.jpg") as photo, Image.open(MUG / "front.matte.png") as matte:
        photo.putalpha(matte.convert("L"))  # its own alpha channel is the cutout
        photo.resize((900, 1200)).save(folder / "front.png")
    (folder / "product.toml").write_text(FACTS.format(height="9.8 cm"), encoding="utf-8")
    return folder


def typed(product: Path, *more: str | Path) -> tuple[str | Path, ...]:
    return ("infographic", product, "-p", "amazon-us", "--cutout", "backdrop", *more)


def test_pages_are_made_in_each_language_and_checked(studio: Studio, product: Path, tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(BRAND)
    done = studio(
        *typed(product, "--page", "dimensions", "--page", "care", "-l", "en", "-l", "ar", "--json", "--long-page")
    )
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({record["path"] for record in records}) == 4
    html = (tmp_path / records[2]["path"]).parent.joinpath("linden.additional.ar.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in html and html.count("<img ") == 2
    assert Path(records[2]["path"]).name in html and "<title>كوب ليندن</title>" in html
    for record in records:
        assert record["slot"] == "additional"
        with Image.open(tmp_path / record["path"]) as picture:
            assert picture.size == (2000, 2000)
            xmp = picture.info["xmp"].decode()
        assert "digitalsourcetype/composite<" in xmp
        assert "drawn by rule from the seller&apos;s facts" in xmp or "drawn by rule from the seller's facts" in xmp


def test_points_whose_place_is_told_are_called_out(studio_anew: Studio, product: Path) -> None:
    done = studio_anew(*typed(product, "--page", "callouts", "--spot", "1=0.3,0.7", "--spot", "2=0.4,0.05"))
    assert done.returncode == 0, done.stderr
    assert "1 made, 0 failed" in done.stderr


def test_a_measure_that_the_photo_contradicts_is_never_drawn(studio: Studio, product: Path, tmp_path: Path) -> None:
    (product / "product.toml").write_text(FACTS.format(height="12 cm"), encoding="utf-8")
    done = studio(*typed(product, "--page", "dimensions", "--page", "features"))
    assert done.returncode != 0
    assert "The photo and the measures are" in done.stderr and "height 12 cm and diameter 8.3 cm" in done.stderr
    assert "1 made, 1 failed" in done.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--slot", "main"), "the product is shown alone there, without words"),
        (("--page", "dimension"), "Did you mean dimensions"),
        (("--page", "callouts"), "with their places on it"),
        (("--spot", "3=0.1,0.1"), "points count from 1 to 2"),
        (("--spot", "1=left"), "write NUMBER=X,Y, as in 1=0.3,0.7"),
        (("-l", "xx"), "There is no language 'xx'."),
        (("--page", "in-the-box"), "There is nothing in the box."),
    ],
)
def test_what_cannot_be_made_is_said(studio: Studio, product: Path, more: tuple[str, ...], said: str) -> None:
    done = studio(*typed(product, *more))
    assert done.returncode != 0 and said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_folder_without_facts_is_told(studio: Studio, product: Path) -> None:
    (product / "product.toml").unlink()
    done = studio(*typed(product))
    assert done.returncode != 0 and "has no facts" in done.stderr
