"""`studio main-image`: photos and marketplaces in, pictures, reports and a page to look at out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from studio.options import cutout_options, photo_options
from studio.settings import Settings

if TYPE_CHECKING:
    from models.registry import EngineChoice
    from pipelines.jobs.job import MainImageJob
    from pipelines.stages.photo.gather import ProductPhotos


class Typed(TypedDict):
    """What was typed; names are the options'."""

    photos: Sequence[Path]
    preset: Sequence[str]
    slot: Sequence[str]
    sku: str | None
    out: Path
    product: str
    choose: Path | None
    cutout: str
    touchup: Path | None
    shadow: str | None
    max_enlargement: float
    straighten: bool
    tone: bool
    insist: bool
    creator: str | None
    credit: str | None
    sign: tuple[Path, Path] | None
    strict: bool
    as_json: bool


@click.command("main-image")
@photo_options
@click.option(
    "--product",
    type=click.Choice(["photo", "folder", "all"]),
    default="photo",
    show_default=True,
    help="Which photos show one product: each its own, those of a folder, or all.",
)
@click.option("--preset", "-p", multiple=True, required=True, metavar="ID", help="A marketplace; give several at will.")
@click.option("--slot", multiple=True, default=("main",), show_default=True, metavar="ID", help="Its place.")
@click.option("--sku", help="Name files by the marketplace's scheme with this SKU (one product only).")
@click.option("--choose", type=click.Path(path_type=Path), metavar="PHOTO", help="The photo to take of a product's.")
@cutout_options("--cutout")
@click.option("--shadow", type=click.Choice(["none", "contact", "reflection"]), help="Instead of the slot's default.")
@click.option(
    "--max-enlargement",
    type=click.FloatRange(1, 4),
    default=1.5,
    show_default=True,
    help="How far a photo with few pixels may be enlarged.",
)
@click.option("--straighten", is_flag=True, help="Turn a tilted product upright.")
@click.option("--tone", is_flag=True, help="Apply the exposure and white balance that the backdrop suggests.")
@click.option("--insist", is_flag=True, help="Go on where a photo is blurred or the product cut off.")
@click.option("--creator", help="Name the photographer in the metadata.")
@click.option("--credit", help="Name whom to credit in the metadata.")
@click.option(
    "--sign",
    type=(click.Path(exists=True, path_type=Path), click.Path(exists=True, path_type=Path)),
    metavar="CHAIN KEY",
    help="Sign with Content Credentials: your certificate chain and its key, PEM files.",
)
@click.option("--strict", is_flag=True, help="Warnings count as broken rules.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a picture on stdout.")
@click.pass_obj
def main_image(settings: Settings, **typed: Unpack[Typed]) -> None:
    """Make each marketplace's main image from product photos.

    PHOTO... are files or folders. Every photo is a product of its own unless --product says otherwise. For each
    product and marketplace one picture appears under OUT/<marketplace>/, checked against the rules, and OUT/report.html
    shows them all.

    \b
    studio main-image mug.jpg -p amazon-us -p ebay -p etsy
    studio main-image front.jpg back.jpg --product all -p walmart --sku 00012345678905
    studio main-image photos/ -p shopee --shadow contact --cutout rembg:session=birefnet-general
    """
    from pipelines.errors import Cancelled
    from pipelines.jobs.runner import LocalRunner
    from pipelines.stages.export.publish import ready_folder
    from pipelines.stages.export.signing import SIGNERS
    from studio.bench import open_workbench, settle_engine
    from studio.failures import Exit
    from studio.main_image_run import MainImageRun
    from studio.typed import gathered
    from studio.watching import watch

    products = gathered(typed["photos"], typed["product"], typed["out"])
    _check_typed(typed, products)
    bench = open_workbench(settings)
    for preset in typed["preset"]:
        for slot in typed["slot"]:
            bench.presets.slot(preset, slot)
    if signing := _signing(typed["sign"]):
        bench.pool.open(SIGNERS, signing)
    ready_folder(typed["out"])
    choice = settle_engine(settings, typed["cutout"])
    jobs = [_job(product, typed, str(choice)) for product in products]
    run = MainImageRun(typed["out"], as_json=typed["as_json"], strict=typed["strict"])
    try:
        failures = watch(LocalRunner(bench), jobs, run.take)
    except Cancelled:
        run.finish(0)
        raise
    run.finish(len(failures))
    if failures or run.refused:
        raise SystemExit(int(failures[0].code if failures else Exit.PICTURE))
    if run.broken:
        raise SystemExit(int(Exit.RULE_BROKEN))


def _job(product: "ProductPhotos", typed: Typed, engine: str) -> "MainImageJob":
    from models.registry import EngineChoice
    from pipelines.jobs.job import Author, MainImageJob, Target
    from pipelines.values import Shadow
    from studio.typed import read_touchup

    return MainImageJob(
        product=product.name,
        photos=product.paths,
        targets=tuple(Target(preset=preset, slot=slot) for preset in typed["preset"] for slot in typed["slot"]),
        out=typed["out"],
        choose=typed["choose"] if typed["choose"] in product.paths else None,
        sku=typed["sku"],
        cutout=EngineChoice.parse(engine),
        touchup=read_touchup(typed["touchup"]),
        shadow=Shadow(typed["shadow"]) if typed["shadow"] else None,
        max_enlargement=typed["max_enlargement"],
        straighten=typed["straighten"],
        tone=typed["tone"],
        insist=typed["insist"],
        author=Author(creator=typed["creator"], credit=typed["credit"]),
        signing=_signing(typed["sign"]),
    )


def _check_typed(typed: Typed, products: "Sequence[ProductPhotos]") -> None:
    if typed["sku"] is not None and not typed["sku"].strip():
        raise click.UsageError("--sku is empty. Leave it out, or give the product's SKU.")
    if typed["sku"] and len(products) > 1:
        raise click.UsageError(f"--sku names one product, but {len(products)} were given.")
    if typed["choose"] and not any(typed["choose"] in product.paths for product in products):
        raise click.UsageError(f"--choose names {typed['choose'].name}, which is none of the photos given.")


def _signing(files: tuple[Path, Path] | None) -> "EngineChoice | None":
    from models.registry import EngineChoice

    if files is None:
        return None
    return EngineChoice(name="c2pa", options={"certificate_chain": str(files[0]), "private_key": str(files[1])})
