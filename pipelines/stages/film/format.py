"""Slot -> shape, size, rate and weight of a film, and what it may show there."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipelines.errors import PlanError
from pipelines.stages.encode.engine import Coding
from pipelines.values import Size
from presets.films.facts import Facts
from presets.films.schema import Aspect, FilmTemplate, Layout
from presets.forbidden import Forbidden
from presets.rule_base import Level
from presets.rules import AspectRatio, FileWeight, PersonCheck, PixelSize, Rule, VideoFile
from presets.schema import Media, Slot

_RATES = (Fraction(25), Fraction(30), Fraction(24), Fraction(50), Fraction(60))


@dataclass(frozen=True)
class FilmFormat:
    """What a slot's film is like.

    Attributes:
        min_seconds, max_seconds: None where the slot sets no limit.
    """

    layout: Layout
    size: Size
    fps: Fraction
    min_seconds: float | None
    max_seconds: float | None
    coding: Coding


def film_format(slot: Slot, template: FilmTemplate, aspect: Aspect | None) -> FilmFormat:
    """Return the format of a slot's film, by all its rules but those that only inform.

    Args:
        aspect: asked for; None takes the template's first that the slot takes.

    Raises:
        PlanError: the slot holds no film, or none of these shapes.
    """
    if slot.head.media is not Media.VIDEO:
        raise PlanError(
            f"{slot.preset_title}: the slot '{slot.id}' holds no films. Films go into a film slot; "
            f"'studio presets show {slot.preset}' lists them."
        )
    layout = _layout(slot, template, aspect)
    videos = [rule for rule in _binding(slot) if isinstance(rule, VideoFile)]
    return FilmFormat(
        layout,
        _size(slot, layout),
        next((fps for fps in _RATES if all(_in(fps, rule.min_fps, rule.max_fps) for rule in videos)), _RATES[0]),
        max((rule.min_seconds for rule in videos if rule.min_seconds is not None), default=None),
        min((rule.max_seconds for rule in videos if rule.max_seconds is not None), default=None),
        _coding(slot, videos),
    )


def allowed(slot: Slot, facts: Facts, *, logo: bool) -> tuple[Facts, bool, tuple[str, ...]]:
    """Return the facts and whether the logo may be shown in a slot, and what is left out and why."""
    codes = {code for rule in _binding(slot) if isinstance(rule, PersonCheck) for code in rule.codes}
    notes: list[str] = []

    def left_out(what: str) -> None:
        notes.append(f"{slot.preset_title}, {slot.head.title}: {what} is left out, the marketplace asks for none.")

    if logo and codes & {Forbidden.LOGO, Forbidden.WATERMARK}:
        left_out("the logo")
        logo = False
    if facts.price and codes & {Forbidden.PRICE}:
        left_out("the price")
        facts = facts.model_copy(update={"price": ""})
    if facts.action != "" and codes & {Forbidden.PROMOTION, Forbidden.CONTACT}:
        left_out("the call to act")
        facts = facts.model_copy(update={"action": ""})
    return facts, logo, tuple(notes)


def _binding(slot: Slot) -> Iterator[Rule]:
    return (rule for rule in slot.rules if rule.level is not Level.NOTE)


def _layout(slot: Slot, template: FilmTemplate, aspect: Aspect | None) -> Layout:
    ratios = [rule for rule in _binding(slot) if isinstance(rule, AspectRatio)]
    taken = [layout for layout in template.layouts if all(_takes(rule, layout) for rule in ratios)]
    names = ", ".join(layout.aspect.value for layout in taken)
    if aspect is None:
        if not taken:
            raise PlanError(f"{slot.preset_title} takes no shape that the template '{template.id}' has.")
        return taken[0]
    found = template.layout(aspect)
    if found is None:
        known = ", ".join(layout.aspect.value for layout in template.layouts)
        raise PlanError(f"The template '{template.id}' has no {aspect.value}. It has {known}.")
    if found not in taken:
        raise PlanError(f"{slot.preset_title}, {slot.head.title}, takes no film of {aspect.value}. It takes {names}.")
    return found


def _takes(rule: AspectRatio, layout: Layout) -> bool:
    ratio = layout.size[0] / layout.size[1]
    return rule.min_ratio * (1 - rule.tolerance) <= ratio <= rule.max_ratio * (1 + rule.tolerance)


def _size(slot: Slot, layout: Layout) -> Size:
    """Return the layout's size, or the largest of its shape that the slot takes."""
    long_side = max(layout.size)
    limits = [rule.max_long_side for rule in _binding(slot) if isinstance(rule, PixelSize) and rule.max_long_side]
    scale = min(1.0, *(limit / long_side for limit in limits)) if limits else 1.0
    width, height = (int(side * scale) // 2 * 2 for side in layout.size)
    return width, height


def _coding(slot: Slot, videos: list[VideoFile]) -> Coding:
    weights = [rule.max_bytes for rule in _binding(slot) if isinstance(rule, FileWeight) and rule.max_bytes]
    least = [rule.min_bits_per_second for rule in videos if rule.min_bits_per_second]
    most = [rule.max_bits_per_second for rule in videos if rule.max_bits_per_second]
    return Coding(min(weights, default=None), max(least, default=None), min(most, default=None))


def _in(fps: Fraction, least: float | None, most: float | None) -> bool:
    return (least is None or fps >= least) and (most is None or fps <= most)
