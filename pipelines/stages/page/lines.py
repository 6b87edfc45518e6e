"""Phrases -> lines: as few as hold them all, about equally long."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Measured:
    """A text's phrases, measured in any one unit.

    Attributes:
        widths: of each.
        gaps: of the space before each; none stands at a line's start.
        hyphens: what each is longer by at a line's end.
    """

    widths: tuple[float, ...]
    gaps: tuple[float, ...]
    hyphens: tuple[float, ...]

    def length(self, start: int, end: int) -> float:
        """Return how long a line from one phrase up to another is."""
        return sum(self.widths[start:end]) + sum(self.gaps[start + 1 : end]) + self.hyphens[end - 1]

    def broken(self, limit: float, most: int) -> Sequence[tuple[int, int]] | None:
        """Return the first phrase of each line and the one after its last; None where they need more than `most`."""
        count = len(self.widths)
        # best[n][end]: the least sum of squared empty room of n lines up to `end`, and where the last of them starts.
        best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(inf, 0)] * count]
        for _ in range(most):
            best.append(self._next(best[-1], limit))
            if best[-1][count][0] < inf:
                return _traced(best)
        return None

    def _next(self, before: Sequence[tuple[float, int]], limit: float) -> list[tuple[float, int]]:
        row: list[tuple[float, int]] = [(inf, 0)] * len(before)
        for end in range(1, len(before)):
            for start in range(end - 1, -1, -1):
                length = self.length(start, end)
                if length - self.hyphens[end - 1] > limit:
                    break
                if length <= limit:
                    row[end] = min(row[end], (before[start][0] + (limit - length) ** 2, start))
        return row


def _traced(best: Sequence[Sequence[tuple[float, int]]]) -> Sequence[tuple[int, int]]:
    end = len(best[0]) - 1
    lines: list[tuple[int, int]] = []
    for row in reversed(best[1:]):
        lines.append((row[end][1], end))
        end = row[end][1]
    return lines[::-1]
