"""How a product was photographed, as far as its cutout tells and the person says."""

from dataclasses import dataclass
from datetime import date
from math import asin, degrees

from pipelines.jobs.job import LifestyleJob
from pipelines.jobs.subject import Subject
from pipelines.linear_light import to_linear
from pipelines.stages.plan.view import LYING_DEG
from pipelines.stages.render.footprint import light_from_left, read_footprint

_SURE_SIDE = 0.25


@dataclass(frozen=True)
class Pose:
    """What places are chosen by.

    Attributes:
        elevation_deg: of the camera above the product.
        light_side: x of where the product's light comes from: -1 the left, 1 the right, 0 where it is not sure.
        grain: deviation of the photo's noise, in display light.
        notes: what was estimated.
    """

    elevation_deg: float
    light_side: int
    grain: float
    today: date
    notes: tuple[str, ...]

    @property
    def is_from_above(self) -> bool:
        return self.elevation_deg >= LYING_DEG


def read_pose(job: LifestyleJob, subject: Subject, today: date) -> Pose:
    """Return the pose: what the person says, and estimates for the rest, which are said."""
    cutout = subject.cutout
    notes: tuple[str, ...] = ()
    elevation = job.elevation_deg
    if elevation is None:
        elevation = degrees(asin(read_footprint(cutout.matte).elevation_sine))
        notes = (f"The photo looks down by about {elevation:.0f} degrees, by its base; --elevation corrects it.",)
    side = light_from_left(to_linear(cutout.foreground), cutout.matte)
    light_side = 0 if abs(side) < _SURE_SIDE else (-1 if side > 0 else 1)
    return Pose(elevation, light_side, 0.006, today, notes)
