"""`studio facts`: a draft of product.toml from a product's photos, for a person to confirm."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from studio.options import UNDERSTAND, cutout_options
from studio.settings import Settings

if TYPE_CHECKING:
    from studio.intake import Intake


class FactsTyped(TypedDict):
    """The options of `studio facts`."""

    photos: tuple[Path, ...]
    out: Path | None
    language: str
    understand: str
    cutout: str
    touchup: Path | None


@click.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO...")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A new file; else stdout.")
@click.option("--language", "-l", default="en", show_default=True, metavar="TAG", help="In which you will write it.")
@UNDERSTAND
@cutout_options("--cutout")
@click.pass_obj
def facts(settings: Settings, **typed: "Unpack[FactsTyped]") -> None:
    """Draft product.toml from the photos of one product: what they suggest, each line marked for you to confirm.

    Colours are measured, lettering is read, and where the weights of a network that sees are here it supposes category,
    materials and features. A suggestion is a comment: it is no fact before you take the sign away.

    \b
    studio facts mug/front.jpg --out mug/product.toml
    studio facts mug/ --understand vlm
    """
    from studio.intake import Intake
    from studio.watching import say

    draft = drafted(typed, Intake(settings))
    if typed["out"] is None:
        click.echo(draft, nl=False)
        return
    typed["out"].parent.mkdir(parents=True, exist_ok=True)
    with typed["out"].open("x", encoding="utf-8") as file:
        file.write(draft)
    click.echo(str(typed["out"]))
    say("Fill in name and category, and take the '#' from each suggestion that is right.")


def drafted(typed: FactsTyped, intake: "Intake") -> str:
    """Return the draft.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be looked at, or meant.
    """
    from pipelines.errors import ExportError, NoProductError
    from pipelines.jobs.looking import Eyes, looked_at
    from pipelines.progress import silent
    from pipelines.stages.photo.read import read_photo
    from presets.languages.library import language
    from studio.facts_draft import facts_draft
    from studio.typed import gathered, read_touchup

    out = typed["out"]
    if out is not None and out.exists():
        raise ExportError(f"{out} is there already, and facts are never written over. Give another --out.")
    paths = [path for product in gathered(typed["photos"], "all", Path()) for path in product.paths]
    for path in paths:
        read_photo(path)  # one that cannot be read is told, as it may be the only one that shows the label
    eyes = Eyes(
        intake.settle(typed["cutout"]), read_touchup(typed["touchup"]), intake.settle_understand(typed["understand"])
    )
    seen = looked_at(paths, eyes, intake.bench, silent)
    names = ", ".join(path.name for path in paths)
    if seen is None:
        raise NoProductError(f"No product stands out in {names}. Use a backdrop that differs from the product.")
    return facts_draft(seen, names, language(typed["language"]).id)
