"""Currencies as they are written beside an amount."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel.localedata import exists
from babel.numbers import get_currency_name, get_currency_symbol

from presets.claims.library import claim_words
from presets.languages.library import language as known_language
from presets.languages.schema import Language

# Where products are sold; three capitals that spell an English word, such as TOP and ALL, are none of them
CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "RUB", "TRY", "UAH", "VND", "THB", "ILS", "BRL", "PLN", "CZK",
    "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "PEN", "IDR", "MYR", "PHP", "SEK", "NOK",
    "DKK", "CHF", "HUF", "RON", "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "EGP", "ZAR", "NGN", "KES", "PKR", "BDT",
)  # fmt: skip
_DOLLARS = ("USD", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")
_SIGNS = {
    "$": _DOLLARS, "€": ("EUR",), "£": ("GBP", "EGP"), "¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "₩": ("KRW",),
    "₹": ("INR",), "₽": ("RUB",), "₺": ("TRY",), "₴": ("UAH",), "₫": ("VND",), "฿": ("THB",), "₪": ("ILS",),
    "₱": ("PHP",), "zł": ("PLN",), "Kč": ("CZK",), "kr": ("SEK", "NOK", "DKK"), "Rp": ("IDR",), "RM": ("MYR",),
    "US$": ("USD",), "S$": ("SGD",), "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",),
    "NZ$": ("NZD",), "HK$": ("HKD",), "NT$": ("TWD",), "MX$": ("MXN",), "R$": ("BRL",), "RMB": ("CNY",),
    "CHF": ("CHF",), "Fr.": ("CHF",), "Rs": ("INR", "PKR"), "Rs.": ("INR", "PKR"), "¢": ("USD", "EUR"),
}  # fmt: skip


@dataclass(frozen=True)
class MoneyReader:
    """Reads the currency before or behind an amount."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    codes: dict[str, frozenset[str]]

    def beside(self, text: str, start: int, end: int) -> tuple[frozenset[str], tuple[int, int]] | None:
        """Return the currencies a sign may stand for and the span of amount and sign; None without a sign."""
        if front := self.before.search(text[:start]):
            return self._of(front["sign"]), (front.start("sign"), end)
        if after := self.behind.match(text, end):
            return self._of(after["sign"]), (start, after.end("sign"))
        return None

    def _of(self, written: str) -> frozenset[str]:
        return self.codes.get(written) or self.codes[written.lower()]


def money_reader(language: Language) -> MoneyReader:
    """Return what reads currencies in a language: their ISO codes, signs and names."""
    return _money_reader(language.id)


@cache
def _money_reader(tag: str) -> MoneyReader:
    language = known_language(tag)
    codes = {code: frozenset((code,)) for code in CODES} | {sign: frozenset(of) for sign, of in _SIGNS.items()}
    for code in CODES:
        for sign in _symbols(code, language):
            codes[sign] = codes.get(sign, frozenset()) | {code}
        for count in (1, 2, 5, 100):
            name = get_currency_name(code, count=count, locale=language.locale).lower()
            codes[name] = codes.get(name, frozenset()) | {code}
    for code, names in claim_words(language).currencies.items():
        for name in names:
            codes[name.lower()] = codes.get(name.lower(), frozenset()) | {code}
    # Names stand behind an amount alone: in Spanish "peso" before one is its weight
    before, behind = _either(sign for sign in codes if not sign.islower()), _either(codes)
    word = "[^\\W\\d_\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
    return MoneyReader(
        re.compile(rf"(?<!{word})(?P<sign>{before})[ \u00a0]{{0,4}}$"),
        re.compile(rf"[ \u00a0]{{0,4}}(?P<sign>{behind})(?!{word})"),
        codes,
    )


def _either(signs: Iterable[str]) -> str:
    """Return a pattern of signs, longest first; names in small letters are found in capitals too."""
    longest = sorted(signs, key=len, reverse=True)
    return "|".join(f"(?i:{re.escape(sign)})" if sign.islower() else re.escape(sign) for sign in longest)


def _symbols(code: str, language: Language) -> set[str]:
    """Return a currency's signs in a language, as it is read anywhere and as it is at the currency's home."""
    home = f"{language.locale.partition('_')[0]}_{code[:2]}"
    known = [language.locale, *([home] if exists(home) else [])]
    return {get_currency_symbol(code, locale=locale).strip("\u200e\u200f ") for locale in known}
