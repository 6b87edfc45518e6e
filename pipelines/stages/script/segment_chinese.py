"""Chinese words by jieba."""

import logging
from collections.abc import Sequence

import jieba


class ChineseSegmenter:
    """Cuts Chinese text."""

    def __init__(self) -> None:
        jieba.setLogLevel(logging.WARNING)

    def words(self, text: str) -> Sequence[str]:
        """Return words and signs, in order."""
        return jieba.lcut(text)
