"""Figures, prices, units and abbreviations in words, language by language."""

import pytest

from pipelines.stages.script.read import read_script
from pipelines.stages.script.spoken.read_aloud import read_aloud

pytest.importorskip("babel", reason="pip install 'listing-studio[video]'")


def said(text: str, language: str, **says: str) -> str:
    return " ".join(part for part in read_aloud(read_script(text, language, "x").words, says) if part)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "It costs $49.99.", "It costs forty nine dollars and ninety nine cents."),
        ("en", "$0.99 or £1", "ninety nine cents or one pound"),
        ("en", "1,299 USD", "one thousand two hundred and ninety nine dollars"),
        ("en", "1 kg, 3 lbs, 9.5cm", "one kilogram, three pounds, nine point five centimeters"),
        ("en", "10 x 15 cm, 10-15 cm", "ten by fifteen centimeters, ten to fifteen centimeters"),
        ("en", "20 % off", "twenty percent off"),
        ("en", "approx. 3 & more", "approximately three and more"),
        ("en", "on 2026-11-24", "on November twenty four, two thousand and twenty six"),
        ("de", "49,99 € bzw. 1.299 €", "neunundvierzig Euro und neunundneunzig Cent beziehungsweise "
         "eintausendzweihundertneunundneunzig Euro"),
        ("de", "1,5 kg, 20 %", "eins Komma fünf Kilogramm, zwanzig Prozent"),
        ("fr", "1 299,90 €", "mille deux cent quatre vingt dix neuf euros et quatre vingt dix centimes"),
        ("es", "49,99 €", "cuarenta y nueve euros con noventa y nueve céntimos"),
        ("pt", "R$ 49,90", "quarenta e nove Reais e noventa centavos"),
        ("it", "2 kg", "due chilogrammi"),
        ("ru", "2 см, 5 см, 1 см", "два сантиметра, пять сантиметров, один сантиметр"),
        ("pl", "2 cm, 5 cm", "dwa centymetry, pięć centymetrów"),
        ("hi", "₹499", "499 रुपए"),
        ("ko", "₩39,000", "삼만 구천 원"),
        ("tr", "3 cm", "üç santimetre"),
    ],
)  # fmt: skip
def test_it_is_said_as_people_say_it(language: str, text: str, words: str) -> None:
    assert said(text, language) == words


@pytest.mark.parametrize(
    "language", ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "tr", "sv", "ar", "hi", "el"]
)
def test_a_price_never_changes_its_currency(language: str) -> None:
    """num2words' own currencies say riyals for dollars in Arabic; so they are not used."""
    euros, dollars = said("49 €", language), said("$ 49", language)
    assert euros != dollars
    assert "ريال" not in euros + dollars


def test_japanese_and_chinese_figures_lose_their_commas_and_get_their_units() -> None:
    pytest.importorskip("pyopenjtalk", reason="pip install 'listing-studio[video]'")
    assert said("価格は3,980円、350mlです。", "ja").replace(" ", "") == "価格は3980円、350ミリリットルです。"
    assert said("容量350ml，重1.5kg。", "zh").replace(" ", "") == "容量350毫升，重1.5千克。"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ja", "価格は¥2,980です。", "価格は2980円です。"),
        ("ja", "￥2,980", "2980円"),
        ("ja", "$49.99です。", "49.99ドルです。"),
        ("ja", "2026-12-24に発売。", "2026年12月24日に発売。"),
        ("ja", "10〜15cmです。", "10から15センチメートルです。"),
        ("ja", "-5°Cから60℃まで。", "マイナス摂氏5度から摂氏60度まで。"),
        ("ja", "1/2カップ。", "2分の1カップ。"),
        ("ja", "18:30に", "18時30分に"),
        ("ja", "18:00", "18時"),
        ("ja", "100%綿です。", "100パーセント綿です。"),
        ("ja", "容量３５０ml", "容量350ミリリットル"),
        ("ja", "型番A-5", "型番A-5"),
        ("zh", "价格¥2,980。", "价格2980元。"),
        ("zh", "￥199", "199元"),
        ("zh", "$49.99。", "49.99美元。"),
        ("zh", "2026-12-24上市。", "2026年12月24日上市。"),
        ("zh", "10-15厘米。", "10到15厘米。"),
        ("zh", "-5°C到60℃。", "负5摄氏度到60摄氏度。"),
        ("zh", "含99.9%纯棉", "含百分之99.9纯棉"),
        ("zh", "1/2杯。", "2分之1杯。"),
        ("zh", "18:30", "18点30分"),
    ],
)
def test_figures_among_letters_are_said_with_all_that_belongs_to_them(language: str, text: str, words: str) -> None:
    pytest.importorskip("pyopenjtalk", reason="pip install 'listing-studio[video]'")
    pytest.importorskip("jieba", reason="pip install 'listing-studio[video]'")
    assert said(text, language).replace(" ", "") == words
    written = "".join(sentence.text for sentence in read_script(text, language, "x").sentences)
    assert written == text


def test_names_are_pronounced_as_the_seller_says() -> None:
    assert said("The Nuvola, a Nuvola.", "en", Nuvola="noo voh la") == "The noo voh la, a noo voh la."


def test_figures_that_are_no_number_stay_as_they_are() -> None:
    assert said("Model 007 v1.2.3", "en") == "Model 007 v1.2.3"


def test_every_written_word_is_said_once() -> None:
    words = read_script("It costs $49.99, holds 350 ml & is 9.5 cm tall.", "en", "x").words
    assert len(read_aloud(words, {})) == len(words)
    assert all(read_aloud(words, {}))
