"""Whether a slot takes a picture of the product in a place, and what its marketplace says of how the place was made."""

from datetime import date
from enum import StrEnum

from pipelines.errors import PlanError
from presets.rule_base import Level
from presets.rules import Background, Ground, Rule, SceneUse, SyntheticScene
from presets.schema import Role, Slot

_PLAIN = {Ground.EXACT, Ground.LIGHT, Ground.PLAIN}
_NO_SCENE = {Role.SWATCH: "shows a colour, no place", Role.SIZE_CHART: "shows sizes, no place"}
# Where the product alone is judged, its bytes stay the photograph's.
STRICT_ROLES = frozenset({Role.MAIN})


class Surroundings(StrEnum):
    """How the place around a product came to be."""

    RENDERED = "rendered"
    GENERATED = "generated"  # by a generative model
    PHOTOGRAPHED = "photographed"  # another photo of the seller's


def check_permission(slot: Slot, made: Surroundings, today: date, *, insist: bool) -> tuple[str, ...]:
    """Return what the person should know of putting such a picture into the slot.

    A rule that warns is set aside by insisting; one that fails is not.

    Raises:
        PlanError: the slot takes no scene, with who says so.
    """
    if slot.head.role in _NO_SCENE:
        raise PlanError(f"{_where(slot)} {_NO_SCENE[slot.head.role]}. Choose another --slot.")
    notes: list[str] = []
    for rule in slot.rules:
        level = rule.level_on(today)
        said = _objection(rule, made)
        if level is None or said is None:
            continue
        sentence = f"{_where(slot)}: {said} {_quoted(rule, slot)}"
        if isinstance(rule, SyntheticScene) and rule.use is SceneUse.DISCLOSE:
            notes.append(sentence)
        elif level is Level.MUST:
            raise PlanError(f"{sentence} Choose another --slot, such as a further picture's.")
        elif level is Level.SHOULD and not insist:
            raise PlanError(f"{sentence} Choose another --slot, or insist with --insist.")
        else:
            notes.append(sentence)
    return tuple(notes)


def _objection(rule: Rule, made: Surroundings) -> str | None:
    if isinstance(rule, Background) and rule.ground in _PLAIN:
        return "the background is to be plain, so a scene does not fit."
    if not isinstance(rule, SyntheticScene) or made is Surroundings.PHOTOGRAPHED:
        return None
    if rule.generated_only and made is not Surroundings.GENERATED:
        return None
    if rule.use is SceneUse.FORBIDDEN:
        return f"surroundings that were {made} are not allowed."
    return f"surroundings that were {made} are to be disclosed."


def _quoted(rule: Rule, slot: Slot) -> str:
    source = next((slot.sources[name] for name in rule.sources), None)
    who = f"(source: {source.title}{f', {source.url}' if source.url else ''})" if source else ""
    return " ".join(filter(None, (rule.note, who)))


def _where(slot: Slot) -> str:
    return f"{slot.preset_title}, {slot.head.title}"
