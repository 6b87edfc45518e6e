"""Phonemes of a whole clause -> phonemes of each of its words."""

from collections.abc import Sequence

import numpy as np

_GAP = 1.0


def shared_out(groups: Sequence[str], alone: Sequence[str]) -> list[str]:
    """Return what each word contributes to a clause.

    In its context a word may be joined with the next, or sound otherwise; said alone it tells where it begins. The two
    are aligned by edit distance (Wagner and Fischer, 1974), and a clause is cut where the alignment passes from one
    word to the next.

    Args:
        groups: the clause's phonemes, as a phonemizer set them apart.
        alone: each word's phonemes when it is said alone.
    """
    if len(groups) == len(alone):
        return list(groups)
    whole = " ".join(groups)
    letters = "".join(alone)
    owner = [index for index, word in enumerate(alone) for _ in word]
    if not letters:
        return [whole, *("" for _ in alone[1:])]
    shares = ["" for _ in alone]
    last = 0
    for sign, partner in zip(whole, _partners(whole, letters), strict=True):
        last = max(last, owner[partner])
        if sign != " " or (shares[last] and not shares[last].endswith(" ")):
            shares[last] += sign
    return [share.strip() for share in shares]


def _partners(whole: str, letters: str) -> list[int]:
    """Return for each sign of `whole` the letter it is aligned with, or the one before it."""
    rows, columns = len(whole) + 1, len(letters) + 1
    cost = np.zeros((rows, columns))
    cost[:, 0] = np.arange(rows) * _GAP
    cost[0] = np.arange(columns) * _GAP
    differs = np.array([[_difference(a, b) for b in letters] for a in whole])
    for row in range(1, rows):
        for column in range(1, columns):
            cost[row, column] = min(
                cost[row - 1, column - 1] + differs[row - 1, column - 1],
                cost[row - 1, column] + _GAP,
                cost[row, column - 1] + _GAP,
            )
    return _traced(cost, differs)


def _traced(cost: np.ndarray, differs: np.ndarray) -> list[int]:
    row, column = cost.shape[0] - 1, cost.shape[1] - 1
    partners = [0] * row
    while row:
        if column and cost[row, column] == cost[row - 1, column - 1] + differs[row - 1, column - 1]:
            row, column = row - 1, column - 1
            partners[row] = column
        elif column and cost[row, column] == cost[row, column - 1] + _GAP:
            column -= 1
        else:
            row -= 1
            partners[row] = max(0, column - 1)
    return partners


_VOWELS = frozenset("aeiouyæøœɐɑɒɔəɛɜɤɨɪɯʉʊʌɵAIOQWYᵻᵊ")
_STRESS = frozenset("ˈˌː")


def _difference(first: str, second: str) -> float:
    if first == second:
        return 0.0
    if (first in _STRESS) != (second in _STRESS):
        return 2.0
    return 0.6 if (first in _VOWELS) == (second in _VOWELS) else 1.5
