"""When hands rise, and how: with the words that matter, down again when nothing is said."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pipelines.speech import Speech, Word

RAISE_SECONDS, LOWER_SECONDS = 0.48, 0.62
_HOLD_SECONDS, _SHORTEST_GAP = 0.75, 1.1


class Kind(StrEnum):
    """What the hands do."""

    EXPLAIN = "explain"
    OFFER = "offer"
    POINT = "point"
    WELCOME = "welcome"  # both hands


@dataclass(frozen=True)
class Gesture:
    """Hands go up until `apex`, stay until `leave`, and come down; all in seconds."""

    kind: Kind
    apex: float
    leave: float


def gestures_for(speech: Speech, rng: np.random.Generator) -> tuple[Gesture, ...]:
    """Return gestures in order; none overlaps the next."""
    planned: list[Gesture] = []
    for word in _marked(speech):
        start, end = word.start / speech.sample_rate, word.end / speech.sample_rate
        apex = max(start + 0.04, RAISE_SECONDS)
        leave = min(max(end, apex + _HOLD_SECONDS), speech.seconds - LOWER_SECONDS * 0.7)
        if leave <= apex:
            continue
        last = planned[-1] if planned else None
        if last and apex - RAISE_SECONDS < last.leave + _SHORTEST_GAP:
            planned[-1] = Gesture(last.kind, last.apex, leave)  # the hand is up already: it stays
            continue
        planned.append(Gesture(_kind(len(planned), last, rng), apex, leave))
    return tuple(planned)


def _marked(speech: Speech) -> list[Word]:
    """The words the script stresses; where it stresses none, a long word every few seconds."""
    asked = [word for word in speech.words if word.emphasis]
    if asked:
        return asked
    chosen: list[Word] = []
    for word in speech.words:
        since = (word.start - (chosen[-1].start if chosen else -2 * speech.sample_rate)) / speech.sample_rate
        if since > 4.2 or (since > 2.6 and len(word.text) > 6):
            chosen.append(word)
    return chosen


def _kind(number: int, last: Gesture | None, rng: np.random.Generator) -> Kind:
    if number == 0:
        return Kind.WELCOME
    others = [kind for kind in Kind if last is None or kind is not last.kind]
    weights = np.array([0.42 if kind is Kind.EXPLAIN else 0.2 for kind in others])
    return others[int(rng.choice(len(others), p=weights / weights.sum()))]
