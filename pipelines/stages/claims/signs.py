"""Numbers that are neither written in figures nor in words: `XII pieces`, `Ⅻ pieces`, `⑫ pieces`."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.units import unit_reader
from presets.claims.library import claim_words
from presets.languages.library import language as known_language
from presets.languages.schema import Language

# XL is a size, CD and MM are words: these letters alone are read, where they count pieces or stand before a unit
_ROMAN = r"(?<![A-Za-z0-9])(?P<roman>(?:XX|X|L|LX)?(?:IX|IV|V?I{0,4})|X{1,3}(?:IX|IV|V?I{0,4}))(?![A-Z0-9])"
_LEAST_LETTERS = 2  # before a unit: in `V cm` it is a letter
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50}


def numerals_in_signs(plain: str, text: str, language: Language) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield where a number stands in signs, from two on, and its worth.

    Args:
        plain: the text with its figures levelled.
    """
    for place, sign in enumerate(text):
        if (worth := _sign_worth(sign)) is not None:
            yield (place, place + 1), worth
    for match in re.finditer(_ROMAN, plain):
        worth = roman_worth(match["roman"])
        if worth > 1 and (_has_unit(match, plain, language) or _counts(match, plain, language)):
            yield match.span("roman"), worth


def roman_worth(letters: str) -> int:
    """Return what a Roman number of I, V, X and L is worth; 0 without letters."""
    worths = [_WORTH[letter] for letter in letters]
    return sum(
        -worth if following > worth else worth for worth, following in zip(worths, [*worths[1:], 0], strict=False)
    )


def _sign_worth(sign: str) -> int | None:
    """Return what a sign that is a number from ten on is worth; smaller ones are figures already."""
    if unicodedata.category(sign) not in ("No", "Nl"):
        return None
    worth = unicodedata.numeric(sign)
    return int(worth) if worth >= 10 and worth == int(worth) else None


def _has_unit(match: re.Match[str], plain: str, language: Language) -> bool:
    found = unit_reader(language).at(plain, match.end()) if len(match["roman"]) >= _LEAST_LETTERS else None
    return found is not None and found[0] != "in" and found[1] - match.end() > 1


def _counts(match: re.Match[str], plain: str, language: Language) -> bool:
    before, behind = _counted(language.id)
    small = levelled(plain)
    return bool(before.search(small[: match.start()]) or behind.match(small, match.end()))


@cache
def _counted(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is read before a number of pieces, and what behind it."""
    words = claim_words(known_language(tag))
    parts = [phrase.split("{}") for phrase in words.counted]
    before = "|".join(_phrase(front) for front, _ in parts if front)
    behind = "|".join([_phrase(end) + r"(?!\w)" for _, end in parts if end] + [re.escape(c) for c in words.counters])
    return re.compile(rf"(?<!\w)(?:{before or '(?!)'})\s+$"), re.compile(rf"[\s\-]*(?:{behind or '(?!)'})")


def _phrase(written: str) -> str:
    """Return the pattern of a phrase, whose spaces are any, and whose star is any ending."""
    escaped = re.escape(levelled(written.strip()))
    return re.sub(r"\\?\s+", r"\\s+", escaped).replace(r"\*", r"\w*")
