"""Where a text says that a product was made."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.said import Span, said
from presets.claims.library import claim_words
from presets.languages.schema import Language

_NEAR = 14  # signs between "made in" and a country
_SHORT = {"usa": "us", "u.s.a.": "us", "u.s.": "us", "uk": "gb", "u.k.": "gb", "prc": "cn", "p.r.c.": "cn"}
_ENDINGS = 2  # letters by which a country's cases differ: в Германии, w Polsce


def origins_said(text: str, language: Language) -> Iterator[tuple[Span, str | None]]:
    """Yield where a text names the place of making, and the country's ISO code; None for a place we do not know."""
    small = levelled(text)
    for start, end in said(claim_words(language).origin, text, language):
        after = _country_at(small, text, end, language)
        if after is None and " " in text[start:end]:
            after = _place_at(text, end, language)
        if after is not None:
            yield (start, after[1]), after[0]
        elif before := _country_before(small, start, language):
            yield (before[1], end), before[0]


def _country_at(small: str, text: str, place: int, language: Language) -> tuple[str | None, int] | None:
    gap = re.match(r"[\s:：،,(\-–]*(?:the |der |die |el |la |le |les |l'|o |os |the )?", small[place:])
    begin = place + (gap.end() if gap else 0)
    if begin - place > _NEAR:
        return None
    for name, code in _countries(language.id):
        if small.startswith(name, begin):
            return code, begin + len(name)
    return None


def _place_at(text: str, place: int, language: Language) -> tuple[str | None, int] | None:
    """Return the name behind `made in`, a country in another case, or a place we do not know."""
    name = re.match(r" (\w[\w.]*)", text[place:])
    if name is None or not name[1][0].isupper():
        return None
    return _by_case(levelled(name[1]), language), place + name.end()


def _country_before(small: str, place: int, language: Language) -> tuple[str, int] | None:
    front = small[:place].rstrip(" '’")
    for name, code in _countries(language.id):
        stem = re.search(rf"{re.escape(name)}(?:'?[^\W\d_]{{0,3}})?$", front)
        if stem and place - len(front) <= _NEAR:
            return code, stem.start()
    return None


def _by_case(word: str, language: Language) -> str | None:
    """Return the country whose name is another case of a word."""
    for name, code in _countries(language.id):
        shared = next((index for index, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(name))
        if len(name) > _ENDINGS + 2 and shared >= len(name) - _ENDINGS and " " not in name:
            return code
    return None


@cache
def _countries(tag: str) -> tuple[tuple[str, str], ...]:
    """Return names and codes of all countries, longest names first."""
    names = Locale.parse(tag.replace("-", "_")).territories
    known = {levelled(name): code.lower() for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
    return tuple(sorted({**known, **_SHORT}.items(), key=lambda pair: -len(pair[0])))
