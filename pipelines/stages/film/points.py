"""When each of a product's points appears: with its words, where the script says them; else a few with each take."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.film import Take
from pipelines.stages.film.look import Spoken

_APART_SECONDS = 0.35  # points come one after the other


@dataclass(frozen=True)
class Point:
    """A point on the screen from a frame to the end of a take; `new` where no take before showed it."""

    number: int
    first: int
    take: Take
    new: bool


def points_of(lines: Sequence[str], takes: Sequence[Take], spoken: Spoken | None, fps: Fraction) -> list[Point]:
    """Return when points are seen.

    Args:
        takes: those that have room for them.
    """
    said = list(_said(lines, spoken, fps)) if spoken else []
    found = _with_words(said, takes) if len(said) == len(lines) else _in_turn(len(lines), takes, fps)
    seen: set[int] = set()
    points: list[Point] = []
    for number, first, take in found:
        points.append(Point(number, first, take, number not in seen))
        seen.add(number)
    return points


def _said(lines: Sequence[str], spoken: Spoken, fps: Fraction) -> Iterator[int]:
    """Yield the frame from which each line is said as a sentence of its own; nothing for one that is not."""
    starts: dict[str, int] = {}
    at = 0
    speech = spoken.speech
    for sentence in spoken.script.sentences:
        starts.setdefault(_plain(sentence.text), int(speech.words[at].start * fps // speech.sample_rate))
        at += len(sentence.words)
    for line in lines:
        if _plain(line) in starts:
            yield starts[_plain(line)]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _with_words(said: Sequence[int], takes: Sequence[Take]) -> Iterator[tuple[int, int, Take]]:
    for take in takes:
        for number, frame in enumerate(said):
            if frame < take.last:
                yield number, max(frame, take.first), take


def _in_turn(count: int, takes: Sequence[Take], fps: Fraction) -> Iterator[tuple[int, int, Take]]:
    """Yield a few points more with each take."""
    apart, known = round(_APART_SECONDS * fps), 0
    for turn, take in enumerate(takes, 1):
        shown = -(-count * turn // len(takes))
        for number in range(shown):
            yield number, min(take.first + max(0, number - known + 1) * apart, take.last - 1), take
        known = shown
