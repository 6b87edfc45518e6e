"""What was spoken is not spoken again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.speech import Speech
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import Delivery
from pipelines.stages.speech.kept import SpeechStore, speech_key
from tests.fakes.spoken import read_out

SCRIPT = read_script("Meet the *Nuvola* mug.[pause 1] Buy it.", "en", "x")
CHOICE = EngineChoice(name="kokoro")


def never() -> Speech:
    raise AssertionError("It was spoken again.")


def test_kept_speech_is_the_same_in_every_sample(tmp_path: Path) -> None:
    store, fresh = SpeechStore(tmp_path, 10_000_000), read_out(SCRIPT)
    assert not store.has("key")
    store.get_or_speak("key", lambda: fresh)
    assert store.has("key")
    kept = store.get_or_speak("key", never)
    assert np.array_equal(kept.samples, fresh.samples)
    assert (kept.phones, kept.words, kept.language) == (fresh.phones, fresh.words, fresh.language)


def test_a_damaged_entry_is_spoken_anew(tmp_path: Path) -> None:
    store, fresh = SpeechStore(tmp_path, 10_000_000), read_out(SCRIPT)
    store.get_or_speak("key", lambda: fresh)
    (path,) = tmp_path.glob("*.npz")
    path.write_bytes(path.read_bytes()[:-40])
    assert store.get_or_speak("key", lambda: fresh) is fresh


def test_speech_that_failed_is_not_kept(tmp_path: Path) -> None:
    store = SpeechStore(tmp_path, 10_000_000)
    with pytest.raises(AssertionError):
        store.get_or_speak("key", never)
    assert store.get_or_speak("key", lambda: read_out(SCRIPT)).words


@pytest.mark.parametrize(
    ("text", "delivery", "weights"),
    [
        ("Meet the Nuvola mug.[pause 1] Buy it.", Delivery("v"), ("w",)),
        ("Meet the *Nuvola* mug.[pause 2] Buy it.", Delivery("v"), ("w",)),
        ("Meet the *Nuvola* mug,[pause 1] Buy it.", Delivery("v"), ("w",)),
        ("Meet the *Nuvola* mug.[pause 1] Buy it.", Delivery("u"), ("w",)),
        ("Meet the *Nuvola* mug.[pause 1] Buy it.", replace(Delivery("v"), says={"Nuvola": "x"}), ("w",)),
        ("Meet the *Nuvola* mug.[pause 1] Buy it.", Delivery("v"), ("other",)),
    ],
)
def test_whatever_is_heard_is_in_the_key(text: str, delivery: Delivery, weights: tuple[str, ...]) -> None:
    key = speech_key(SCRIPT, Delivery("v"), CHOICE, ("w",))
    assert key == speech_key(SCRIPT, Delivery("v"), CHOICE, ("w",))
    assert key != speech_key(read_script(text, "en", "x"), delivery, CHOICE, weights)
