"""A seller's own recording, from whatever file it is in."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import ExportError, RecordingError
from pipelines.speech import Samples
from pipelines.stages.encode.decode import decoded_sound
from pipelines.stages.speech.recording.activity import spoken_frames
from pipelines.stages.speech.recording.frames import HOP_SECONDS, frames_of

MOST_SECONDS = 600
_LEAST_SECONDS = 0.5
_SILENT = 10 ** (-60 / 20)
_BEFORE_SECONDS, _AFTER_SECONDS = 0.10, 0.25
_FADE_SECONDS = 0.02


@dataclass(frozen=True, eq=False)
class Recording:
    """What somebody said, without the silence at its ends.

    Attributes:
        name: of the file.
        samples: mono, float32, shape (n,).
    """

    name: str
    samples: Samples
    sample_rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def read_recording(path: Path, sample_rate: int) -> Recording:
    """Return a sound file's recording, or a film's.

    Raises:
        RecordingError: there is no such file, no sound in it, nobody is heard, or it is absurdly long.
        MissingPackageError: there is no ffmpeg.
    """
    if not path.is_file():
        raise RecordingError(f"There is no recording {path}.")
    try:
        samples = decoded_sound(path, sample_rate, channels=1, most_seconds=MOST_SECONDS + 1)[:, 0]
    except ExportError as error:
        raise RecordingError(f"{path.name} holds no sound that can be read ({error}) Save it as WAV or M4A.") from error
    if len(samples) > MOST_SECONDS * sample_rate:
        raise RecordingError(f"{path.name} lasts over {MOST_SECONDS // 60} minutes. Cut it to what the script says.")
    spoken = np.flatnonzero(spoken_frames(frames_of(samples, sample_rate).loudness))
    if not len(spoken) or len(samples) < _LEAST_SECONDS * sample_rate or not np.abs(samples).max() > _SILENT:
        raise RecordingError(f"{path.name}: nobody is heard in it. Record the script again.")
    return Recording(path.name, _trimmed(samples, spoken, sample_rate), sample_rate)


def _trimmed(samples: Samples, spoken: NDArray[np.intp], rate: int) -> Samples:
    start = round((spoken[0] * HOP_SECONDS - _BEFORE_SECONDS) * rate)
    end = round((spoken[-1] * HOP_SECONDS + _AFTER_SECONDS) * rate)
    cut = samples[max(0, start) : end].copy()
    fade = min(len(cut) // 2, round(_FADE_SECONDS * rate))
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    cut[:fade] *= ramp
    cut[len(cut) - fade :] *= ramp[::-1]
    return cut
