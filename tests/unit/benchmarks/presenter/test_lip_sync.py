"""The measure of lips: it passes a mouth that fits, and finds out every mouth that does not."""

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.presenter.lip_sync import lip_sync, shifted
from pipelines.speech import Speech
from pipelines.stages.avatar.lips import mouth_track
from tests.fakes.spoken import spoken

FPS = Fraction(25)
SAID = "hɛlo mɪ bɪɡap . kəfa supɪ nɛvə . mamapa tiɡ wɔlit dɛfa sata . bata"


@pytest.fixture(scope="module")
def speech() -> Speech:
    return spoken(SAID)


@pytest.fixture(scope="module")
def opening(speech: Speech) -> np.ndarray:
    return mouth_track(speech, FPS).opening


def test_a_mouth_that_fits_has_no_faults(speech: Speech, opening: np.ndarray) -> None:
    found = lip_sync(opening, FPS, speech)
    assert found.faults == ()
    assert found.shut == 1
    assert abs(found.lag_seconds) < 0.04


@pytest.mark.parametrize("late", [0.08, 0.2, 0.3])
def test_sound_that_comes_late_is_found_out_and_told_by_how_much(
    speech: Speech, opening: np.ndarray, late: float
) -> None:
    inside = lip_sync(opening, FPS, speech).lag_seconds
    found = lip_sync(np.append(opening, np.zeros(8)), FPS, shifted(speech, late))
    assert found.lag_seconds == pytest.approx(inside - late, abs=0.02)
    assert any("early" in fault for fault in found.faults)


def test_another_speech_is_found_out(opening: np.ndarray) -> None:
    other = spoken("ipəs taka . ubɔ mafi lɛdɡa . pumiɡo sɛnava tuk . bola misa")
    assert len(lip_sync(np.resize(opening, int(other.seconds * 25) + 1), FPS, other).faults) >= 2


def test_one_fault_at_a_time_is_named(speech: Speech, opening: np.ndarray) -> None:
    never_shut = lip_sync(np.maximum(opening, 0.3 * opening.max()), FPS, speech)
    assert any("p, b and m" in fault for fault in never_shut.faults)
    assert any("silence" in fault for fault in never_shut.faults)
    rng = np.random.default_rng(1)
    trembling = lip_sync(opening + rng.uniform(0, 0.5, len(opening)) * opening.max(), FPS, speech)
    assert any("silence" in fault for fault in trembling.faults)
    flapping = lip_sync(0.5 + 0.5 * np.sin(np.arange(len(opening)) * 1.3), FPS, speech)
    assert any("hardly follows" in fault for fault in flapping.faults)


def test_how_wide_somebody_opens_does_not_matter(speech: Speech, opening: np.ndarray) -> None:
    small, large = (lip_sync(opening * by, FPS, speech) for by in (0.01, 3.0))
    assert small.fit == pytest.approx(large.fit)
    assert small.contrast == pytest.approx(large.contrast)
    assert large.span == pytest.approx(300 * small.span)


def test_a_mouth_that_never_moves_is_found_out(speech: Speech, opening: np.ndarray) -> None:
    assert any("hardly follows" in fault for fault in lip_sync(np.zeros(len(opening)), FPS, speech).faults)
