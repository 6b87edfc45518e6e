"""Keywords: other words by which buyers look for it, none that the first title says already."""

from collections.abc import Iterator, Sequence

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.limits import Place, place_for
from presets.schema import Role

_SYLLABLES = ("vi",)  # written apart: a word's half says something else


def keywords(brief: Brief, told: FactsTold, titles: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return keywords inside the place's limits, and notes of what found no room.

    Where a place counts repeated words, a keyword keeps only its new ones; elsewhere it stands whole, or not at all.
    """
    place = place_for(Role.KEYWORDS, brief)
    known = {word for title in titles[:1] for word in place.words(title.text)}
    brand = set(place.words(brief.product.brand or ""))
    kept, left_out = list[Line](), list[str]()
    for line, parted in _wanted(told):
        fresh = _fresh(line, known | brand, place, told, parted=parted)
        if fresh is None:
            continue
        if _fits(place, kept, fresh):
            kept.append(fresh)
            known |= set(place.words(fresh.text))
        else:
            left_out.append(fresh.text)
    return tuple(kept), (f"keywords: no room for: {'; '.join(left_out)}.",) if left_out else ()


def _wanted(told: FactsTold) -> Iterator[tuple[Line, bool]]:
    """Yield keywords, what matters most first; whether one may be told without words that are said already."""
    if told.thing is not None:
        yield from ((Line(word, ("category",)), True) for word in (*told.thing.also, told.thing.word))
    for lines in (
        _leads(told),
        parts.materials(told),
        parts.colours(told),
        parts.qualities(told),
        parts.occasions(told),
    ):
        yield from ((line, False) for line in lines)


def _leads(told: FactsTold) -> tuple[Line, ...]:
    """Return what titles begin with where it says more than the occasion: `Birthday gift`, not `For camping`."""
    small = {*told.lexicon.patterns.small, *told.language.common}
    found = list[Line]()
    for occasion, address in told.occasions:
        bearing = [word for word in occasion.lead.split() if word.casefold() not in small]
        if len(bearing) > 1 or not told.language.spaced:
            found.append(Line(occasion.lead, (address,)))
    return tuple(found)


def _fresh(line: Line, known: set[str], place: Place, told: FactsTold, *, parted: bool) -> Line | None:
    """Return a keyword, without small words where the place counts words; None where others have said it."""
    small = {word.casefold() for word in (*told.language.common, *told.lexicon.patterns.small)}
    words = line.text.split()
    bearing = [word for word in words if word.casefold() not in small]
    new = [word for word in bearing if not set(place.words(word)) <= known]
    parted = parted and told.language.id not in _SYLLABLES
    if not new or (len(new) < len(bearing) and not parted):
        return None
    if place.limits.repeats == 1 and told.language.spaced:
        return Line(" ".join(new).lower(), line.facts)
    return line


def _fits(place: Place, kept: list[Line], line: Line) -> bool:
    texts = [one.text for one in (*kept, line)]
    return (
        place.limits.line_fits(line.text)
        and place.limits.all_fit(texts)
        and place.admits(line.text)
        and not place.repeats_too_often(texts)
    )
