"""Every language has words for every term, forms for every gender, and claims nothing of its own."""

import re
from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.languages.library import language
from presets.lexicon.library import KINDS, load_lexicons, load_terms, read_lexicon, term_id
from presets.lexicon.schema import Lexicon, agreed

LEXICONS = pytest.mark.parametrize("lexicon", load_lexicons().values(), ids=load_lexicons())
ENGLISH = Path("presets/lexicon/en.toml")
# Words of rank in each language: a lexicon has none, whatever the fact.
RANK = (
    "best", "perfect", "ideal", "guarantee", "eco-", "mejor", "perfect", "meilleur", "parfait", "beste", "migliore",
    "melhor", "perfeit", "أفضل", "الأفضل", "最高", "最佳", "最好", "完璧", "최고", "ดีที่สุด", "tốt nhất", "terbaik",
    "лучш", "идеальн", "en iyi", "najlep", "idealn",
)  # fmt: skip


@LEXICONS
def test_every_language_is_known_and_letters_are_its_own(lexicon: Lexicon) -> None:
    assert language(lexicon.id).id == lexicon.id
    for kind in KINDS:
        assert set(getattr(lexicon, kind)) == set(getattr(load_terms(), kind))


@LEXICONS
def test_no_text_ranks_or_counts(lexicon: Lexicon) -> None:
    for address, text in lexicon.texts():
        assert not re.search(r"\d", text), address
        found = [word for word in RANK if re.search(rf"(?<!\w){word}", text.casefold())]
        assert not found, f"{address}: {text}"


@LEXICONS
def test_two_terms_of_a_kind_are_told_apart(lexicon: Lexicon) -> None:
    for kind in KINDS:
        words = [said if isinstance(said, str) else said.word for said in getattr(lexicon, kind).values()]
        twice = {word for word in words if words.count(word) > 1}
        assert not twice, f"{kind}: {twice}"


def test_a_text_agrees_by_place() -> None:
    assert [agreed("blanc[o|a|os|as]", place) for place in range(4)] == ["blanco", "blanca", "blancos", "blancas"]
    assert agreed("azul[||es|es] marino", 2) == "azules marino"


def test_what_sellers_write_is_found() -> None:
    assert term_id("colours", "Gray", "en") == "grey"
    assert term_id("categories", "Coffee mug", "en") == "mug"
    assert term_id("materials", "stainless steel", "en-GB") == "stainless-steel"
    assert term_id("categories", "jewelry", "en") is None  # of rings and of necklaces
    assert term_id("categories", "anvil", "en") is None


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('vase = { word = "vase"', 'vaze = { word = "vase"', "categories.vase: it has no words"),
        ('steel = "steel"', 'steel = "steel"\nadamant = "adamant"', "materials.adamant: terms.toml knows no such term"),
        ('soft = "soft"', 'soft = "soft, 2 times"', "figures come from a seller's facts alone"),
        ("Th[is|ese] {thing}", "Th[is|ese|at] {thing}", "patterns.intro: [is|ese|at] needs 2 forms"),
        ('"{brand} {thing}"', '"{thing}"', "branded: it needs {brand} and {thing}"),
        ('gender = "p"', 'gender = "f"', "gender 'f' is none of s, p"),
    ],
)
def test_a_wrong_file_has_an_address(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    assert was in text
    wrong = tmp_path / "en.toml"
    wrong.write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(PresetError) as caught:
        read_lexicon(wrong)
    assert told in str(caught.value)
