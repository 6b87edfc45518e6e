"""What each language's phonemizer says, against what a phonetician writes."""

import pytest

from pipelines.errors import SpeechError
from pipelines.stages.speech.kokoro_symbols import TOKENS
from pipelines.stages.speech.phonemes.opened import phonemizer_of

for package in ("misaki", "spacy", "pyopenjtalk", "text2tashkeel", "espeakng_loader"):
    pytest.importorskip(package, reason="pip install 'listing-studio[video]'")

from pipelines.stages.speech.phonemes.chinese import figures_read  # noqa: E402 - needs the packages above


@pytest.mark.parametrize(
    ("language", "words", "phonemes"),
    [
        ("en", ["The", "mug"], ["ðə", "mˈʌɡ"]),
        ("en", ["I", "read", "it", "yesterday"], [None, "ɹˈɛd", None, None]),
        ("de", ["Die", "Tasse"], ["diː", "tˈasə"]),
        ("fr", ["nos", "amis"], ["noz", "amˈi"]),
        ("es", ["Envío", "gratis"], ["embˈio", "ɣɾˈatis"]),
        ("ja", ["マグカップは", "東京"], ["maɡɯkaʔpɯβa", "toːkʲoː"]),
        ("ja", ["ティーポット", "新聞", "ミルク"], ["tʲiːpoʔto", "ɕimbɯɴ", "mʲiɾɯkɯ"]),
        ("zh", ["马克杯"], ["ma↓kʰɤ↘pei̯→"]),
        ("ru", ["Эта", "кружка"], ["ˈɛta", "krˈuʃka"]),
        ("ko", ["좋아요"], [None]),
        ("ar", ["هذا", "رائع"], ["hˈaðaː", "rˈaːʔiʔ"]),
    ],
)
def test_words_sound_as_they_should(language: str, words: list[str], phonemes: list[str | None]) -> None:
    found = phonemizer_of(language).phonemes(words)
    assert len(found) == len(words)
    assert all(found)
    for heard, expected in zip(found, phonemes, strict=True):
        assert expected is None or heard == expected


def test_japanese_figures_are_read_in_their_context() -> None:
    read = phonemizer_of("ja").phonemes
    assert read(["4月", "1日", "発売"])[1] == "ʦɨitaʨi"  # the first of a month, not "one day"
    assert "".join(read(["6個", "入り"])).endswith("iɾʲi")  # not "hairi", to enter
    assert read(["高さは", "9.5", "センチメートルです"])[0] == "takasaβa"


@pytest.mark.parametrize(
    ("word", "before", "read"),
    [
        ("2个", "", "两个"), ("2.5千克", "", "二点五千克"), ("12只", "", "十二只"), ("2名", "第", "二名"),
        ("2月3日", "", "二月三日"),
        ("2980 元", "", "两千九百八十 元"), ("2分之1", "", "二分之一"), ("百分之99.9", "", "百分之九十九点九"),
        ("2026年", "", "二零二六年"), ("1005个", "", "一千零五个"), ("1到2人", "", "一到两人"),
    ],
)  # fmt: skip
def test_chinese_figures_are_read_as_people_count(word: str, before: str, read: str) -> None:
    assert figures_read(word, before) == read


@pytest.mark.parametrize(
    "language", ["es", "fr", "it", "pt", "hi", "de", "nl", "ru", "pl", "id", "tr", "uk", "sv", "el", "ko"]
)
def test_espeaks_sounds_are_letters_kokoro_knows(language: str) -> None:
    words = {
        "hi": ["यह", "अच्छा"],
        "ru": ["щётка", "жизнь"],
        "uk": ["щітка"],
        "el": ["Αυτή", "ψυχή"],
        "ko": ["머그컵은"],
    }
    for heard in phonemizer_of(language).phonemes(words.get(language, ["mango", "quiche", "jazz"])):
        assert heard
        assert [sign for sign in heard if sign not in TOKENS] == []


def test_a_word_the_lexicon_does_not_know_is_still_said() -> None:
    assert phonemizer_of("en").phonemes(["Zylqor"])[0]


def test_vowels_an_author_wrote_in_arabic_are_kept() -> None:
    kutiba, kataba = (phonemizer_of("ar").phonemes([word])[0] for word in ("كُتِب", "كَتَب"))
    assert kutiba != kataba
    assert "u" in kutiba and "u" not in kataba


def test_a_language_nothing_speaks_is_told() -> None:
    with pytest.raises(SpeechError, match="No voice here speaks Thai"):
        phonemizer_of("th")
