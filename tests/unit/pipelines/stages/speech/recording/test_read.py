"""Recordings are read from any file, and trimmed; what is none is told in a sentence."""

import wave
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

from pipelines.errors import RecordingError
from pipelines.speech import Samples
from pipelines.stages.encode.program import run
from pipelines.stages.speech.recording.read import read_recording
from tests.fakes.babble import RATE, a_script, babbled

SPEECH = babbled(a_script("ba dine gusoma", "la kati pu"))


def written(path: Path, samples: Samples, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def test_silence_before_and_after_is_cut(tmp_path: Path) -> None:
    hush = np.random.default_rng(0).normal(0, 0.001, 2 * RATE).astype(np.float32)
    recording = read_recording(written(tmp_path / "a.wav", np.concatenate([hush, SPEECH.samples, hush])), 24_000)
    said = (SPEECH.words[-1].end - SPEECH.words[0].start) / RATE
    assert recording.sample_rate == 24_000
    assert recording.seconds == pytest.approx(said + 0.35, abs=0.06)


def test_what_a_telephone_records_is_read(tmp_path: Path) -> None:
    plain = written(tmp_path / "a.wav", SPEECH.samples)
    run(["-i", str(plain), "-c:a", "aac", str(tmp_path / "b.m4a")], "coding")
    assert read_recording(tmp_path / "b.m4a", 24_000).seconds == pytest.approx(
        read_recording(plain, 24_000).seconds, abs=0.06
    )


def test_what_is_no_recording_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    written(tmp_path / "silent.wav", np.zeros(RATE, np.float32))
    written(tmp_path / "blink.wav", SPEECH.samples[RATE // 4 : RATE // 2])
    written(tmp_path / "long.wav", np.resize(SPEECH.samples, 601 * 8000), 8000)
    for name, said in [
        ("none.wav", "There is no recording"),
        ("text.wav", r"text\.wav holds no sound that can be read"),
        ("silent.wav", "nobody is heard"),
        ("blink.wav", "nobody is heard"),
        ("long.wav", "lasts over 10 minutes"),
    ]:
        with pytest.raises(RecordingError, match=said):
            read_recording(tmp_path / name, 24_000)
