"""A recording is found to say its script, word by word; what says something else is refused."""

import re

import numpy as np
import pytest

pytest.importorskip("pyloudnorm", reason="pip install 'listing-studio[video]'")

from pipelines.errors import RecordingError
from pipelines.script import Script
from pipelines.speech import Samples, Speech
from pipelines.stages.speech.loudness import loudness_lufs
from pipelines.stages.speech.recording.align import aligned
from pipelines.stages.speech.recording.moments import in_order
from pipelines.stages.speech.recording.read import Recording
from pipelines.stages.speech.recording.warp import warp
from tests.fakes.babble import RATE, a_script, babbled

LUFS = -16.0
TEXT = ("ba dine gusoma la kati pu", "fajinu rewo ma tika", "sogu nela baji wopu dika re")
SCRIPT = a_script(*TEXT)


def recorded(speech: Speech, noise: float = 0.0) -> Recording:
    rng = np.random.default_rng(5)
    samples = speech.samples + rng.normal(0, noise, len(speech.samples)) if noise else speech.samples.copy()
    return Recording("mine.wav", np.asarray(samples, np.float32), RATE)


def found(recording: Recording, script: Script = SCRIPT, *models: Speech) -> Speech:
    return aligned(recording, script, models or (babbled(script),), LUFS)


def errors_ms(speech: Speech, truth: Speech) -> np.ndarray:
    return np.array([abs(a.start - b.start) for a, b in zip(speech.words, truth.words, strict=True)]) / RATE * 1000


@pytest.mark.parametrize("tempo", [0.8, 1.2])
@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_words_are_found_in_another_voice(tempo: float, noise: float) -> None:
    truth = babbled(SCRIPT, pitch_hz=210, tract=1.12, tempo=tempo, seed=9)
    speech = found(recorded(truth, noise))
    assert [word.text for word in speech.words] == [word.text for word in SCRIPT.words]
    assert [phone.ipa for phone in speech.phones] == [phone.ipa for phone in truth.phones]
    errors = errors_ms(speech, truth)
    assert np.median(errors) < 20
    assert np.percentile(errors, 95) < 50


def test_the_same_voice_is_found_at_once() -> None:
    assert errors_ms(found(recorded(babbled(SCRIPT))), babbled(SCRIPT)).max() <= 10


def test_a_long_pause_is_part_of_no_word() -> None:
    truth = babbled(SCRIPT, pitch_hz=210, seed=9)
    at = truth.words[2].start
    silent = np.zeros(2 * RATE, np.float32)
    samples: Samples = np.concatenate([truth.samples[:at], silent, truth.samples[at:]])
    speech = found(Recording("mine.wav", samples, RATE))
    before, after = speech.words[1], speech.words[2]
    assert before.end <= at + 0.05 * RATE
    assert after.start >= at + 1.95 * RATE


def test_it_is_made_as_loud_as_speech() -> None:
    quiet = Recording("mine.wav", babbled(SCRIPT, seed=9).samples * np.float32(0.05), RATE)
    assert loudness_lufs(found(quiet).samples, RATE) == pytest.approx(LUFS, abs=0.5)


@pytest.mark.parametrize(
    "samples",
    [
        babbled(
            a_script("wopu reka jidu ne tasi fo", "lugo bawi ke juma", "ritu fane posa guda wi le"), seed=4
        ).samples,
        babbled(SCRIPT, seed=4).samples[::-1].copy(),
        np.random.default_rng(1).normal(0, 0.1, 6 * RATE).astype(np.float32),
    ],
    ids=["other words", "reversed", "noise"],
)
def test_what_says_something_else_is_refused(samples: Samples) -> None:
    with pytest.raises(RecordingError, match=r"^mine\.wav does not say this script"):
        found(Recording("mine.wav", samples, RATE))


def test_a_sentence_left_out_is_named() -> None:
    short = a_script(TEXT[0], TEXT[2])
    with pytest.raises(RecordingError, match=f"'{re.escape(TEXT[1])}' is not heard in it"):
        found(recorded(babbled(short, seed=9)))


@pytest.mark.parametrize("seconds", [1.0, 40.0])
def test_far_too_short_or_long_is_told_in_seconds(seconds: float) -> None:
    samples = np.resize(babbled(SCRIPT, seed=9).samples[RATE // 4 :], round(seconds * RATE))
    with pytest.raises(RecordingError, match=r"s of speech; this script takes about \d+ s"):
        found(Recording("mine.wav", samples, RATE))


def test_another_model_is_asked_only_where_the_first_fits_poorly() -> None:
    asked: list[str] = []

    def models(first: Speech) -> object:
        for name, model in (("first", first), ("second", babbled(SCRIPT))):
            asked.append(name)
            yield model

    aligned(recorded(babbled(SCRIPT, seed=9)), SCRIPT, models(babbled(SCRIPT)), LUFS)
    assert asked == ["first"]
    other = babbled(SCRIPT, seed=2)
    poor = Speech(other.samples[::-1].copy(), RATE, "en", other.phones, other.words)
    speech = aligned(recorded(babbled(SCRIPT, seed=9)), SCRIPT, models(poor), LUFS)
    assert asked == ["first", "first", "second"]
    assert np.median(errors_ms(speech, babbled(SCRIPT, seed=9))) < 20


def test_a_way_leads_from_both_starts_to_both_ends_by_single_steps() -> None:
    rng = np.random.default_rng(2)
    first = np.repeat(rng.normal(size=(40, 20)), 8, axis=0)
    second = np.repeat(first[::8], rng.integers(2, 20, 40), axis=0)
    way = warp(first, second)
    assert (way.rows[0], way.columns[0]) == (0, 0)
    assert (way.rows[-1], way.columns[-1]) == (len(first) - 1, len(second) - 1)
    for steps in (np.diff(way.rows), np.diff(way.columns)):
        assert set(steps.tolist()) <= {0, 1}
    assert way.costs.max() < 1e-9


def test_spans_never_overlap_nor_vanish() -> None:
    spans = in_order([(0.0, 0.1), (0.05, 0.05), (0.05, 0.04), (9.0, 9.5), (9.0, 9.1)], 100, 50)
    assert spans == [(0, 10), (10, 11), (11, 12), (48, 49), (49, 50)]
