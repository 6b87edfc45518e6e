"""What MuseTalk hears: Whisper's layers around each frame."""
# pyright: reportPrivateImportUsage=false

from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import torch

from pipelines.progress import Progress
from pipelines.speech import Samples, Speech, frames_covering

HEARD_AT = 16_000
_STEPS_A_SECOND = 50  # of Whisper's encoder
_AROUND = 10  # steps that a frame hears
_BEFORE = 4  # of them before its own moment
_WINDOW_SECONDS = 30


@torch.inference_mode()
def heard(speech: Speech, fps: Fraction, encoder: Any, features: Any, progress: Progress) -> torch.Tensor:
    """Return what each frame hears, shape (frames, 50, width), on the encoder's device."""
    sound = resampled(speech)
    window = _WINDOW_SECONDS * HEARD_AT
    parts: list[torch.Tensor] = []
    count = max(1, -(-len(sound) // window))
    for number in range(count):
        progress("listen", number, count)
        piece = sound[number * window : (number + 1) * window]
        mel = features(piece, sampling_rate=HEARD_AT, return_tensors="pt").input_features
        mel = mel.to(encoder.device, encoder.dtype)
        layers = torch.stack(encoder(mel, output_hidden_states=True).hidden_states, dim=2)[0]
        parts.append(layers[: -(-len(piece) * _STEPS_A_SECOND // HEARD_AT)])
    progress("listen", count, count)
    steps = torch.cat(parts)
    frames = frames_covering(len(speech.samples), speech.sample_rate, fps)
    steps = torch.cat(
        [steps.new_zeros(_BEFORE, *steps.shape[1:]), steps, steps.new_zeros(2 * _AROUND, *steps.shape[1:])]
    )
    first = [int(number / fps * _STEPS_A_SECOND) for number in range(frames)]
    return torch.stack([steps[at : at + _AROUND].flatten(0, 1) for at in first])


def with_places(heard_by: torch.Tensor) -> torch.Tensor:
    """Return what frames hear, each step marked with its place as the network learned it."""
    width = heard_by.shape[-1]
    places = torch.arange(heard_by.shape[1], device=heard_by.device, dtype=torch.float32)[:, None]
    rates = torch.exp(torch.arange(0, width, 2, device=heard_by.device, dtype=torch.float32) * (-np.log(1e4) / width))
    marks = torch.zeros(heard_by.shape[1], width, device=heard_by.device)
    marks[:, 0::2], marks[:, 1::2] = torch.sin(places * rates), torch.cos(places * rates)
    return heard_by + marks.to(heard_by.dtype)


def resampled(speech: Speech) -> Samples:
    """Return the sound at 16 kHz."""
    if speech.sample_rate == HEARD_AT or not len(speech.samples):
        return speech.samples
    length = round(len(speech.samples) * HEARD_AT / speech.sample_rate)
    how = cv2.INTER_AREA if speech.sample_rate > HEARD_AT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(speech.samples[None], (length, 1), interpolation=how)[0], np.float32)
