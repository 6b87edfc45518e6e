"""Sound -> a row for each 10 ms: how loud it is, and its cepstrum, made alike for all voices and microphones."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.speech import Samples

Rows: TypeAlias = NDArray[np.float64]

HOP_SECONDS = 0.010
_WINDOW_SECONDS = 0.025
_BANDS = 26
_LOW_HZ, _HIGH_HZ = 80.0, 7600.0
_CEPSTRA = 10  # more would tell voices apart, not sounds
_DEEPEST_DB = 50.0  # below a band's loudest is nothing that tells one sound from another
_OVER_NOISE_DB = 3.0
_CHANGE_FRAMES = 3
_CHANGE_WEIGHT = 0.7


@dataclass(frozen=True, eq=False)
class Frames:
    """A sound by frames.

    Attributes:
        bands: energy of each mel band in dB, shape (n, 26).
        loudness: of each frame in dB, shape (n,).
    """

    bands: Rows
    loudness: NDArray[np.float64]


def frames_of(samples: Samples, sample_rate: int, tract: float = 1.0) -> Frames:
    """Return the frames of a sound, the first centred at its first sample, one each 10 ms.

    Args:
        tract: how much higher the voice's resonances are taken to lie; a child's lie higher than a man's.
    """
    hop, length = round(HOP_SECONDS * sample_rate), round(_WINDOW_SECONDS * sample_rate)
    padded = np.pad(samples, (length // 2, length))
    count = len(samples) // hop + 1
    size = 1 << (length - 1).bit_length()
    bank, window = _bank(size, sample_rate, tract), np.hanning(length)
    energy = np.empty((count, _BANDS))
    for first in range(0, count, 2000):  # 20 s at a time keeps memory flat
        starts = np.arange(first, min(count, first + 2000)) * hop
        cut = padded[starts[:, None] + np.arange(length)] * window
        energy[first : first + len(starts)] = np.square(np.abs(np.fft.rfft(cut, size))) @ bank
    return Frames(10 * np.log10(energy + 1e-10), 10 * np.log10(energy.sum(axis=1) + 1e-10))


def sounds(frames: Frames, heard: NDArray[np.bool_]) -> Rows:
    """Return what tells the frames' sounds apart, shape (n, 20): cepstra and their change, each of unit spread.

    Args:
        heard: frames in which somebody speaks; voice and microphone are told by their mean.
    """
    noise = np.percentile(frames.bands, 10, axis=0) + _OVER_NOISE_DB
    loudest = np.percentile(frames.bands[heard], 98, axis=0)
    floor = np.maximum(np.minimum(noise, loudest - 15), loudest - _DEEPEST_DB)
    cepstra = np.maximum(frames.bands, floor) @ _cosines()
    return np.hstack([_alike(cepstra, heard), _CHANGE_WEIGHT * _alike(_change(cepstra), heard)])


def _alike(rows: Rows, heard: NDArray[np.bool_]) -> Rows:
    return (rows - rows[heard].mean(axis=0)) / (rows[heard].std(axis=0) + 1e-6)


def _change(rows: Rows) -> Rows:
    reach = np.arange(-_CHANGE_FRAMES, _CHANGE_FRAMES + 1)
    padded = np.pad(rows, ((_CHANGE_FRAMES, _CHANGE_FRAMES), (0, 0)), mode="edge")
    moved = np.stack([step * padded[_CHANGE_FRAMES + step :][: len(rows)] for step in reach])
    return moved.sum(axis=0) / np.square(reach).sum()


@lru_cache(maxsize=1)
def _cosines() -> Rows:
    places = (np.arange(_BANDS) + 0.5)[:, None] / _BANDS
    return np.cos(np.pi * places * np.arange(_CEPSTRA)) / _BANDS


@lru_cache(maxsize=16)
def _bank(size: int, sample_rate: int, tract: float) -> Rows:
    """Return triangles that average a spectrum of (size // 2 + 1,) into mel bands (O'Shaughnessy, 1987)."""
    mels = np.linspace(_mel(_LOW_HZ), _mel(min(_HIGH_HZ, sample_rate / 2)), _BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1) * tract
    hertz = np.fft.rfftfreq(size, 1 / sample_rate)[:, None]
    rising = (hertz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(0, np.minimum(rising, falling))
    return triangles / triangles.sum(axis=0)  # means, not sums: hiss has no more weight than a voice


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))
