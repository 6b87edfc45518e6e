"""What a check says: one finding a rule, and the report of one file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from pipelines.values import Box
from presets.schema import Slot

JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"


class Verdict(StrEnum):
    """How a file stands to one rule."""

    PASS = "pass"
    BROKEN = "broken"  # a `must` that does not hold
    WARNING = "warning"  # a `should` that does not hold
    NOTE = "note"  # a `note` that does not hold
    ASK = "ask"  # only a person can say
    UNMEASURED = "unmeasured"  # this file, or this machine, does not let it be measured


class Mark(StrEnum):
    """What a piece of evidence shows, so that a report can draw it."""

    PRODUCT = "product"
    TEXT = "text"
    CELL = "cell"
    BAND = "band"
    PANEL = "panel"
    OBJECT = "object"
    ZONE = "zone"
    GROUND = "ground"
    SHADOW = "shadow"


@dataclass(frozen=True)
class Evidence:
    """A place in the picture that a finding rests on; `label` is a few words for a person."""

    mark: Mark
    box: Box
    label: str


@dataclass(frozen=True)
class SourceNote:
    """Who demands it: what a person needs to look it up."""

    title: str
    confidence: str
    url: str | None
    seen: date | None


@dataclass(frozen=True)
class Finding:
    """How one file stands to one rule.

    Attributes:
        rule: the rule's kind.
        measured, demanded, advice: sentences for a person; `advice` is empty where nothing is to do.
        figures: the numbers behind `measured`; fractions in [0, 1], lengths in pixels.
        sources: strongest first.
    """

    rule: str
    verdict: Verdict
    measured: str
    demanded: str
    advice: str = ""
    figures: Mapping[str, float] = field(default_factory=dict[str, float])
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True)
class Report:
    """One file against one slot."""

    file: str
    sha256: str
    preset: str
    preset_title: str
    slot: str
    slot_title: str
    rules_checked_on: date
    checked_on: date
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """No `must` is broken."""
        return not self.of(Verdict.BROKEN)

    def of(self, *verdicts: Verdict) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)

    def to_json(self) -> dict[str, JsonValue]:
        """Return the report as plain JSON values, dates as ISO texts."""
        return {"passed": self.passed, **to_plain(self)}


def report_on(file: Path, sha256: str, slot: Slot, checked_on: date, findings: tuple[Finding, ...]) -> Report:
    """Return the report of a file that was judged by a slot's rules."""
    return Report(
        file=str(file),
        sha256=sha256,
        preset=slot.preset,
        preset_title=slot.preset_title,
        slot=slot.id,
        slot_title=slot.head.title,
        rules_checked_on=slot.checked_on,
        checked_on=checked_on,
        findings=findings,
    )


def to_plain(value: Finding | Report) -> dict[str, JsonValue]:
    """Return a finding or a report as plain JSON values, dates as ISO texts."""
    return {name: _plain_value(item) for name, item in asdict(value).items()}


def _plain_value(value: object) -> JsonValue:
    match value:
        case dict():
            return {str(key): _plain_value(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain_value(item) for item in value]
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case bool() | int() | None:
            return value
        case float():
            return round(value, 6)
        case _:
            raise TypeError(f"{value!r} has no place in a report.")
