"""Kokoro 82M on onnxruntime: phonemes and a style vector in, sound and its durations out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from models.errors import MissingWeightsError
from models.registry import WeightsFolder
from pipelines.errors import SpeechError
from pipelines.onnx_options import session_options
from pipelines.progress import Progress
from pipelines.script import Script, Sentence
from pipelines.speech import Samples, Speech
from pipelines.stages.speech.engine import Delivery, KokoroOptions
from pipelines.stages.speech.joining import Piece, Spoken, joined
from pipelines.stages.speech.kokoro_graph import DURATIONS, HOP, with_durations
from pipelines.stages.speech.kokoro_symbols import TOKENS
from pipelines.stages.speech.loudness import normalised
from pipelines.stages.speech.style import Style, style_of
from pipelines.stages.speech.timing import timed
from pipelines.stages.speech.utterance import Letter, utterances

SAMPLE_RATE = 24_000
_SECONDS_A_LETTER = 0.068  # of speech at speed 1, spaces and signs counted: the mean over ten languages
_VOICES = ("kokoro-voices", "kokoro-voices-ja")
_SLOWEST, _FASTEST = 0.5, 2.0


class KokoroSpeech:
    """The engine `kokoro`."""

    def __init__(self, options: KokoroOptions, weights: WeightsFolder) -> None:
        settings = session_options(options.threads)
        model = with_durations(weights.path("kokoro-82m-int8").read_bytes())
        self._session: Any = onnxruntime.InferenceSession(model, settings, providers=["CPUExecutionProvider"])
        self._archives = list(_at_hand(weights))

    def speak(self, script: Script, delivery: Delivery, progress: Progress) -> Speech:
        """Return the script spoken; see `SpeechEngine`."""
        style = self._style(delivery)
        spoken: list[Spoken] = []
        for index, sentence in enumerate(script.sentences):
            progress("speech", index, len(script.sentences))
            spoken.append(self._sentence(sentence, style, delivery))
        progress("speech", len(script.sentences), len(script.sentences))
        speech = joined(spoken, script, SAMPLE_RATE)
        samples = normalised(speech.samples, SAMPLE_RATE, delivery.loudness_lufs)
        return Speech(samples, SAMPLE_RATE, script.language, speech.phones, speech.words)

    def seconds(self, script: Script, delivery: Delivery) -> list[float]:
        """Return about how long each sentence lasts; see `SpeechEngine`."""
        lengths: list[float] = []
        for sentence in script.sentences:
            letters = sum(len(call) for call in utterances(sentence.words, delivery.says))
            pauses = sum(word.pause_seconds for word in sentence.words)
            lengths.append(letters * _SECONDS_A_LETTER / delivery.speed + pauses)
        return lengths

    def _style(self, delivery: Delivery) -> Style:
        if not _SLOWEST <= delivery.speed <= _FASTEST:
            raise SpeechError(f"A speed of {delivery.speed:g} is not speech. Choose {_SLOWEST:g} to {_FASTEST:g}.")
        for archive in self._archives:
            try:
                return style_of(archive, delivery.voice)
            except SpeechError:
                continue
        raise SpeechError(
            f"The voice '{delivery.voice}' is not at hand. 'studio voices list' shows those that are; "
            "'studio models fetch kokoro-voices' brings all."
        )

    def _sentence(self, sentence: Sentence, style: Style, delivery: Delivery) -> Spoken:
        pieces = [self._piece(call, style, delivery.speed) for call in utterances(sentence.words, delivery.says)]
        return Spoken(sentence, tuple(pieces))

    def _piece(self, letters: Sequence[Letter], style: Style, speed: float) -> Piece:
        tokens = [0, *(TOKENS[letter.sign] for letter in letters), 0]
        fed = {
            "tokens": np.array([tokens], np.int64),
            "style": style[max(0, len(letters) - 1)][None],
            "speed": np.array([speed], np.float32),
        }
        audio, durations = self._session.run(["audio", DURATIONS], fed)
        samples: Samples = np.asarray(audio, np.float32).ravel()
        hops = [int(hop) for hop in np.asarray(durations).ravel()]
        if sum(hops) * HOP != len(samples):
            raise SpeechError("Kokoro's durations do not add up to its sound; its weights are not the catalogue's.")
        return Piece(samples, timed(letters, hops, HOP, SAMPLE_RATE))


def _at_hand(weights: WeightsFolder) -> Sequence[Path]:
    """Return the archives of voices on this machine, the fuller first."""
    found: list[Path] = []
    for name in _VOICES:
        try:
            found.append(weights.path(name))
        except MissingWeightsError:
            continue
    return found
