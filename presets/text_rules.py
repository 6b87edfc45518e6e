"""What a marketplace can demand of a listing's words, as data."""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from presets.rule_base import RuleBase

Phrase: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Capitals(StrEnum):
    """How words begin."""

    NO_SHOUTING = "no_shouting"  # no word of four letters and more in capitals alone, unless a fact is written so
    FIRST_LETTER = "first_letter"  # the text begins with a capital, where its letters have any


class TextLength(RuleBase):
    """How long a text may be, in characters (Unicode code points) or bytes of UTF-8; each line, or all `together`."""

    kind: Literal["text_length"]
    min_chars: int | None = Field(default=None, ge=1)
    max_chars: int | None = Field(default=None, ge=1)
    max_bytes: int | None = Field(default=None, ge=1)
    together: bool = False

    @model_validator(mode="after")
    def _bounds_something(self) -> "TextLength":
        if self.min_chars is self.max_chars is self.max_bytes is None:
            raise ValueError("give min_chars, max_chars or max_bytes")
        return self


class LineCount(RuleBase):
    """How many lines a slot holds: bullets, or keywords."""

    kind: Literal["line_count"]
    min_count: int = Field(default=0, ge=0)
    max_count: int | None = Field(default=None, ge=1)


class TextSigns(RuleBase):
    """Signs a text must not have; `emoji` and `markup` (HTML) stand for all of their kind."""

    kind: Literal["text_signs"]
    forbidden: str = ""
    emoji: bool = False
    markup: bool = False


class TextPhrases(RuleBase):
    """Words a text must not have, whole and in any case: promises of price, service and rank."""

    kind: Literal["text_phrases"]
    forbidden: tuple[Phrase, ...] = Field(min_length=1)


class TextCapitals(RuleBase):
    """How a text uses capitals."""

    kind: Literal["text_capitals"]
    style: Capitals


class WordRepeats(RuleBase):
    """How often one word may stand in a text; words of three letters and fewer are not counted."""

    kind: Literal["word_repeats"]
    max_times: int = Field(ge=1)
