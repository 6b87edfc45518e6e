"""Titles: what a shop's list of results shows, begun in up to three ways."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.listing import Brief, Line, Strategy, Title
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.limits import Place, place_for
from pipelines.stages.copy.naming import head, says_itself
from pipelines.stages.copy.phrases import capital, colours_alone, of_materials, says_the_material
from presets.schema import Role

_GIVEN = ("gift", "birthday", "wedding", "christmas", "mothers-day", "fathers-day", "valentines-day")


@dataclass(frozen=True)
class Written:
    """Lines, and what a person should know of them."""

    titles: tuple[Title, ...]
    notes: tuple[str, ...]


def titles(brief: Brief, told: FactsTold) -> Written:
    """Return a title for each strategy that the facts bear, whole words inside the place's limits."""
    writer = _Writer(brief, told, place_for(Role.TITLE, brief))
    found, notes = list[Title](), list[str]()
    for strategy in Strategy:
        lead = writer.lead(strategy)
        if strategy is Strategy.KEYWORD or lead is not None:
            line, left_out = writer.title(lead)
            if line is not None:
                found.append(Title(strategy, line))
            notes += [f"title.{strategy}: no room for: {'; '.join(left_out)}."] if left_out else []
    if not found:
        notes.append("title: none fits the place's limits: the name alone is too long, or is not allowed there.")
    return Written(tuple(found), tuple(notes))


class _Writer:
    def __init__(self, brief: Brief, told: FactsTold, place: Place) -> None:
        self.brief, self.told, self.place = brief, told, place
        self.patterns = told.lexicon.patterns
        self.apart = self.patterns.title_joint.isspace()

    def lead(self, strategy: Strategy) -> Line | None:
        """Return what a title begins with; None where no fact bears it."""
        if strategy is Strategy.BENEFIT:
            return next(iter((*self.told.points, *parts.qualities(self.told))), None)
        if strategy is Strategy.GIFT:
            given = [self.told.lexicon.occasions[term].lead for term in _GIVEN]
            leads = [Line(occasion.lead, (address,)) for occasion, address in self.told.occasions]
            return next((lead for lead in leads if lead.text in given), next(iter(leads), None))
        return None

    def title(self, lead: Line | None) -> tuple[Line | None, list[str]]:
        """Return a title that fits, and the words that found no room."""
        for core in self._heads():
            start = core if lead is None else self._led(lead, core)
            if self._fits([start]):
                return self._filled(start, core, lead)
        return None, [self._shown([lead or next(self._heads())]).text]

    def _heads(self) -> Iterator[Line]:
        """Yield ways to name it, the fullest first."""
        whole = not self.apart or len(self.told.colours) == 1
        for colours, materials in ((whole, True), (False, True), (False, False)):
            told = self.told if not self.apart or len(self.told.materials) == 1 else replace(self.told, materials=())
            yield head(told, self.brief.product, colours=colours, materials=materials)

    def _led(self, lead: Line, core: Line) -> Line:
        joint = self.patterns.lead_joint if self.place.admits(self.patterns.lead_joint) else self.patterns.title_joint
        return parts.joined(self.told, [self._cased(lead), self._cased(core)], joint)

    def _filled(self, start: Line, core: Line, lead: Line | None) -> tuple[Line, list[str]]:
        taken, left_out = [start], list[str]()
        for part in self._parts():
            if set(part.facts) <= set(parts.facts_of(taken)) or self._says(taken, part):
                continue
            if self._fits([*taken, part]):
                taken.append(part)
            else:
                left_out.append(part.text)
        return self._shown(taken), left_out

    def _parts(self) -> Iterator[Line]:
        """Yield what else a title may say, what matters most first."""
        told = self.told
        if told.materials and (self.apart or says_itself(told, self.brief.product)):
            yield from self._materials()
        if "capacity" in told.measures:
            yield told.measures["capacity"]
        if told.colours and not says_the_material(told, materials=True):
            yield from parts.colours(told) if self.apart else [self._colours()]
        if (size := parts.size(told)) is not None:
            yield size
        yield from parts.qualities(told)
        yield from parts.leads(told)

    def _materials(self) -> list[Line]:
        if self.apart:
            return list(parts.materials(self.told))
        text = self.patterns.of_alone.format(materials=of_materials(self.told))
        return [Line(text, parts.facts_of(parts.materials(self.told)))]

    def _colours(self) -> Line:
        return Line(colours_alone(self.told), parts.facts_of(parts.colours(self.told)))

    def _says(self, taken: list[Line], part: Line) -> bool:
        """Tell whether all words of a part are said already: 'light' after 'light and tough'."""
        said = " ".join(line.text for line in taken)
        words = set(self.place.words(part.text))
        told = set(self.place.words(said)) | set(self.place.words(said.replace("-", " ")))  # soft, of a soft-toy
        return words <= told or (not self.told.language.spaced and part.text in said)

    def _fits(self, taken: list[Line]) -> bool:
        line = self._shown(taken)
        return (
            self.place.limits.line_fits(line.text)
            and self.place.admits(line.text)
            and not self.place.repeats_too_often([line.text])
        )

    def _shown(self, taken: list[Line]) -> Line:
        line = parts.joined(self.told, [self._cased(part) for part in taken], self.patterns.title_joint)
        return Line(capital(line.text, self.told.language.id), line.facts)

    def _cased(self, part: Line) -> Line:
        """Return a part in a title's capitals."""
        text = parts.plain_spaces(part.text)
        if self.patterns.title_case:
            small = set(self.patterns.small)
            words = [word if word.strip("()") in small else _with_capital(word) for word in text.split(" ")]
            text = capital(" ".join(words), "en")
        return Line(text, part.facts)


def _with_capital(word: str) -> str:
    """Return a word begun with a capital, but for one that has capitals of its own, such as mL."""
    return word if word[1:] != word[1:].lower() else capital(word, "en")
