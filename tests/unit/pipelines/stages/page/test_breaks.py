"""Lines end where the language lets them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.stages.page.breaks import Phrase, letters_in, phrases_of, words_in
from presets.languages.library import language


def cut(text: str, tag: str) -> list[str]:
    return [phrase.text.replace("\u00a0", "~") for phrase in phrases_of(text, language(tag))]


@pytest.mark.parametrize(
    ("tag", "text", "phrases"),
    [
        ("en", "Room for 350 ml, dishwasher-safe", ["Room", "for", "350~ml,", "dishwasher-", "safe"]),
        ("en", "3.5 in / 9 cm", ["3.5~in~/", "9~cm"]),
        ("de", "1 × Geschenkkarton, 2 × Deckel", ["1~×~Geschenkkarton,", "2~×~Deckel"]),
        ("ru", "Кружка × 2", ["Кружка~×~2"]),
        ("en", "9 cm × 8 cm", ["9~cm~×", "8~cm"]),
        ("fr", "un « grand » café !", ["un", "«~grand~»", "café~!"]),
        ("ja", "大きなコーヒーにぴったり。", ["大きな", "コーヒーに", "ぴったり。"]),
        ("ja", "なめらかな「紺」のふち", ["なめらかな", "「紺」の", "ふち"]),
        ("ja", "高さ9 cmのマグ", ["高さ9~cmの", "マグ"]),
        ("zh", "轻巧结实，350 ml", ["轻巧", "结实，", "350~ml"]),
        ("th", "เบาและทนทาน", ["เบา", "และ", "ทนทาน"]),
        ("ja", "はじめにぬるま湯ですすぐ", ["はじめに", "ぬるま湯ですすぐ"]),
        ("ja", "カモミールとはちみつのハーブティー", ["カモミールと", "はちみつの", "ハーブティー"]),
        ("ja", "国産はちみつ使用", ["国産", "はちみつ", "使用"]),
        ("ja", "手で編まれたかご", ["手で", "編まれた", "かご"]),
        ("de", "Spülmaschinen\u00adgeeignet und robust", ["Spülmaschinen", "geeignet", "und", "robust"]),
        ("ar", "يتسع 350 مل", ["يتسع", "350~مل"]),
    ],
)
def test_phrases_stay_together(tag: str, text: str, phrases: list[str]) -> None:
    assert cut(text, tag) == phrases


@settings(deadline=None)  # the first one loads a dictionary
@given(st.text(st.sampled_from("あいうカキク紺色軽9. 「」、。ーcmAb"), min_size=1).filter(str.strip))
def test_nothing_is_lost_and_no_line_begins_with_a_closing_sign(text: str) -> None:
    phrases = phrases_of(text, language("ja"))
    kept = "".join(phrase.text for phrase in phrases).replace("\u00a0", "")
    assert kept == text.replace(" ", "")
    parts = [part for phrase in phrases for part in letters_in(phrase, language("ja"))]
    assert "".join(part.text for part in parts).replace("\u00a0", "") == text.replace(" ", "")
    assert all(part.text[0] not in "」、。ー" for part in parts[1:] if not part.spaced)


def test_long_german_compounds_are_parted_where_nothing_else_fits() -> None:
    (phrase,) = phrases_of("Geräuschunterdrückung,", language("de"))
    parts = letters_in(phrase, language("de"))
    assert [part.text for part in parts] == ["Geräusch", "un", "ter", "drü", "ckung,"]
    assert [(part.soft, part.spaced) for part in parts] == [(True, True), *[(True, False)] * 3, (False, False)]
    assert letters_in(Phrase("abwaschbar"), language("de")) == [Phrase("abwaschbar")]
    assert letters_in(Phrase("Geräuschunterdrückung"), language("en")) == [Phrase("Geräuschunterdrückung")]


def test_a_long_japanese_phrase_is_parted_between_its_words_before_it_is_within_one() -> None:
    (phrase,) = phrases_of("手回しハンドル、", language("ja"))
    assert [part.text for part in words_in(phrase, language("ja"))] == ["手回し", "ハンドル、"]
    assert words_in(Phrase("Handle"), language("en")) == [Phrase("Handle")]
