"""Which set suits a product, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from pipelines.delta_e import delta_e
from pipelines.errors import PlanError
from pipelines.linear_light import to_linear, to_srgb
from pipelines.plate import Plate
from pipelines.stages.plan.view import LYING_DEG, MOST_MISMATCH_DEG, nearest_view, stance_for, suits, tallest_cm
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Cutout, Rgb
from presets.scenes.schema import SceneSet, Stance

# A product this high for its set is neither lost in it nor fills it.
_BEST_SHARE = 0.45
_AT_HOME = 0.6
_FOR_FEW = frozenset({"gym", "workshop", "garage", "pet", "nursery"})  # where nobody expects a vase
_TELLING, _CLEAR_DELTA_E = 0.5, 30.0
# Seasons -> their months in the north. Feasts are not in it: their sets are for who asks for them.
_MONTHS: dict[str, tuple[int, ...]] = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "winter": (12, 1, 2),
}


@dataclass(frozen=True)
class Need:
    """What is asked of a set.

    Attributes:
        elevation_deg: of the photo.
        stance: None takes what the photo shows.
        height_cm, width_cm: of the product.
        season: the one asked for; None is whatever `today` is.
        markets: ISO country codes.
        liked: tags of sets that such goods are at home in.
    """

    elevation_deg: float
    stance: Stance | None
    height_cm: float
    width_cm: float
    season: str | None
    markets: tuple[str, ...]
    today: date
    liked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A set that suits, how well (more is better), and why in a few words."""

    scene: SceneSet
    merit: float
    why: str


def suitable_scenes(scenes: Iterable[SceneSet], need: Need) -> list[Candidate]:
    """Return the sets that take the product, the best first.

    Raises:
        PlanError: none does; the sentence says what stood in the way.
    """
    seen = list(scenes)
    found = [candidate for scene in seen if (candidate := _judged(scene, need)) is not None]
    if not found:
        feast = f", for {need.season}" if need.season else ""
        raise PlanError(
            f"None of {len(seen)} scenes takes a product {need.height_cm:g} cm high, photographed from about "
            f"{need.elevation_deg:.0f} degrees{feast}. Name one with --scene to "
            f"hear why, or give --height-cm or --elevation."
        )
    return sorted(found, key=lambda candidate: -candidate.merit)


def in_season(scene: SceneSet, season: str | None, today: date) -> bool:
    """Tell whether a set may be shown: asked for by season or feast, of all year, or of seasons one of which is now.

    A set of a feast is shown to who asks for it alone, whatever else it belongs to.
    """
    if season is not None:
        return season in scene.seasons
    if not set(scene.seasons) <= set(_MONTHS):
        return False
    return not scene.seasons or any(today.month in _MONTHS[name] for name in scene.seasons)


def told_apart(candidate: Candidate, delta: float) -> Candidate:
    """Return the candidate with how far the product stands out from it counted in."""
    merit = candidate.merit + _TELLING * min(delta, _CLEAR_DELTA_E) / _CLEAR_DELTA_E
    return replace(candidate, merit=merit, why=f"{candidate.why}; the product stands out by {delta:.0f} delta E")


def product_colour(cutout: Cutout) -> Rgb:
    """Return the product's mean colour, in light, as one pixel, shape (1, 3)."""
    inside = cutout.pixels[cutout.matte > 0.9]
    return to_srgb(to_linear(inside).mean(axis=0, keepdims=True)) if len(inside) else np.full((1, 3), 128, np.uint8)


def stands_out(plate: Plate, colour: Rgb, height_cm: float) -> float:
    """Return CIEDE2000 between a colour and what the camera sees around and behind the stand's spot."""
    camera = plate.camera
    base, top = camera.project(np.array([[0, 0, 0], [0, 0, height_cm]], np.float32))
    reach = max(4.0, float(base[1] - top[1]))
    left, right = (int(np.clip(base[0] + sign * reach, 0, camera.size[0])) for sign in (-1, 1))
    upper, lower = (int(np.clip(row, 0, camera.size[1])) for row in (top[1], base[1]))
    exposure = np.float32(exposure_of(plate))
    light = sum(layer[upper : lower + 1, left : right + 1] for layer in plate.lights.values()) * exposure
    around = to_srgb(displayed(np.asarray(light, np.float32)).mean(axis=(0, 1))[None])
    return float(delta_e(around, colour)[0])


def _judged(scene: SceneSet, need: Need) -> Candidate | None:
    view = nearest_view(scene, need.elevation_deg)
    apart = abs(view.elevation_deg - need.elevation_deg)
    lies = need.stance is Stance.LYING or view.elevation_deg >= LYING_DEG
    share = need.height_cm / (scene.stand.max_height_cm if lies else tallest_cm(scene, view))
    avoided = {avoid.market for avoid in scene.avoid} & set(need.markets)
    takes = _takes(scene, need) and need.width_cm <= scene.stand.max_width_cm and share <= 1
    if (
        not suits(view.elevation_deg, need.elevation_deg)
        or avoided
        or not takes
        or not in_season(scene, need.season, need.today)
    ):
        return None
    merit = 1 - apart / MOST_MISMATCH_DEG * 0.6 - abs(share - _BEST_SHARE) * 1.2
    why = [f"its view looks down by {view.elevation_deg:g} degrees, the photo by about {need.elevation_deg:.0f}"]
    if scene.seasons:
        merit += 0.5 if need.season else 0.15
        why.append(f"it belongs to {need.season or scene.seasons[0]}")
    if at_home := sorted(set(scene.tags) & set(need.liked)):
        merit += _AT_HOME
        why.append(f"such goods are at home there: {', '.join(at_home)}")
    elif set(scene.tags) & _FOR_FEW:
        merit -= _AT_HOME
    if scene.markets and set(scene.markets) & set(need.markets):
        merit += 0.2
        why.append("it is made for this market")
    return Candidate(scene, merit, "; ".join(why))


def _takes(scene: SceneSet, need: Need) -> bool:
    try:
        stance_for(need.elevation_deg, scene, need.stance)
    except PlanError:
        return False
    return True
