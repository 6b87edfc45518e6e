"""What law and custom of one market say of one product's pieces: findings, and a short list for the person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.stages.check.finding import Finding, SourceNote, Verdict
from pipelines.stages.check.subject import Answer, finding_of
from pipelines.stages.culture.disclosure import Owed, owed_by_law, owed_to_shop
from pipelines.stages.culture.measures import Seen, seen_by
from pipelines.stages.culture.pieces import Showing
from presets.content.goods import goods_of
from presets.markets.checks import Check, Topic
from presets.markets.library import rulings
from presets.markets.schema import Ruling
from presets.rule_base import Level
from presets.schema import Confidence, Source

_MOST_LINES = 8  # that a person reads for one market
_FAULTS = (Verdict.BROKEN, Verdict.WARNING, Verdict.NOTE)
_MOST_SEEN = 3  # that a sentence tells; the others are counted
_AVOID = "common caution, kept with the set"


@dataclass(frozen=True)
class Observed:
    """One check and how it went.

    Attributes:
        check: its id.
        pieces: that it concerns, each once; empty where it holds or concerns all.
        seen: what was seen in them.
    """

    check: str
    pieces: tuple[str, ...]
    finding: Finding
    seen: frozenset[Seen] = frozenset()


@dataclass(frozen=True)
class ToRead:
    """One line of the short list.

    Attributes:
        pieces: to look at; empty is all.
        why: what was seen, or empty where nothing can be measured.
    """

    check: str
    level: Level
    statement: str
    pieces: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Verdicts:
    """One market.

    Attributes:
        to_read: most pressing first, at most eight lines.
        left: how many more there are among the findings.
        disclosures: that law and marketplaces want, each once.
    """

    market: str
    observed: tuple[Observed, ...]
    to_read: tuple[ToRead, ...]
    left: int
    disclosures: tuple[Owed, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.observed)

    @property
    def faults(self) -> tuple[Observed, ...]:
        """What does not hold, the gravest first."""
        wrong = [one for one in self.observed if one.finding.verdict in _FAULTS]
        return tuple(sorted(wrong, key=lambda one: _FAULTS.index(one.finding.verdict)))


def judge_culture(showing: Showing) -> Verdicts:
    """Return what is to be told of one product in one market.

    Raises:
        PresetError: a copy's language is not known.
    """
    goods = goods_of(showing.product)
    held = [one for one in rulings(showing.market) if one.check.concerns(goods) and _is_about(one.check, showing)]
    judged = [(ruling, _observe(ruling, showing)) for ruling in held]
    lines = sorted((_to_read(*one) for one in _asked_once(judged)), key=_pressing)
    observed = (*(one for _, one in judged), *_unsuited(showing))
    left = max(0, len(lines) - _MOST_LINES)
    shops = (owed for piece in (*showing.pictures, *showing.films) for owed in owed_to_shop(piece))
    disclosures = tuple(dict.fromkeys((*owed_by_law(showing, held), *shops)))
    return Verdicts(showing.market.id, observed, tuple(lines[:_MOST_LINES]), left, disclosures)


def _asked_once(judged: Sequence[tuple[Ruling, Observed]]) -> Iterator[tuple[Ruling, Observed]]:
    """Yield what a person is asked; a check that saw only what an earlier one of its topic did asks nothing more."""
    known = dict[Topic, set[Seen]]()
    for ruling, observed in judged:
        earlier = known.setdefault(ruling.check.topic, set())
        if observed.finding.verdict is Verdict.ASK and not (observed.seen and observed.seen <= earlier):
            yield ruling, observed
        earlier |= observed.seen


def _is_about(check: Check, showing: Showing) -> bool:
    if check.people:
        return bool(_with_people(check, showing))
    return any(showing.has(where) for where in check.where)


def _with_people(check: Check, showing: Showing) -> tuple[str, ...]:
    return tuple(piece.name for piece in showing.shown(*check.where) if piece.people)


def _observe(ruling: Ruling, showing: Showing) -> Observed:
    check, seen = ruling.check, seen_by(ruling.check, showing)
    level = check.level_on(showing.today)
    concerned = _with_people(check, showing) if seen is None and check.people else ()
    pieces = tuple(dict.fromkeys(one.piece for one in seen or ())) or concerned
    finding = finding_of(check.topic.value, level, _answer(check, seen), _notes(ruling.sources))
    return Observed(check.id, pieces, finding, frozenset(seen or ()))


def _answer(check: Check, seen: list[Seen] | None) -> Answer:
    if seen is None:
        return Answer(
            Verdict.ASK, "Only a person can say.", check.statement, "Look at it once, as a buyer there would."
        )
    faults = [one for one in seen if one.fault]
    if not seen:
        return Answer(True, "Nothing of it was found.", check.statement)  # noqa: FBT003
    holds = False if faults else Verdict.ASK
    return Answer(holds, _told(faults or seen), check.statement, "Change it, or be able to show that it holds.")


def _told(seen: Sequence[Seen]) -> str:
    first = "; ".join(dict.fromkeys(f"{one.piece}: {one.sentence.rstrip('.')}" for one in seen[:_MOST_SEEN]))
    return first + (f"; and {len(seen) - _MOST_SEEN} more." if len(seen) > _MOST_SEEN else ".")


def _to_read(ruling: Ruling, observed: Observed) -> ToRead:
    check = ruling.check
    why = observed.finding.measured if check.measured else ""
    return ToRead(check.id, check.level, check.statement, observed.pieces, why)


def _pressing(line: ToRead) -> tuple[int, bool]:
    return list(Level).index(line.level), not line.pieces


def _unsuited(showing: Showing) -> list[Observed]:
    """Return a finding for each set that is kept away from the market."""
    found = list[Observed]()
    for piece in (*showing.pictures, *showing.films):
        place = piece.place
        avoids = [avoid.reason for avoid in place.avoid if avoid.market == showing.market.id] if place else []
        if place is not None and avoids:
            answer = Answer(
                holds=False, measured=f"{piece.name}: It shows the set '{place.title}'.", demanded=avoids[0]
            )
            source = SourceNote(_AVOID, Confidence.RECALLED.value, None, None)
            found.append(Observed("set", (piece.name,), finding_of("set", Level.SHOULD, answer, (source,))))
    return found


def _notes(sources: Sequence[Source]) -> tuple[SourceNote, ...]:
    order = list(Confidence)
    found = sorted(sources, key=lambda source: order.index(source.confidence))
    return tuple(SourceNote(source.title, source.confidence.value, source.url, source.seen) for source in found)
