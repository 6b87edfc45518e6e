"""Words and their times -> captions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pipelines.script import Script, ScriptWord, written
from pipelines.speech import Speech
from pipelines.stages.script.joined import stay_together

MOST_LETTERS = 42  # of one caption: the line length of the BBC's and Netflix's subtitle guidelines
MOST_WIDE_LETTERS = 16  # where letters are as wide as high: Chinese, Japanese and Korean
LINGER_SECONDS = 0.4  # a caption stays after its last word, unless the next one comes


@dataclass(frozen=True)
class Cue:
    """One caption.

    Attributes:
        start, end: in samples of the speech.
        words: index of the first of its words, and the one after the last, in the script and the speech alike.
        text: as it is written.
    """

    start: int
    end: int
    words: tuple[int, int]
    text: str


def cues_of(script: Script, speech: Speech) -> list[Cue]:
    """Return the captions of a speech: every word of the script once, in order, none across a sentence's end.

    Raises:
        ValueError: the speech is not of this script.
    """
    if [word.text for word in script.words] != [word.text for word in speech.words]:
        raise ValueError("Words are captioned as they were spoken; this speech has others than the script.")
    parts = list(_parts(script))
    linger = round(LINGER_SECONDS * speech.sample_rate)
    cues: list[Cue] = []
    for index, (first, last) in enumerate(parts):
        follows = speech.words[parts[index + 1][0]].start if index + 1 < len(parts) else len(speech.samples)
        end = min(speech.words[last - 1].end + linger, follows)
        cues.append(Cue(speech.words[first].start, end, (first, last), written(script.words[first:last])))
    return cues


def _parts(script: Script) -> Iterator[tuple[int, int]]:
    at = 0
    for sentence in script.sentences:
        for length in _lengths(sentence.words):
            yield at, at + length
            at += length


def _lengths(words: Sequence[ScriptWord]) -> Iterator[int]:
    """Yield how many words each caption of a sentence takes: evenly, and better after a comma."""
    start = 0
    while start < len(words):
        share = _width(words[start:])
        even = share / ceil(share)
        fits = start + 1
        while fits < len(words) and _width(words[start:fits]) < even and _width(words[start : fits + 1]) <= 1:
            fits += 1
        if fits < len(words):
            fits = _better(words, start, fits)
        if start + 1 < fits < len(words) and stay_together(words[fits - 1].text, words[fits].text):
            fits -= 1
        yield fits - start
        start = fits


def _better(words: Sequence[ScriptWord], start: int, fits: int) -> int:
    """Return where a caption ends that cannot hold the rest: after the last comma of its second half, or full."""
    for end in range(fits, start + (fits - start) // 2, -1):
        if words[end - 1].text[-1] in ",;:،、，；：—":
            return end
    return fits


def _width(words: Sequence[ScriptWord]) -> float:
    """Return a line's length as a share of the longest."""
    text = written(tuple(words))
    wide = sum(1 for sign in text if ord(sign) >= 0x1100 and (ord(sign) <= 0x11FF or ord(sign) >= 0x2E80))
    return wide / MOST_WIDE_LETTERS + (len(text) - wide) / MOST_LETTERS
