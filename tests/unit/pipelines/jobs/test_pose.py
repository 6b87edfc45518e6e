"""How a product was photographed, where its outline does not tell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipelines.jobs.job import LifestyleJob
from pipelines.jobs.pose import read_pose
from pipelines.jobs.subject import read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CutoutEngine
from presets.scenes.schema import Stance
from tests.fakes.cutout_engines import CentreCutout

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
Jobs = Callable[..., LifestyleJob]


def test_what_lies_is_taken_as_photographed_from_above(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    standing = scene_job(photo("a.png"), elevation_deg=None)
    subject = read_subject(standing, bench_with(CentreCutout()), silent)
    assert read_pose(standing, subject, date(2026, 11, 24)).elevation_deg < 60
    lying = standing.model_copy(update={"stance": Stance.LYING})
    pose = read_pose(lying, subject, date(2026, 11, 24))
    assert pose.is_from_above
    assert "as things that lie are photographed" in pose.notes[0]
    told = lying.model_copy(update={"elevation_deg": 45.0})
    assert read_pose(told, subject, date(2026, 11, 24)).elevation_deg == 45
