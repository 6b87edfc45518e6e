"""Words that hold figures among their letters, as languages without spaces write them, in what is said."""

import re
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from pipelines.stages.script.compound import CLOCK, FRACTION, ISO_DATE
from pipelines.stages.script.joined import FIGURES
from pipelines.stages.script.spoken.money import MARKED, price_in_words
from pipelines.stages.script.spoken.numbers import in_words, value_of
from pipelines.stages.script.spoken.units import measure_in_words
from presets.languages.schema import Language, SmallWords

_FOUND = re.compile(
    rf"(?P<price>{MARKED.pattern})"
    rf"|(?P<date>{ISO_DATE})|(?P<clock>{CLOCK})|(?P<fraction>{FRACTION})(?![/\d])"
    rf"|(?P<minus>(?<![A-Za-z\d])[-−])?(?:(?P<low>{FIGURES})[-–—~～〜])?(?P<figures>{FIGURES})"
    r"(?P<unit>[A-Za-zμ°℃℉²³/%％]+)?"
)


def read_close(word: str, language: Language) -> str:
    """Return what is said for a word; what is no figure stays as it is written."""
    return _FOUND.sub(lambda found: _said(found, language) or found.group(), word)


def _said(found: re.Match[str], language: Language) -> str | None:
    words = language.words
    if found["price"]:
        return price_in_words(found["price"], language)
    if found["date"]:
        return _date(found["date"], language)
    if words is None:
        return None
    if found["clock"]:
        return _clock(found["clock"], words)
    if found["fraction"]:
        top, _, bottom = found["fraction"].partition("/")
        return words.fraction.format(top=top, bottom=bottom) if words.fraction else None
    return _measured(found, words, language)


def _measured(found: re.Match[str], words: SmallWords, language: Language) -> str | None:
    number = value_of(found["figures"], language)
    low = value_of(found["low"], language) if found["low"] else None
    if number is None or re.match(r"0\d", found["figures"]):
        return None
    said = in_words(number, language)
    unit = found["unit"] or ""
    with_unit = (measure_in_words(unit, number, said, language) if unit else None) or f"{said}{unit}"
    before = words.minus if found["minus"] and words.minus else ""
    return before + (f"{in_words(low, language)}{words.to}" if low is not None else "") + with_unit


def _date(iso: str, language: Language) -> str | None:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return re.sub(
        r"\d+",
        lambda figures: in_words(Decimal(figures.group()), language),
        format_date(day, format="long", locale=language.locale),
    )


def _clock(time: str, words: SmallWords) -> str | None:
    if words.clock is None:
        return None
    hour, minute = (int(part) for part in re.split("[:：]", time))
    return f"{hour}{words.clock[0]}" + (f"{minute}{words.clock[1]}" if minute else "")
