"""A whole listing against the rules that no single file can break: counts, duplicates, pictures beside a film."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from pipelines.stages.check.finding import Finding
from pipelines.stages.check.likeness import Likeness
from pipelines.stages.check.subject import FAILS, HOLDS, Answer, finding
from presets import rules
from presets.schema import Slot


@dataclass(frozen=True)
class Listed:
    """One file of a listing and the place it is meant for; a film has no likeness."""

    name: str
    slot: Slot
    likeness: Likeness | None


def check_listing(listed: Sequence[Listed], today: date) -> tuple[Finding, ...]:
    """Return a finding for each rule in force over the listing; every file is of one marketplace."""
    findings = list[Finding]()
    judged = list[rules.RuleBase]()
    for slot in [item.slot for item in listed]:
        for rule in slot.rules:
            judge = LISTING_JUDGES.get(type(rule))
            level = rule.level_on(today)
            if judge is None or level is None or rule in judged:
                continue
            judged.append(rule)
            concerned = [item for item in listed if item.slot.id in rule.slots]
            findings.append(finding(rule, level, judge(rule, concerned), slot))
    return tuple(findings)


def _judge_count(rule: rules.ImageCount, listed: Sequence[Listed]) -> Answer:
    count = sum(1 for item in listed if item.likeness is not None)
    limits = [f"at least {rule.min_count}"] if rule.min_count else []
    limits += [] if rule.max_count is None else [f"at most {rule.max_count}"]
    demanded = f"Pictures in the listing: {' and '.join(limits) or 'any number'}."
    holds = rule.min_count <= count and (rule.max_count is None or count <= rule.max_count)
    advice = "Add pictures." if count < rule.min_count else "Leave pictures out."
    return Answer(holds, f"{count} picture(s).", demanded, advice, {"pictures": float(count)})


def _judge_duplicates(_rule: rules.NoDuplicates, listed: Sequence[Listed]) -> Answer:
    pictures = [(item.name, item.likeness) for item in listed if item.likeness is not None]
    same = [(one, other) for (one, a), (other, b) in combinations(pictures, 2) if a.same_as(b)]
    demanded = "No two pictures of the listing are nearly the same."
    figures = {"pairs": float(len(same)), "pictures": float(len(pictures))}
    if not same:
        return Answer(HOLDS, f"{len(pictures)} pictures, all different.", demanded, "", figures)
    pairs = "; ".join(f"{one} and {other}" for one, other in same[:6])
    return Answer(FAILS, f"Nearly the same: {pairs}.", demanded, "Keep one of each pair.", figures)


def _judge_beside_video(rule: rules.ImagesBesideVideo, listed: Sequence[Listed]) -> Answer:
    pictures = sum(1 for item in listed if item.likeness is not None)
    films = len(listed) - pictures
    demanded = f"Beside a film, at most {rule.max_images} pictures."
    figures = {"pictures": float(pictures), "films": float(films)}
    measured = f"{pictures} picture(s) and {films} film(s)."
    advice = "Leave pictures out, or the film is out of sight."
    return Answer(films == 0 or pictures <= rule.max_images, measured, demanded, advice, figures)


LISTING_JUDGES: Mapping[type[rules.RuleBase], Callable[[Any, Sequence[Listed]], Answer]] = {
    rules.ImageCount: _judge_count,
    rules.NoDuplicates: _judge_duplicates,
    rules.ImagesBesideVideo: _judge_beside_video,
}
