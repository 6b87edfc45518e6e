"""A text in one spelling of signs, letter for letter: places in it are places in the text."""

import unicodedata
from functools import lru_cache

BOUND = "\u00a0"  # a space that does not break, of any width, and marks of direction
_SPACES = dict.fromkeys("\u202f\u2009\u200e\u200f\u061c", BOUND)
_SIGNS = {"٫": ".", "٬": ",", "．": ".", "，": ",", "’": "'", **_SPACES}

_TEXTS = 4096  # a listing's lines are read again and again: against each fact, list of words and figure


@lru_cache(maxsize=_TEXTS)
def levelled(text: str) -> str:
    """Return a text of the same length: small letters, figures as 0 to 9, signs of all widths as ASCII has them."""
    return "".join(_level(sign) for sign in text)


@lru_cache(maxsize=_TEXTS)
def figures_levelled(text: str) -> str:
    """Return a text of the same length whose capitals are kept: `CE` is no French word, A no article."""
    return "".join(_figure(sign) for sign in text)


@lru_cache(maxsize=_TEXTS)
def _level(sign: str) -> str:
    small = _figure(sign).lower()
    return small if len(small) == 1 else sign


@lru_cache(maxsize=_TEXTS)
def _figure(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    digit = unicodedata.digit(sign, None) if unicodedata.category(sign) == "Nd" else _ringed(sign)
    if digit is not None:
        return str(digit)
    wide = unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
    return wide if len(wide) == 1 else sign


def _ringed(sign: str) -> int | None:
    """Return what a figure in a ring and a Roman one of one sign are worth; raised ones belong to units: m²."""
    if unicodedata.category(sign) not in ("No", "Nl") or unicodedata.decomposition(sign).startswith(("<super", "<sub")):
        return None
    worth = unicodedata.numeric(sign)
    return int(worth) if worth in range(1, 10) else None
