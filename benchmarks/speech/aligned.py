"""`python -m benchmarks.speech.aligned [LANGUAGE ...]`: words found in recordings whose times are known.

The example mug's pitch is spoken by a language's voice, and recorded by another at 0.8 and 1.2 of its speed: clean,
with white noise 15 dB under the voice, and in a room that echoes for 0.4 s. Errors are of the words' starts. Refused
must be: another pitch by the same voice, the next language's recording, the recording backwards, noise.

Weights: kokoro-82m-int8, kokoro-voices. Kokoro's own times are in steps of 25 ms.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import studio
from benchmarks.speech.pitches import PITCHES
from models.registry import EngineChoice
from pipelines.errors import RecordingError
from pipelines.progress import silent
from pipelines.script import Script
from pipelines.speech import Samples, Speech
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery, SpeechEngine
from pipelines.stages.speech.recording.align import aligned
from pipelines.stages.speech.recording.read import Recording
from pipelines.stages.speech.voices import ENGINE
from studio.settings import Settings
from studio.weights import open_store

_PITCH = Path(studio.__file__).parent / "examples" / "enamel-mug"
_PAIRS = {
    "en": ("af_heart", "am_michael"),
    "es": ("ef_dora", "em_alex"),
    "fr": ("ff_siwis", "em_alex"),
    "de": ("em_alex", "ef_dora"),
    "ar": ("hf_alpha", "hm_omega"),
    "zh": ("zf_xiaoxiao", "zm_yunxi"),
}
_SPEEDS = (0.8, 1.2)
_NOISE_DB = -15
_ECHO_SECONDS = 0.4


def main() -> None:
    """Print a table row a language."""
    engine = SPEECH_ENGINES.open(EngineChoice(name=ENGINE), open_store(Settings.from_environment()))
    print("| language | recordings | words | median, ms | 95 %, ms | right ones refused | wrong ones refused |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    strange = engine.speak(_script("it"), Delivery("im_nicola"), silent)
    everything: list[float] = []
    for tag in sys.argv[1:] or _PAIRS:
        model, truths = _spoken(tag, engine)
        errors, refused, count = _found(tag, model, truths)
        everything += errors
        other = engine.speak(read_script(PITCHES[tag], tag, tag), Delivery(_PAIRS[tag][1]), silent)
        wrong = list(_wrong(truths[0], (other, strange)))
        caught = sum(_is_refused(tag, model, samples, truths[0].sample_rate) for samples in wrong)
        print(
            f"| {tag} | {count} | {len(model.words)} | {np.median(errors):.0f} | {np.percentile(errors, 95):.0f} "
            f"| {refused} | {caught} of {len(wrong)} |",
            flush=True,
        )
        strange = truths[0]
    print(f"| all | | | {np.median(everything):.0f} | {np.percentile(everything, 95):.0f} | | |")


def _script(tag: str) -> Script:
    return read_script((_PITCH / f"pitch.{tag}.txt").read_text(encoding="utf-8"), tag, tag)


def _spoken(tag: str, engine: SpeechEngine) -> tuple[Speech, list[Speech]]:
    ours, theirs = _PAIRS[tag]
    script = _script(tag)
    model = engine.speak(script, Delivery(ours), silent)
    return model, [engine.speak(script, Delivery(theirs, speed), silent) for speed in _SPEEDS]


def _found(tag: str, model: Speech, truths: list[Speech]) -> tuple[list[float], int, int]:
    """Return errors in milliseconds, how many recordings were refused, and of how many."""
    errors: list[float] = []
    refused = count = 0
    for truth in truths:
        for samples in _worsened(truth):
            count += 1
            try:
                speech = aligned(Recording(tag, samples, truth.sample_rate), _script(tag), [model], -16)
            except RecordingError:
                refused += 1
                continue
            pairs = zip(speech.words, truth.words, strict=True)
            errors += [abs(ours.start - true.start) / truth.sample_rate * 1000 for ours, true in pairs]
    return errors, refused, count


def _worsened(truth: Speech) -> Iterator[Samples]:
    rng = np.random.default_rng(0)
    sound = truth.samples
    level = float(np.sqrt(np.mean(np.square(sound[np.abs(sound) > 0.01]))))
    yield sound
    yield np.asarray(sound + rng.normal(0, level * 10 ** (_NOISE_DB / 20), len(sound)), np.float32)
    count = round(_ECHO_SECONDS * truth.sample_rate)
    room = rng.normal(size=count) * 10 ** (-3 * np.arange(count) / count)  # 60 dB down at its end
    room *= 0.7 / np.sqrt(np.square(room).sum())
    room[0] = 1
    size = len(sound) + count
    echoing = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size), size)[: len(sound)]
    yield np.asarray(echoing, np.float32)


def _wrong(truth: Speech, others: tuple[Speech, ...]) -> Iterator[Samples]:
    length = len(truth.samples)
    for other in others:
        yield np.resize(other.samples, length)
    yield truth.samples[::-1].copy()
    yield np.random.default_rng(1).normal(0, 0.1, length).astype(np.float32)


def _is_refused(tag: str, model: Speech, samples: Samples, rate: int) -> bool:
    try:
        aligned(Recording(tag, samples, rate), _script(tag), [model], -16)
    except RecordingError:
        return True
    return False


main()
