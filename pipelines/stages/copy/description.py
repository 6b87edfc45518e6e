"""A description: sentences that read well aloud, from what the product is to what comes with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.limits import place_for
from pipelines.stages.copy.naming import Naming, head, is_branded, maker, naming
from pipelines.stages.copy.phrases import of_materials, says_materials, spoken_thing
from presets.schema import Role

_STEM, _ENDING = 4, 2  # letters: the least that tell a word, and those by which its forms differ


def description(brief: Brief, told: FactsTold) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return sentences inside the place's limits, the last left out first, and notes of those."""
    place = place_for(Role.DESCRIPTION, brief)
    kept, notes = list[Line](), list[str]()
    for line in sentences(brief, told):
        line = Line(parts.plain_spaces(line.text), line.facts)
        if place.admits(line.text) and place.limits.all_fit([one.text for one in (*kept, line)]):
            kept.append(line)
        else:
            notes.append(f"description: no room for: {line.text}")
    return tuple(kept), tuple(notes)


def sentences(brief: Brief, told: FactsTold) -> Iterator[Line]:
    """Yield all that can be told, a sentence each."""
    yield from (parts.sentence(told, line) for line in _statements(brief, told))


def _statements(brief: Brief, told: FactsTold) -> Iterator[Line]:
    said = list(_opening(brief, told))
    yield from said
    yield from told.points
    known = set(parts.facts_of(said))
    if qualities := [quality for quality in parts.qualities(told) if not _is_said(quality, told.points)]:
        yield parts.joined(told, qualities, told.lexicon.patterns.list_joint)
    for label, lines in (("material", parts.materials(told)), ("colour", parts.colours(told))):
        if lines and not set(parts.facts_of(lines)) <= known:
            yield parts.labelled(told, label, lines)
    if sizes := parts.measured(told, (*parts.SIZES, "capacity", "weight")):
        yield parts.joined(told, sizes, told.lexicon.patterns.list_joint)
    yield from parts.what_else(told)


def _is_said(quality: Line, points: Sequence[Line]) -> bool:
    """Tell whether one point says a quality already, in whichever form: `suaves` after `forro largo y suave`."""
    stems = [word[: max(_STEM, len(word) - _ENDING)] for word in quality.text.casefold().split()]
    return any(all(stem in point.text.casefold() for stem in stems) for point in points)


def _opening(brief: Brief, told: FactsTold) -> Iterator[Line]:
    """Yield what it is and what it is made of, with its name."""
    product = brief.product
    name = told.name if naming(told, product) is Naming.WHOLE else None
    brand = None if name and is_branded(told, product) else maker(told, product)
    thing = spoken_thing(replace(told, brand=brand), name)
    if thing is None or not told.known or not told.materials or (name and says_materials(told, name.text)):
        yield head(told, product, colours=True, materials=True)
        return
    pattern = told.lexicon.agreed(told.lexicon.patterns.intro, told.gender)
    text = pattern.format(thing=thing.text, materials=of_materials(told))
    yield Line(text, (*thing.facts, *parts.facts_of(parts.materials(told))))
