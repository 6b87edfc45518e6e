"""What a film sounds like: the speech, and the seller's own music beneath it."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.speech import Samples, Speech
from pipelines.stages.encode.decode import decoded_sound
from pipelines.stages.speech.loudness import loudness_lufs
from pipelines.video import Sound

_RATE = 48_000
_MUSIC_LUFS = -22.0  # where nobody speaks
_DUCKED_DB = -14.0  # below that under speech: 20 dB under the voice, as broadcasters mix
_AROUND_SECONDS = 0.35  # speech is made room for so long before and after
_FADE_SECONDS = 1.2
_CEILING = 10 ** (-1.0 / 20)


def check_music(music: Path) -> None:
    """Find out that music can be read, before anything is spoken or drawn for it.

    Raises:
        ExportError: it cannot be read.
    """
    decoded_sound(music, _RATE, channels=2, most_seconds=_FADE_SECONDS)


def film_sound(speech: Speech, seconds: Fraction, music: Path | None) -> Sound:
    """Return what is heard, as long as the film.

    Raises:
        ExportError: the music cannot be read.
    """
    spoken = Sound(speech.samples, speech.sample_rate, speech.language).lengthened(seconds)
    if music is None:
        return spoken
    count = int(seconds * _RATE)
    voice = _resampled(spoken.samples, count)
    read = decoded_sound(music, _RATE, channels=2, most_seconds=float(seconds))
    bed = _bed(read, count) * _ducking(speech, count)[:, None]
    mixed = voice[:, None] * np.sqrt(0.5) + bed
    peak = float(np.abs(mixed).max())
    return Sound(np.asarray(mixed * min(1.0, _CEILING / max(peak, 1e-9)), np.float32), _RATE, speech.language)


def music_alone(music: Path, seconds: Fraction) -> Sound:
    """Return the seller's music as the only thing that is heard, as long as the film.

    Raises:
        ExportError: the music cannot be read.
    """
    read = decoded_sound(music, _RATE, channels=2, most_seconds=float(seconds))
    return Sound(_bed(read, int(seconds * _RATE)), _RATE)


def _bed(music: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return music of a length and loudness; what is too short begins again."""
    loudness = loudness_lufs(np.asarray(music.mean(axis=1), np.float32), _RATE)
    gain = 10 ** ((_MUSIC_LUFS - loudness) / 20) if np.isfinite(loudness) else 0.0
    long = np.tile(music, (-(-count // len(music)), 1))[:count] * gain
    fade = min(count // 2, round(_FADE_SECONDS * _RATE))
    ramp = np.linspace(0, 1, fade)[:, None]
    long[:fade] *= ramp
    long[count - fade :] *= ramp[::-1]
    return np.asarray(long, np.float32)


def _ducking(speech: Speech, count: int) -> NDArray[np.float32]:
    """Return the music's gain at each sample: low around words."""
    around = round(_AROUND_SECONDS * _RATE)
    scale = _RATE / speech.sample_rate
    low = np.zeros(count, np.float32)
    for word in speech.words:
        low[max(0, int(word.start * scale) - around) : int(word.end * scale) + around] = 1
    kernel = np.hanning(2 * around + 1)
    steps = 240  # the gain is worked out every 5 ms
    coarse = np.convolve(np.pad(low[::steps], around // steps, mode="edge"), _unit(kernel[::steps]), mode="same")
    coarse = coarse[around // steps : around // steps + len(low[::steps])]
    smooth = np.interp(np.arange(count), np.arange(len(coarse)) * steps, coarse)
    return np.asarray(10 ** (_DUCKED_DB / 20 * smooth), np.float32)


def _unit(kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    return kernel / kernel.sum()


def _resampled(samples: Samples, count: int) -> Samples:
    """Return the sound at another rate, by its spectrum."""
    spectrum = np.fft.rfft(samples.astype(np.float64))
    return np.asarray(np.fft.irfft(spectrum, count) * (count / len(samples)), np.float32)
