"""`studio speak` and `studio voices` as a person types them."""

import json
import wave
from pathlib import Path

import pytest

from tests.e2e.conftest import Studio

pytest.importorskip("misaki", reason="pip install 'listing-studio[video]'")


def test_a_script_becomes_sound_and_captions(speaking_anew: Studio, tmp_path: Path) -> None:
    (tmp_path / "pitch.txt").write_text("Hello there. It is $5 now.")
    done = speaking_anew("speak", "pitch.txt", "--voice", "jm_kumo", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert [word["text"] for word in record["words"]] == ["Hello", "there.", "It", "is", "$5", "now."]
    with wave.open(str(tmp_path / record["files"][0])) as sound:
        assert sound.getframerate() == 24_000
        assert sound.getnframes() / 24_000 == pytest.approx(record["seconds"], abs=0.001)
    assert (tmp_path / "out" / "pitch.en.vtt").read_text().startswith("WEBVTT")
    assert "Hello there." in (tmp_path / "out" / "pitch.en.srt").read_text()


def test_a_recording_is_the_speech_and_its_captions_fit(speaking: Studio, tmp_path: Path) -> None:
    (tmp_path / "pitch.txt").write_text("Hello there. It is $5 now.")
    (tmp_path / "other.txt").write_text("Wash your mug by hand and dry it.")
    by_another = ("--voice", "jf_alpha", "--speed", "0.9", "--out", "said", "--json")
    truth = json.loads(speaking("speak", "pitch.txt", *by_another).stdout)
    done = speaking("speak", "pitch.txt", "--recording", "said/pitch.en.wav", "--json")
    assert done.returncode == 0, done.stderr
    for word, true in zip(json.loads(done.stdout)["words"], truth["words"], strict=True):
        assert word["text"] == true["text"]
        assert word["start"] == pytest.approx(true["start"], abs=0.12)
    done = speaking("speak", "other.txt", "--recording", "said/pitch.en.wav", "--out", "none")
    assert done.returncode == 3
    assert "pitch.en.wav" in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("text", "typed", "code", "said"),
    [
        (b"", (), 3, "there is nothing to say"),
        (b"Hi \xff\xfe", (), 3, "it is no text in UTF-8"),
        (b"Hi", ("--language", "th"), 3, "No voice here speaks Thai"),
        (b"Hi", ("--language", "qq"), 5, "There is no language 'qq'"),
        (b"Hi", ("--voice", "ff_siwis"), 3, "is no voice for English"),
        (b"Hi", ("--say", "Nuvola"), 2, "write NAME=SOUND"),
        (b"Hi [wink]", (), 3, "'[wink]' is no mark"),
        (b"Hi", ("--recording", "none.wav", "--voice", "af_heart"), 2, "Give --voice or --recording, not both"),
    ],
)
def test_what_cannot_be_spoken_is_one_sentence(
    studio: Studio, tmp_path: Path, text: bytes, typed: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "pitch.txt").write_bytes(text)
    done = studio("speak", "pitch.txt", *typed)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_voices_are_listed_with_their_quality(studio_anew: Studio) -> None:
    lines = studio_anew("voices").stdout.splitlines()
    assert any(line.startswith("fr\tFrench\tnative\tff_siwis (woman)") for line in lines)
    assert any(line.startswith("th\tThai\tcaptions only") for line in lines)
