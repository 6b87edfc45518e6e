"""How long each letter lasts -> when each sound and word is heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.speech import Phone
from pipelines.stages.speech.kokoro_symbols import MODIFIERS, STRESS, ipa_of
from pipelines.stages.speech.utterance import Letter

LEAD_SECONDS = 0.060
"""By how much the sound comes before the durations say: measured against vowels' energy in nine languages, 55-65 ms."""


@dataclass(frozen=True)
class Span:
    """When a word is heard, in samples."""

    word: int
    start: int
    end: int


@dataclass(frozen=True)
class Timed:
    """When one call's sounds and words are heard, in samples of its own."""

    phones: tuple[Phone, ...]
    spans: tuple[Span, ...]


def timed(letters: Sequence[Letter], durations: Sequence[int], hop: int, sample_rate: int) -> Timed:
    """Return the times of sounds and words.

    Args:
        durations: in hops, of each letter, between those of the start and the end sign.
    """
    lead = round(LEAD_SECONDS * sample_rate)
    edges = [0]
    for duration in durations:
        edges.append(edges[-1] + duration * hop)
    moments = [max(0, edge - lead) for edge in edges[1:-1]]  # the first letter begins where the start sign ends
    phones = tuple(_phones(letters, moments))
    return Timed(phones, tuple(_spans(letters, moments)))


def _phones(letters: Sequence[Letter], moments: Sequence[int]) -> Iterator[Phone]:
    """Yield sounds: marks of length and tone belong to the sound before them, marks of stress to the one after."""
    open_phone: Phone | None = None
    stressed_from: int | None = None
    for letter, start, end in zip(letters, moments, moments[1:], strict=False):
        if letter.sounds and letter.sign in STRESS:
            stressed_from = start if stressed_from is None else stressed_from
        elif letter.sounds and letter.sign in MODIFIERS and open_phone is not None:
            open_phone = Phone(open_phone.ipa, open_phone.start, max(end, open_phone.start + 1), open_phone.stressed)
        else:
            if open_phone is not None:
                yield open_phone
            begin = start if stressed_from is None else stressed_from
            open_phone = None
            if end > begin:
                sound = ipa_of(letter.sign) if letter.sounds else ""
                open_phone = Phone(sound, begin, end, stressed=stressed_from is not None)
                stressed_from = None
    if open_phone is not None:
        yield open_phone


def _spans(letters: Sequence[Letter], moments: Sequence[int]) -> Iterator[Span]:
    times: dict[int, tuple[int, int]] = {}
    for letter, start, end in zip(letters, moments, moments[1:], strict=False):
        if letter.sounds:
            first, _ = times.get(letter.word, (start, end))
            times[letter.word] = (first, max(end, first + 1))
    for word, (start, end) in times.items():
        yield Span(word, start, end)
