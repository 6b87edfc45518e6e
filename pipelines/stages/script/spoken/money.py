"""Prices in words."""

import re
from decimal import Decimal

from babel.numbers import get_currency_name

from pipelines.stages.script.joined import CURRENCY_CODES, CURRENCY_SIGNS, FIGURES
from pipelines.stages.script.spoken.numbers import in_words, value_of
from presets.languages.schema import Language
from presets.languages.tags import root

_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "₫": "VND", "฿": "THB", "₪": "ILS", "R$": "BRL", "zł": "PLN", "Kč": "CZK", "S$": "SGD", "A$": "AUD",
    "C$": "CAD",
}  # fmt: skip
_HOME = {"zh": {"¥": "CNY", "￥": "CNY"}, "sv": {"kr": "SEK"}}  # what a sign means at home
_COMMON = {"RMB": "CNY", "kr": "SEK", "lei": "RON", "Rp": "IDR"}
_MARK = rf"[{CURRENCY_SIGNS}]|{CURRENCY_CODES}"
_PRICE = re.compile(rf"(?P<before>{_MARK})?\u00a0?(?P<figures>{FIGURES})\u00a0?(?P<after>{_MARK})?")
MARKED = re.compile(rf"(?:{_MARK})\u00a0?{FIGURES}|{FIGURES}\u00a0?(?:{_MARK})(?![A-Za-z])")
"""A price, wherever it stands."""
_NO_HUNDREDTHS = {"JPY", "KRW", "VND", "IDR"}


def price_in_words(text: str, language: Language) -> str | None:
    """Return what is said for `$49.99` or `49,99 €`; None where it is no price.

    The currency's name and its plural are the Unicode CLDR's, never another one's.
    """
    found = _PRICE.fullmatch(text)
    if found is None or (found["before"] is None) == (found["after"] is None):
        return None
    amount = value_of(found["figures"], language)
    if amount is None:
        return None
    code = _code(found["before"] or found["after"], language)
    units, hundredths = divmod(amount, 1)
    hundredths = (hundredths * 100).to_integral_value()
    is_one_number = not language.spaced and code not in language.cents  # as East Asia says it: 49.99 dollars
    if not hundredths or code in _NO_HUNDREDTHS or amount.as_tuple().exponent != -2 or is_one_number:
        return (
            f"{in_words(amount.normalize() if units == amount else amount, language)} {_name(code, amount, language)}"
        )
    return " ".join(part for part in _parts(code, units, hundredths, language) if part)


def _parts(code: str, units: Decimal, hundredths: Decimal, language: Language) -> tuple[str, ...]:
    small = in_words(hundredths, language)
    cents = language.cents.get(code)
    if cents is not None:
        small = f"{small} {cents[hundredths != 1]}"
    whole = () if not units and cents else (in_words(units, language), _name(code, units, language))
    return (*whole, _AND.get(root(language.id), "") if whole and cents else "", small)


_AND = {"en": "and", "es": "con", "fr": "et", "it": "e", "pt": "e", "de": "und", "nl": "en", "hi": "और"}


def _name(code: str, amount: Decimal, language: Language) -> str:
    if code in language.money:
        return language.money[code]
    words = get_currency_name(code, count=amount, locale=language.locale).split()
    return " ".join(word for word in words if word not in language.unsaid)


def _code(mark: str, language: Language) -> str:
    home = _HOME.get(root(language.id), {})
    return home.get(mark) or _SIGNS.get(mark) or _COMMON.get(mark) or mark
