"""What a judge is given, and how it phrases its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.stages.check.finding import Evidence, Finding, SourceNote, Verdict
from pipelines.stages.check.picture import Picture
from pipelines.stages.check.picture_file import PictureFile
from presets.rules import Level, Rule
from presets.schema import Confidence, Slot

HOLDS, FAILS = True, False
_FAILED = {Level.MUST: Verdict.BROKEN, Level.SHOULD: Verdict.WARNING, Level.NOTE: Verdict.NOTE}


@dataclass(frozen=True)
class Subject:
    """One file before one slot's rules."""

    file: PictureFile
    picture: Picture
    slot: Slot


@dataclass(frozen=True)
class Answer:
    """A judge's answer, before the rule's level and sources turn it into a finding.

    Attributes:
        holds: True, False, or the verdict itself where the answer is neither.
        advice: what to do when it does not hold.
    """

    holds: bool | Verdict
    measured: str
    demanded: str
    advice: str = ""
    figures: Mapping[str, float] = field(default_factory=dict[str, float])
    evidence: tuple[Evidence, ...] = ()


def finding(rule: Rule, level: Level, answer: Answer, slot: Slot) -> Finding:
    """Return the answer as a finding at a level, with the rule's own sources."""
    verdict = _verdict(level, answer.holds)
    return Finding(
        rule=rule.kind,
        verdict=verdict,
        measured=answer.measured,
        demanded=" ".join(filter(None, (answer.demanded, rule.note))),
        advice="" if verdict is Verdict.PASS else answer.advice,
        figures=answer.figures,
        evidence=answer.evidence,
        sources=_sources(rule, slot),
    )


def _verdict(level: Level, holds: bool | Verdict) -> Verdict:  # noqa: FBT001
    if isinstance(holds, Verdict):
        return holds
    return Verdict.PASS if holds else _FAILED[level]


def _sources(rule: Rule, slot: Slot) -> tuple[SourceNote, ...]:
    order = list(Confidence)
    found = sorted((slot.sources[name] for name in rule.sources), key=lambda source: order.index(source.confidence))
    return tuple(SourceNote(source.title, source.confidence.value, source.url, source.seen) for source in found)


def unmeasured(why: str, demanded: str) -> Answer:
    """Return the answer of a judge whose figure this picture does not give."""
    return Answer(Verdict.UNMEASURED, why, demanded, "Look at the picture yourself.")


def percent(fraction: float) -> str:
    """Return a fraction as people read it: `86.4 %`, and never `0.0 %` for something."""
    if 0 < fraction < 0.0005:
        return "under 0.1 %"
    return f"{fraction * 100:.1f} %"
