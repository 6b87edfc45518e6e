"""Spoken text, and the clock that films are cut to."""

from fractions import Fraction

import numpy as np
import pytest

from pipelines.speech import Phone, Speech, Word, frames_covering


def silence(samples: int) -> np.ndarray:
    return np.zeros(samples, np.float32)


def test_frames_cover_a_minute_of_drop_frame_time_exactly() -> None:
    assert frames_covering(1_440_000, 24_000, Fraction(30_000, 1_001)) == 1799
    assert frames_covering(24_000, 24_000, Fraction(25)) == 25
    assert frames_covering(24_001, 24_000, Fraction(25)) == 26


def test_sound_is_read_only() -> None:
    speech = Speech(silence(100), 24_000, "en", (), ())

    with pytest.raises(ValueError, match="read-only"):
        speech.samples[0] = 1


@pytest.mark.parametrize("words", [(Word("a", 0, 60), Word("b", 50, 90)), (Word("a", 0, 101),)])
def test_words_follow_one_another_within_the_sound(words: tuple[Word, ...]) -> None:
    with pytest.raises(ValueError, match=r"overlap|after the last"):
        Speech(silence(100), 24_000, "en", (), words)


def test_a_sound_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="'m' is heard"):
        Phone("m", 5, 5)


def test_samples_are_float() -> None:
    with pytest.raises(ValueError, match="float32"):
        Speech(np.zeros(5, np.int16), 24_000, "en", (), ())  # type: ignore[arg-type]
