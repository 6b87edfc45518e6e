"""Where words begin in languages that write them without spaces."""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Protocol

from models.errors import MissingPackageError
from models.registry import named
from presets.languages.schema import Language


class Segmenter(Protocol):
    """Cuts a line into words."""

    def words(self, text: str) -> Sequence[str]:
        """Return the words and signs of a text without spaces, in order; joined, they are the text again."""
        ...


_SEGMENTERS = {
    "ja": ("pyopenjtalk", "pipelines.stages.script.segment_japanese:JapaneseSegmenter"),
    "zh": ("jieba", "pipelines.stages.script.segment_chinese:ChineseSegmenter"),
    "zh-TW": ("jieba", "pipelines.stages.script.segment_chinese:ChineseSegmenter"),
    "th": ("pythainlp", "pipelines.stages.script.segment_thai:ThaiSegmenter"),
}


def segmenter_of(language: Language) -> Segmenter | None:
    """Return what cuts the language into words; None where spaces do.

    Raises:
        MissingPackageError: its package is not installed.
    """
    return None if language.spaced else _opened(language.id)


@cache
def _opened(language: str) -> Segmenter:
    package, target = _SEGMENTERS[language]
    if find_spec(package) is None:
        raise MissingPackageError(f"Words in '{language}' are told apart by {package}.", "video")
    return _Remembering(named(target)())


class _Remembering:
    """Cuts a text once: titles are tried in many lengths, of the same words."""

    def __init__(self, segmenter: Segmenter) -> None:
        def cut(text: str) -> tuple[str, ...]:
            return tuple(segmenter.words(text))

        self._cut = lru_cache(maxsize=4096)(cut)

    def words(self, text: str) -> Sequence[str]:
        """See `Segmenter.words`."""
        return self._cut(text)
