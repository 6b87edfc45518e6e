"""What is one word though a space stands in it: prices, grouped figures, abbreviations of two letters."""

import re

from presets.languages.schema import Language

NO_BREAK = "\u00a0"
CURRENCY_SIGNS = "$€£¥￥₹₩₽₺₴₫฿₪﷼"
CURRENCY_CODES = (
    "USD|EUR|GBP|JPY|CNY|RMB|INR|KRW|RUB|TRY|UAH|VND|THB|ILS|PLN|SEK|NOK|DKK|CHF|CZK|HUF|RON|BRL|MXN|ARS|CLP|COP|PEN|"
    "CAD|AUD|NZD|SGD|MYR|IDR|PHP|HKD|TWD|SAR|AED|QAR|KWD|BHD|OMR|EGP|MAD|ZAR|NGN|KES|R\\$|Rp|zł|kr|Kč|lei|S\\$|A\\$|C\\$"
)
FIGURES = r"\d(?:[\d.,\u00a0\u202f٫٬'’]*\d)?"
_SPACE = r"[ \u00a0\u202f]"
_MONEY = rf"(?:[{CURRENCY_SIGNS}]|(?<![A-Za-z])(?:{CURRENCY_CODES})(?![A-Za-z]))"
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_AFTER = re.compile(rf"({FIGURES}){_SPACE}({_MONEY})(?!\d)")
_BEFORE = re.compile(rf"({_MONEY}){_SPACE}({FIGURES})")


_ENDS_IN_A_FIGURE, _UNIT = re.compile(r"\d$"), re.compile(r"[^\W\d_]{1,4}(?!\w)|[%°″′]")


def stay_together(word: str, following: str) -> bool:
    """Tell whether two words are better not parted: a figure and the unit behind it."""
    return bool(_ENDS_IN_A_FIGURE.search(word) and _UNIT.match(following))


def joined(line: str, language: Language) -> str:
    """Return a line in which no-break spaces stand within what is one word."""
    line = line.replace("\u202f", NO_BREAK)
    line = _GROUPED.sub(lambda found: found.group().replace(" ", NO_BREAK), line)
    line = _AFTER.sub(rf"\1{NO_BREAK}\2", line)
    line = _BEFORE.sub(rf"\1{NO_BREAK}\2", line)
    for name in language.short:
        if " " in name:
            line = re.sub(rf"(?<!\w){re.escape(name)}", name.replace(" ", NO_BREAK), line)
    return line
