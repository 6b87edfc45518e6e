"""What is said in a job's films, and by whom: each script is read and spoken once for all slots that allow the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pipelines.jobs.film_scripts import NamedScript, ScriptSource, read_source
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Portrait
from pipelines.progress import Progress
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.recording.speak import recorded_speech
from pipelines.stages.speech.voices import SettledVoice, archives_at_hand, both_kinds, settled_voice
from presets.languages.library import language as language_of
from presets.languages.schema import Language
from presets.presenters.schema import Presenter


@dataclass(frozen=True)
class Said:
    """A script, who speaks it, and how; or the recording that says it, and by whom its words are found."""

    named: NamedScript
    language: Language
    voice: SettledVoice
    delivery: Delivery
    recording: Path | None
    models: tuple[Delivery, ...]

    @property
    def script(self) -> Script:
        """Its words."""
        return self.named.script

    @property
    def speaker(self) -> str:
        """The voice, or the recording's file."""
        return self.recording.name if self.recording else self.voice.voice

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the voice."""
        return (self.voice.note,) if self.voice.note and not self.recording else ()


class FilmSpeech:
    """Reads a job's scripts and speaks them, each once."""

    def __init__(self, job: AvatarVideoJob, bench: Workbench, who: Presenter | Portrait, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._suits = who.voice if isinstance(who, Presenter) else None
        self._progress = progress
        self.said: Callable[[ScriptSource], Said] = lru_cache(maxsize=None)(self._read)
        self.speech: Callable[[ScriptSource], Speech] = lru_cache(maxsize=None)(self._spoken)

    def seconds(self, said: Said) -> list[float]:
        """Return about how long each sentence lasts.

        Raises:
            SpeechError: a word that the engine cannot speak.
        """
        return self._bench.pool.open(SPEECH_ENGINES, self._job.speech).seconds(said.script, said.delivery)

    def is_kept(self, said: Said) -> bool:
        """Return whether an earlier run spoke it."""
        return self._bench.has_spoken(said.script, said.delivery, self._job.speech)

    def _read(self, source: ScriptSource) -> Said:
        language = language_of(source.said.language)
        named = read_source(source)
        archives = archives_at_hand(self._bench.pool.weights)
        voice = settled_voice(language, source.said.voice, archives, self._suits)
        delivery = Delivery(voice.voice, self._job.speed, self._job.says)
        models = tuple(replace(delivery, voice=name) for name in both_kinds(language, voice.voice, archives))
        return Said(named, language, voice, delivery, source.said.recording, models)

    def _spoken(self, source: ScriptSource) -> Speech:
        said = self.said(source)

        def speak(delivery: Delivery) -> Speech:
            return self._bench.speak(said.script, delivery, self._job.speech, self._progress)

        if said.recording is None:
            return speak(said.delivery)
        return recorded_speech(said.recording, said.script, said.models, speak)
