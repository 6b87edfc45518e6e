"""Speech as a WAV file."""

import wave
from pathlib import Path

import numpy as np

from pipelines.speech import Speech
from pipelines.stages.export.publish import Publication, publish


def export_wave(speech: Speech, path: Path) -> Publication:
    """Write mono 16-bit PCM at the speech's rate, whole or not at all.

    Raises:
        ExportError: the folder cannot be written to, or the disk is full.
    """
    with publish(path) as publication, wave.open(str(publication.scratch), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.sample_rate)
        file.writeframes(np.rint(np.clip(speech.samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return publication
