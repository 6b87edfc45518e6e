"""Figures as they are written in a language, and in words."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal
from num2words import num2words

from presets.languages.schema import Language

# num2words 0.5 leaves decimals out in Italian and Turkish, and says fifty for five tenths in Turkish and Arabic
_POINTS = {"it": "virgola", "tr": "virgül", "ar": "فاصلة"}
_GROUPS = {".": re.compile(r"\d{1,3}(\.\d{3})+"), ",": re.compile(r"\d{1,3}(,\d{3})+")}


def value_of(figures: str, language: Language) -> Decimal | None:
    """Return the number that is written; None where it is none, such as 1.2.3.

    A language's own marks come first: 9.500 is nine and a half in English and thousands in German. What they do not
    allow is read the other way round: 9.5 in German has a decimal point.
    """
    plain = re.sub(r"[\u00a0\u202f'’]", "", figures)
    try:
        return parse_decimal(plain, locale=language.locale, strict=True)
    except NumberFormatError:
        pass
    for sign, pattern in _GROUPS.items():
        if pattern.fullmatch(plain):
            return Decimal(plain.replace(sign, ""))
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def in_words(number: Decimal, language: Language) -> str:
    """Return a number in words, or in figures where the language's phonemizer reads those itself."""
    whole = number == number.to_integral_value()
    if language.numbers is None:
        return _figures(number, language)
    if not whole and (point := _POINTS.get(language.numbers)) is not None:
        return _digit_by_digit(number, point, language)
    try:
        return (
            str(num2words(int(number) if whole else number, lang=language.numbers)).replace("-", " ").replace(",", "")
        )
    except (NotImplementedError, OverflowError, TypeError, ValueError, IndexError, KeyError):
        return _figures(number, language)


def _digit_by_digit(number: Decimal, point: str, language: Language) -> str:
    """Return a number with its decimals one by one: three point two five."""
    before, _, after = f"{number:f}".partition(".")
    digits = (in_words(Decimal(digit), language) for digit in after)
    return " ".join([in_words(Decimal(before), language), point, *digits])


def _figures(number: Decimal, language: Language) -> str:
    text = f"{number:f}"
    return text if language.locale.startswith(("ja", "zh", "hi", "ko")) else text.replace(".", ",")
