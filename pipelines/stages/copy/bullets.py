"""Bullets: the seller's points, then facts under their labels, merged where a shop wants few of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.listing import Brief, Line
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold, Feature
from pipelines.stages.copy.limits import Place, place_for
from pipelines.stages.copy.phrases import capital
from presets.lexicon.terms import Group
from presets.schema import Role

_POINTS_LAST = 150  # characters of grace: facts are merged before the seller's points are


@dataclass(frozen=True)
class _Bullet:
    lines: tuple[Line, ...]
    point: bool


def fact_lines(told: FactsTold) -> Iterator[Line]:
    """Yield all facts but the seller's points, a label or a heading each, what matters most first."""
    borne = [feature for feature in told.features if feature.measure and feature.group is Group.QUALITY]
    yield from (_borne_out(told, feature) for feature in borne)
    rest = [line for line in parts.qualities(told) if line not in [feature.line for feature in borne]]
    if rest:
        yield parts.labelled(told, "features", rest, told.lexicon.patterns.list_joint)
    if told.materials:
        yield parts.labelled(told, "material", parts.materials(told))
    if told.colours:
        yield parts.labelled(told, "colour", parts.colours(told))
    weighed = {feature.measure for feature in borne}
    names = [name for name in (*parts.SIZES, "capacity", "weight") if name not in weighed]
    sizes = parts.measured(told, names)
    if len(sizes) > 1:
        yield parts.labelled(told, "size", sizes, told.lexicon.patterns.list_joint)
    else:
        yield from sizes
    yield from parts.what_else(told)


def bullets(brief: Brief, told: FactsTold) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return bullets inside the place's limits, and notes of what found no room."""
    place = place_for(Role.BULLETS, brief)
    wanted = [_Bullet((line,), point=True) for line in told.points]
    wanted += [_Bullet((line,), point=False) for line in fact_lines(told)]
    allowed = [bullet for bullet in wanted if _stands(told, bullet, place)]
    left_out = [bullet for bullet in wanted if bullet not in allowed]
    kept = _merged(told, allowed, place)
    while kept and not place.limits.all_fit([_written(told, bullet).text for bullet in kept]):
        left_out.append(kept.pop())
    notes = [f"bullets: no room for: {_written(told, bullet).text}" for bullet in left_out]
    return tuple(_written(told, bullet) for bullet in kept), tuple(notes)


def _borne_out(told: FactsTold, feature: Feature) -> Line:
    value = told.measures[str(feature.measure)]
    text = told.lexicon.patterns.labelled.format(label=feature.line.text, value=value.text)
    return Line(text, (*feature.line.facts, *value.facts))


def _stands(told: FactsTold, bullet: _Bullet, place: Place) -> bool:
    text = _written(told, bullet).text
    return place.limits.line_fits(text) and place.admits(text)


def _merged(told: FactsTold, bullets: list[_Bullet], place: Place) -> list[_Bullet]:
    """Return bullets of which the nearest and shortest are joined, until they are few enough and long enough."""
    found = list(bullets)
    while len(found) > 1 and (len(found) > place.limits.lines or _too_short(told, found, place)):
        pairs = [(index, _pair(found[index], found[index + 1])) for index in range(len(found) - 1)]
        fitting = [(index, pair) for index, pair in pairs if _stands(told, pair, place)]
        if not fitting:
            return found
        short = _too_short(told, found, place)
        index, pair = min(fitting, key=lambda item: _cost(told, item[1], found[item[0] : item[0] + 2], short))
        found[index : index + 2] = [pair]
    return found


def _too_short(told: FactsTold, bullets: list[_Bullet], place: Place) -> list[_Bullet]:
    least = place.limits.least_chars
    return [bullet for bullet in bullets if len(_written(told, bullet).text) < least]


def _cost(told: FactsTold, pair: _Bullet, halves: list[_Bullet], short: list[_Bullet]) -> tuple[int, int]:
    mixed = halves[0].point != halves[1].point
    length = len(_written(told, pair).text)
    return (0 if any(half in short for half in halves) else 1, length + _POINTS_LAST * pair.point + 1000 * mixed)


def _pair(first: _Bullet, second: _Bullet) -> _Bullet:
    return _Bullet((*first.lines, *second.lines), first.point)


def _written(told: FactsTold, bullet: _Bullet) -> Line:
    """Return a bullet as it is read: one statement without a stop, several as sentences."""
    if len(bullet.lines) == 1:
        line = bullet.lines[0]
        return Line(parts.plain_spaces(capital(line.text, told.language.id)), line.facts)
    found = parts.joined(told, [parts.sentence(told, line) for line in bullet.lines], told.lexicon.patterns.space)
    return Line(parts.plain_spaces(found.text), found.facts)
