"""Text -> sentences of words as they are written."""

import pytest

from pipelines.errors import ScriptError
from pipelines.script import DirectionKind
from pipelines.stages.script.read import MOST_CHARACTERS, read_script
from presets.errors import PresetError

NO_BREAK = "\u00a0"


def sentences(text: str, language: str = "en") -> list[list[str]]:
    script = read_script(text, language, "x")
    return [[word.text.replace(NO_BREAK, " ") for word in sentence.words] for sentence in script.sentences]


def test_sentences_end_at_full_stops_and_lines() -> None:
    assert sentences("Hold it! It is light.\nNo stop here\n\nEnd") == [
        ["Hold", "it!"], ["It", "is", "light."], ["No", "stop", "here"], ["End"]
    ]  # fmt: skip


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert len(sentences("Dr. A. Smith drinks approx. three cups.")) == 1
    assert sentences("Das ist z. B. Tee.", "de") == [["Das", "ist", "z. B.", "Tee."]]


@pytest.mark.parametrize(
    ("text", "language", "price"),
    [
        ("It costs $ 49.99, now.", "en", "$ 49.99,"),
        ("Sie kostet 1 299,90 € heute.", "de", "1 299,90 €"),
        ("Prix : 49,99\u202f€ !", "fr", "49,99 € !"),
        ("Custa R$ 49,90 hoje.", "pt", "R$ 49,90"),
        ("Harga Rp 50.000 saja.", "id", "Rp 50.000"),
    ],
)
def test_a_price_is_one_word(text: str, language: str, price: str) -> None:
    assert price in sentences(text, language)[0]


def test_two_prices_beside_each_other_stay_two() -> None:
    assert sentences("Was $1.01 £1 now")[0] == ["Was", "$1.01", "£1", "now"]


def test_marks_go_to_the_words_they_mean() -> None:
    words = read_script("A *light* mug. [pause 1] [close-up: lid] The [fr: très bon] lid", "en", "x").words
    by_text = {word.text: word for word in words}
    assert by_text["light"].emphasis and not by_text["A"].emphasis
    assert by_text["mug."].pause_seconds == 1
    assert [direction.kind for direction in by_text["The"].directions] == [DirectionKind.CLOSE_UP]
    assert by_text["bon"].language == "fr" and by_text["lid"].language == "en"


def test_a_script_is_written_as_it_was() -> None:
    text = 'He said "wow", twice. It is self-made — really.'
    assert " ".join(sentence.text for sentence in read_script(text, "en", "x").sentences) == text


def test_chinese_and_japanese_words_are_found_and_joined_again() -> None:
    pytest.importorskip("jieba", reason="pip install 'listing-studio[video]'")
    pytest.importorskip("pyopenjtalk", reason="pip install 'listing-studio[video]'")
    chinese = read_script("这款马克杯可以放进微波炉。只要99元！", "zh", "x")
    assert [word.text for word in chinese.words] == ["这", "款", "马克杯", "可以", "放进", "微波炉。", "只要", "99元！"]
    text = "このマグカップは3,980円です。今日ご注文ください。"
    japanese = read_script(text, "ja", "x")
    assert "".join(sentence.text for sentence in japanese.sentences) == text
    assert "3,980円です。" in [word.text for word in japanese.words]


def test_thai_marks_stay_with_their_letters() -> None:
    pytest.importorskip("pythainlp", reason="pip install 'listing-studio[video]'")
    words = [word.text for word in read_script("แก้วกาแฟ 350 มล.", "th", "x").words]
    assert words[0] == "แก้ว"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x: there is nothing to say"),
        (" \n ", "nothing to say"),
        ("[pause]", "nothing to say"),
        ("Great 🎉 mug", "line 1: nobody can say '🎉'"),
        ("one\nbell\x07", r"line 2: there is an invisible sign, U\+0007"),
        ("a" * (MOST_CHARACTERS + 1), "20,001 characters are more than a film holds"),
    ],
)
def test_what_cannot_be_spoken_is_told(text: str, said: str) -> None:
    with pytest.raises(ScriptError, match=said):
        read_script(text, "en", "x")


def test_an_unknown_language_offers_the_nearest() -> None:
    with pytest.raises(PresetError, match="There is no language 'xx'"):
        read_script("Hello", "xx", "x")
