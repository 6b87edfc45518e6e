"""Product, slot and plate -> shot: the product at its true size on the set's stand, in a part of the plate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.errors import NoProductError, PlanError, UnfitPhotoError
from pipelines.plate import Plate
from pipelines.shot import Shot, Staging
from pipelines.stages.plan.canvas import shrunk, smallest_canvas
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.plan import slot_export
from pipelines.stages.plan.true_size import TrueSize
from pipelines.stages.plan.window import (
    AS_USUAL,
    LEAST_AIR,
    MOST_ENLARGEMENT,
    SOFT_ENLARGEMENT,
    WORTH_ENLARGING,
    Area,
    Composed,
    Figure,
    Framing,
    Spot,
    frame_window,
    largest_window,
)
from pipelines.stages.plate.dress import cropped, grid_step
from pipelines.stages.render.seat import seat
from pipelines.values import Box, Matte, Size
from presets.rule_base import Level
from presets.rules import FillMeasure, FrameFill, FreeZone, Margins, Rule
from presets.scenes.schema import Stance
from presets.schema import Slot

_SMALL_SHARE = 0.16  # of the frame: below, a buyer sees a place with something in it
_SHIFTS = (0.0, -0.4, 0.4, -0.8, 0.8)  # of the room beside the product
_LEAST_CANVAS = 0.6  # of the preferred one
_LEAST_PX = 1000  # of a longer side that came closer to a small product: what buyers zoom into is seldom smaller
_OFF = 0.03  # of the frame: a product nearer than that to where it was wanted stands there
_FINE = 4  # seats are rounded to pixels of a plate so many times finer
_HOOK = 0.06  # of the picture's height from its top: from where things hang in sets without a hook
_SLACK = 0.004  # rounding may undercut a fill by this much


class NoRoomError(PlanError):
    """No part of this plate holds the product as the slot wants it; a plate of the slot's own shape may."""


def plate_size(slot: Slot) -> Size:
    """Return the size to ask a plate for: the slot's canvas, or the smaller one that its rules are content with.

    Raises:
        PlanError: the slot holds no picture we can make.
    """
    export = slot_export(slot)
    preferred = (export.width, export.height)
    return shrunk(preferred, max(smallest_canvas(preferred, slot.rules).should, _LEAST_CANVAS))


@dataclass(frozen=True)
class StagedWish:
    """How the product is to stand, beyond the slot's rules.

    Attributes:
        size: of the product in centimetres; `elevation_deg` the photo was taken from.
        keep_out: what the product must leave free for text.
        max_enlargement: canvas pixels that one photo pixel may become, at least 1.
        lamps, warmth, shadow, relight, grain, words, markets: as in `Staging`.
    """

    size: TrueSize
    stance: Stance = Stance.STANDING
    elevation_deg: float = 12.0
    spot: Spot = Spot.CENTRE
    composed: Composed = AS_USUAL
    keep_out: tuple[Area, ...] = ()
    lamps: Mapping[str, float] = field(default_factory=dict[str, float])
    warmth: float = 0.0
    shadow: float = 1.0
    relight: float = 0.0
    grain: float = 0.006
    max_enlargement: float = 1.5
    seed: int = 0
    words: str = ""
    markets: tuple[str, ...] = ()


def plan_staged(matte: Matte, slot: Slot, plate: Plate, wish: StagedWish) -> Shot:
    """Return the shot that shows the product at its true size in the set.

    The camera comes closer to small products by showing a part of the plate, as far as its pixels allow; what is true
    of product and set stays so.

    Raises:
        NoProductError: the matte is empty.
        NoRoomError: no part of the plate of the slot's shape holds the product, free zones and text left out.
        UnfitPhotoError: the photo has too few pixels for the slot's minimum.
        PlanError: the slot holds no picture we can make.
    """
    body = Body.of(matte)
    if body is None:
        raise NoProductError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
    export = slot_export(slot)
    preferred = (export.width, export.height)
    subject = _Subject(body, matte[body.extent.slices], wish, hook_cm(plate))
    seated, window, notes = _framed(subject, plate, slot, preferred)
    canvas, more = _canvas(slot, preferred, seated.figure.width / body.extent.width, window, wish)
    shown = cropped(plate, window)
    place = _inside(subject.place(seated.at_cm, shown.camera.resized(canvas)), canvas)
    staging = Staging(
        plate=shown,
        stance=wish.stance,
        height_cm=wish.size.box_cm,
        at_cm=seated.at_cm,
        lamps=wish.lamps,
        warmth=wish.warmth,
        shadow=wish.shadow,
        relight=wish.relight,
        grain=wish.grain,
        keep_out=tuple(area.box(canvas) for area in wish.keep_out),
        words=wish.words,
        markets=wish.markets,
    )
    return Shot(canvas, body.extent, place, seed=wish.seed, staging=staging, notes=(*wish.size.notes, *notes, *more))


