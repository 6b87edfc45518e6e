"""A script said by the seller's own recording instead of a voice."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.speech.engine import Delivery
from pipelines.stages.speech.recording.align import aligned
from pipelines.stages.speech.recording.read import read_recording

RATE = 24_000
"""Of recordings once they are read: that of the embedded voices."""


def recorded_speech(
    path: Path, script: Script, models: Sequence[Delivery], speak: Callable[[Delivery], Speech]
) -> Speech:
    """Return a recording as the script's speech, as loud as the first of `models`.

    Args:
        models: by whom the script is spoken to find its words in the recording, the likest first.
        speak: speaks the script.

    Raises:
        RecordingError: it cannot be read, or does not say the script.
        SpeechError: no engine can say a word of the script, so that it cannot be found either.
    """
    recording = read_recording(path, RATE)
    return aligned(recording, script, (speak(delivery) for delivery in models), models[0].loudness_lufs)
