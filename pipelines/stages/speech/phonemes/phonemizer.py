"""Spoken text -> the phonemes Kokoro knows."""

from collections.abc import Sequence
from typing import Protocol

PUNCTUATION = ';:,.!?—…"()“”'
"""Signs that Kokoro hears as pauses and melody."""


class Phonemizer(Protocol):
    """Turns the words of a clause into phonemes, in their context."""

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return one string of phonemes a word; empty where a word is not spoken at all.

        Args:
            words: of one language, numbers already in words, in the order they are said, without punctuation.

        Raises:
            MissingPackageError: a package it needs is not installed.
        """
        ...
