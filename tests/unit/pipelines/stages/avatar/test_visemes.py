"""Letters of all sorts become what a mouth does."""

import pytest

from pipelines.stages.avatar.visemes import OPEN, ROUND, SPREAD, visemes_of


@pytest.mark.parametrize("ipa", ["p", "b", "m", "pʰ", "pʲ", "b̥", "mː", "m̩"])
def test_lips_meet(ipa: str) -> None:
    (sound,) = visemes_of(ipa)
    assert sound.shuts


@pytest.mark.parametrize("ipa", ["f", "v", "vʲ", "ɱ", "p͡f"])
def test_lip_meets_teeth(ipa: str) -> None:
    assert visemes_of(ipa)[0].tucks or visemes_of(ipa)[0].shuts


@pytest.mark.parametrize("ipa", ["", " ", ".", ",", "ˈ", "ː", "—"])
def test_nothing_is_said(ipa: str) -> None:
    assert visemes_of(ipa) == ()


@pytest.mark.parametrize(("ipa", "kokoro"), [("aɪ", "I"), ("eɪ", "A"), ("oʊ", "O"), ("aʊ", "W"), ("ɔɪ", "Y")])
def test_kokoros_signs_are_diphthongs(ipa: str, kokoro: str) -> None:
    assert len(visemes_of(ipa)) == 2
    assert visemes_of(ipa) == visemes_of(kokoro)


def test_vowels_differ_as_they_look() -> None:
    wide, spread, rounded = (visemes_of(letter)[0].aims for letter in "aiu")
    assert wide[OPEN] > spread[OPEN] > 0
    assert spread[SPREAD] > 0.5 > wide[SPREAD]
    assert rounded[ROUND] > 0.9
    assert wide[ROUND] == spread[ROUND] == 0


def test_nasal_vowels_are_vowels_and_affricates_show_their_end() -> None:
    assert visemes_of("ɑ̃") == visemes_of("ɑ")
    assert visemes_of("t͡ʃ") == visemes_of("tʃ") == visemes_of("ʧ")


# What eSpeak NG writes for everyday words of many languages: every letter moves the mouth somehow.
SAID = {
    "en": "wɛlkʌmtuðəʃɒpθɪŋkdʒɔɪ", "de": "ʃøːnəçʏʁŋpfœ", "fr": "ɔ̃ʒuʁɥiɲœ̃", "es": "ɡɾaθjasʎaβoɣ", "pt": "nɐ̃wʎɲɾʁ",
    "it": "ʎɲdʒtsʃ", "hi": "ʈɖɳɽʱʋəɪ", "ar": "ħʕɣxqsˤtˤðˤ", "ru": "ɨʐʂɕtɕɭʲ", "pl": "ʐʂɕʑtɕdʑɛ̃", "tr": "ɯœʃtʃɾ",
    "zh": "ʂʐtɕɕyɤɻ", "ja": "ɯɕtɕɸɴɾ", "ko": "ɯʌtɕɾ", "vi": "ɗɓɤɯŋ", "sv": "ɧʉɵœ", "nl": "ɣœʏʋ", "el": "θðɣxc",
    "uk": "ɦʋɪ", "id": "ŋɲdʒ",
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_every_letter_is_known(language: str) -> None:
    for letter in SAID[language]:
        if letter.isalpha() and letter not in "ʰʲʱˤː":
            assert visemes_of(letter), letter
