"""Sentences spoken one by one -> one sound, with the silence between them that was asked for."""

from dataclasses import dataclass, replace

import numpy as np

from pipelines.script import Script, ScriptWord, Sentence
from pipelines.speech import Phone, Samples, Speech, Word
from pipelines.stages.speech.timing import Timed

_BEFORE_SECONDS = 0.05  # kept before the first sound of a piece
_AFTER_SECONDS = 0.12  # and after the last, where it dies away
_FADE_SECONDS = 0.012
_BETWEEN_SECONDS = 0.28  # beside what is kept: from one sentence to the next it is quiet for nearly half a second


@dataclass(frozen=True, eq=False)
class Piece:
    """What one call of the network gave: sound of shape (n,), and times in its samples."""

    samples: Samples
    timed: Timed


@dataclass(frozen=True)
class Spoken:
    """One sentence's pieces."""

    sentence: Sentence
    pieces: tuple[Piece, ...]


class _Track:
    """A sound that grows, with what is heard in it."""

    def __init__(self, sample_rate: int) -> None:
        self.rate = sample_rate
        self.sound: list[Samples] = []
        self.length = 0
        self.phones: list[Phone] = []
        self.words: list[Word] = []

    def silence(self, seconds: float) -> None:
        count = round(seconds * self.rate)
        if count:
            self.sound.append(np.zeros(count, np.float32))
            self.length += count

    def piece(self, samples: Samples, phones: tuple[Phone, ...]) -> None:
        self.phones += [
            replace(phone, start=phone.start + self.length, end=phone.end + self.length) for phone in phones
        ]
        self.sound.append(samples)
        self.length += len(samples)


def joined(spoken: list[Spoken], script: Script, sample_rate: int) -> Speech:
    """Return the whole, its words the script's, in order."""
    track = _Track(sample_rate)
    for index, one in enumerate(spoken):
        if index:
            track.silence(_BETWEEN_SECONDS)
        _add(track, one)
    track.silence(_BEFORE_SECONDS)
    return Speech(np.concatenate(track.sound), sample_rate, script.language, tuple(track.phones), tuple(track.words))


def _add(track: _Track, one: Spoken) -> None:
    words = one.sentence.words
    for piece in one.pieces:
        for cut in _cuts(piece, words, track.rate):
            start = track.length - cut.start
            track.piece(_faded(piece.samples[cut.start : cut.end], track.rate), cut.phones)
            for span in piece.timed.spans:
                if cut.start <= span.start < cut.end:
                    word = words[span.word]
                    end = min(span.end, cut.end)
                    track.words.append(Word(word.text, span.start + start, end + start, word.emphasis))
            track.silence(cut.pause_seconds)


@dataclass(frozen=True)
class _Cut:
    """A stretch of a piece, and the silence after it; times of phones from its start."""

    start: int
    end: int
    phones: tuple[Phone, ...]
    pause_seconds: float


def _cuts(piece: Piece, words: tuple[ScriptWord, ...], rate: int) -> list[_Cut]:
    """Return a piece without the silence at its ends, cut where the script asks for a pause."""
    spans = piece.timed.spans
    if not spans:
        return []
    begin = max(0, spans[0].start - round(_BEFORE_SECONDS * rate))
    finish = min(len(piece.samples), max(span.end for span in spans) + round(_AFTER_SECONDS * rate))
    edges: list[tuple[int, float]] = []
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        pause = words[span.word].pause_seconds
        if pause:
            edge = finish if following is None else (span.end + following.start) // 2
            edges.append((edge, pause))
    if not edges or edges[-1][0] < finish:
        edges.append((finish, 0.0))
    cuts: list[_Cut] = []
    for edge, pause in edges:
        cuts.append(_Cut(begin, edge, _within(piece.timed.phones, begin, edge), pause))
        begin = edge
    return cuts


def _within(phones: tuple[Phone, ...], start: int, end: int) -> tuple[Phone, ...]:
    kept = [phone for phone in phones if phone.start < end and phone.end > start]
    return tuple(
        replace(phone, start=max(phone.start, start) - start, end=min(phone.end, end) - start) for phone in kept
    )


def _faded(samples: Samples, rate: int) -> Samples:
    """Return the sound with soft ends, so that no cut clicks."""
    length = min(round(_FADE_SECONDS * rate), len(samples) // 2)
    faded = samples.copy()
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded
