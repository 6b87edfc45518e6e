"""Which way each sign of a word reads: the rules of UAX 9 that a word without marks of its own needs."""

import unicodedata
from collections.abc import Sequence

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_FIGURES = {"EN": "N", "AN": "N"}
_BETWEEN = {"ES", "CS"}  # signs that stay within a number: 9.5, 1/2
_BESIDE = {"ET"}  # and those that cling to one: $, %, degrees


def levels_of(text: str, base: int) -> Sequence[int]:
    """Return a level for each sign; odd ones read right to left. `base` 1 is a word of a script that does."""
    own = "R" if base else "L"
    kinds = _neutrals(_numbers([unicodedata.bidirectional(sign) for sign in text], own), own)
    return [_level(kind, base) for kind in kinds]


def _numbers(classes: Sequence[str], base: str) -> list[str]:
    """Return L, R, N for figures, or an empty kind for signs between (W1 to W7)."""
    kinds = [_STRONG.get(name) or _FIGURES.get(name, "") for name in classes]
    for index, name in enumerate(classes):
        if name == "NSM" and index:
            kinds[index] = kinds[index - 1]
        elif name in _BETWEEN and 0 < index < len(classes) - 1 and kinds[index - 1] == kinds[index + 1] == "N":
            kinds[index] = "N"
    _cling(classes, kinds)
    last = base
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            last = kind
        elif kind == "N" and last == "L":
            kinds[index] = "L"  # W7: figures after Latin letters go with them
    return kinds


def _cling(classes: Sequence[str], kinds: list[str]) -> None:
    """Make signs such as % figures where they stand beside one, on either side (W5); `kinds` is changed in place."""
    for order in (range(1, len(classes)), range(len(classes) - 2, -1, -1)):
        for index in order:
            if classes[index] in _BESIDE and kinds[index - order.step] == "N":
                kinds[index] = "N"


def _neutrals(kinds: list[str], base: str) -> list[str]:
    """Give signs between letters of one direction that direction, others the word's (N1, N2)."""
    done = list(kinds)
    index = 0
    while index < len(kinds):
        if kinds[index]:
            index += 1
            continue
        end = index
        while end < len(kinds) and not kinds[end]:
            end += 1
        before = _side(kinds[index - 1]) if index else base
        after = _side(kinds[end]) if end < len(kinds) else base
        done[index:end] = [before if before == after else base] * (end - index)
        index = end
    return done


def _side(kind: str) -> str:
    """Return how a neighbour counts: figures do as letters that read right to left (N1)."""
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1, "N": 2}[kind]
