"""What a judge is given, and how it phrases its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from pipelines.stages.check.finding import Evidence, Finding, SourceNote, Verdict
from pipelines.stages.check.picture import Picture
from pipelines.stages.check.picture_file import PictureFile
from presets.rule_base import Level, RuleBase
from presets.rules import Rule
from presets.schema import Confidence, Slot

HOLDS, FAILS = True, False
_FAILED = {Level.MUST: Verdict.BROKEN, Level.SHOULD: Verdict.WARNING, Level.NOTE: Verdict.NOTE}


Judged = TypeVar("Judged")


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


def judge_by(
    judges: Mapping[type[RuleBase], Callable[[Any, Judged], Answer]], judged: Judged, slot: Slot, today: date
) -> tuple[Finding, ...]:
    """Return a finding for each rule of the slot that is in force and has a judge."""
    findings = list[Finding]()
    for rule in slot.rules:
        level, judge = rule.level_on(today), judges.get(type(rule))
        if level is not None and judge is not None:
            findings.append(finding(rule, level, judge(rule, judged), slot))
    return tuple(findings)


def finding(rule: Rule, level: Level, answer: Answer, slot: Slot) -> Finding:
    """Return the answer as a finding at a level, with the rule's own note and sources."""
    demanded = " ".join(filter(None, (answer.demanded, rule.note)))
    return finding_of(rule.kind, level, replace(answer, demanded=demanded), _sources(rule, slot))


def finding_of(name: str, level: Level, answer: Answer, sources: tuple[SourceNote, ...]) -> Finding:
    """Return the answer as a finding at a level."""
    verdict = _verdict(level, answer.holds)
    return Finding(
        rule=name,
        verdict=verdict,
        measured=answer.measured,
        demanded=answer.demanded,
        advice="" if verdict is Verdict.PASS else answer.advice,
        figures=answer.figures,
        evidence=answer.evidence,
        sources=sources,
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
