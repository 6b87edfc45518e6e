"""A text as its readers see it: without signs that nobody sees, and in the letters that it seems to be written in."""

import re

_UNSEEN = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff]|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])")
_CYRILLIC = str.maketrans("АВЕЅІЈКМНОРСТХУаеѕіјорсху", "ABESIJKMHOPCTXYaesijopcxy")
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι", "ABEZHIKMNOPTYXoi")
_ALIKE = {**_CYRILLIC, **_GREEK}
_WORD = re.compile(r"[^\W\d_]+")
_OWN_LETTERS = ("ru", "uk", "el", "bg", "sr")


def as_seen(text: str, tag: str) -> tuple[str, list[int]]:
    """Return a text as it is seen, and the place in the text of each of its signs, and of its end.

    Args:
        tag: of its language; in one that is written in such letters they are what they seem to be.
    """
    hidden = {place for found in _UNSEEN.finditer(text) for place in range(*found.span())}
    kept = [place for place in range(len(text)) if place not in hidden]
    seen = "".join(text[place] for place in kept)
    return seen if tag in _OWN_LETTERS else _WORD.sub(_latin, seen), [*kept, len(text)]


def _latin(word: re.Match[str]) -> str:
    """Return a word of which every letter looks like a Latin one in Latin letters: `СЕ`, `bеst`."""
    told = word[0].translate(_ALIKE)
    return told if told.isascii() else word[0]
