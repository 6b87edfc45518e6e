"""An amount of money as sellers type it: `1299`, `19.90`, `1,299.00`, `1.299,00`, `1 299`, `12,800` of yen.

A dot or comma before three last digits parts thousands in one country and decimals in the next. It is read where the
currency, another sign or the country settles it; elsewhere it is refused, never guessed.
"""

import re
from decimal import Decimal
from typing import Any

# ISO 4217's minor units, where they are not two
_WHOLE = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
)
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_IN_WHOLE = _WHOLE | {"COP", "HUF", "IDR"}  # CLDR 44, supplemental currency data: usually told without decimals
_LAKHS = frozenset({"BDT", "INR", "NPR", "PKR"})  # 1,00,000
# CLDR 44: what parts decimals; left out where languages of a country differ (Canada, South Africa)
_DECIMAL_COMMA = frozenset({"br", "de", "es", "fr", "id", "it", "nl", "pl", "pt", "ru", "se", "tr", "vn"})
_DECIMAL_POINT = frozenset(
    ["ae", "au", "cn", "gb", "hk", "in", "jp", "kr", "mx", "my", "ph", "sa", "sg", "th", "tw", "us"]
)

_SPACES = " \u00a0\u2009\u202f"
_TYPED = re.compile(rf"([0-9][0-9.,'\u2019{_SPACES}]{{0,30}}?)[{_SPACES}]*([A-Za-z]{{3}})")
_MARK = re.compile(r"[^0-9]")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:S[0-9]{3})+")
_LAKH_GROUPS = re.compile(r"[1-9][0-9]?(?:S[0-9]{2})*S[0-9]{3}")


def amount_typed(typed: str, country: str | None = None) -> tuple[Decimal, str]:
    """Return a typed price's amount, exactly, and its currency's ISO code.

    Args:
        country: for which the price is; its own way of writing settles `1.299`.

    Raises:
        ValueError: it is no price, or could be two; the message is a sentence without its stop.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError(f"'{typed}' is no price. Write it as 19.90 USD")
    written, currency = re.sub(rf"[{_SPACES}]", " ", found[1]).replace("\u2019", "'"), found[2].upper()
    marks = _MARK.findall(written)
    head, mark, tail = written.rpartition(marks[-1]) if marks else ("", "", written)
    if not marks:
        return Decimal(written), currency
    if _parts_decimals(marks, tail, currency, country, typed):
        if len(marks) > 1:
            head = _grouped(head, marks[0], currency, typed)
        if currency in _WHOLE and (mark == "," or tail.strip("0")):
            raise ValueError(f"'{typed}' has decimals, which {currency} has not. Write it as {head} {currency}")
        return Decimal(f"{head}.{tail}"), currency
    return Decimal(_grouped(written, marks[0], currency, typed)), currency


def plain_price(typed: Any, country: Any) -> Any:
    """Return a price that is typed as its country writes it as `1299.00 EUR`; anything else as it is."""
    if not isinstance(typed, str) or not isinstance(country, str):
        return typed
    try:
        amount, currency = amount_typed(typed, country)
    except ValueError:
        return typed  # what is wrong with it is said where it stands
    return f"{amount:f} {currency}"


def _parts_decimals(marks: list[str], tail: str, currency: str, country: str | None, typed: str) -> bool:
    """Tell whether the last mark of an amount parts decimals from it; else it parts thousands."""
    mark, places = marks[-1], 3 if currency in _THOUSANDTHS else 2
    if mark in " '" or marks.count(mark) > 1:
        return False
    if len(tail) in range(1, 3):
        return True
    if len(marks) > 1:
        if len(tail) <= places and tail:
            return True
        raise _unclear(typed, currency)
    if currency in _IN_WHOLE:
        return False
    own = "," if country in _DECIMAL_COMMA else "." if country in _DECIMAL_POINT else None
    if own is not None and mark != own:
        return False
    if places == 3 and len(tail) == 3 and mark == (own or "."):
        return True
    raise _unclear(typed, currency)


def _grouped(written: str, mark: str, currency: str, typed: str) -> str:
    """Return the digits of an amount whose thousands are parted by one mark."""
    shapes = (_GROUPS, _LAKH_GROUPS) if currency in _LAKHS and mark == "," else (_GROUPS,)
    if not any(shape.fullmatch(written.replace(mark, "S")) for shape in shapes):
        raise _unclear(typed, currency)
    return written.replace(mark, "")


def _unclear(typed: str, currency: str) -> ValueError:
    return ValueError(
        f"'{typed}' can be read in two ways, or in none. Write thousands without a mark and decimals after a point: "
        f"{'1299' if currency in _WHOLE else '1299.00'} {currency}"
    )
