"""How far the work is, and how it is stopped."""

from typing import Protocol


class Progress(Protocol):
    """Called after each whole step of a stage; the caller may draw it, or stop the work by raising `Cancelled`."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that `done` of `total` steps (0 <= done <= total) of `stage` are finished.

        Raises:
            Cancelled: the person asked to stop; stages let it pass through untouched.
        """
        ...


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
