"""A marketplace's rules as a page of text: slot by slot, topic by topic, the sources at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from presets.rule_base import Level
from presets.rules import Rule
from presets.schema import Confidence, Export, Media, Preset, Slot, Source
from studio.rule_words import demand_in_words

# Topic -> the kinds of rule under it, in the order of the page.
_TOPICS = {
    "Size and shape": ("pixel_size", "aspect_ratio"),
    "File": ("file_format", "file_weight", "colour", "still", "jpeg_quality", "source_type", "file_name"),
    "Film": ("video_file",),
    "Words": ("text_length", "line_count", "word_repeats", "text_capitals", "text_signs", "text_phrases"),
    "Background": ("background", "visible_shadow"),
    "Product in the frame": ("frame_fill", "margins", "free_zone", "whole_product", "sharpness"),
    "Not allowed": ("added_text", "added_border", "single_view", "no_duplicates"),
    "How many": ("image_count", "images_beside_video"),
    "To look at yourself": ("person_check",),
}
_MEDIA = {Media.IMAGE: "picture", Media.VIDEO: "film", Media.TEXT: "text"}
_LEVELS = {Level.MUST: "must", Level.SHOULD: "should", Level.NOTE: "good to know"}
_CONFIDENCE = {
    Confidence.OFFICIAL: "the marketplace's own page",
    Confidence.THIRD_PARTY: "another site's page about it",
    Confidence.CODE: "code that works with its seller portal",
    Confidence.RECALLED: "generally known, no page kept",
    Confidence.UNSURE: "weak or contradictory",
}


@dataclass(frozen=True)
class Line:
    """One line of a page, and how loud it is."""

    kind: Literal["title", "slot", "topic", "rule", "small"]
    text: str


def preset_page(preset: Preset, slots: Sequence[Slot]) -> list[Line]:
    """Return the page of some of a preset's slots; only the sources their rules name are listed.

    A rule that several of the slots share is written out under the first; the others point there.
    """
    page = [*_head(preset)]
    told: dict[Rule, str] = {}
    for slot in slots:
        page += [Line("rule", ""), *_slot(slot, told)]
        told = {**dict.fromkeys(slot.rules, slot.id), **told}
    named = {name for rule in told for name in rule.sources}
    page += [Line("rule", ""), Line("slot", "Sources")]
    for name, source in preset.sources.items():
        if name in named:
            page += _source(name, source)
    return page


def _head(preset: Preset) -> Iterator[Line]:
    yield Line("title", f"{preset.title} ({preset.id})")
    if preset.summary:
        yield Line("rule", preset.summary)
    if not preset.verified:
        yield Line("rule", "Unverified: no dependable page states these rules, so none of them can fail a picture.")
    if preset.aliases:
        yield Line("small", f"Also called {', '.join(preset.aliases)}.")
    yield Line("small", f"Rules last checked on {_day(preset.checked_on)}.")
    yield Line("small", "must: breaking it fails the check.  should: it warns.  good to know: it informs.")


def _slot(slot: Slot, told: Mapping[Rule, str]) -> Iterator[Line]:
    yield Line("slot", f"{slot.head.title}  [{_MEDIA[slot.head.media]} slot: {slot.id}]")
    if slot.head.export:
        yield Line("small", f"  We make {_export(slot.head.export)}.")
    if slot.head.advice:
        yield Line("small", f"  {slot.head.advice}")
    for topic, rules in _by_topic(rule for rule in slot.rules if rule not in told):
        yield Line("topic", f"  {topic}")
        yield from _rules(sorted(rules, key=lambda rule: list(Level).index(rule.level)))
    for first in dict.fromkeys(told[rule] for rule in slot.rules if rule in told):
        shared = _by_topic(rule for rule in slot.rules if told.get(rule) == first)
        topics = ", ".join(f"{topic[0].lower()}{topic[1:]} ({len(rules)})" for topic, rules in shared)
        yield Line("rule", f"    and as under slot {first}: {topics}")


def _by_topic(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    rules = list(rules)
    sorted_in = [(topic, [r for kind in kinds for r in rules if r.kind == kind]) for topic, kinds in _TOPICS.items()]
    return [(topic, found) for topic, found in sorted_in if found]


def _rules(rules: Iterable[Rule]) -> Iterator[Line]:
    for rule in rules:
        yield Line(
            "rule", f"    {_LEVELS[rule.level]}: {demand_in_words(rule)}{_period(rule)} [{', '.join(rule.sources)}]"
        )
        if rule.note:
            yield Line("small", f"      {rule.note}")


def _period(rule: Rule) -> str:
    start = f" From {_day(rule.valid_from)}." if rule.valid_from else ""
    end = f" Until {_day(rule.valid_until)}." if rule.valid_until else ""
    return start + end


def _export(export: Export) -> str:
    shadow = "no shadow" if export.shadow == "none" else f"a {export.shadow} shadow"
    return f"{export.width} x {export.height} pixels, {export.format.value.upper()}, {shadow}"


def _source(name: str, source: Source) -> Iterator[Line]:
    seen = f", seen in {source.seen:%B %Y}" if source.seen else ""
    yield Line("rule", f"  {name}: {source.title} ({_CONFIDENCE[source.confidence]}{seen})")
    if source.url:
        yield Line("small", f"    {source.url}")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
