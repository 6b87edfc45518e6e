"""Taiwan's words are its own: traditional letters, and other terms where usage differs."""

import pytest

from presets.alt_texts.library import alt_words
from presets.errors import PresetError
from presets.languages.library import language
from presets.languages.tags import root
from presets.lexicon.library import lexicon, term_id
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.products.schema import Product


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    "words", [lexicon("zh-TW"), alt_words("zh-TW"), language("zh-TW").film], ids=("lexicon", "alt", "film")
)
def test_every_letter_is_one_of_taiwan(words: object) -> None:
    """Big5 is the code of its letters, and has none of the simplified ones."""
    for text in texts(words.model_dump()):  # type: ignore[attr-defined]
        text.encode("big5")


@pytest.mark.parametrize(
    ("kind", "term", "mainland", "taiwan"),
    [
        ("materials", "enamel", "搪瓷", "琺瑯"),
        ("materials", "plastic", "塑料", "塑膠"),
        ("features", "quick-drying", "速干", "快乾"),
        ("features", "non-stick", "不易粘锅", "不沾"),
    ],
)
def test_terms_are_not_changed_letter_by_letter(kind: str, term: str, mainland: str, taiwan: str) -> None:
    known = [getattr(lexicon(tag), kind)[term] for tag in ("zh", "zh-TW")]
    assert [said if isinstance(said, str) else said.word for said in known] == [mainland, taiwan]
    assert term_id(kind, taiwan, "zh-TW") == term


@pytest.mark.parametrize("tag", ["zh-TW", "zh-tw", "zh_TW", "zh-Hant", "zh-HK"])
def test_readers_of_traditional_letters_get_them(tag: str) -> None:
    assert language(tag).id == "zh-TW" and root(tag) == "zh-TW"


def test_neither_stands_in_for_the_other() -> None:
    mug = Product.model_validate({"name": "Mug", "category": "mug", "words": {"zh": {"name": "马克杯"}}})
    assert mug.translated("zh-TW") is None and mug.translated("zh-CN") is not None
    assert language("zh-SG").id == "zh" and root("pt-BR") == "pt"


def test_a_listing_in_it_is_for_taiwan() -> None:
    markets = load_markets()
    assert market_for(("sg", "my", "tw"), "zh-TW", markets).id == "tw"
    assert market_for((), "zh-TW", markets).id == "tw" and market_for((), "zh", markets).id == "cn"


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(PresetError, match="no language"):
        language("xx-TW")
