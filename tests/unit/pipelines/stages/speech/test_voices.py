"""Who speaks, settled once."""

import pytest

from pipelines.errors import SpeechError
from pipelines.stages.speech.voices import ENGINE, FEW, FULL, settled_voice
from presets.languages.library import language, load_languages
from presets.languages.schema import Quality
from presets.presenters.schema import Voice
from presets.voices.library import voices_of


def test_the_first_of_a_languages_own_voices_is_taken() -> None:
    settled = settled_voice(language("fr"), "auto", {FULL, FEW})
    assert (settled.voice, settled.quality, settled.note) == ("ff_siwis", Quality.NATIVE, "")


def test_a_voice_lent_by_another_language_is_said_and_has_an_accent() -> None:
    settled = settled_voice(language("fr"), "auto", {FEW})
    assert settled.voice == "jm_kumo"
    assert settled.quality is Quality.ACCENTED
    assert "auto -> jm_kumo (accented)" in settled.note


def test_auto_suits_the_presenter_where_a_voice_does() -> None:
    assert settled_voice(language("en"), "auto", {FULL}, Voice.MALE).voice == "am_michael"
    assert settled_voice(language("fr"), "auto", {FULL}, Voice.MALE).voice == "ff_siwis"


def test_of_every_languages_voices_it_is_known_who_is_heard() -> None:
    known = voices_of(ENGINE)
    for spoken in load_languages().values():
        if spoken.voices is not None:
            assert {*spoken.voices.all, *spoken.voices.few} <= known.keys(), spoken.id
    assert known["hm_omega"] is Voice.MALE and known["ff_siwis"] is Voice.FEMALE
    assert not voices_of("another")


def test_a_basic_voice_is_said_before_anything_is_spoken() -> None:
    assert "Arabic: basic" in settled_voice(language("ar"), "auto", {FULL}).note
    assert "Arabic: basic" in settled_voice(language("ar"), "hm_omega", {FULL}).note


def test_a_voice_of_another_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(SpeechError, match=r"'af_heart' is no voice for French\. Choose one of: ff_siwis"):
        settled_voice(language("fr"), "af_heart", {FULL})


@pytest.mark.parametrize("tag", list(load_languages()))
def test_every_language_is_spoken_or_honestly_not(tag: str) -> None:
    spoken = language(tag)
    assert (spoken.voices is None) == (spoken.quality is Quality.CAPTIONS) == (spoken.phonemizer is None)
    if spoken.voices is None:
        with pytest.raises(SpeechError, match="captions only"):
            settled_voice(spoken, "auto", {FULL})
