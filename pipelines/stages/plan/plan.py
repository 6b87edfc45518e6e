"""Product and slot -> shot."""

from dataclasses import dataclass

from pipelines.errors import NoProductError, PlanError, UnfitPhotoError
from pipelines.shot import Shot
from pipelines.stages.plan.canvas import shrunk, smallest_canvas, smallest_product_px
from pipelines.stages.plan.fit import Body, Fit, fit_product
from pipelines.values import WHITE, Box, Matte, Shadow, Size
from presets.rule_base import Level
from presets.rules import Background, VisibleShadow
from presets.schema import Export, Media, Slot

# What falls below a product needs ground to fall on, as a share of the product's height.
_GROUND = {Shadow.NONE: 0.0, Shadow.CONTACT: 0.03, Shadow.REFLECTION: 0.04}


@dataclass(frozen=True)
class Wish:
    """What the person asked for beyond the slot's rules.

    Attributes:
        shadow: None takes the slot's default.
        max_enlargement: how many canvas pixels one photo pixel may become, at least 1.
        seed: of whatever is left to chance.
    """

    shadow: Shadow | None = None
    max_enlargement: float = 1.5
    seed: int = 0


def plan_shot(matte: Matte, slot: Slot, wish: Wish) -> Shot:
    """Return the shot that keeps the slot's rules.

    The picture is not enlarged where a smaller canvas keeps the rules too; it is enlarged, and said, up to the wish's
    limit where they would break otherwise.

    Raises:
        NoProductError: the matte is empty.
        UnfitPhotoError: the photo has too few pixels for the slot's minimum.
        PlanError: the slot holds no picture we can make, or forbids the shadow asked for.
    """
    export = slot_export(slot)
    body = Body.of(matte)
    if body is None:
        raise NoProductError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
    shadow, notes = _shadow(slot, export, wish)
    preferred = (export.width, export.height)
    ground = _GROUND[shadow]
    scale = fit_product(body, preferred, slot.rules, ground).scale
    canvas = shrunk(preferred, _canvas_factor(body, preferred, scale, slot, wish))
    fit = fit_product(body, canvas, slot.rules, ground)
    place = _place(body, fit, canvas)
    enlarged = max(place.width / body.extent.width, place.height / body.extent.height)
    notes += fit.notes + _size_notes(preferred, canvas, enlarged)
    return Shot(canvas, body.extent, place, _ground(slot), shadow, wish.seed, notes=notes)


def slot_export(slot: Slot) -> Export:
    """Return what we make for a slot.

    Raises:
        PlanError: it holds a film or words, or its preset names no canvas.
    """
    if slot.head.media is not Media.IMAGE:
        held = "a film" if slot.head.media is Media.VIDEO else "words"
        raise PlanError(f"{slot.preset_title}, {slot.head.title}: this slot holds {held}, not a picture.")
    if slot.head.export is None:
        raise PlanError(
            f"{slot.preset_title}, {slot.head.title}: the preset says nothing of a canvas. "
            f"Add export = {{ width = ..., height = ... }} to the slot."
        )
    return slot.head.export


def _canvas_factor(body: Body, preferred: Size, scale: float, slot: Slot, wish: Wish) -> float:
    """Return the factor on the preferred canvas, given the product's scale there: fits scale with the canvas."""
    least = smallest_canvas(preferred, slot.rules)
    long_side = max(body.box.width, body.box.height)
    least_for_product = smallest_product_px(slot.rules) / (long_side * scale)
    if scale <= 1:
        return 1.0
    for allowed in (max(least.should, least_for_product), max(least.must, least_for_product)):
        factor = min(1.0, max(1 / scale, allowed))
        if scale * factor <= wish.max_enlargement:
            return factor
    needed = long_side * scale * min(1.0, max(least.must, least_for_product)) / wish.max_enlargement
    raise UnfitPhotoError(
        f"{slot.preset_title}, {slot.head.title}: the product is only {long_side} px long in the photo, "
        f"{round(needed) - long_side} px too few. Photograph it closer or larger, or allow more enlarging "
        f"(now at most {wish.max_enlargement:g}x)."
    )


def _place(body: Body, fit: Fit, canvas: Size) -> Box:
    width = max(1, min(canvas[0], round(body.extent.width * fit.scale)))
    height = max(1, min(canvas[1], round(body.extent.height * fit.scale)))
    left = min(max(0, round(fit.left)), canvas[0] - width)
    top = min(max(0, round(fit.top)), canvas[1] - height)
    return Box(left, top, left + width, top + height)


def _size_notes(preferred: Size, canvas: Size, enlarged: float) -> tuple[str, ...]:
    notes: list[str] = []
    if canvas != preferred:
        notes.append(
            f"The canvas is {canvas[0]} x {canvas[1]} instead of {preferred[0]} x {preferred[1]}, "
            f"because the photo has no more pixels."
        )
    if enlarged > 1.005:  # below, rounding to whole pixels speaks
        notes.append(f"The photo is enlarged {enlarged:.2f}x to reach the marketplace's size.")
    return tuple(notes)


def _shadow(slot: Slot, export: Export, wish: Wish) -> tuple[Shadow, tuple[str, ...]]:
    shadow = Shadow(export.shadow) if wish.shadow is None else wish.shadow
    limits = [rule for rule in slot.rules if isinstance(rule, VisibleShadow)]
    if shadow is Shadow.NONE or not limits:
        return shadow, ()
    if any(rule.level is Level.MUST for rule in limits):
        raise PlanError(f"{slot.preset_title}, {slot.head.title}: allows no shadow. Ask for shadow 'none'.")
    return shadow, (f"{slot.preset_title} may object to the {shadow} shadow; 'none' is the safe choice.",)


def _ground(slot: Slot) -> tuple[int, int, int]:
    colours = [rule.colour for rule in slot.rules if isinstance(rule, Background)]
    return colours[0] if colours else WHITE
