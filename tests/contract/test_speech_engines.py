"""What every speech engine keeps: to be in the table is to be tested, with its true weights."""

import numpy as np
import pytest

from models.catalog import load_catalog
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.errors import Cancelled, RecordingError, SpeechError
from pipelines.progress import silent
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery, SpeechEngine
from pipelines.stages.speech.recording.align import aligned
from pipelines.stages.speech.recording.read import Recording
from studio.settings import Settings

INSTALL = "the engine '{}' needs {}: pip install 'listing-studio[{}]'"
VOICE = "jm_kumo"  # in every archive of voices
TEXT = "Meet the *Nuvola* mug.[pause 0.8] Now $9.99, big news!"


@pytest.fixture(params=SPEECH_ENGINES.names(), scope="module")
def engine(request: pytest.FixtureRequest) -> SpeechEngine:
    name = request.param
    if missing := SPEECH_ENGINES.missing_packages(name):
        pytest.skip(INSTALL.format(name, ", ".join(missing), SPEECH_ENGINES.entry(name).extra))
    store = WeightsStore(Settings.from_environment().weights_folder, load_catalog(), offline=True)
    if lacking := [weights for weights in SPEECH_ENGINES.entry(name).weights if not store.have(weights)]:
        pytest.skip(f"needs weights: studio models fetch {' '.join(lacking)}")
    return SPEECH_ENGINES.open(EngineChoice(name=name), store)


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script(TEXT, "en", "pitch.txt")


@pytest.fixture(scope="module")
def speech(engine: SpeechEngine, script: Script) -> Speech:
    return engine.speak(script, Delivery(VOICE), silent)


def level(speech: Speech, start: int, end: int) -> float:
    """Loudness of a stretch, in dB of full scale."""
    return 20 * np.log10(np.sqrt(np.mean(np.square(speech.samples[start:end]))) + 1e-9)


def test_the_words_spoken_are_the_words_written(script: Script, speech: Speech) -> None:
    assert [word.text for word in speech.words] == [word.text for word in script.words]
    assert [word.text for word in speech.words if word.emphasis] == ["Nuvola"]


def test_the_same_script_gives_the_same_sound(engine: SpeechEngine, script: Script, speech: Speech) -> None:
    again = engine.speak(script, Delivery(VOICE), silent)
    assert np.array_equal(again.samples, speech.samples)
    assert again.phones == speech.phones


def test_words_are_loud_and_what_is_between_sentences_is_silent(speech: Speech) -> None:
    mug, now = (next(word for word in speech.words if word.text.startswith(text)) for text in ("mug", "Now"))
    gap = now.start - mug.end
    assert gap / speech.sample_rate > 0.8
    assert level(speech, mug.end + gap // 3, now.start - gap // 5) < -50
    for word in speech.words:
        assert level(speech, word.start, word.end) > -32, word.text


def test_sounds_are_where_they_are_said_to_be(speech: Speech) -> None:
    """Vowels carry the energy: shifted by 50 or 100 ms either way, the sounds fit worse."""

    def contrast(shift_seconds: float) -> float:
        shift = round(shift_seconds * speech.sample_rate)
        vowels = [p for p in speech.phones if p.ipa and p.ipa[0] in "aeiouæɑɔəɛɜɪʊʌ" and p.start + shift >= 0]
        others = [p for p in speech.phones if p.ipa and p.ipa[0] in "pbtdkɡmnszfv" and p.start + shift >= 0]
        mean = [np.mean([level(speech, p.start + shift, p.end + shift) for p in kind]) for kind in (vowels, others)]
        return float(mean[0] - mean[1])

    assert contrast(0) > 2
    for shift in (-0.1, -0.05, 0.05, 0.1):
        assert contrast(0) > contrast(shift), shift


def test_the_length_is_known_before(engine: SpeechEngine, script: Script, speech: Speech) -> None:
    lengths = engine.seconds(script, Delivery(VOICE))
    assert len(lengths) == len(script.sentences)
    assert sum(lengths) == pytest.approx(speech.seconds, rel=0.3)


def test_faster_speech_is_shorter(engine: SpeechEngine, speech: Speech) -> None:
    script = read_script("Meet the Nuvola mug.", "en", "x")
    slow, fast = (engine.speak(script, Delivery(VOICE, speed), silent).seconds for speed in (0.8, 1.4))
    assert fast < 0.75 * slow


def test_stop_stops(engine: SpeechEngine, script: Script) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        engine.speak(script, Delivery(VOICE), stop)


def test_a_voice_that_is_not_there_is_told(engine: SpeechEngine, script: Script) -> None:
    with pytest.raises(SpeechError, match="voice 'nobody' is not at hand"):
        engine.speak(script, Delivery("nobody"), silent)


def test_words_nobody_can_say_are_named(engine: SpeechEngine) -> None:
    with pytest.raises(SpeechError, match="No voice can say '電子' in English"):
        engine.speak(read_script("A 電子 mug", "en", "x"), Delivery(VOICE), silent)


def test_a_long_sentence_is_split_and_loses_nothing(engine: SpeechEngine) -> None:
    script = read_script("We pack and send one mug and then another " * 12, "en", "x")
    speech = engine.speak(script, Delivery(VOICE, 2.0), silent)
    assert [word.text for word in speech.words] == [word.text for word in script.words]


def test_a_recording_of_the_script_is_found_word_by_word(engine: SpeechEngine, script: Script, speech: Speech) -> None:
    """Where the engine says its words are, they are: by it, another voice's are found."""
    truth = engine.speak(script, Delivery("jf_alpha", 0.85), silent)
    found = aligned(Recording("mine.wav", truth.samples, truth.sample_rate), script, [speech], -16)
    errors = [abs(a.start - b.start) / truth.sample_rate for a, b in zip(found.words, truth.words, strict=True)]
    assert np.median(errors) < 0.03
    assert max(errors) < 0.12
    other = engine.speak(
        read_script("Wash it by hand, keep it dry, and it will last you for life.", "en", "x"),
        Delivery("jf_alpha"),
        silent,
    )
    with pytest.raises(RecordingError, match=r"does not say this script|is not heard"):
        aligned(Recording("mine.wav", other.samples, other.sample_rate), script, [speech], -16)
