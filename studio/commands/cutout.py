"""`studio cutout`: transparent PNGs at the photo's size."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click

from studio.options import cutout_options, photo_options
from studio.settings import Settings


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
    from pipelines.jobs.cutout_work import CutoutFile
    from pipelines.jobs.job import CutoutJob
    from pipelines.jobs.runner import LocalRunner
    from studio.bench import open_workbench, settle_engine
    from studio.failures import leave
    from studio.typed import gathered, read_touchup
    from studio.watching import say, watch

    products = gathered(typed["photos"], "photo", typed["out"])
    choice = settle_engine(settings, typed["cutout"])
    touchup = read_touchup(typed["touchup"])
    jobs = [
        CutoutJob(product=product.name, photo=product.paths[0], out=typed["out"], cutout=choice, touchup=touchup)
        for product in products
    ]

    def show(result: object) -> None:
        if isinstance(result, CutoutFile):
            for note in result.notes:
                say(note)
            click.echo(str(result.publication.path))

    failures = watch(LocalRunner(open_workbench(settings)), jobs, show)
    if len(jobs) > 1:
        say(f"{len(jobs) - len(failures)} made, {len(failures)} failed")
    leave(failures)
