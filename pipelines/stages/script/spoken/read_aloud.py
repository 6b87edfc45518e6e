"""Written words -> what is said for each: figures, units, prices, dates and abbreviations in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from pipelines.script import ScriptWord
from pipelines.stages.script.joined import FIGURES, NO_BREAK
from pipelines.stages.script.spoken.close import read_close
from pipelines.stages.script.spoken.money import price_in_words
from pipelines.stages.script.spoken.numbers import in_words, value_of
from pipelines.stages.script.spoken.units import unit_in_words
from presets.languages.library import language as language_of
from presets.languages.schema import Language

_SHELL = re.compile(
    r"^(?P<head>[\"'«»“„‘(\[¿¡]*)(?P<core>.*?)(?P<tail>[\s\"'»“”’)\].,;:!?…،؛؟।。！？、，]*)$", re.DOTALL
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RANGE = re.compile(rf"({FIGURES})[-–—~]({FIGURES})")
_MEASURES = re.compile(rf"({FIGURES})(?:[x×*]({FIGURES}))(?:[x×*]({FIGURES}))?")
_GLUED = re.compile(rf"({FIGURES}){NO_BREAK}?([^\d\s]+(?:{NO_BREAK}[^\d\s]+)?)")
_TIMES = {"x", "×"}


def read_aloud(words: Sequence[ScriptWord], says: Mapping[str, str]) -> list[str]:
    """Return what is said for each written word, one string a word, perhaps of several words.

    Args:
        says: how names are pronounced, spelled as the language would: written word -> what is said.
    """
    readers: dict[str, _Reader] = {}
    spoken: list[str] = []
    for index, word in enumerate(words):
        reader = readers.setdefault(word.language, _Reader(language_of(word.language), says))
        before = words[index - 1].text if index else ""
        after = words[index + 1].text if index + 1 < len(words) else ""
        spoken.append(reader.said(word.text, before, after))
    return spoken


class _Reader:
    def __init__(self, language: Language, says: Mapping[str, str]) -> None:
        self._language = language
        self._says = {name.lower(): said for name, said in says.items()}
        self._short = {name.lower(): said for name, said in language.short.items()}
        self._readers: tuple[Callable[[str], str | None], ...] = (
            self._price, self._date, self._range, self._measures, self._glued, self._number
        )  # fmt: skip

    def said(self, text: str, before: str, after: str) -> str:
        """Return what is said for a word between its neighbours, its punctuation kept."""
        whole = self._short.get(text.replace(NO_BREAK, " ").lower())
        if whole is not None:
            return whole
        found = _SHELL.match(text)
        head, core, tail = (found["head"], found["core"], found["tail"]) if found else ("", text, "")
        shorter = self._short.get((core + tail[:1]).replace(NO_BREAK, " ").lower()) if tail.startswith(".") else None
        if shorter is not None:
            return f"{head}{shorter}{tail[1:]}"
        return f"{head}{self._core(core, before, after)}{tail}"

    def _core(self, core: str, before: str, after: str) -> str:
        named = self._says.get(core.lower()) or self._short.get(core.replace(NO_BREAK, " ").lower())
        if named is not None:
            return named
        if unit := self._unit_after(core, before):
            return unit
        if core in _TIMES and self._is_number(before) and self._is_number(after) and self._language.words:
            return self._language.words.by
        if core == "+" and self._language.words:
            return self._language.words.plus
        if not self._language.spaced:
            return read_close(core, self._language)
        return next((said for read in self._readers if (said := read(core)) is not None), core)

    def _unit_after(self, core: str, before: str) -> str | None:
        last = re.search(rf"({FIGURES})$", before)
        number = value_of(last.group(1), self._language) if last else None
        return None if number is None else unit_in_words(core, number, self._language)

    def _is_number(self, text: str) -> bool:
        return re.fullmatch(FIGURES, text) is not None or _GLUED.fullmatch(text) is not None

    def _price(self, core: str) -> str | None:
        return price_in_words(core, self._language)

    def _date(self, core: str) -> str | None:
        found = _ISO.fullmatch(core)
        if found is None:
            return None
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            return None
        written = format_date(day, format="long", locale=self._language.locale)
        return re.sub(r"\d+", lambda figures: self._words(Decimal(figures.group())), written)

    def _range(self, core: str) -> str | None:
        return self._between(_RANGE.fullmatch(core), "to")

    def _measures(self, core: str) -> str | None:
        return self._between(_MEASURES.fullmatch(core), "by")

    def _between(self, found: re.Match[str] | None, sign: str) -> str | None:
        if found is None or self._language.words is None:
            return None
        numbers = [value_of(part, self._language) for part in found.groups() if part is not None]
        if any(number is None for number in numbers):
            return None
        joint = f" {getattr(self._language.words, sign)} "
        return joint.join(self._words(number) for number in numbers if number is not None)

    def _glued(self, core: str) -> str | None:
        found = _GLUED.fullmatch(core)
        number = value_of(found.group(1), self._language) if found else None
        if found is None or number is None:
            return None
        unit = unit_in_words(found.group(2), number, self._language)
        return None if unit is None else f"{self._words(number)} {unit}"

    def _number(self, core: str) -> str | None:
        if re.fullmatch(FIGURES, core) is None or re.match(r"0\d", core):
            return None
        number = value_of(core, self._language)
        return None if number is None else self._words(number)

    def _words(self, number: Decimal) -> str:
        return in_words(number, self._language)
