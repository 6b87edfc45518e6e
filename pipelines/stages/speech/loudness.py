"""Loudness as broadcasters measure it."""

import numpy as np
import pyloudnorm

from pipelines.speech import Samples

_CEILING = 10 ** (-1.0 / 20)  # -1 dBFS, the headroom EBU R128 asks for
_SHORTEST_SECONDS = 0.4  # one gating block of ITU-R BS.1770
_RELEASE_SECONDS = 0.080
_AHEAD_SECONDS = 0.003


def loudness_lufs(samples: Samples, sample_rate: int) -> float:
    """Return the integrated loudness (ITU-R BS.1770-4); minus infinity for silence, or less than 0.4 s."""
    if len(samples) < _SHORTEST_SECONDS * sample_rate:
        return -np.inf
    return float(pyloudnorm.Meter(sample_rate).integrated_loudness(samples.astype(np.float64)))


def normalised(samples: Samples, sample_rate: int, target_lufs: float) -> Samples:
    """Return the sound at a loudness, its peaks held under -1 dBFS by a limiter; silence stays silence."""
    measured = loudness_lufs(samples, sample_rate)
    if not np.isfinite(measured):
        return samples
    gain = 10 ** ((target_lufs - measured) / 20)
    return limited(np.asarray(samples * gain, np.float32), sample_rate)


def limited(samples: Samples, sample_rate: int) -> Samples:
    """Return the sound with peaks over -1 dBFS turned down, from 3 ms before them and over 80 ms after."""
    wanted = np.minimum(1.0, _CEILING / np.maximum(np.abs(samples), 1e-9))
    if wanted.min() == 1:
        return samples
    ahead = max(1, round(_AHEAD_SECONDS * sample_rate))
    padded = np.pad(wanted, (ahead, ahead), constant_values=1.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * ahead + 1)
    floor = windows.min(axis=1)
    released = np.empty_like(floor)
    release = 1 - np.exp(-1 / (_RELEASE_SECONDS * sample_rate))
    level = 1.0
    for index, low in enumerate(floor):
        level = low if low < level else level + (1 - level) * release
        released[index] = min(level, low)
    kernel = np.hanning(2 * ahead + 1)
    smooth = np.convolve(np.pad(released, ahead, mode="edge"), kernel / kernel.sum(), mode="valid")
    return np.asarray(np.clip(samples * np.minimum(smooth, wanted), -_CEILING, _CEILING), np.float32)