@dataclass(frozen=True, eq=False)
class _Subject:
    """A product: its measure, the matte of its crop box, what is wished for, and how high it hangs where it does."""

    body: Body
    crop: Matte
    wish: StagedWish
    hook_cm: float

    def seated(self, plate: Plate, x_cm: float) -> "_Seat":
        """Return the product on the stand, `x_cm` beside the set's own spot."""
        y_cm = 0.0
        if self.wish.stance is Stance.LEANING:
            y_cm = (plate.scene.stand.wall_y_cm or 0.0) - self.wish.size.depth_cm / 2
        width, height = plate.camera.size
        box = self.place((x_cm, y_cm), plate.camera.resized((width * _FINE, height * _FINE)))
        axis_px = float(plate.camera.project(_point(x_cm, y_cm, 0))[0])
        figure = Figure(box.left / _FINE, box.top / _FINE, box.width / _FINE, box.height / _FINE, axis_px)
        return _Seat((x_cm, y_cm), figure)

    def place(self, at_cm: tuple[float, float], camera: Camera) -> Box:
        """Return where the crop box lands in a camera's picture of the set."""
        box = seat(self.crop, self.wish.size.box_cm, at_cm, self.wish.stance, camera)
        if self.wish.stance is not Stance.HANGING:
            return box
        top = round(float(camera.project(_point(*at_cm, self.hook_cm))[1]))
        return Box(box.left, top, box.right, top + box.height)


@dataclass(frozen=True)
class _Seat:
    """Where the product's axis stands, and what the camera sees of it there."""

    at_cm: tuple[float, float]
    figure: Figure


def hook_cm(plate: Plate) -> float:
    """Return how high things hang in a set: from its hook or, where it has none, from just below the picture's top."""
    if plate.scene.stand.hook_z_cm is not None:
        return plate.scene.stand.hook_z_cm
    width, height = plate.camera.size
    try:
        seen = plate.camera.on_plane(width / 2, _HOOK * height, _point(0, 0, 0), _point(0, 1, 0))
    except ValueError:  # from straight above nothing is seen to hang
        return plate.scene.stand.max_height_cm
    return float(seen[2])


def _point(x_cm: float, y_cm: float, z_cm: float) -> NDArray[np.float32]:
    return np.array([x_cm, y_cm, z_cm], np.float32)


def _framed(subject: _Subject, plate: Plate, slot: Slot, canvas: Size) -> tuple[_Seat, Box, tuple[str, ...]]:
    """Return where the product stands and the part of the plate that is shown, by all rules or by as many as hold."""
    strict = _framing(plate, slot, canvas, subject.wish)
    found = _best(subject, plate, strict)
    if found is not None:
        return *found, _told(found[0].figure, found[1], subject.wish.composed)
    loose = replace(strict, least_share=0.0, most_share=1.0)
    found = _best(subject, plate, loose)
    if found is not None:
        notes = (
            f"{plate.scene.title}: at its true size the product cannot take the share of the frame the slot asks.",
        )
        return *found, (*notes, *_told(found[0].figure, found[1], subject.wish.composed))
    if strict.keep_out and _best(subject, plate, replace(loose, keep_out=())) is not None:
        raise PlanError(
            f"{slot.preset_title}, {slot.head.title}: the product cannot stand clear of the room kept for text. "
            f"Make that room smaller, move it to another side, or choose a larger set."
        )
    raise NoRoomError(_no_room(subject, plate, slot, loose))


def _best(subject: _Subject, plate: Plate, framing: Framing) -> tuple[_Seat, Box] | None:
    room_cm = max(0.0, (plate.scene.stand.max_width_cm - subject.wish.size.width_cm) / 2)
    best: tuple[float, _Seat, Box] | None = None
    for share in _SHIFTS if room_cm > 0.5 else (0.0,):
        seated = subject.seated(plate, share * room_cm)
        framed = frame_window(seated.figure, subject.body, framing)
        cost = framed.cost + 0.4 * abs(share) if framed else 0.0
        if framed and (best is None or cost < best[0]):
            best = cost, seated, framed.window
    return best[1:] if best else None


def _framing(plate: Plate, slot: Slot, canvas: Size, wish: StagedWish) -> Framing:
    fills = [rule for rule in slot.rules if isinstance(rule, FrameFill) and rule.level is not Level.NOTE]
    fills = [rule for rule in fills if rule.measure is FillMeasure.LONG_AXIS]
    zones = tuple(Area(r.left, r.top, r.right, r.bottom) for r in slot.rules if isinstance(r, FreeZone))
    return Framing(
        plate=plate.camera.size,
        step=grid_step(plate),
        aspect=canvas[0] / canvas[1],
        canvas_width=canvas[0],
        least_width=_least_width(slot, canvas),
        least_share=max([rule.min_fraction + _SLACK for rule in fills if rule.min_fraction], default=0.0),
        most_share=min([rule.max_fraction - _SLACK for rule in fills if rule.max_fraction < 1], default=1.0),
        air=_air(slot.rules),
        spot=wish.spot,
        composed=wish.composed,
        keep_out=(*zones, *wish.keep_out),
    )


