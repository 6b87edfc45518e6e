"""What a presenter says: words as they are written, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DirectionKind(StrEnum):
    """What the film does while a word is said."""

    CLOSE_UP = "close-up"
    SHOW = "show"


@dataclass(frozen=True)
class Direction:
    """A wish of the script's author, at one word.

    Attributes:
        text: what is to be seen: a part of the product, or a number for the screen; empty for the product as it is.
    """

    kind: DirectionKind
    text: str = ""


@dataclass(frozen=True)
class ScriptWord:
    """One word as it is written, captioned and counted.

    Attributes:
        text: with the punctuation that clings to it; a price is one word, whatever its spaces.
        language: tag of the language it is said in.
        emphasis: it is to be stressed.
        spaced: a space stands before it, were the sentence written out.
        directions: of the film, from this word on.
        pause_seconds: silence asked for after it, beside what its punctuation makes.
    """

    text: str
    language: str
    emphasis: bool = False
    spaced: bool = True
    directions: tuple[Direction, ...] = ()
    pause_seconds: float = 0.0

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("A word has letters.")


@dataclass(frozen=True)
class Sentence:
    """Words up to a full stop, or to the end of a line."""

    words: tuple[ScriptWord, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("A sentence has words.")

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return written(self.words)


@dataclass(frozen=True)
class Script:
    """All that is said in one film.

    Attributes:
        language: of most of it.
    """

    language: str
    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("A script has sentences.")

    @property
    def words(self) -> tuple[ScriptWord, ...]:
        """All words, in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)


def written(words: tuple[ScriptWord, ...]) -> str:
    """Return words as a line of text."""
    return "".join(_with_spaces(words))


def _with_spaces(words: tuple[ScriptWord, ...]) -> Iterator[str]:
    for index, word in enumerate(words):
        if index and word.spaced:
            yield " "
        yield word.text
