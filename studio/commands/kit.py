"""`studio kit`: a product's photos and facts in; all that its listings need out, and a page to go through."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, finishing_options, grouped_options, kit_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import Job
    from studio.intake import Intake
    from studio.kit_typed import KitTyped


@click.command()
@grouped_options("folder")
@kit_options
@cutout_options("--cutout")
@finishing_options
@click.pass_obj
def kit(settings: Settings, **typed: "Unpack[KitTyped]") -> None:
    """Make everything a listing needs from a product's photos and facts: pictures, words, films, feeds, one page.

    PHOTO... are folders, one product each, with its photos and its facts in product.toml. Nothing is claimed anywhere
    that the facts do not say, and nothing is translated: a language for which they hold no words gets what can be said
    of materials, colours and measures, and no films. Each product's page, kit.html, shows every piece with what proves
    it, to be approved or rejected.

    \b
    name = "Linden mug"              # product.toml
    category = "mug"
    materials = ["enamel", "steel"]
    points = ["Light and tough", "Smooth navy rim"]
    [measures]
    height = "9 cm"
    capacity = "350 ml"
    [prices]
    us = "19.90 USD"
    [words.es]
    name = "Taza Linden"
    points = ["Ligera y resistente", "Borde azul marino liso"]

    \b
    studio kit mug/ -p amazon-us -p shopee-sg -l en -l es
    studio kit products/ -p amazon-us --piece words --piece main
    """
    from pipelines.runs.process_runner import Crew
    from studio.intake import Intake
    from studio.kit_run import KitRun
    from studio.runners import open_runner
    from studio.workers import workers_at_hand

    intake = Intake(settings)
    kits = kits_typed(typed, intake)
    with open_runner(settings, Crew(workers_at_hand())) as runner:
        KitRun(intake.bench, strict=typed["strict"]).run(runner, kits)


def jobs_typed(typed: "KitTyped", intake: "Intake") -> "Sequence[Job]":
    """Return the jobs of all kits that were typed.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    return [job for jobs in kits_typed(typed, intake) for job in jobs]


def kits_typed(typed: "KitTyped", intake: "Intake") -> "Sequence[Sequence[Job]]":
    """Return each product's jobs.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from studio.kit_typed import folders_of, kit_typed, ready_kit
    from studio.motion_typed import motion_typed, ready_motion
    from studio.typed import products_typed

    products = products_typed(typed)
    ready_kit(typed, intake.bench)
    ready_motion(motion_typed(typed["motion"]), intake)
    cutout = intake.settle(typed["cutout"])
    typed = {**typed, "understand": str(intake.settle_understand(typed["understand"]))}
    library = intake.bench.presets
    pairs = zip(products, folders_of(products), strict=True)
    return [kit_typed(product, folder, typed, cutout, library) for product, folder in pairs]
