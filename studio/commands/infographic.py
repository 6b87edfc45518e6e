"""`studio infographic`: photos and facts in; pictures with words out, in each language."""

from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, finishing_options, grouped_options, infographic_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import InfographicJob
    from studio.infographic_typed import InfographicTyped
    from studio.intake import Intake


@click.command()
@grouped_options("folder")
@click.option("--slot", multiple=True, default=("additional",), show_default=True, metavar="ID", help="Its place.")
@infographic_options
@cutout_options("--cutout")
@finishing_options
@click.pass_obj
def infographic(settings: Settings, **typed: "Unpack[InfographicTyped]") -> None:
    """Make pictures with words from a product's photos and facts: sizes, features, care and more.

    PHOTO... are folders, one product each, with its photos and its facts in product.toml. Every word and figure is one
    of its facts, laid out anew for each language. A measure is drawn only where the photo bears it out: one that the
    photo contradicts is refused. Colours, fonts and logo are those of brand.toml beside or above the photos; without
    it, the product's own colour on white.

    Pages: dimensions, features, callouts, care, close-up, in-the-box, steps, size-chart, comparison. Steps of use,
    sizes and the places of call-outs are facts too; a comparison has what two of the products say at least.

    \b
    steps = ["Wash it once before use"]      # product.toml
    [size_chart]
    sizes = ["S", "M", "L"]
    [size_chart.measures]
    chest = ["88-92 cm", "93-98 cm", "99-104 cm"]
    [[callouts]]
    point = 2
    at = [0.5, 0.04]                         # from the left and the top, in shares of the product

    \b
    studio infographic mug/ -p amazon-us --page dimensions --page features -l en -l de
    studio infographic mug/ -p amazon-us --page callouts --spot 1=0.3,0.7 --spot 2=0.4,0.05 --spot 3=0.2,0.4
    studio infographic mug/ -p amazon-us --page comparison --compare mug-large/
    """
    from pipelines.jobs.runner import LocalRunner
    from studio.intake import Intake
    from studio.picture_run import PictureRun

    intake = Intake(settings)
    jobs = jobs_typed(typed, intake)
    run = PictureRun("Infographics", typed["out"], as_json=typed["as_json"], strict=typed["strict"])
    run.run(LocalRunner(intake.bench), jobs)


def jobs_typed(typed: "InfographicTyped", intake: "Intake") -> "list[InfographicJob]":
    """Return the jobs that were typed.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from studio.infographic_typed import infographic_job
    from studio.typed import products_typed

    products = products_typed(typed)
    intake.ready(typed)
    cutout = intake.settle(typed["cutout"])
    return [infographic_job(product, typed, cutout) for product in products]
