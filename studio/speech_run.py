"""What commands that speak share: the script's file, the engine with its weights, the voice."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import MissingWeightsError
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.jobs.job import FilmScript
from pipelines.stages.speech.engine import SPEECH_ENGINES, SpeechEngine
from pipelines.stages.speech.voices import AUTO, FEW, FULL, SettledVoice, settled_voice
from presets.languages.library import language as language_of
from studio.settings import Settings
from studio.watching import say
from studio.weights import fetch_missing, open_store


@dataclass(frozen=True)
class Speaker:
    """An engine that is ready, and who speaks."""

    engine: SpeechEngine
    voice: SettledVoice


def open_speaker(settings: Settings, language: str, voice: str) -> Speaker:
    """Return who speaks a language; weights that are missing are fetched, and what was settled is said.

    Raises:
        SpeechError: nothing here speaks the language, or the voice is not for it.
        ModelsError: the engine's packages or weights are not at hand.
    """
    store = open_store(settings)
    spoken = language_of(language)
    settled_voice(spoken, voice, {FULL})  # before anything is fetched
    SPEECH_ENGINES.require_packages("kokoro")
    fetch_missing(store, SPEECH_ENGINES.entry("kokoro").weights)
    settled = settled_voice(spoken, voice, _archives(store))
    if settled.note:
        say(settled.note)
    elif voice == AUTO:
        say(f"voice: auto -> {settled.voice} ({settled.quality})")
    return Speaker(SPEECH_ENGINES.open(EngineChoice(name="kokoro"), store), settled)


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
    SPEECH_ENGINES.require_packages("kokoro")
    store = open_store(settings)
    fetch_missing(store, SPEECH_ENGINES.entry("kokoro").weights)
    _archives(store)


def _archives(store: WeightsStore) -> set[str]:
    """Return the archives of voices at hand; the full one is fetched where npm can bring it."""
    try:
        fetch_missing(store, [FULL])
    except MissingWeightsError as error:
        say(str(error))
    return {name for name in (FULL, FEW) if store.have(name)}
