"""How a product was photographed, as far as its cutout tells and the person says."""

from dataclasses import dataclass
from datetime import date

from pipelines.jobs.job import LifestyleJob
from pipelines.jobs.subject import Subject
from pipelines.linear_light import to_linear
from pipelines.stages.plan.view import LYING_DEG
from pipelines.stages.pose.elevation import read_elevation
from pipelines.stages.pose.light_side import read_light_side
from pipelines.stages.pose.loop import is_loose_loop
from pipelines.stages.pose.noise import read_noise
from pipelines.stages.pose.rims import read_rim
from pipelines.stages.pose.see_through import see_through_share
from pipelines.values import Cutout
from presets.scenes.schema import Stance

_SURE = 0.5
_SEEN_THROUGH = 0.33
_LYING_DEG, _HANGING_DEG = 90.0, 5.0
_GRAIN = (0.002, 0.015)  # cleaner than any photo looks rendered, noisier than that spoils the place


@dataclass(frozen=True)
class Pose:
    """What places are chosen by.

    Attributes:
        elevation_deg: of the camera above the product.
        light_side: x of where the product's light comes from: -1 the left, 1 the right, 0 where it is not sure.
        grain: deviation of the photo's noise, in display light.
        seen_through: share of the product that looks as its old backdrop does; None where that is too little to be
            glass, or where a person made the cutout.
        notes: what was estimated, and what a place cannot mend.
    """

    elevation_deg: float
    light_side: int
    grain: float
    today: date
    notes: tuple[str, ...]
    seen_through: float | None = None

    @property
    def is_from_above(self) -> bool:
        return self.elevation_deg >= LYING_DEG


def read_pose(job: LifestyleJob, subject: Subject, today: date) -> Pose:
    """Return the pose: what the person says, and estimates for the rest, which are said."""
    cutout = subject.cutout
    notes: tuple[str, ...] = ()
    elevation = job.elevation_deg
    if elevation is None:
        elevation, how = _estimated(cutout, job.stance)
        notes = (f"The photo looks down by about {elevation:.0f} degrees, {how}; --elevation corrects it.",)
    seen_through = _seen_through(cutout) if subject.photo.matte is None else None
    if seen_through is not None:
        notes += (
            f"{seen_through:.0%} of the product looks as its backdrop does. If it is glass or clear, the old backdrop "
            f"stays to be seen in it: photograph it before a ground as light or dark as the place.",
        )
    side = read_light_side(to_linear(cutout.foreground), cutout.matte)
    light_side = 0 if side.confidence < _SURE else (-1 if side.from_left > 0 else 1)
    low, high = _GRAIN
    grain = min(high, max(low, read_noise(cutout.pixels, cutout.matte)))
    return Pose(elevation, light_side, grain, today, notes, seen_through)


def _seen_through(cutout: Cutout) -> float | None:
    share = see_through_share(cutout)
    return None if share < _SEEN_THROUGH else share


def _estimated(cutout: Cutout, stance: Stance | None) -> tuple[float, str]:
    """Return an elevation, and how it is known; what lies or hangs has no base to tell it."""
    if stance is Stance.HANGING:
        return _HANGING_DEG, "as things that hang are photographed"
    if stance is None and is_loose_loop(cutout.matte):
        return _LYING_DEG, "as loops that do not stand are photographed"
    estimate = read_elevation(cutout.matte, read_rim(cutout))
    if estimate.confidence >= _SURE:
        return estimate.degrees, "by its base or rim"
    if stance is Stance.LYING:
        return _LYING_DEG, "as things that lie are photographed"
    laid = "" if stance else ", and --stance lying is for what was laid down"
    return estimate.degrees, f"which its outline hardly tells{laid}"
