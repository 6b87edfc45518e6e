"""What is said: sound, and when each phoneme and word is heard, in samples. Speech is a film's master clock."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class Phone:
    """One sound of speech.

    Attributes:
        ipa: its letters in the International Phonetic Alphabet; empty in a pause.
        start, end: first sample, and the one after the last.
        stressed: it opens a stressed syllable.
    """

    ipa: str
    start: int
    end: int
    stressed: bool = False

    def __post_init__(self) -> None:
        _check_times(self.ipa or "a pause", self.start, self.end)


@dataclass(frozen=True)
class Word:
    """One word as it is written, with what punctuation clings to it.

    Attributes:
        text: as in the script.
        start, end: first sample, and the one after the last.
        emphasis: the script asks for it.
    """

    text: str
    start: int
    end: int
    emphasis: bool = False

    def __post_init__(self) -> None:
        _check_times(self.text, self.start, self.end)


@dataclass(frozen=True, eq=False)
class Speech:
    """Spoken text.

    Attributes:
        samples: mono, float32 within [-1, 1], shape (n,).
        sample_rate: in Hz.
        language: of most of it, an IETF tag such as `pt-BR`.
        phones, words: in order, none overlapping the next, within the samples.
    """

    samples: Samples
    sample_rate: int
    language: str
    phones: tuple[Phone, ...]
    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        if self.samples.ndim != 1 or self.samples.dtype != np.float32:
            raise ValueError(f"Speech is float32 of shape (n,), not {self.samples.dtype} of {self.samples.shape}.")
        for kind in (self.phones, self.words):
            ends = [0, *(part.end for part in kind)]
            if any(part.start < before for part, before in zip(kind, ends, strict=False)):
                raise ValueError("Phonemes and words follow one another; here two overlap.")
            if ends[-1] > len(self.samples):
                raise ValueError(f"The last of them ends at sample {ends[-1]}, after the last of {len(self.samples)}.")
        self.samples.setflags(write=False)

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def frames_covering(samples: int, sample_rate: int, fps: Fraction) -> int:
    """Return the least number of frames that is not shorter than the sound."""
    return -int(-samples * fps // sample_rate)


def _check_times(what: str, start: int, end: int) -> None:
    if not 0 <= start < end:
        raise ValueError(f"'{what}' is heard from sample {start} to {end}; it must end after it starts.")
