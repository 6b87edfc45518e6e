"""`studio demo`: the main job on a bundled example."""

from importlib.resources import files
from pathlib import Path

import click

from studio.settings import Settings

_PRESETS = (
    "amazon-us",
    "ebay",
    "etsy",
    "walmart",
    "shopee",
    "tiktok-shop",
    "temu",
    "mercado-libre",
    "google-shopping",
    "yahoo-jp",
    "noon",
    "shopify",
)


# Scenes that the examples are shown in, and how high each is: both as true as a photo of one's own.
_SCENES = ("oak-window", "podium-blush")
_HEIGHTS_CM = {"enamel-mug": "9", "face-oil": "10", "herbal-tea": "15", "white-vase": "22", "wicker-basket": "17"}


@click.command()
@click.option("--product", default="enamel-mug", show_default=True, help="Which example: a folder of studio/examples.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    help="Folder of the results.",
)
@click.pass_context
def demo(ctx: click.Context, *, product: str, out: Path) -> None:
    """Make pictures of an example product for a dozen marketplaces and in two places, and pages to look at."""
    from pipelines.stages.plate.shelf import SHIPPED
    from studio.commands.lifestyle import lifestyle
    from studio.commands.main_image import main_image

    examples = Path(str(files("studio"))) / "examples"
    known = sorted(folder.name for folder in examples.iterdir() if folder.is_dir())
    if product not in known:
        raise click.BadParameter(f"there is no example '{product}'. Choose one of: {', '.join(known)}.")
    presets = [argument for preset in _PRESETS for argument in ("--preset", preset)]
    photos = sorted((examples / product).glob("*.jpg"), key=lambda photo: (photo.stem != "front", photo.stem))
    _run(ctx, main_image, [*map(str, photos), "--product", "all", "--out", str(out), *presets])
    at_hand = [scene for scene in _SCENES if any(SHIPPED.glob(f"{scene}-*.plate"))]
    if not at_hand:
        click.echo("No scene is at hand yet; 'studio scenes prepare' renders them for 'studio lifestyle'.", err=True)
        return
    scenes = [argument for scene in at_hand for argument in ("--scene", scene)]
    height = ("--height-cm", _HEIGHTS_CM[product]) if product in _HEIGHTS_CM else ()
    place = [*scenes, *height, "--count", str(len(at_hand)), "--preset", "tiktok", "--slot", "photo"]
    _run(ctx, lifestyle, [str(photos[0]), "--out", str(out / "lifestyle"), *place])


def _run(ctx: click.Context, command: click.Command, typed: list[str]) -> None:
    """Run another command as if it had been typed, and show it."""
    name = command.name or ""
    click.echo(f"studio {name} {' '.join(typed)}", err=True)
    with command.make_context(name, typed, parent=ctx) as inner:
        inner.obj = ctx.find_object(Settings)
        command.invoke(inner)
