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
    """Make pictures of an example product for a dozen marketplaces, and a page to look at."""
    from studio.commands.main_image import main_image

    examples = Path(str(files("studio"))) / "examples"
    known = sorted(folder.name for folder in examples.iterdir() if folder.is_dir())
    if product not in known:
        raise click.BadParameter(f"there is no example '{product}'. Choose one of: {', '.join(known)}.")
    presets = [argument for preset in _PRESETS for argument in ("--preset", preset)]
    photos = sorted((examples / product).glob("*.jpg"), key=lambda photo: (photo.stem != "front", photo.stem))
    typed = [*map(str, photos), "--product", "all", "--out", str(out), *presets]
    click.echo(f"studio main-image {' '.join(typed)}", err=True)
    with main_image.make_context("main-image", typed, parent=ctx) as inner:
        inner.obj = ctx.find_object(Settings)
        main_image.invoke(inner)
