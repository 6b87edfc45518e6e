"""Words and their times -> captions, and caption files."""

from itertools import pairwise

import numpy as np
import pytest

from pipelines.speech import Speech, Word
from pipelines.stages.captions.cues import MOST_LETTERS, Cue, cues_of
from pipelines.stages.captions.subtitles import as_subrip, as_webvtt, words_of_webvtt
from pipelines.stages.script.read import read_script

RATE = 1_000
TEXT = (
    "Meet the mug. It keeps your coffee hot for six whole hours, and it fits under every coffee machine that you "
    "may ever want to own in your life."
)


def spoken(text: str, each: int = 300) -> tuple:
    script = read_script(text, "en", "x")
    words = tuple(Word(word.text, n * each, n * each + each - 50) for n, word in enumerate(script.words))
    return script, Speech(np.zeros(len(words) * each + 2_000, np.float32), RATE, "en", (), words)


def test_every_word_is_captioned_once_in_order() -> None:
    script, speech = spoken(TEXT)
    cues = cues_of(script, speech)
    assert " ".join(cue.text for cue in cues) == TEXT
    assert [cue.words[0] for cue in cues] == [0, *(cue.words[1] for cue in cues[:-1])]


def test_captions_are_short_and_end_with_their_sentence() -> None:
    cues = cues_of(*spoken(TEXT))
    assert cues[0].text == "Meet the mug."
    assert all(len(cue.text) <= MOST_LETTERS for cue in cues)
    assert cues[1].text == "It keeps your coffee hot for six whole"[: len(cues[1].text)]


def test_a_comma_in_the_second_half_ends_a_caption() -> None:
    cues = cues_of(*spoken("It keeps coffee hot for six hours, and it fits every machine."))
    assert cues[0].text == "It keeps coffee hot for six hours,"


def test_a_sentence_too_long_for_one_caption_leaves_no_orphan() -> None:
    text = "The handle of this cup stays cool even in summer."
    first, second = (cue.text for cue in cues_of(*spoken(text)))
    assert len(text) > MOST_LETTERS
    assert min(len(first), len(second)) > 0.4 * len(text)


def test_captions_follow_the_sound_and_never_overlap() -> None:
    script, speech = spoken(TEXT)
    cues = cues_of(script, speech)
    for cue, follows in pairwise(cues):
        assert cue.start < cue.end <= follows.start
    assert cues[-1].end == speech.words[-1].end + 400


def test_other_words_than_the_scripts_are_refused() -> None:
    _, speech = spoken("Meet the cup.")
    with pytest.raises(ValueError, match="others than the script"):
        cues_of(read_script("Meet the mug.", "en", "x"), speech)


def test_files_tell_language_and_times() -> None:
    script, speech = spoken("Tom & Jerry <3 cups. Bye.", each=1_234)
    cues = cues_of(script, speech)
    webvtt = as_webvtt(cues, RATE, "en")
    assert webvtt.startswith("WEBVTT\nLanguage: en\n\n00:00:00.000 --> 00:00:06.170\nTom &amp; Jerry &lt;3 cups.\n")
    assert as_subrip(cues, RATE).splitlines()[:3] == ["1", "00:00:00,000 --> 00:00:06,170", "Tom & Jerry <3 cups."]


def test_a_webvtt_files_words_are_read_as_they_were_written() -> None:
    cues = [Cue(0, RATE, (0, 1), "Cups < 5 & > 3"), Cue(RATE, 2 * RATE, (1, 2), "two\nlines")]
    assert words_of_webvtt(as_webvtt(cues, RATE, "en")) == ["Cups < 5 & > 3", "two lines"]


def test_no_caption_ends_between_a_figure_and_its_unit() -> None:
    for lead in range(1, 9):
        cues = cues_of(
            *spoken(f"{'Long ' * lead}the folded size of it is about 12.6 cm and a bit more when it is open.")
        )
        assert not any(cue.text.endswith("12.6") for cue in cues), [cue.text for cue in cues]
