"""What a name says beyond its maker and its kind."""

import re
from collections.abc import Sequence

from presets.lexicon.schema import Thing

_WORD = re.compile(r"[^\W_]+")


def kinds_of(thing: Thing | None) -> tuple[str, ...]:
    """Return the words for a thing, the longest first."""
    words = () if thing is None else (thing.word, *thing.also)
    return tuple(sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word)))


def kind_in(name: str, kinds: Sequence[str]) -> str | None:
    """Return the first of the words for a thing that a name says."""
    return next((kind for kind in kinds if kind in name.casefold()), None)


def rest_of(name: str, brand: str | None, kind: str | None) -> str:
    """Return a name's words without the brand and the kind; empty where those are all it says."""
    rest = name
    for said in filter(None, (kind, brand)):
        rest = re.sub(re.escape(said), " ", rest, flags=re.IGNORECASE)
    words = _WORD.findall(rest)
    if brand and {word.casefold() for word in words} <= {word.casefold() for word in _WORD.findall(brand)}:
        return ""  # 'Linden face oil' by Linden & Co
    return " ".join(rest.split()).strip(" ,-–") if any(len(word) > 1 or not word.isascii() for word in words) else ""
