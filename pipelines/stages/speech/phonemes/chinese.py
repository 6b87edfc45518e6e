"""Mandarin by misaki's table from pinyin to IPA, as Kokoro 1.0 was taught."""

import re
from collections.abc import Sequence

import cn2an
from misaki.zh import ZHG2P

from presets.languages.schema import Language

_HAN = re.compile(r"[\u4e00-\u9fff]+")


class ChinesePhonemizer:
    """Reads Chinese words."""

    def __init__(self, language: Language) -> None:
        del language

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word, tones as arrows."""
        return ["".join(ZHG2P.word2ipa(part) for part in _HAN.findall(self._read(word))) for word in words]

    def _read(self, word: str) -> str:
        return cn2an.transform(word, "an2cn") if re.search(r"\d", word) else word
