"""Products called into sets: planned exactly as `studio lifestyle` plans them, and nothing written."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.jobs.job import LifestyleJob, Target
from pipelines.jobs.places import Places
from pipelines.jobs.pose import read_pose
from pipelines.jobs.subject import read_subject
from pipelines.progress import silent
from pipelines.shot import Shot
from pipelines.stages.plan.staging import plan_staged, plate_size
from pipelines.values import Cutout
from presets.schema import Export, Slot
from studio.api import Studio

_ROOT = Path(__file__).parents[2]
_SHEET = tomllib.loads(Path(__file__).with_name("calls.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Call:
    """A photo of a product, what it is called, and its other fields of a `LifestyleJob`."""

    name: str
    photo: Path
    fields: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Planned:
    """A product planned into a set, and what is said of the photo's and the camera's elevations."""

    cutout: Cutout
    shot: Shot
    said: str


def calls_for(scene: str, own: Sequence[str] = ()) -> Iterator[Call]:
    """Yield what `calls.toml` puts into a set, and then own photos, each written as FILE=HEIGHT_CM."""
    for name in _SHEET["sets"].get(scene, ()):
        product: Mapping[str, Any] = _SHEET["products"][name]
        fields = {key: value for key, value in product.items() if key != "photo"}
        yield Call(name, _ROOT / product["photo"], {**fields, "scenes": (scene,)})
    for text in own:
        file, _, height = text.partition("=")
        yield Call(Path(file).stem, Path(file), {"height_cm": float(height), "scenes": (scene,)})


def square_slot(studio: Studio, size: int) -> Slot:
    """Return a place for squares of that many pixels a side, which asks for nothing else."""
    slot = studio.bench.presets.slot("shopee", "lifestyle")
    head = slot.head.model_copy(update={"export": Export(width=size, height=size)})
    return slot.model_copy(update={"head": head, "rules": ()})


def planned(studio: Studio, slot: Slot, call: Call) -> Planned:
    """Plan a call; a camera height that does not suit the place is no matter here.

    Raises:
        StudioError: the set does not take the product.
    """
    job = LifestyleJob.model_validate(
        {
            "product": call.name, "photos": (call.photo,), "targets": (Target(preset="shopee", slot="lifestyle"),),
            "out": Path("/nowhere"), "cutout": studio.engine, "insist": True, **call.fields,
        }
    )  # fmt: skip
    subject = read_subject(job, studio.bench, silent)
    pose = read_pose(job, subject, studio.bench.instruments.today)
    places = Places(job, studio.bench.sets, subject, pose, silent)
    place = places.settled(())[0][0]
    plate = places.dressed(place, place.look, plate_size(slot))
    shot = plan_staged(subject.cutout.matte, slot, plate, places.wish(place, place.look, (), strict=False))
    return Planned(subject.cutout, shot, f"{pose.elevation_deg:.0f} at {place.look.view_deg:g} degrees")
