"""Loudness after EBU R128."""

import numpy as np
import pytest

pytest.importorskip("pyloudnorm", reason="pip install 'listing-studio[video]'")

from pipelines.stages.speech.loudness import limited, loudness_lufs, normalised

RATE = 24_000


def tone(level: float, seconds: float = 3.0) -> np.ndarray:
    return (level * np.sin(2 * np.pi * 997 * np.arange(int(RATE * seconds)) / RATE)).astype(np.float32)


def test_a_full_scale_tone_of_997_hz_is_minus_3_lufs() -> None:
    assert loudness_lufs(tone(1.0), RATE) == pytest.approx(-3.01, abs=0.1)  # ITU-R BS.1770-4, mono


@pytest.mark.parametrize("level", [0.01, 0.2, 0.9])
def test_speech_gets_the_loudness_asked_for(level: float) -> None:
    assert loudness_lufs(normalised(tone(level), RATE, -16), RATE) == pytest.approx(-16, abs=0.1)


def test_peaks_stay_under_minus_1_dbfs_without_clipping() -> None:
    sound = tone(0.1)
    sound[RATE] = 1.4
    quiet = limited(sound, RATE)
    assert np.abs(quiet).max() <= 10 ** (-1 / 20) + 1e-6
    assert np.array_equal(quiet[: RATE // 2], sound[: RATE // 2])
    assert np.abs(np.diff(quiet[RATE + 20 : RATE + 4000] / sound[RATE + 20 : RATE + 4000])[::97]).max() < 0.05


def test_silence_stays_silence() -> None:
    assert not normalised(np.zeros(RATE, np.float32), RATE, -16).any()
