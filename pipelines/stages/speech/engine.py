"""The speech capability: script in, sound and times out."""

from dataclasses import dataclass, field
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.script import Script
from pipelines.speech import Speech


@dataclass(frozen=True)
class Delivery:
    """How a script is spoken.

    Attributes:
        voice: the engine's name of it.
        speed: of speech, 1 as the voice learned it.
        says: how names are pronounced: written word -> what is said.
        loudness_lufs: EBU R128, of the whole.
    """

    voice: str
    speed: float = 1.0
    says: dict[str, str] = field(default_factory=dict[str, str])
    loudness_lufs: float = -16.0


class SpeechEngine(Protocol):
    """Speaks."""

    def speak(self, script: Script, delivery: Delivery, progress: Progress) -> Speech:
        """Return the whole script spoken, its words the script's, in order.

        Raises:
            SpeechError: a word or a language that the engine cannot speak, or a voice it does not have.
        """
        ...

    def seconds(self, script: Script, delivery: Delivery) -> list[float]:
        """Return about how long each sentence lasts, its pause included, without speaking it.

        Raises:
            SpeechError: as in `speak`.
        """
        ...


class KokoroOptions(EngineOptions):
    """Settings of Kokoro."""

    threads: int = Field(0, ge=0, le=64, description="Processor threads the network may use; 0: its fair share.")


SPEECH_ENGINES: Registry[SpeechEngine] = Registry(
    "speech",
    {
        "kokoro": EngineEntry(
            target="pipelines.stages.speech.kokoro:KokoroSpeech",
            summary="Kokoro 82M: nine languages as natives speak them, ten more with an accent; runs on any machine.",
            options=KokoroOptions,
            packages=("babel", "num2words", "pyloudnorm"),
            extra="video",
            weights=("kokoro-82m-int8", "kokoro-voices-ja"),
        )
    },
)
