"""How large a product is in centimetres, and whether a set has room for it."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from pipelines.errors import PlanError
from pipelines.stages.plan.body_columns import body_columns
from pipelines.stages.plan.fit import Body
from pipelines.stages.pose.base import read_base
from pipelines.values import Matte
from presets.scenes.schema import SceneSet, Stance

# Height over width -> a height in centimetres: what products of that shape usually measure, from the tall to the flat.
_USUAL_HEIGHTS = ((2.2, 24.0), (1.25, 16.0), (0.8, 12.0), (0.45, 9.0), (0.0, 6.0))
_USUAL_LENGTH_CM = 22.0  # of a thing that lies
_RIM = 0.08  # of the product's height, at its foot and at its top: where its breadth is read


@dataclass(frozen=True)
class TrueSize:
    """A product in centimetres.

    Attributes:
        height_cm: of the thing itself: upright, or its length as it lies.
        box_cm: what its outline, with the soft edge, spans along the picture's height, across the view.
        width_cm: of its outline.
        depth_cm: of its foot, along the view.
        notes: what had to be taken for granted.
    """

    height_cm: float
    box_cm: float
    width_cm: float
    depth_cm: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known of a product's size, in centimetres: its height, or how wide its body is; or neither."""

    height_cm: float | None = None
    across_cm: float | None = None


def true_size(matte: Matte, body: Body, known: Known, stance: Stance, elevation_deg: float) -> TrueSize:
    """Return a product's size; without a height, by its width, else that of things of its shape, and say so.

    From above, an upright thing's outline spans its height shortened by the cosine of the camera's elevation, and the
    depths of its foot and top by the sine.

    Args:
        matte: of the whole photo; `body` is its measure.
        known: each above 0.
        elevation_deg: of the camera that took the photo.
    """
    box, extent = body.box, body.extent
    foot, top = _depths(matte, body, elevation_deg)
    shown = 1.0  # of the height, in what the outline spans
    if stance in (Stance.STANDING, Stance.LEANING):
        tilt = radians(min(elevation_deg, 80.0))
        # span = height cos + (foot + top) / 2 sin, where foot and top are shares of the span.
        shown = cos(tilt) / max(0.3, 1 - (foot + top) / 2 / box.height * sin(tilt))
    height_cm, notes = _height(matte, body, known, (stance, shown))
    cm_per_px = height_cm * shown / box.height
    return TrueSize(height_cm, extent.height * cm_per_px, box.width * cm_per_px, foot * cm_per_px, notes)


def _height(matte: Matte, body: Body, known: Known, seen: tuple[Stance, float]) -> tuple[float, tuple[str, ...]]:
    """Return a product's height in centimetres, and what had to be taken for granted.

    Args:
        seen: its stance, and how much of its height its outline spans.
    """
    box, (stance, shown) = body.box, seen
    if known.height_cm is not None:
        return known.height_cm, ()
    if known.across_cm is not None:
        left, right = body_columns(matte)
        height_cm = round(known.across_cm / max(1, right - left) * box.height / shown, 2)
        return height_cm, (f"As it is {known.across_cm:g} cm wide, the product is taken as {height_cm:.1f} cm high.",)
    height_cm = usual_height(box.height / box.width, stance)
    return height_cm, (f"No --height-cm: the product is taken as {height_cm:g} cm {_along(stance)}.",)


def usual_height(ratio: float, stance: Stance) -> float:
    """Return the height in centimetres that things of this shape (height over width) usually have."""
    if stance is Stance.LYING:
        return _USUAL_LENGTH_CM
    return next(height for least, height in _USUAL_HEIGHTS if ratio >= least)


def check_room(size: TrueSize, scene: SceneSet, stance: Stance) -> None:
    """Make sure that a product fits on the set's stand.

    Raises:
        PlanError: it does not, and by how much.
    """
    stand = scene.stand
    room = {
        "high": (size.height_cm, stand.max_height_cm if stance is not Stance.LYING else stand.max_depth_cm),
        "wide": (size.width_cm, stand.max_width_cm),
    }
    for word, (is_cm, may_cm) in room.items():
        if is_cm > may_cm * 1.001:
            word = "long" if stance is Stance.LYING and word == "high" else word
            raise PlanError(
                f"{scene.title}: the product is {is_cm:.1f} cm {word}, {is_cm - may_cm:.1f} cm more than the set holds "
                f"({may_cm:g} cm). Choose a larger set, or give the true size with --height-cm."
            )


def _depths(matte: Matte, body: Body, elevation_deg: float) -> tuple[float, float]:
    """Return how deep the product is at its foot and at its top, in photo pixels; the top as deep for its breadth."""
    inside = matte[body.box.slices]
    rows = max(1, round(_RIM * body.box.height))
    foot = 2 * read_base(inside, sin(radians(min(elevation_deg, 80.0)))).depth
    return foot, foot * min(1.0, _breadth(inside[:rows] > 0.5) / _breadth(inside[-rows:] > 0.5))


def _breadth(rows: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    columns = np.flatnonzero(rows.any(axis=0))
    return float(columns[-1] - columns[0] + 1)


def _along(stance: Stance) -> str:
    return "long" if stance is Stance.LYING else "high"
