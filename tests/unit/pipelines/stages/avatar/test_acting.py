"""Somebody who speaks is alive, and the same each time."""

from fractions import Fraction

import numpy as np
import pytest

from pipelines.speech import Speech
from pipelines.stages.avatar.acting import Acting, act
from pipelines.stages.avatar.gestures import Kind
from pipelines.stages.avatar.lips import mouth_track
from tests.fakes.spoken import RATE, spoken

FPS = Fraction(25)
LINE = "hɛˈlo mɪ bɪˈɡap . kəˈfa supɪ ˈnɛvə . ˈmamapa tiɡ wɔˈlit dɛfa . "


def acted(speech: Speech, seed: int = 4, liveliness: float = 1.0) -> Acting:
    return act(speech, FPS, mouth_track(speech, FPS), seed, liveliness)


@pytest.fixture(scope="module")
def speech() -> Speech:
    return spoken(LINE * 4, emphasis=(4, 21))


def test_the_same_seed_acts_the_same_and_another_does_not(speech: Speech) -> None:
    first, again, other = acted(speech), acted(speech), acted(speech, seed=5)
    for curve in ("lid", "yaw", "gaze_x", "raised", "brow"):
        assert np.array_equal(getattr(first, curve), getattr(again, curve))
    assert not np.array_equal(first.lid, other.lid)


def test_blinks_come_every_few_seconds_and_are_short(speech: Speech) -> None:
    shut = acted(speech).lid > 0.8
    blinks = int(np.count_nonzero(np.diff(shut.astype(int)) == 1))
    assert speech.seconds / 6 < blinks < speech.seconds / 1.2
    assert shut.mean() < 0.12


def test_hands_are_up_on_the_words_that_matter_and_down_at_the_end(speech: Speech) -> None:
    acting = acted(speech)
    for word in speech.words:
        if word.emphasis:
            assert acting.raised[int((word.start / RATE + 0.1) * float(FPS))] > 0.9
    assert acting.raised[0] == 0
    assert acting.raised[-1] < 0.6
    assert acting.gestures[0].kind is Kind.WELCOME


def test_hands_and_head_never_jump(speech: Speech) -> None:
    acting = acted(speech)
    assert np.abs(np.diff(acting.raised)).max() < 0.2
    assert np.abs(np.diff(acting.yaw)).max() < 0.15
    assert np.abs(np.diff(acting.tilt_deg)).max() < 0.4


def test_brows_rise_with_stress(speech: Speech) -> None:
    acting = acted(speech)
    word = next(word for word in speech.words if word.emphasis)
    at = int((word.start / RATE + 0.06) * float(FPS))
    assert acting.brow[at] > acting.brow.mean() + 0.2


def test_no_liveliness_is_still(speech: Speech) -> None:
    acting = acted(speech, liveliness=0)
    assert acting.raised.max() == 0
    assert np.ptp(acting.tilt_deg) == 0


def test_silence_is_idle_not_dead() -> None:
    silence = Speech(np.zeros(8 * RATE, np.float32), RATE, "en", (), ())
    acting = acted(silence)
    assert acting.raised.max() == 0
    assert acting.lid.max() > 0.8
    assert np.ptp(acting.breath) > 0.9
