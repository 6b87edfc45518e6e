"""Whether a recording says the script at all, and every sentence of it.

A fit is what the alignment costs in a sentence, as a share of what the same sounds cost where nothing fits. Medians
over a script's sentences, measured on recordings of the right words, by another voice at another speed, with noise and
echo, and on seven of people (English): 0.39 to 0.81, no sentence over it by more than 0.07. On 96 of other words and
other languages: 0.81 to 0.95, at least one sentence over 0.86. A sentence left out or replaced: 0.2 and more over it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import RecordingError
from pipelines.script import Script
from pipelines.speech import Speech

_UNLIKE = 0.82
_UNHEARD = 0.86
_GOOD = 0.72
_WORSE = 0.13
_SHORT_SECONDS = 0.8  # of so short a sentence the cost says little
_SHORT_WORSE = 0.22


@dataclass(frozen=True)
class Fit:
    """How well each sentence of a script is heard in a recording, 0 as the model says it, 1 not at all.

    Attributes:
        seconds: how long the model says each.
    """

    sentences: tuple[float, ...]
    seconds: tuple[float, ...]

    @property
    def usual(self) -> float:
        return float(np.median(self.sentences))

    @property
    def is_good(self) -> bool:
        """Whether no other model needs to be tried."""
        return self.usual < _GOOD


def fit_of(script: Script, model: Speech, moments: NDArray[np.floating], shares: NDArray[np.float64]) -> Fit:
    """Return the fit.

    Args:
        moments: of the model at each step of the alignment, in seconds.
        shares: the alignment's cost there.
    """
    fits: list[float] = []
    seconds: list[float] = []
    at = 0
    for sentence in script.sentences:
        said = model.words[at : at + len(sentence.words)]
        start, end = said[0].start / model.sample_rate, said[-1].end / model.sample_rate
        at += len(said)
        fits.append(float(np.mean(shares[(moments >= start) & (moments <= end)])))
        seconds.append(end - start)
    return Fit(tuple(fits), tuple(seconds))


def check_fit(name: str, script: Script, fit: Fit) -> None:
    """Refuse a recording of something else.

    Args:
        name: of its file.

    Raises:
        RecordingError: it says something else, or one sentence is not heard.
    """
    if fit.usual > _UNLIKE:
        raise RecordingError(
            f"{name} does not say this script: its sounds fit as little as other words would. "
            "Record the script word by word, in a quiet room and near the microphone."
        )
    for sentence, one, seconds in zip(script.sentences, fit.sentences, fit.seconds, strict=True):
        if one > _most(fit.usual, seconds):
            raise RecordingError(f"{name}: '{sentence.text}' is not heard in it. Record it as it is written.")


def _most(usual: float, seconds: float) -> float:
    """Return the worst fit of a sentence that is heard."""
    return usual + _SHORT_WORSE if seconds < _SHORT_SECONDS else min(usual + _WORSE, _UNHEARD)
