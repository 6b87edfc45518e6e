"""Which of a set's cameras looks at it as the photo looks at the product."""

import numpy as np

from pipelines.camera import camera_of
from pipelines.errors import PlanError
from presets.scenes.schema import Panel, SceneSet, Stance, View

MOST_MISMATCH_DEG = 10.0  # beyond it the product tips out of its place, whatever else is right
_STEEP_DEG, _MOST_STEEP_MISMATCH_DEG = 40.0, 16.0  # from up there the ground fills the frame, and no horizon tells
_SAID_DEG = 6.0
_AIR_ABOVE = 0.04  # of the frame
LYING_DEG = 60.0


def stance_for(elevation_deg: float, scene: SceneSet, wanted: Stance | None) -> Stance:
    """Return how the product is held: as asked for; lying where the photo was taken from above, else upright.

    Raises:
        PlanError: the set holds no product that way.
    """
    stance = wanted or (Stance.LYING if elevation_deg >= LYING_DEG else Stance.STANDING)
    if wanted is None and stance not in scene.stances and stance is Stance.STANDING:
        stance = scene.stances[0]
    if stance not in scene.stances:
        known = ", ".join(scene.stances)
        raise PlanError(f"{scene.title}: nothing is {stance} here; it takes what is {known}. Choose another scene.")
    return stance


def nearest_view(scene: SceneSet, elevation_deg: float) -> View:
    """Return the view whose camera stands most nearly as high as the photo's."""
    return min(scene.views, key=lambda view: abs(view.elevation_deg - elevation_deg))


def suits(view_deg: float, elevation_deg: float) -> bool:
    """Tell whether a view looks down about as far as a photo does."""
    steep = min(view_deg, elevation_deg) >= _STEEP_DEG
    return abs(view_deg - elevation_deg) <= (_MOST_STEEP_MISMATCH_DEG if steep else MOST_MISMATCH_DEG)


def tallest_cm(scene: SceneSet, view: View) -> float:
    """Return how tall a product may be that a square picture of a view shows whole, and the stand holds.

    A camera that looks down sees the top of what stands at the height where its upper edge cuts the upright plane
    through the stand's spot.
    """
    camera = camera_of(view.elevation_deg, view.target_cm, view.distance_cm, view.fov_deg, (1000, 1000))
    upright = np.array([0, 1, 0], np.float32)
    try:
        top = camera.on_plane(500, 1000 * _AIR_ABOVE, np.zeros(3, np.float32), upright)
    except ValueError:  # straight from above nothing rises into the frame's edge
        return scene.stand.max_height_cm
    return min(scene.stand.max_height_cm, float(top[2]))


def is_better_flipped(scene: SceneSet, light_side: int) -> bool:
    """Tell whether the set's strongest panel shines from the other side than the product's light.

    Args:
        light_side: x of where the product's light comes from: -1 the left, 1 the right, 0 where it is not sure.
    """
    panels = [lamp for lamp in scene.lamps if isinstance(lamp, Panel)]
    key_x = max(panels, key=lambda lamp: lamp.power).at_cm[0] if panels else 0.0
    return scene.mirror and light_side * key_x < 0


def check_view(scene: SceneSet, view: View, elevation_deg: float, *, insist: bool) -> tuple[str, ...]:
    """Return what to say of a view for a photo taken from `elevation_deg`.

    Raises:
        PlanError: the two are so far apart that the picture would look pasted, and nobody insists.
    """
    apart = abs(view.elevation_deg - elevation_deg)
    if apart <= _SAID_DEG:
        return ()
    said = (
        f"{scene.title}: the photo looks down by about {elevation_deg:.0f} degrees, "
        f"the set's nearest view by {view.elevation_deg:g}"
    )
    if suits(view.elevation_deg, elevation_deg) or insist:
        return (f"{said}.",)
    raise PlanError(
        f"{said}: {apart:.0f} degrees apart look pasted. Photograph the product from {view.elevation_deg:g} degrees, "
        f"choose another scene, say --elevation if the estimate is wrong, or insist with --insist."
    )
