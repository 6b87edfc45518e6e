"""The seller's music beneath the voice."""

import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

from pipelines.errors import ExportError
from pipelines.stages.film.sound import check_music, film_sound, music_alone
from pipelines.stages.script.read import read_script
from tests.fakes.spoken import read_out

RATE = 48_000


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Three seconds of a tone."""
    path = tmp_path / "bed.wav"
    tone = (8000 * np.sin(np.arange(3 * RATE) * 2 * np.pi * 220 / RATE)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone.tobytes())
    return path


@pytest.mark.parametrize("seconds", [2, 7])
def test_music_lasts_as_long_as_the_film(music: Path, seconds: int) -> None:
    check_music(music)
    sound = music_alone(music, Fraction(seconds))
    assert len(sound.samples) == seconds * RATE
    half = len(sound.samples) // 2
    assert np.abs(sound.samples[half - 1000 : half + 1000]).max() > 0.01
    assert np.abs(sound.samples[-100:]).max() < 0.01  # it fades


def test_music_is_low_under_the_voice(music: Path) -> None:
    speech = read_out(read_script("One two three four five six seven eight nine ten.", "en", "x"))
    seconds = Fraction(speech.seconds).limit_denominator(100) + 4
    mixed, alone = film_sound(speech, seconds, music), film_sound(speech, seconds, None)
    assert mixed.samples.shape == (int(seconds * RATE), 2)
    after = mixed.samples[-3 * RATE : -2 * RATE]
    assert np.abs(after).max() > 0.02  # nobody speaks, and music is heard
    assert len(alone.samples) / alone.sample_rate == pytest.approx(float(seconds), abs=0.01)


def test_music_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"ID3" + bytes(range(256)) * 40)
    with pytest.raises(ExportError, match=r"ffmpeg stopped while reading broken\.mp3: "):
        check_music(broken)
