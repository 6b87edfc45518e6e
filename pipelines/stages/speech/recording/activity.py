"""In which frames somebody speaks, by loudness alone."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.speech.recording.frames import HOP_SECONDS

Flags: TypeAlias = NDArray[np.bool_]

_OVER_NOISE_DB = 9.0
_FARTHEST_DB, _NEAREST_DB = 38.0, 14.0  # under loud speech: however quiet or noisy the room, the threshold lies between
_PAUSE_SECONDS = 0.16  # shorter ones are closures within words
_CLICK_SECONDS = 0.04
_KEPT_SECONDS = 0.06


def spoken_frames(loudness: NDArray[np.float64]) -> Flags:
    """Return in which frames somebody speaks, pauses within words included.

    Args:
        loudness: of each frame in dB, shape (n,).
    """
    noise, speech = np.percentile(loudness, 8), np.percentile(loudness, 95)
    loud = loudness > np.clip(noise + _OVER_NOISE_DB, speech - _FARTHEST_DB, speech - _NEAREST_DB)
    for start, end in runs(loud):
        if end - start < _CLICK_SECONDS / HOP_SECONDS:
            loud[start:end] = False
    for start, end in runs(~loud):
        if end - start < _PAUSE_SECONDS / HOP_SECONDS:
            loud[start:end] = True
    return loud


def kept_frames(spoken: Flags) -> NDArray[np.intp]:
    """Return the frames that are left when every pause is cut to its first and last 60 ms, so that all are alike."""
    reach = round(_KEPT_SECONDS / HOP_SECONDS)
    return np.flatnonzero(np.convolve(spoken, np.ones(2 * reach + 1), mode="same") > 0)


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Return where flags are set: the first frame of each run, and the one after its last."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
