"""`studio main-image`: photos and marketplaces in, pictures, reports and a page to look at out."""

from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, finishing_options, product_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import MainImageJob
    from studio.intake import Intake
    from studio.typed import SlotsTyped

    class Typed(SlotsTyped):
        """What was typed; names are the options'."""

        shadow: str | None


@click.command("main-image")
@product_options
@click.option("--slot", multiple=True, default=("main",), show_default=True, metavar="ID", help="Its place.")
@cutout_options("--cutout")
@click.option("--shadow", type=click.Choice(["none", "contact", "reflection"]), help="Instead of the slot's default.")
@finishing_options
@click.pass_obj
def main_image(settings: Settings, **typed: "Unpack[Typed]") -> None:
    """Make each marketplace's main image from product photos.

    PHOTO... are files or folders. Every photo is a product of its own unless --product says otherwise. For each
    product and marketplace one picture appears under OUT/<marketplace>/, checked against the rules, and OUT/report.html
    shows them all.

    \b
    studio main-image mug.jpg -p amazon-us -p ebay -p etsy
    studio main-image front.jpg back.jpg --product all -p walmart --sku 00012345678905
    studio main-image photos/ -p shopee --shadow contact --cutout rembg:session=birefnet-general
    """
    from pipelines.jobs.runner import LocalRunner
    from studio.intake import Intake
    from studio.picture_run import PictureRun

    intake = Intake(settings)
    jobs = jobs_typed(typed, intake)
    run = PictureRun("Main images", typed["out"], as_json=typed["as_json"], strict=typed["strict"])
    run.run(LocalRunner(intake.bench), jobs)


def jobs_typed(typed: "Typed", intake: "Intake") -> "list[MainImageJob]":
    """Return the jobs that were typed.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from pipelines.jobs.job import MainImageJob
    from pipelines.values import Shadow
    from studio.typed import product_fields, products_typed

    products = products_typed(typed)
    intake.ready(typed)
    engine = intake.settle(typed["cutout"])
    shadow = Shadow(typed["shadow"]) if typed["shadow"] else None
    return [MainImageJob(**product_fields(product, typed, engine), shadow=shadow) for product in products]
