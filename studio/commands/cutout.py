"""`studio cutout`: transparent PNGs at the photo's size."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from studio.options import cutout_options, photo_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import CutoutJob
    from studio.intake import Intake


class Typed(TypedDict):
    """What was typed; names are the options'."""

    photos: Sequence[Path]
    out: Path
    cutout: str
    touchup: Path | None


@click.command()
@photo_options
@cutout_options("--engine")
@click.pass_obj
def cutout(settings: Settings, **typed: Unpack[Typed]) -> None:
    """Cut products out: transparent PNGs at the photo's size, their edges freed from the old backdrop's colour.

    \b
    studio cutout mug.jpg
    studio cutout photos/ --out cutouts --engine backdrop
    """
    from pipelines.jobs.runner import LocalRunner
    from pipelines.stages.export.publish import ready_folder
    from studio.cutout_run import CutoutRun
    from studio.failures import leave
    from studio.intake import Intake
    from studio.watching import say, watch

    intake = Intake(settings)
    jobs = jobs_typed(typed, intake)
    ready_folder(typed["out"])
    run = CutoutRun(as_json=False)
    failures = watch(LocalRunner(intake.bench), jobs, lambda _job, result: run.take(result))
    if len(jobs) > 1:
        say(f"{len(jobs) - len(failures)} made, {len(failures)} failed")
    leave(failures)


def jobs_typed(typed: "Typed", intake: "Intake") -> "list[CutoutJob]":
    """Return the jobs that were typed.

    Raises:
        StudioError, ModelsError, click.UsageError: what cannot be made, or meant.
    """
    from pipelines.jobs.job import CutoutJob
    from studio.typed import gathered, read_touchup

    products = gathered(typed["photos"], "photo", typed["out"])
    choice = intake.settle(typed["cutout"])
    touchup = read_touchup(typed["touchup"])
    return [
        CutoutJob(product=product.name, photo=product.paths[0], out=typed["out"], cutout=choice, touchup=touchup)
        for product in products
    ]
