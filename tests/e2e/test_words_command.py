"""`studio words` as a person types it: facts become a listing's words, or one sentence says why not."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Studio

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

MUG = Path(__file__).parents[2] / "studio" / "examples" / "enamel-mug" / "product.toml"


def test_words_are_read(studio_anew: Studio) -> None:
    done = studio_anew("words", MUG, "-l", "es", "-p", "amazon-us")
    assert done.returncode == 0
    assert "TITLE, keyword first\nTaza Linden de metal esmaltado y acero" in done.stdout
    assert "Fernández Huerta" in done.stdout and "of the keywords" in done.stdout
    assert "\nBULLETS\nLigera y resistente\n" in done.stdout
    assert "no room for" in done.stderr


def test_a_description_in_japanese_has_no_spaces_between_sentences(studio: Studio) -> None:
    out = studio("words", MUG, "-l", "ja", "-p", "shopee").stdout
    assert "ホーロー・スチール製のリンデンのマグカップです。軽くて丈夫。" in out


def test_one_strategy_as_a_record(studio: Studio) -> None:
    done = studio("words", MUG, "--strategy", "gift_first", "--json")
    found = json.loads(done.stdout)
    (title,) = found["copy"]["titles"]
    assert title["line"]["text"].startswith("Gift Idea: Linden")
    assert "occasions.1" in title["line"]["facts"]
    assert found["measures"]["gift_first"]["chars"] == len(title["line"]["text"])


def test_results_rank_the_titles_or_say_why_not(studio: Studio, tmp_path: Path) -> None:
    past = tmp_path / "past.csv"
    past.write_text("text,impressions,clicks\nMug,100,3\n", encoding="utf-8")
    assert "too little to rank by" in studio("words", MUG, "--past", str(past)).stdout
    rows = [f"{'350 ml ' * (n % 2)}mug {'x' * n},5000,{300 if n % 2 else 100}" for n in range(20)]
    past.write_text("\n".join(["text,impressions,clicks", *rows]), encoding="utf-8")
    out = studio("words", MUG, "--past", str(past)).stdout
    assert "BY YOUR RESULTS: " in out and "20 earlier texts" in out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("-l", "uk"), "No lexicon has words in 'uk'"),
        (("-l", "xx"), "There is no language 'xx'"),
        (("-p", "amazn-us"), "Did you mean"),
        (("--past", "none.csv"), "none.csv cannot be read"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(studio: Studio, typed: tuple[str, ...], told: str) -> None:
    done = studio("words", MUG, *typed)
    assert done.returncode != 0 and told in done.stderr and done.stdout == ""
