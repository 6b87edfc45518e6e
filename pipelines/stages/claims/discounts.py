"""Discounts as Chinese counts them: 五折 costs half. An umbrella of 三折 is folded thrice, and costs what it costs."""

import re
from collections.abc import Iterator

from pipelines.stages.claims.levelled import levelled
from presets.languages.schema import Language
from presets.languages.tags import root

_TENTHS = r"一二三四五六七八九两兩半\d"
_FOLDED = "叠疊伞傘页頁痕纸紙线線皮钱錢门門窗屏式刀扇凳椅床梯架盒镜鏡"  # what is folded so often
_DISCOUNT = re.compile(rf"(?<![{_TENTHS}.])[{_TENTHS}](?:[.点點]?[{_TENTHS}])?\s?折(?![{_FOLDED}])")


def discounts_said(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where a text says how many tenths of its price a thing costs."""
    if root(language.id) in ("zh", "zh-TW"):
        yield from (found.span() for found in _DISCOUNT.finditer(levelled(text)))
