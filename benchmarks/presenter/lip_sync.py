"""Does a mouth fit the speech? Measured on how far lips are apart in each frame, by whatever means that was found."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from pipelines.speech import Speech

_STEP = 0.005  # seconds between the places at which curves are compared
_REACH = 0.4  # how far a mouth may be early or late and still be recognised
_MARGIN = 0.12  # of a pause: lips close after the last sound and open before the next
_SHORTEST_PAUSE = 0.4
_WIDE, _NARROW = "aɑɒæʌɔAIWQ", "szʃʒʦʧʤtdn"
_BILABIALS = "pbm"

MOST_LAG, LEAST_FIT = 0.040, 0.35
LEAST_SHUT, MOST_IN_SILENCE, LEAST_CONTRAST = 0.9, 0.2, 1.4


@dataclass(frozen=True)
class LipSync:
    """What was measured; openings are shares of the mouth's own wide moments (its 95th percentile).

    Attributes:
        lag_seconds: by how much the mouth is late against the voice's level; negative is early.
        fit: correlation of opening and level at that lag.
        shut: share of /p b m/ in which lips meet (under 0.15).
        silence: the mean opening in pauses, and how far it moves there from one frame to the next, the larger counts.
        contrast: mean opening in open vowels over that in consonants behind the teeth.
        span: the wide moments themselves, as measured, in the measure's own unit.
    """

    lag_seconds: float
    fit: float
    shut: float
    silence: float
    contrast: float
    span: float

    @property
    def faults(self) -> tuple[str, ...]:
        """What a viewer would notice; empty when nothing."""
        late = f"{abs(self.lag_seconds) * 1000:.0f} ms {'late' if self.lag_seconds > 0 else 'early'}"
        found = {
            f"the mouth is {late}": abs(self.lag_seconds) > MOST_LAG,
            f"the mouth hardly follows the voice ({self.fit:.2f})": self.fit < LEAST_FIT,
            f"lips meet in only {self.shut:.0%} of p, b and m": self.shut < LEAST_SHUT,
            f"the mouth moves in silence ({self.silence:.2f})": self.silence > MOST_IN_SILENCE,
            f"vowels open hardly more than consonants ({self.contrast:.2f})": self.contrast < LEAST_CONTRAST,
        }
        return tuple(sentence for sentence, broken in found.items() if broken)


def lip_sync(opening: NDArray[np.float64], fps: Fraction, speech: Speech, reads_shut: float = 0.0) -> LipSync:
    """Measure a mouth against speech.

    Args:
        opening: how far lips are apart, one value a frame, any unit; at least a second of it.
        reads_shut: what the measure makes of lips that meet; networks see a gap in a smile that was closed.
        speech: with phonemes, some of them /p/, /b/ or /m/, and a pause of half a second somewhere.
    """
    opening = np.maximum(0, opening - reads_shut)
    times = np.arange(0, speech.seconds, _STEP)
    centres = (np.arange(len(opening)) + 0.5) / float(fps)
    span = float(np.percentile(opening, 95))
    curve = np.interp(times, centres, opening) / max(span, 1e-9)
    lag, fit = _best_lag(curve, _level(speech, times))
    wide, narrow = (np.mean(_middles(curve, speech, letters)) for letters in (_WIDE, _NARROW))
    still = [curve[part] for part in _pauses(speech, len(times))]
    frame = round(1 / float(fps) / _STEP)
    moves = max(float(np.abs(part[frame:] - part[:-frame]).mean()) for part in still)
    return LipSync(
        lag_seconds=lag,
        fit=fit,
        shut=float(np.mean([low < 0.15 for low in _lows(opening / max(span, 1e-9), fps, speech)])),
        silence=max(float(np.concatenate(still).mean()), moves),
        contrast=float(wide / max(float(narrow), 1e-9)),
        span=span,
    )


def shifted(speech: Speech, seconds: float) -> Speech:
    """Return the same speech heard later: a control that must be noticed."""
    by = round(seconds * speech.sample_rate)
    moved = np.concatenate([np.zeros(by, np.float32), speech.samples])
    phones = tuple(type(part)(part.ipa, part.start + by, part.end + by, part.stressed) for part in speech.phones)
    return Speech(moved, speech.sample_rate, speech.language, phones, ())


def _level(speech: Speech, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """The voice's loudness over 60 ms, compressed as ears do."""
    power = np.concatenate([[0.0], np.cumsum(speech.samples.astype(np.float64) ** 2)])
    ends = np.clip(np.rint((times[:, None] + [-0.03, 0.03]) * speech.sample_rate).astype(int), 0, len(power) - 1)
    return ((power[ends[:, 1]] - power[ends[:, 0]]) / np.maximum(ends[:, 1] - ends[:, 0], 1)) ** 0.3


def _best_lag(curve: NDArray[np.float64], level: NDArray[np.float64]) -> tuple[float, float]:
    """Return by how much the curve is late, in seconds, and the correlation there."""
    reach = round(_REACH / _STEP)
    count = len(curve) - 2 * reach
    fits = [
        float(np.corrcoef(curve[reach + lag : reach + lag + count], level[reach : reach + count])[0, 1])
        if curve[reach + lag : reach + lag + count].std() > 1e-9
        else 0.0
        for lag in range(-reach, reach + 1)
    ]
    best = int(np.argmax(fits))
    return (best - reach) * _STEP, fits[best]


def _middles(curve: NDArray[np.float64], speech: Speech, letters: str) -> NDArray[np.float64]:
    """The curve in the middle of each sound that one of the letters stands for."""
    middles = [(part.start + part.end) / 2 for part in speech.phones if part.ipa and part.ipa[0] in letters]
    at = np.rint(np.array(middles) / speech.sample_rate / _STEP).astype(int)
    return curve[np.clip(at, 0, len(curve) - 1)]


def _lows(opening: NDArray[np.float64], fps: Fraction, speech: Speech) -> list[float]:
    """The least opening in each /p b m/, over the frames that show any of it."""
    lows: list[float] = []
    for part in speech.phones:
        if part.ipa and part.ipa[0] in _BILABIALS:
            first, last = (int(end / speech.sample_rate * float(fps)) for end in (part.start, part.end))
            lows.append(float(opening[max(0, first - 1) : last + 1].min(initial=np.inf)))
    return lows


def _pauses(speech: Speech, count: int) -> list[slice]:
    """Where nothing is said, margins left out, as parts of the compared curve."""
    heard = [part for part in speech.phones if part.ipa]
    edges = [0, *(edge for part in heard for edge in (part.start, part.end)), len(speech.samples)]
    spans = [(a / speech.sample_rate, b / speech.sample_rate) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    long = [(a, b) for a, b in spans if b - a >= _SHORTEST_PAUSE]
    return [slice(round((a + _MARGIN) / _STEP), min(count, round((b - _MARGIN) / _STEP))) for a, b in long]
