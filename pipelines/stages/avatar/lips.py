"""The mouth's track: aims of neighbouring sounds blended by their dominance, then what lips may never miss."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.speech import Speech, frames_covering
from pipelines.stages.avatar.visemes import OPEN, REST, ROUND, SPREAD, TONGUE, Viseme, visemes_of

Curve: TypeAlias = NDArray[np.float64]

LEAD_SECONDS = 0.02  # lips are seen to move before they are heard
_RATE = 200  # places a second at which curves are worked out
_SHORTEST_PAUSE = 0.07
# How fast a sound's pull fades before and after it, in seconds, for opening, spread, rounding and tongue. Rounding
# reaches far ahead: lips are round for the /s/ of "soup".
_FADE_BEFORE = np.array([0.060, 0.080, 0.120, 0.045])
_FADE_AFTER = np.array([0.060, 0.080, 0.080, 0.045])


@dataclass(frozen=True, eq=False)
class MouthTrack:
    """What the mouth does at each frame; every curve has one value a frame, in [0, 1].

    Attributes:
        opening, spread, rounding, tongue: as in `Viseme`.
        press: lips meet; tuck: lower lip under the teeth.
        loudness: of the voice, 1 is its loud moments.
    """

    opening: Curve
    spread: Curve
    rounding: Curve
    tongue: Curve
    press: Curve
    tuck: Curve
    loudness: Curve


@dataclass(frozen=True)
class _Stretch:
    viseme: Viseme
    start: float
    end: float


def mouth_track(speech: Speech, fps: Fraction) -> MouthTrack:
    """Return the mouth at each frame that covers the speech."""
    count = frames_covering(len(speech.samples), speech.sample_rate, fps)
    times = np.arange(round(speech.seconds * _RATE) + _RATE // 4 + 1) / _RATE
    stretches = _stretches(speech)
    shape = _blend(stretches, times)
    loud = _loudness(speech, times)
    shut, tuck = _contact(stretches, times, "shuts"), _contact(stretches, times, "tucks")
    heard = np.clip(loud / 0.06, 0, 1)  # below some -24 dB of the loud moments nothing is said, whatever times claim
    opening = shape[:, OPEN] * (0.72 + 0.34 * np.clip(loud, 0, 1)) * heard
    frames = (np.arange(count) + 0.5) / float(fps) + LEAD_SECONDS
    at, reach = np.clip(np.rint(frames * _RATE).astype(int), 0, len(times) - 1), round(_RATE / float(fps) / 2)
    press, tucked = _peaks(shut * heard, at, reach), _peaks(tuck * heard, at, reach)
    return MouthTrack(
        opening=np.clip(opening[at] * (1 - press), 0, 1),
        spread=shape[at, SPREAD] * heard[at],
        rounding=shape[at, ROUND] * heard[at],
        tongue=shape[at, TONGUE] * heard[at],
        press=press,
        tuck=tucked * (1 - press),
        loudness=loud[at],
    )


def _stretches(speech: Speech) -> list[_Stretch]:
    """Sounds with their times in seconds, and rest in the pauses between."""
    rate, found, heard_until = speech.sample_rate, list[_Stretch](), -1.0
    for phone in speech.phones:
        parts = visemes_of(phone.ipa)
        start, end = phone.start / rate, phone.end / rate
        if not parts:
            continue
        if start - heard_until > _SHORTEST_PAUSE:
            found.append(_Stretch(REST, heard_until, start))
        cuts = np.linspace(start, end, len(parts) + 1)
        found += [_Stretch(part, a, b) for part, a, b in zip(parts, cuts, cuts[1:], strict=False)]
        heard_until = end
    found.append(_Stretch(REST, heard_until, speech.seconds + 1))
    return found


def _blend(stretches: list[_Stretch], times: Curve) -> Curve:
    """Aims weighted by dominance at each time, shape (times, 4)."""
    total, weight = np.zeros((len(times), 4)), np.full((len(times), 4), 1e-9)
    for part in stretches:
        first = max(0, int((part.start - 0.4) * _RATE))
        last = min(len(times), int((part.end + 0.4) * _RATE) + 1)
        if last <= first:
            continue
        core = 0.22 * min(part.end - part.start, 0.5)
        early = np.maximum(0, part.start + core - times[first:last])[:, None]
        late = np.maximum(0, times[first:last] - part.end + core)[:, None]
        pull = np.array(part.viseme.pulls) * np.exp(-((early / _FADE_BEFORE) ** 1.6) - (late / _FADE_AFTER) ** 1.6)
        total[first:last] += pull * np.array(part.viseme.aims)
        weight[first:last] += pull
    return total / weight


def _contact(stretches: list[_Stretch], times: Curve, kind: str) -> Curve:
    """1 where lips (or lip and teeth) meet, with short ways there and back."""
    met = np.zeros(len(times))
    for part in stretches:
        if getattr(part.viseme, kind):
            middle, half = (part.start + part.end) / 2, max(0.020, (part.end - part.start) / 2 - 0.012)
            met = np.maximum(met, np.clip(1 - (np.abs(times - middle) - half) / 0.035, 0, 1))
    return met * met * (3 - 2 * met)


def _loudness(speech: Speech, times: Curve) -> Curve:
    """The voice's level over some 50 ms around each time; 1 is its 90th percentile."""
    power = np.concatenate([[0.0], np.cumsum(speech.samples.astype(np.float64) ** 2)])
    ends = np.clip(np.rint((times[:, None] + [-0.025, 0.025]) * speech.sample_rate).astype(int), 0, len(power) - 1)
    level = np.sqrt((power[ends[:, 1]] - power[ends[:, 0]]) / np.maximum(ends[:, 1] - ends[:, 0], 1))
    loud = level[level > 1e-4]
    return level / float(np.percentile(loud, 90)) if len(loud) else np.zeros(len(times))


def _peaks(curve: Curve, at: NDArray[np.int_], reach: int) -> Curve:
    """The largest value around each place: a contact that fits between two frames is still seen."""
    around = np.clip(at[:, None] + np.arange(-reach, reach + 1), 0, len(curve) - 1)
    return curve[around].max(axis=1)
