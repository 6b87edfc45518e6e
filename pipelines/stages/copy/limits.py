"""What a place for words allows, from its rules: announced ones are kept already, wishes that only inform are not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.listing import Brief
from pipelines.stages.check.words.judge_form import judge_text_phrases, judge_text_signs
from pipelines.stages.check.words.wording import Wording, folded
from presets.languages.schema import Language
from presets.products.schema import Product
from presets.rule_base import Level
from presets.schema import Role, Slot
from presets.text_rules import LineCount, TextLength, TextPhrases, TextSigns, WordRepeats

_FREE = 10**6


@dataclass(frozen=True)
class Limits:
    """How much a place holds.

    Attributes:
        chars, bytes: of a line at most; `least_chars`: at least.
        all_chars, all_bytes: of all lines together.
        lines: at most.
        repeats: how often a word may stand.
    """

    chars: int = _FREE
    bytes: int = _FREE
    least_chars: int = 0
    all_chars: int = _FREE
    all_bytes: int = _FREE
    lines: int = _FREE
    repeats: int = _FREE

    def line_fits(self, text: str) -> bool:
        return len(text) <= self.chars and len(text.encode()) <= self.bytes

    def all_fit(self, texts: Sequence[str]) -> bool:
        whole = " ".join(texts)
        return len(whole) <= self.all_chars and len(whole.encode()) <= self.all_bytes and len(texts) <= self.lines


# Where a shop says nothing: what the strictest large marketplaces take.
_USUAL: Mapping[Role, Limits] = {
    Role.TITLE: Limits(chars=150, repeats=2),
    Role.BULLETS: Limits(chars=255, lines=5, all_chars=1000),
    Role.DESCRIPTION: Limits(all_chars=2000),
    Role.KEYWORDS: Limits(all_bytes=249, repeats=1),
}


@dataclass(frozen=True)
class Place:
    """One place for words: how much it holds, and what it does not admit."""

    limits: Limits
    slot: Slot | None
    language: Language
    product: Product

    def admits(self, text: str) -> bool:
        """Tell whether a text has no sign and phrase that the place forbids."""
        wording = Wording((text,), self.language, self.product)
        for rule in _kept(self.slot):
            if isinstance(rule, TextSigns) and judge_text_signs(rule, wording).holds is not True:
                return False
            if isinstance(rule, TextPhrases) and judge_text_phrases(rule, wording).holds is not True:
                return False
        return True

    def repeats_too_often(self, texts: Sequence[str]) -> bool:
        """Tell whether a word of four letters and more, or of two signs where none is spaced, stands too often."""
        if self.limits.repeats == _FREE:
            return False
        fewest = 4 if self.language.spaced else 2
        small = {folded(word) for word in self.language.common}
        words = [word for text in texts for word in self.words(text) if len(word) >= fewest and not word.isdigit()]
        return any(count > self.limits.repeats and word not in small for word, count in Counter(words).items())

    def words(self, text: str) -> tuple[str, ...]:
        """Return a text's words, folded."""
        return tuple(folded(word) for word in Wording((), self.language, self.product).words(text))


def place_for(role: Role, brief: Brief) -> Place:
    """Return a brief's place for a role, with the usual limits where its shop states none."""
    slot = brief.slots.get(role)
    return Place(_USUAL[role] if slot is None else _limits(role, slot), slot, brief.language, brief.product)


def _limits(role: Role, slot: Slot) -> Limits:
    rules = _kept(slot)
    lengths = [rule for rule in rules if isinstance(rule, TextLength)]
    whole = [rule for rule in lengths if rule.together or role is Role.DESCRIPTION]
    single = [rule for rule in lengths if rule not in whole]
    return Limits(
        chars=min((rule.max_chars for rule in single if rule.max_chars), default=_FREE),
        bytes=min((rule.max_bytes for rule in single if rule.max_bytes), default=_FREE),
        least_chars=max((rule.min_chars for rule in single if rule.min_chars), default=0),
        all_chars=min((rule.max_chars for rule in whole if rule.max_chars), default=_FREE),
        all_bytes=min((rule.max_bytes for rule in whole if rule.max_bytes), default=_FREE),
        lines=min((rule.max_count for rule in rules if isinstance(rule, LineCount) and rule.max_count), default=_FREE),
        repeats=min((rule.max_times for rule in rules if isinstance(rule, WordRepeats)), default=_FREE),
    )


def _kept(slot: Slot | None) -> tuple[object, ...]:
    return () if slot is None else tuple(rule for rule in slot.rules if rule.level is not Level.NOTE)
