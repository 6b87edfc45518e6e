"""`studio product-clip` as a person types it: a tiny film from a real photo, without a voice."""

import json
from pathlib import Path

import pytest
from PIL import Image

from pipelines.stages.export.read_xmp import read_xmp
from tests.e2e.conftest import Studio
from tests.fakes.tiny_shop import SHOP

pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")
pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[words]'")

FACTS = """
[en]
name = "Linden mug"
lines = ["Light", "Tough"]
action = ""

[ar]
name = "كوب"
lines = ["خفيف", "متين"]
"""


def test_a_photo_and_facts_become_a_film_in_each_language(studio_anew: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tiny-shop.toml").write_text(SHOP)
    (tmp_path / "facts.toml").write_text(FACTS, encoding="utf-8")
    typed = (
        "--presets",
        tmp_path / "own",
        "product-clip",
        mug,
        "-p",
        "tiny-shop",
        "--scene",
        "plain",
        "--cutout",
        "backdrop",
    )
    done = studio_anew(*typed, "--facts", "facts.toml", "-l", "en", "-l", "ar", "--json")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["language"], record["voice"]) for record in records] == [("en", ""), ("ar", "")]
    for record in records:
        assert record["size"] == [180, 320]
        assert (tmp_path / record["file"]).read_bytes()[4:8] == b"ftyp"
        assert record["captions"] == []
        with Image.open(tmp_path / record["poster"]) as poster:
            assert poster.size == (180, 320)
        history = read_xmp(tmp_path / record["poster"])
        assert history is not None and history.recipe is not None and "poster" in history.recipe.options
        (words,) = [finding for finding in record["report"]["findings"] if finding["rule"] == "read_back"]
        assert words["verdict"] == "pass"
        texts = {"en": 4, "ar": 5}[record["language"]]  # note, name, two points; a call to act that nobody left out
        assert words["figures"]["read"] + words["figures"]["letters"] == texts
    again = studio_anew(*typed, "--facts", "facts.toml", "-l", "ar")
    assert "the same film was there already." in again.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--template", "showroom"), "In the template 'showroom' somebody speaks."),
        (("--template", "parad"), "Did you mean parade?"),
        (("-l", "xx"), "There is no language 'xx'."),
    ],
)
def test_what_cannot_be_made_is_said(studio: Studio, mug: Path, more: tuple[str, ...], said: str) -> None:
    done = studio("product-clip", mug, "-p", "tiktok", "--scene", "plain", "--cutout", "backdrop", *more)
    assert done.returncode != 0 and said in done.stderr
    assert "Traceback" not in done.stderr
