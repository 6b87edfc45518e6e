"""`studio lifestyle`: photos, places and marketplaces in; pictures of the product where it is used out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, finishing_options, place_options, product_options
from studio.settings import Settings

if TYPE_CHECKING:
    from models.registry import EngineChoice
    from pipelines.jobs.job import Backdrop, LifestyleJob
    from pipelines.stages.plan.window import Area
    from presets.scenes.library import SceneLibrary
    from studio.intake import Intake
    from studio.typed import SlotsTyped

    class Typed(SlotsTyped):
        """What was typed; names are the options'."""

        scene: Sequence[str]
        season: str | None
        backdrop: Path | None
        horizon: float | None
        ground: str | None
        ground_width_cm: float | None
        light_from: str | None
        height_cm: float | None
        stance: str | None
        elevation: float | None
        spot: str
        foot: str | None
        share: float | None
        keep_out: Sequence[str]
        count: int
        seed: int
        palette: str | None
        tint: Sequence[str]
        brand: str | None
        light: str
        mirror: bool | None
        relight: float
        words: str
        market: Sequence[str]
        engine: str


@click.command()
@product_options
@click.option("--slot", multiple=True, default=("lifestyle",), show_default=True, metavar="ID", help="Its place.")
@place_options
@click.option(
    "--engine",
    default="staged",
    show_default=True,
    metavar="ENGINE",
    help="Render engine, with options as ENGINE:option=value; see 'studio engines list'.",
)
@cutout_options("--cutout")
@finishing_options
@click.pass_obj
def lifestyle(settings: Settings, **typed: "Unpack[Typed]") -> None:
    """Put a product into a place that sells it, at its true size and in that place's light.

    PHOTO... are files or folders, one product each unless --product says otherwise. The place is one of the scenes
    that 'studio scenes list' shows, or a photo of yours (--backdrop). The product is your photograph, pixel for pixel;
    only what it leaves in the place is computed: its shadow, its contact, its reflection. Give --height-cm, so that a
    ring is no bucket. With --count, the further pictures differ from the first in one thing each.

    \b
    studio lifestyle mug.jpg --scene oak-window --height-cm 9.5 -p amazon-us --count 4 --seed 7
    studio lifestyle mug.jpg --scene auto -p etsy -p shopify --height-cm 9.5
    studio lifestyle jar.jpg --scene podium-blush --palette sage -p tiktok --slot photo --height-cm 7
    studio lifestyle jar.jpg --scene podium-blush --brand "#2f5d50" -p amazon-us --slot aplus.header \\
        --keep-out 0,0,0.5,1 --height-cm 7
    studio lifestyle lamp.jpg --backdrop my-table.jpg --ground 0.5,0.8 --height-cm 38 -p ebay --slot additional
    """
    from pipelines.jobs.runner import LocalRunner
    from studio.intake import Intake
    from studio.picture_run import PictureRun

    intake = Intake(settings)
    jobs = jobs_typed(typed, intake)
    run = PictureRun("Lifestyle pictures", typed["out"], as_json=typed["as_json"], strict=typed["strict"])
    run.run(LocalRunner(intake.bench), jobs)


def jobs_typed(typed: "Typed", intake: "Intake") -> "list[LifestyleJob]":
    """Return the jobs that were typed.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from pipelines.jobs.job import LifestyleJob
    from studio.typed import product_fields, products_typed

    products = products_typed(typed)
    intake.ready(typed)
    place = {**_place(typed, intake.bench.sets.library), "render": _engine(typed["engine"])}
    cutout = intake.settle(typed["cutout"])
    fields = [product_fields(product, typed, cutout) for product in products]
    return [LifestyleJob.model_validate({**own, **place}) for own in fields]


def _engine(typed: str) -> "EngineChoice":
    from models.registry import EngineChoice
    from pipelines.stages.render.engine import RENDER_ENGINES

    choice = EngineChoice.parse(typed)
    if choice.name == "seamless":
        raise click.UsageError("--engine seamless makes plain grounds. Use 'studio main-image' for them.")
    RENDER_ENGINES.options(choice)
    RENDER_ENGINES.require_packages(choice.name)
    return choice


def _place(typed: "Typed", library: "SceneLibrary") -> "Mapping[str, object]":
    """Return where the product is to stand, by the names of `LifestyleJob`; what is misspelt is refused now."""
    from studio.typed import read_market

    scenes = tuple(typed["scene"]) or ("auto",)
    for name in scenes:
        if name != "auto":
            library.get(name)
            if typed["palette"]:
                library.palette(name, typed["palette"])
    if typed["season"]:
        library.season(typed["season"])
    if typed["backdrop"] and typed["scene"]:
        raise click.UsageError("Give either --scene or --backdrop.")
    return {
        "scenes": scenes,
        "backdrop": _backdrop(typed),
        "count": typed["count"],
        "seed": typed["seed"],
        "height_cm": typed["height_cm"],
        "stance": typed["stance"],
        "elevation_deg": typed["elevation"],
        "palette": typed["palette"],
        "tints": dict(_tint(text) for text in typed["tint"]),
        "brand": _colour(typed["brand"], "--brand") if typed["brand"] else None,
        "light": typed["light"],
        "mirror": typed["mirror"],
        "spot": typed["spot"],
        "foot": _numbers(typed["foot"], "--foot", 2) if typed["foot"] else None,
        "share": typed["share"],
        "keep_out": tuple(_area(text) for text in typed["keep_out"]),
        "relight": typed["relight"],
        "words": typed["words"],
        "season": typed["season"],
        "markets": tuple(read_market(text) for text in typed["market"]),
    }


def _backdrop(typed: "Typed") -> "Backdrop | None":
    from pipelines.jobs.job import Backdrop
    from pipelines.stages.plate.backdrop import LightFrom

    only = {"--horizon": "horizon", "--ground": "ground", "--ground-width-cm": "ground_width_cm"}
    if typed["backdrop"] is None:
        given = [option for option, name in (*only.items(), ("--light-from", "light_from")) if typed[name] is not None]
        if given:
            raise click.UsageError(f"{given[0]} describes a backdrop. Give --backdrop PHOTO too.")
        return None
    ground = _numbers(typed["ground"], "--ground", 2) if typed["ground"] else None
    return Backdrop(
        photo=typed["backdrop"],
        horizon=typed["horizon"],
        ground=(ground[0], ground[1]) if ground else None,
        width_cm=typed["ground_width_cm"],
        light_from=LightFrom(typed["light_from"]) if typed["light_from"] else None,
    )


def _area(text: str) -> "Area":
    from pipelines.stages.plan.window import Area

    left, top, right, bottom = _numbers(text, "--keep-out", 4)
    if left >= right or top >= bottom:
        raise click.UsageError(f"--keep-out {text}: left must be less than right, and top less than bottom.")
    return Area(left, top, right, bottom)


def _numbers(text: str, option: str, count: int) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != count or not all(0 <= number <= 1 for number in numbers):
        raise click.UsageError(f"{option} {text}: give {count} numbers from 0 to 1 with commas between.")
    return numbers


def _tint(text: str) -> tuple[str, str]:
    material, _, colour = text.partition("=")
    return material.strip(), _colour(colour.strip(), f"--tint {material}")


def _colour(text: str, option: str) -> str:
    digits = text.lstrip("#")
    if len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise click.UsageError(f"{option}: '{text}' is no colour. Write it as #rrggbb, such as #2f5d50.")
    return f"#{digits.lower()}"