def _least_width(slot: Slot, preferred: Size) -> int:
    least = max(smallest_canvas(preferred, slot.rules).should, _LEAST_CANVAS, _LEAST_PX / max(preferred))
    return shrunk(preferred, least)[0]


def _air(rules: Sequence[Rule]) -> tuple[float, float]:
    margins = [rule for rule in rules if isinstance(rule, Margins)]
    across = max([LEAST_AIR, *(rule.horizontal + _SLACK for rule in margins)])
    return across, max([LEAST_AIR, *(rule.vertical + _SLACK for rule in margins)])


def _told(figure: Figure, window: Box, composed: Composed) -> tuple[str, ...]:
    """Return what a person should know of how large and where the product stands in the frame."""
    share = max(figure.width / window.width, figure.height / window.height)
    notes: list[str] = []
    if share < _SMALL_SHARE and composed.share is None:
        notes.append(
            f"At its true size the product takes only {share:.0%} of the frame, and the set's plate has no more pixels "
            f"to come closer. A set for smaller things shows it larger."
        )
    if composed.share is not None and abs(share - composed.share) > _OFF:
        notes.append(f"The product takes {share:.0%} of the frame, not {composed.share:.0%}; the plate ends there.")
    if composed.foot is not None:
        middle, lower = figure.left + figure.width / 2, figure.top + figure.height
        foot = (middle - window.left) / window.width, (lower - window.top) / window.height
        if max(abs(foot[0] - composed.foot[0]), abs(foot[1] - composed.foot[1])) > _OFF:
            here, there = ("{:.2f},{:.2f}".format(*at) for at in (foot, composed.foot))
            notes.append(f"The product stands at {here} of the frame, not at {there}; the plate ends there.")
    return tuple(notes)


def _no_room(subject: _Subject, plate: Plate, slot: Slot, framing: Framing) -> str:
    figure = subject.seated(plate, 0.0).figure
    size = subject.wish.size
    window = largest_window(framing)
    wide, high = figure.width / window[0], figure.height / window[1]
    where = f"{slot.preset_title}, {slot.head.title}: {plate.scene.title}"
    share, of, cm = (wide, "width", size.width_cm) if wide > high else (high, "height", size.box_cm)
    most_cm = cm / share * (1 - 2 * max(framing.air))
    if round(most_cm) < round(cm):
        return f"{where} shows {most_cm:.0f} cm of {of} in this format, and the product spans {cm:.0f} cm."
    above = figure.top + figure.height - framing.air[1] * window[1]
    if above < figure.height:
        return (
            f"{where} shows {size.height_cm * above / figure.height:.0f} cm above its stand from this view, and the "
            f"product is {size.height_cm:.0f} cm high. Choose a set for larger things, or a taller format."
        )
    if framing.least_width <= window[0] * MOST_ENLARGEMENT:
        return (
            f"{where} shows {most_cm:.0f} cm of {of} in this format: too little around a product of {cm:.0f} cm, "
            "where it would stand."
        )
    return (
        f"{where}: the plate at hand has {window[0]} x {window[1]} pixels in this format, too few for "
        f"{framing.least_width} px across."
    )


def _canvas(
    slot: Slot, preferred: Size, plate_scale: float, window: Box, wish: StagedWish
) -> tuple[Size, tuple[str, ...]]:
    """Return the canvas: the preferred one, or a smaller one that the rules allow where photo or plate has no more."""
    stretched = preferred[0] / window.width
    scale = plate_scale * stretched
    least = smallest_canvas(preferred, slot.rules)
    wanted = min(1.0, 1 / scale, WORTH_ENLARGING / stretched)
    factor = max(wanted, least.should)
    if scale * factor > wish.max_enlargement:
        factor = max(wanted, least.must)
    if scale * factor > wish.max_enlargement * 1.001:
        raise UnfitPhotoError(
            f"{slot.preset_title}, {slot.head.title}: the photo would be enlarged {scale * factor:.1f}x. Take it "
            f"closer, or allow more enlarging (now at most {wish.max_enlargement:g}x)."
        )
    canvas = shrunk(preferred, factor)
    return canvas, _canvas_notes(preferred, canvas, scale * factor, stretched * factor)


def _canvas_notes(preferred: Size, canvas: Size, enlarged: float, stretched: float) -> tuple[str, ...]:
    notes: list[str] = []
    if canvas != preferred:
        notes.append(
            f"The canvas is {canvas[0]} x {canvas[1]} instead of {preferred[0]} x {preferred[1]}, "
            f"because photo and place have no more pixels."
        )
    if enlarged > 1.005:
        notes.append(f"The photo is enlarged {enlarged:.2f}x.")
    if stretched > SOFT_ENLARGEMENT * 1.01:
        notes.append(f"The place is enlarged {stretched:.1f}x and is softer than the product.")
    return tuple(notes)


def _inside(box: Box, canvas: Size) -> Box:
    """Return the box moved by the pixel that rounding may have put it outside."""
    left = min(max(0, box.left), canvas[0] - box.width)
    top = min(max(0, box.top), canvas[1] - box.height)
    return Box(left, top, left + box.width, top + box.height)
