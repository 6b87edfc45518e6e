"""Every figure of a text: what it is worth, in which unit or currency, and where it stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from babel.numbers import get_decimal_symbol

from pipelines.stages.claims.levelled import BOUND, figures_levelled
from pipelines.stages.claims.money import money_reader
from pipelines.stages.claims.signs import numerals_in_signs
from pipelines.stages.claims.units import dual_units, unit_reader
from presets.claims.library import claim_words
from presets.languages.library import language as known_language
from presets.languages.schema import Language

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_NUMBER = re.compile(
    rf"(?P<whole>\d+)[ \-](?P<top>\d+)/(?P<bottom>2|3|4|5|8|10|16|32)(?!\d)"
    rf"|(?P<upper>\d+)/(?P<lower>2|3|4|5|8|10|16|32)(?!\d)"
    rf"|(?P<plain>\d+(?:[.,']\d+|\u00a0\d{{3}}(?!\d))*)(?P<vulgar>[{_VULGAR}])?"
    rf"|(?P<alone>[{_VULGAR}])"
)
# Between two figures of which the second alone has a unit: 9 x 8 cm, 10-15 cm, 9 по 8 см
_JOINED = re.compile(
    r"\s*(?:[x×х✕*–—−~〜～/+-]|by|per|por|par|mal|auf|bis|to|or|and|y|et|und|a|à|до|на|في|إلى|から|至|到|乘|และ|ถึง|đến)\s*",
    re.IGNORECASE,
)  # fmt: skip
_THOUSANDTHS = frozenset(("KWD", "BHD", "OMR"))  # the currencies whose small coin is a thousandth


@dataclass(frozen=True)
class Figure:
    """A number of a text.

    Attributes:
        span: from and to, its unit included.
        decimals: places written behind the point; 0 for a fraction such as 1/2.
        unit: of `WORTH`; empty for a bare number.
        bare: it may be read without its unit too: `2 in` is two in a box, or inches.
        currencies: ISO codes its sign may stand for; empty where it is no price.
        code: it is part of a code such as IP67 or A4, which is written whole in `text`.
    """

    span: tuple[int, int]
    text: str
    value: Fraction
    decimals: int = 0
    unit: str = ""
    bare: bool = False
    currencies: frozenset[str] = frozenset()
    code: bool = False


def figures_in(text: str, language: Language) -> tuple[Figure, ...]:
    """Return all figures, in order; digits of every script, decimals as the language writes them, numerals in
    words and in signs."""
    plain = figures_levelled(text)
    found = [figure for match in _NUMBER.finditer(plain) for figure in _read(match, plain, text, language)]
    found += _in_signs(plain, text, language, [figure.span for figure in found])
    found += _in_words(plain, text, language, [figure.span for figure in found])
    return tuple(_share_units(sorted(found, key=lambda figure: figure.span), plain))


def _read(match: re.Match[str], plain: str, text: str, language: Language) -> Iterator[Figure]:
    start, end = match.span()
    code = _code(plain, start, end)
    if code and money_reader(language).beside(plain, start, end) is None:
        yield Figure(code, text[slice(*code)], Fraction(0), code=True)
        return
    if match["upper"] and int(match["upper"]) >= int(match["lower"]):  # 24/7 is no fraction
        for group in ("upper", "lower"):
            yield _finished(match.span(group), Fraction(match[group]), 0, plain, text, language)
        return
    value, decimals = _value(match, language)
    yield _finished((start, end), value, decimals, plain, text, language)


def _value(match: re.Match[str], language: Language) -> tuple[Fraction, int]:
    if match["alone"]:
        return _vulgar(match["alone"]), 0
    if match["whole"]:
        return int(match["whole"]) + Fraction(int(match["top"]), int(match["bottom"])), 0
    if match["upper"]:
        return Fraction(int(match["upper"]), int(match["lower"])), 0
    value, decimals = read_number(match["plain"], language)
    return value + (_vulgar(match["vulgar"]) if match["vulgar"] else 0), decimals


def _vulgar(sign: str) -> Fraction:
    return Fraction(unicodedata.numeric(sign)).limit_denominator(10)


def read_number(written: str, language: Language) -> tuple[Fraction, int]:
    """Return a number's worth and its decimals.

    A sign that stands once and is not the language's decimal sign parts thousands where three figures follow.
    """
    written = written.replace(BOUND, "")
    decimal = get_decimal_symbol(language.locale).replace("٫", ".")
    signs = [sign for sign in written if not sign.isdigit()]
    last = signs[-1] if signs else ""
    after = len(written) - written.rfind(last) - 1 if last else 0
    parts_thousands = (len(signs) > 1 and len(set(signs)) == 1) or (last != decimal and after == 3)
    if not last or parts_thousands or last == "'":
        return Fraction(re.sub(r"\D", "", written)), 0
    whole = re.sub(r"\D", "", written[: written.rfind(last)])
    return Fraction(f"{whole}.{written[written.rfind(last) + 1 :]}"), after


def _code(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the code that a figure is part of: IP67, LIN-MUG-350; Latin letters touch it in front."""
    before = re.search(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-?$", plain[:start])
    if before is None or before[0].lower() in ("x", "ø") or not re.search(r"[A-Z]", before[0]):
        return None
    after = re.match(r"[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", plain[end:])
    return before.start(), end + (after.end() if after else 0)


def _finished(
    span: tuple[int, int], value: Fraction, decimals: int, plain: str, text: str, language: Language
) -> Figure:
    """Return the figure with what stands beside it: a currency, or a unit."""
    money = money_reader(language).beside(plain, *span)
    if money is not None:
        codes, whole = money
        if decimals == 3 and not codes & _THOUSANDTHS:  # Rp150.000, in an English text too
            value, decimals = value * 1000, 0
        return Figure(whole, text[slice(*whole)], value, decimals, currencies=codes)
    unit = unit_reader(language).at(plain, span[1])
    if unit is None and plain[: span[0]].endswith("%"):  # Turkish and Basque write %100
        return Figure((span[0] - 1, span[1]), text[span[0] - 1 : span[1]], value, decimals, "%")
    if unit is None:
        return Figure(span, text[slice(*span)], value, decimals)
    sign, end = unit
    if sign in ("°C", "°F") and re.search(r"(?:^|[\s(])[-−]$", plain[: span[0]]):
        span, value = (span[0] - 1, span[1]), -value
    # English and German sentences go on behind a number by "in", Portuguese and others by "a" and "m"
    word = sign == "in" and plain[span[1] : end].strip(" -").lower() == "in"
    whole = span[0], end
    return Figure(whole, text[slice(*whole)], value, decimals, sign, bare=word)


def _in_words(plain: str, text: str, language: Language, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    words = claim_words(language)
    for match in _numerals(language.id).finditer(plain.lower()):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        span = match.span("numeral")
        figure = _finished(span, Fraction(words.numerals[match["numeral"]]), 0, plain, text, language)
        counted = not words.counters or _counts(plain, span[1], words.counters)
        if figure.unit or figure.currencies or counted:
            # Where words are parted by spaces a unit of a letter or two may be another word; 三年 are three years
            yield replace(figure, bare=language.spaced or not figure.unit)
    for match in re.finditer(r"[^\W\d]+", plain.lower()):
        if unit := dual_units(language).get(match[0]):
            yield Figure(match.span(), text[slice(*match.span())], Fraction(2), unit=unit, bare=True)


def _in_signs(plain: str, text: str, language: Language, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    for span, worth in numerals_in_signs(plain, text, language):
        if not any(start < span[1] and span[0] < end for start, end in taken):
            yield _finished(span, Fraction(worth), 0, plain, text, language)


def _counts(plain: str, place: int, counters: Sequence[str]) -> bool:
    return plain[place:].lstrip(" ").startswith(tuple(counters))


@cache
def _numerals(tag: str) -> re.Pattern[str]:
    language = known_language(tag)
    longest = "|".join(re.escape(word.lower()) for word in sorted(_numeral_words(language), key=len, reverse=True))
    if not language.spaced:
        return re.compile(f"(?P<numeral>{longest})")
    # Korean counters are written to the numeral, or behind a space
    end = "" if claim_words(language).counters and language.id == "ko" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?P<numeral>{longest}){end}")


def _numeral_words(language: Language) -> Sequence[str]:
    return tuple(claim_words(language).numerals)


def _share_units(figures: Sequence[Figure], plain: str) -> list[Figure]:
    """Give a unit to figures that share it with the next: 9 x 8 cm."""
    shared = list(figures)
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        between = plain[this.span[1] : following.span[0]]
        alone = not (this.unit or this.currencies or this.code)
        if alone and _JOINED.fullmatch(between) and (following.unit or following.currencies):
            shared[index] = replace(this, unit=following.unit, currencies=following.currencies, bare=following.bare)
    return shared
