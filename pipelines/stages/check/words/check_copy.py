"""The words of a listing against a marketplace's places for words: a report a text."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.listing import Copy, Line
from pipelines.stages.check.finding import Finding, Report, Verdict, report_on
from pipelines.stages.check.subject import Answer, judge_by
from pipelines.stages.check.words import judge_form, judge_length
from pipelines.stages.check.words.wording import Wording
from presets import rules
from presets.languages.library import language
from presets.products.schema import Product
from presets.schema import Media, Preset, Role, Slot


def _ask(rule: rules.PersonCheck, _wording: Wording) -> Answer:
    return Answer(Verdict.ASK, "Only a person can say.", rule.statement, "Read it once more.")


WORD_JUDGES: Mapping[type[rules.RuleBase], Callable[[Any, Wording], Answer]] = {
    rules.TextLength: judge_length.judge_text_length,
    rules.LineCount: judge_length.judge_line_count,
    rules.TextSigns: judge_form.judge_text_signs,
    rules.TextPhrases: judge_form.judge_text_phrases,
    rules.TextCapitals: judge_form.judge_text_capitals,
    rules.WordRepeats: judge_form.judge_word_repeats,
    rules.PersonCheck: _ask,
}
"""Rules that words are judged by; `Any` is the rule's own model, which the key names."""


def text_slots(preset: Preset) -> Mapping[Role, Slot]:
    """Return a marketplace's places for words, by role; of several with one role the first."""
    slots = (preset.slot(head.id) for head in reversed(preset.slots) if head.media is Media.TEXT)
    return {slot.head.role: slot for slot in slots if slot is not None}


def check_copy(copy: Copy, product: Product, preset: Preset, today: date) -> tuple[Report, ...]:
    """Return a report for each title, and one each for bullets, description and keywords, where the shop has places.

    A report's file is the language and the place: `es/title.benefit_first`.

    Raises:
        PresetError: the copy's language is not known.
    """
    slots = text_slots(preset)
    spoken = language(copy.language)
    reports = list[Report]()
    for role, name, lines in _texts(copy):
        if slot := slots.get(role):
            wording = Wording(tuple(line.text for line in lines), spoken, product)
            reports.append(_report(f"{copy.language}/{name}", wording, slot, today))
    return tuple(reports)


def judge_wording(wording: Wording, slot: Slot, today: date) -> tuple[Finding, ...]:
    """Return a finding for each rule of the slot that is in force."""
    return judge_by(WORD_JUDGES, wording, slot, today)


def _texts(copy: Copy) -> Iterator[tuple[Role, str, tuple[Line, ...]]]:
    for title in copy.titles:
        yield Role.TITLE, f"title.{title.strategy}", (title.line,)
    yield Role.BULLETS, "bullets", copy.bullets
    yield Role.DESCRIPTION, "description", copy.description
    yield Role.KEYWORDS, "keywords", copy.keywords


def _report(name: str, wording: Wording, slot: Slot, today: date) -> Report:
    sha256 = hashlib.sha256("\n".join(wording.lines).encode()).hexdigest()
    return report_on(Path(name), sha256, slot, today, judge_wording(wording, slot, today))
