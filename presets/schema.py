"""A marketplace as data: where its rules come from, which places a listing has, and what each place demands."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from presets.rule_base import ImageFormat, Level, Strict
from presets.rules import FileFormat, FileWeight, PixelSize, Rule


class Confidence(StrEnum):
    """How sure a source is, strongest first."""

    OFFICIAL = "official"  # the marketplace's own page or developer documentation
    THIRD_PARTY = "third-party"  # agency, feed tool, seller's blog
    CODE = "code"  # integration code that quotes the seller portal
    RECALLED = "recalled"  # generally known, no stored source
    UNSURE = "unsure"  # weak, contradictory or out of date


class Source(Strict):
    """One place a rule was read, and the month it was seen in, as any day of it. Its page may lack a known address."""

    title: str = Field(min_length=1)
    confidence: Confidence
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    seen: date | None = None


class Media(StrEnum):
    """What a slot holds."""

    IMAGE = "image"
    VIDEO = "video"
    TEXT = "text"


class Role(StrEnum):
    """What a slot is for, the same word across marketplaces."""

    MAIN = "main"
    ADDITIONAL = "additional"
    LIFESTYLE = "lifestyle"
    SWATCH = "swatch"
    SIZE_CHART = "size_chart"
    DETAIL = "detail"
    APLUS = "aplus"
    STORE = "store"
    THUMBNAIL = "thumbnail"
    VIDEO = "video"
    TITLE = "title"
    BULLETS = "bullets"
    DESCRIPTION = "description"
    KEYWORDS = "keywords"


class Export(Strict):
    """What we make for a slot, inside its rules.

    Attributes:
        width, height: the canvas in pixels.
        format: of the file.
        shadow: the default: "none", "contact" or "reflection".
    """

    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    format: ImageFormat = ImageFormat.JPEG
    shadow: str = Field(default="none", pattern="^(none|contact|reflection)$")


class SlotHead(Strict):
    """One place in a listing, as a preset file writes it.

    Attributes:
        advice: a sentence for the seller that is no rule.
        shows: ids of page templates that a kit makes for it, in their order; a number behind a point tells which of
            several: `column.2` is the second product's.
        premium: only sellers in the marketplace's own programme have it.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: str
    role: Role
    media: Media = Media.IMAGE
    export: Export | None = None
    advice: str = ""
    shows: tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[1-9])?$")], ...] = ()
    premium: bool = False


class Slot(Strict):
    """One place in one marketplace's listing with every rule that holds there: what stages are given."""

    preset: str
    preset_title: str
    checked_on: date
    head: SlotHead
    rules: tuple[Rule, ...]
    sources: dict[str, Source]

    @property
    def id(self) -> str:
        return self.head.id

    def confidence(self, rule: Rule) -> Confidence:
        """Return the strongest confidence among the rule's sources."""
        return _strongest([self.sources[name] for name in rule.sources])


class Preset(Strict):
    """One marketplace: a file under `presets/`, or a seller's own. Nothing of an unverified one may be a `must`.

    Attributes:
        markets: ISO country codes its sources or names tell it is for; empty where they tell nothing.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    checked_on: date
    summary: str = ""
    aliases: tuple[str, ...] = ()
    markets: tuple[Annotated[str, Field(pattern="^[a-z]{2}$")], ...] = ()
    verified: bool = True
    sources: dict[str, Source] = Field(min_length=1)
    slots: tuple[SlotHead, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> "Preset":
        faults = [*self._slot_faults()]
        for index, rule in enumerate(self.rules):
            faults += [f"rules.{index}.{rule.kind}.{fault}" for fault in self._rule_faults(rule)]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _slot_faults(self) -> Iterator[str]:
        seen: set[str] = set()
        for index, slot in enumerate(self.slots):
            if slot.id in seen:
                yield f"slots.{index}.id: '{slot.id}' is the id of an earlier slot"
            seen.add(slot.id)

    def _rule_faults(self, rule: Rule) -> Iterator[str]:
        if unknown := set(rule.slots) - {slot.id for slot in self.slots}:
            yield f"slots: no such slot: {', '.join(sorted(unknown))}"
        if unknown := set(rule.sources) - set(self.sources):
            yield f"sources: no such source: {', '.join(sorted(unknown))}"
        elif rule.level is Level.MUST and not self._may_fail(rule):
            yield "level: 'must' needs an official source (format, pixel and byte limits: two sources); write 'should'"

    def _may_fail(self, rule: Rule) -> bool:
        sources = [self.sources[name] for name in rule.sources]
        if not self.verified:
            return False
        if _strongest(sources) is Confidence.OFFICIAL:
            return True
        firm = [s for s in sources if s.confidence in (Confidence.THIRD_PARTY, Confidence.CODE)]
        return isinstance(rule, PixelSize | FileWeight | FileFormat) and len(firm) >= 2

    def slot(self, slot_id: str) -> Slot | None:
        """Return one slot with its rules, or None where the marketplace has none of that id."""
        head = next((slot for slot in self.slots if slot.id == slot_id), None)
        if head is None:
            return None
        rules = tuple(rule for rule in self.rules if slot_id in rule.slots)
        return Slot(
            preset=self.id,
            preset_title=self.title,
            checked_on=self.checked_on,
            head=head,
            rules=rules,
            sources=self.sources,
        )


def _strongest(sources: Sequence[Source]) -> Confidence:
    order = list(Confidence)
    return min((source.confidence for source in sources), key=order.index)
