"""How a product was photographed, where its outline does not tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from pipelines.jobs.job import LifestyleJob
from pipelines.jobs.pose import read_pose
from pipelines.jobs.subject import read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.values import Cutout
from presets.scenes.schema import Stance
from tests.fakes.cutout_engines import CentreCutout

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
Jobs = Callable[..., LifestyleJob]


def test_what_lies_is_taken_as_photographed_from_above_and_what_hangs_as_level(
    bench_with: Bench, photo: Photos, scene_job: Jobs
) -> None:
    standing = scene_job(photo("a.png"), elevation_deg=None)
    subject = read_subject(standing, bench_with(CentreCutout()), silent)
    assert read_pose(standing, subject, date(2026, 11, 24)).elevation_deg < 60
    lying = standing.model_copy(update={"stance": Stance.LYING})
    pose = read_pose(lying, subject, date(2026, 11, 24))
    assert pose.is_from_above
    assert "as things that lie are photographed" in pose.notes[0]
    hanging = standing.model_copy(update={"stance": Stance.HANGING})
    assert read_pose(hanging, subject, date(2026, 11, 24)).elevation_deg == 5
    told = lying.model_copy(update={"elevation_deg": 45.0})
    assert read_pose(told, subject, date(2026, 11, 24)).elevation_deg == 45


def test_what_looks_as_its_backdrop_is_said_once_and_not_of_a_cutout(
    bench_with: Bench, photo: Photos, scene_job: Jobs
) -> None:
    job = scene_job(photo("a.png"), elevation_deg=None)
    subject = read_subject(job, bench_with(CentreCutout()), silent)
    assert not any("backdrop" in note for note in read_pose(job, subject, date(2026, 11, 24)).notes)
    pixels = np.full_like(subject.cutout.pixels, 150)
    clear = replace(subject, cutout=Cutout(pixels, subject.cutout.matte, pixels))
    said = [note for note in read_pose(job, clear, date(2026, 11, 24)).notes if "old backdrop" in note]
    assert said == [
        "100% of the product looks as its backdrop does. If it is glass or clear, the old backdrop stays to be seen "
        "in it: photograph it before a ground as light or dark as the place."
    ]
    assert read_pose(job, clear, date(2026, 11, 24)).seen_through == 1
    trimmed = replace(clear, photo=replace(clear.photo, matte=subject.cutout.matte))
    pose = read_pose(job, trimmed, date(2026, 11, 24))
    assert pose.seen_through is None
    assert not any("old backdrop" in note for note in pose.notes)
