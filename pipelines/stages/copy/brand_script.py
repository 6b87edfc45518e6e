"""Scripts about a house from its brand's facts: its story, its shop, its factory."""

from collections.abc import Iterator
from enum import StrEnum

from pipelines.errors import CopyError
from pipelines.listing import Line
from pipelines.stages.copy.phrases import capital
from pipelines.stages.copy.told import country_told, list_told
from presets.brands.schema import Brand, HouseWords
from presets.errors import PresetError
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.lexicon.library import lexicon
from presets.lexicon.schema import Lexicon

_ENDS = ".!?…。！？؟।"


class Script(StrEnum):
    """What is told of a house."""

    STORY = "story"
    SHOP = "shop"
    FACTORY = "factory"


def brand_script(brand: Brand, which: Script, language: Language) -> tuple[Line, ...]:
    """Return a script to be spoken, a sentence a line, each with the addresses of its facts in the brand's file.

    Raises:
        CopyError: the brand has no words in the language, or nothing to tell of what was asked for.
    """
    try:
        lines = lexicon(language.id)
    except PresetError as error:
        raise CopyError(str(error)) from error
    words = brand.told_in(language.id)
    if words is None:
        raise CopyError(f"The brand has no words in {language.title}. Add them to its file: [words.{language.id}]")
    teller = _Teller(brand, words, language, lines)
    found = tuple(teller.told(which))
    if not any(line.facts != ("name",) for line in found):
        raise CopyError(f"The brand's file has nothing for its {which} in {language.title}. Add {_NEEDED[which]}.")
    return found


_NEEDED = {Script.STORY: "story or founded", Script.SHOP: "makes or place", Script.FACTORY: "factory"}


class _Teller:
    def __init__(self, brand: Brand, words: HouseWords, language: Language, known: Lexicon) -> None:
        self.brand, self.words, self.language, self.lexicon = brand, words, language, known

    def told(self, which: Script) -> Iterator[Line]:
        """Yield the sentences that the facts bear."""
        yield self._said("hook", "name", self.brand.name)
        if which is Script.STORY:
            yield from self._founding()
            yield from self._place()
            yield from self._own("story")
        elif which is Script.SHOP:
            yield from self._makes()
            yield from self._place()
            yield from self._people()
        elif self.words.factory:
            yield from self._place()
            yield Line(self.lexicon.house.steps)
            yield from self._own("factory")
            yield from self._people()

    def _founding(self) -> Iterator[Line]:
        if self.brand.founded:
            yield self._said("founded", "year", str(self.brand.founded), "founded")
        if self.brand.founders:
            yield self._said("founders", "founders", list_told(self.brand.founders, self.language))

    def _place(self) -> Iterator[Line]:
        country = country_told(self.brand.country, self.language) if self.brand.country else ""
        if self.words.place:
            whole = ", ".join(filter(None, (self.words.place, country)))
            line = self._said("place", "place", whole, self._address("place"))
            yield Line(line.text, (*line.facts, *(("country",) if country else ())))

    def _makes(self) -> Iterator[Line]:
        if self.words.makes:
            yield self._said("makes", "makes", self.words.makes, self._address("makes"))

    def _people(self) -> Iterator[Line]:
        if self.brand.people:
            yield self._said("people", "people", str(self.brand.people))

    def _own(self, field: str) -> Iterator[Line]:
        for index, text in enumerate(getattr(self.words, field)):
            whole = capital(text, self.language.id)
            ended = whole if whole[-1] in _ENDS else whole + self.lexicon.patterns.stop
            yield Line(ended, (f"{self._address(field)}.{index}",))

    def _said(self, pattern: str, slot: str, value: str, address: str | None = None) -> Line:
        return Line(getattr(self.lexicon.house, pattern).format(**{slot: value}), (address or slot,))

    def _address(self, field: str) -> str:
        if self.words is self.brand:
            return field
        tag = self.language.id if self.language.id in self.brand.words else root(self.language.id)
        return f"words.{tag}.{field}"
