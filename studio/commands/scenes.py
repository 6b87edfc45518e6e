"""`studio scenes`: the sets that products can stand in, and plates prepared for them."""

import json
import sys
from collections.abc import Iterable, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.values import Size
    from presets.scenes.schema import SceneSet


@click.group()
def scenes() -> None:
    """The places for lifestyle pictures: list them, read them, validate one of your own, prepare their plates."""


@scenes.command("list")
@click.option("--tag", metavar="TAG", help="Only scenes with this tag, such as kitchen.")
@click.option("--season", metavar="SEASON", help="Only scenes of this season or feast, and those of all year.")
@click.option("--market", metavar="CC", help="Leave out scenes that offend or mislead in this country, such as de.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def list_(settings: Settings, *, tag: str | None, season: str | None, market: str | None, as_json: bool) -> None:
    """List all scenes."""
    from presets.scenes.library import load_scenes
    from studio.typed import read_market

    library = load_scenes(settings.scenes_folder)
    season, market = season and library.season(season), market and read_market(market)
    found = [
        scene
        for scene in library.items.values()
        if (tag is None or tag in scene.tags)
        and (season is None or not scene.seasons or season in scene.seasons)
        and (market is None or scene.suits(market))
    ]
    if as_json:
        for scene in found:
            click.echo(json.dumps(_record(scene), ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw(found)
    else:
        for scene in found:
            click.echo("\t".join(_cells(scene)))


@scenes.command()
@click.argument("scene_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The whole set as one JSON record.")
@click.pass_obj
def show(settings: Settings, scene_id: str, *, as_json: bool) -> None:
    """Show what a scene is, what it takes, and how it can be changed."""
    from presets.scenes.library import load_scenes
    from studio.page_print import print_page
    from studio.scene_page import scene_page

    scene = load_scenes(settings.scenes_folder).get(scene_id)
    if as_json:
        click.echo(json.dumps(scene.model_dump(mode="json", exclude_none=True), ensure_ascii=False))
    else:
        print_page(scene_page(scene))


@scenes.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def validate(files: Sequence[Path]) -> None:
    """Check scene files of your own; print each mistake with its address. Exit code 1 when there is one."""
    from presets.errors import PresetError
    from presets.scenes.library import read_scenes

    once = list({realpath(path): path for path in files}.values())
    try:
        found = read_scenes(once)
    except PresetError as error:
        click.echo(str(error))
        raise SystemExit(1) from error
    for scene in found.values():
        click.echo(f"{scene.id} is right: {len(scene.views)} views, {len(scene.lamps)} lamps.", err=True)


@scenes.command()
@click.argument("names", nargs=-1, metavar="SCENE...")
@click.option("--all", "every", is_flag=True, help="All scenes.")
@click.option("--size", default="1600x1600", show_default=True, metavar="WxH", help="Pixels of the plates.")
@click.option("--view", "elevation", type=float, metavar="DEGREES", help="Only the view from this height.")
@click.pass_obj
def prepare(settings: Settings, names: Sequence[str], *, every: bool, size: str, elevation: float | None) -> None:
    """Render plates ahead of time, so that pictures of this size and shape come in seconds.

    Needs a renderer: pip install 'listing-studio[render]'. What is kept already is not rendered again.
    """
    from presets.scenes.library import load_scenes
    from studio.plate_run import prepare_plates
    from studio.typed import read_size

    library = load_scenes(settings.scenes_folder)
    if not names and not every:
        raise click.UsageError("Name scenes, or say --all.")
    chosen = list(library.items.values()) if every else [library.get(name) for name in names]
    wanted: Size = read_size(size)
    views = [(scene, view) for scene in chosen for view in scene.views if elevation in (None, view.elevation_deg)]
    if not views:
        heights = sorted({view.elevation_deg for scene in chosen for view in scene.views})
        known = ", ".join(f"{height:g}" for height in heights)
        raise click.UsageError(f"None of these scenes has a view from {elevation:g} degrees. There are: {known}.")
    prepare_plates(settings, views, wanted)


def _record(scene: "SceneSet") -> dict[str, Any]:
    return {
        "id": scene.id,
        "title": scene.title,
        "summary": scene.summary,
        "tags": scene.tags,
        "seasons": scene.seasons,
        "markets": scene.markets,
        "avoid": [avoid.model_dump() for avoid in scene.avoid],
        "stances": scene.stances,
        "views_deg": [view.elevation_deg for view in scene.views],
        "palettes": list(scene.palettes),
    }


def _cells(scene: "SceneSet") -> Sequence[str]:
    heights = "/".join(f"{view.elevation_deg:g}" for view in scene.views)
    return (scene.id, scene.title, heights, ", ".join(scene.seasons) or "all year", ", ".join(scene.tags))


def _draw(found: Iterable["SceneSet"]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "scene", "degrees", "season", "tags", box=None, header_style="bold")
    for scene in found:
        table.add_row(*_cells(scene))
    Console().print(table)
