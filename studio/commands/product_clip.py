"""`studio product-clip`: photos in; a film in each language out in which the camera goes over the product."""

from typing import TYPE_CHECKING, Unpack

import click

from studio.options import clip_options, cutout_options, finishing_options, grouped_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import ProductClipJob
    from studio.intake import Intake
    from studio.typed import ClipTyped


@click.command("product-clip")
@grouped_options("all")
@click.option("--slot", multiple=True, default=("video",), show_default=True, metavar="ID", help="Its place.")
@clip_options
@cutout_options("--cutout")
@finishing_options
@click.pass_obj
def product_clip(settings: Settings, **typed: "Unpack[ClipTyped]") -> None:
    """The camera goes over your product: a film for each language in which nobody speaks.

    PHOTO... show one product: the best is put into a place that suits it, the others are shown closely. The product's
    pixels are the photographs' own, moved and scaled before their ground. On the screen stands only what --facts
    gives: its name, a point on each picture, size, price and the call to act.

    \b
    studio product-clip mug.jpg rim.jpg --facts mug.toml -l en -l ja --height-cm 9.5 -p amazon-us
    studio product-clip mug.jpg -p tiktok --aspect 9:16 --music bed.mp3
    """
    from pipelines.jobs.runner import LocalRunner
    from studio.film_run import FilmRun
    from studio.intake import Intake

    intake = Intake(settings)
    FilmRun(as_json=typed["as_json"], strict=typed["strict"]).run(LocalRunner(intake.bench), jobs_typed(typed, intake))


def jobs_typed(typed: "ClipTyped", intake: "Intake") -> "list[ProductClipJob]":
    """Return the jobs that were typed.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from studio.film_typed import clip_job
    from studio.motion_typed import ready_motion
    from studio.typed import products_typed

    jobs = [clip_job(product, typed) for product in products_typed(typed)]
    intake.ready(typed)
    ready_motion(jobs[0].motion, intake)
    cutout = intake.settle(typed["cutout"])
    return [job.model_copy(update={"cutout": cutout}) for job in jobs]
