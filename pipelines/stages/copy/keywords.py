"""Keywords: other words by which buyers look for it, none that the title says already."""

from collections.abc import Iterator, Sequence

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.limits import Place, place_for
from presets.schema import Role


def keywords(brief: Brief, told: FactsTold, titles: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return keywords inside the place's limits, and notes of what found no room.

    Where a place counts repeated words, a keyword keeps only its new ones; elsewhere it stands whole, or not at all.
    """
    place = place_for(Role.KEYWORDS, brief)
    known = {word for title in titles for word in place.words(title.text)}
    brand = set(place.words(brief.product.brand or ""))
    kept, left_out = list[Line](), list[str]()
    for line in _wanted(told):
        fresh = _fresh(line, known | brand, place, told)
        if fresh is None:
            continue
        if _fits(place, kept, fresh):
            kept.append(fresh)
            known |= set(place.words(fresh.text))
        else:
            left_out.append(fresh.text)
    return tuple(kept), (f"keywords: no room for: {'; '.join(left_out)}.",) if left_out else ()


def _wanted(told: FactsTold) -> Iterator[Line]:
    if told.thing is not None:
        yield from (Line(word, ("category",)) for word in (*told.thing.also, told.thing.word))
    yield from (Line(occasion.lead, (address,)) for occasion, address in told.occasions)
    yield from parts.materials(told)
    yield from parts.colours(told)
    yield from parts.qualities(told)
    yield from (Line(occasion.word, (address,)) for occasion, address in told.occasions)


def _fresh(line: Line, known: set[str], place: Place, told: FactsTold) -> Line | None:
    """Return a keyword's new words; None where it has none."""
    small = {word.casefold() for word in (*told.language.common, *told.lexicon.patterns.small)}
    words = [word for word in line.text.split() if not set(place.words(word)) <= known]
    if not [word for word in words if word.casefold() not in small]:
        return None
    if place.limits.repeats == 1 and told.language.spaced:
        return Line(" ".join(word for word in words if word.casefold() not in small).lower(), line.facts)
    return line


def _fits(place: Place, kept: list[Line], line: Line) -> bool:
    texts = [one.text for one in (*kept, line)]
    return (
        place.limits.line_fits(line.text)
        and place.limits.all_fit(texts)
        and place.admits(line.text)
        and not place.repeats_too_often(texts)
    )
