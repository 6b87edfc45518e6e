"""Mandarin by misaki's table from pinyin to IPA, as Kokoro 1.0 was taught."""

import re
from collections.abc import Sequence

import cn2an
from misaki.zh import ZHG2P

from presets.languages.schema import Language

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MEASURES = (
    "个個只件条條张張把杯瓶升米千公斤克毫厘年天周小分秒种種款层層人次倍"
    "套双雙盒包片支根块塊英盎磅口面边邊侧台辆袋罐份组對对"
)
_PAIR = re.compile(rf"(?<![\d.第])2(?=[{_MEASURES}])(?!分之)")  # two of something is another word than the figure
_THOUSANDS = re.compile(r"(?<![零一二三四五六七八九十百千万亿])二(?=[千万亿])")


class ChinesePhonemizer:
    """Reads Chinese words."""

    def __init__(self, language: Language) -> None:
        del language

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word, tones as arrows."""
        read = [figures_read(word, before) for before, word in zip(["", *words], words, strict=False)]
        return ["".join(ZHG2P.word2ipa(part) for part in _HAN.findall(word)) for word in read]


def figures_read(word: str, before: str = "") -> str:
    """Return a word with its figures in letters.

    Args:
        before: the word before it: after 第 a number counts in order.
    """
    if not re.search(r"\d", word):
        return word
    counts = word if before.endswith("第") else _PAIR.sub("两", word)
    return _THOUSANDS.sub("两", str(cn2an.transform(counts, "an2cn")))
