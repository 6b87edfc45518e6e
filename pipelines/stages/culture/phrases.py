"""Finding a phrase in a text, as its language writes words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.stages.check.words.wording import folded
from presets.languages.library import language
from presets.languages.tags import root

_JOINED = {"ko"}  # words are apart, but particles stick to them
_ARABIC_BEFORE = "(?:[وفبكل]?(?:ال)?)"  # and, so, by, like, for; the


def phrases_in(text: str, tag: str, phrases: Mapping[str, Sequence[str]]) -> list[str]:
    """Return those of a language's phrases that stand in a text, in their own order; not one that is part of another.

    Args:
        tag: the text's language; a country's variant has its plain language's phrases.
        phrases: by language.

    Raises:
        PresetError: the language is not known.
    """
    known = phrases.get(tag) or phrases.get(root(tag)) or ()
    found = folded(text)
    there = [phrase for phrase in known if _pattern(folded(phrase), tag).search(found)]
    return [phrase for phrase in there if not any(phrase != other and phrase in other for other in there)]


@cache
def _pattern(phrase: str, tag: str) -> re.Pattern[str]:
    plain = root(tag)
    if plain in _JOINED or not language(tag).spaced:
        return re.compile(_beside_digits(phrase))
    before = _ARABIC_BEFORE if plain == "ar" else ""
    start = rf"(?<!\w){before}" if phrase[0].isalnum() else ""
    return re.compile(f"{start}{re.escape(phrase)}" + (r"(?!\w)" if phrase[-1].isalnum() else ""))


def _beside_digits(phrase: str) -> str:
    """A figure is not a part of a longer one."""
    start = r"(?<!\d)" if phrase[0].isdigit() else ""
    return start + re.escape(phrase) + (r"(?!\d)" if phrase[-1].isdigit() else "")
