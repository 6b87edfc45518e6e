"""`studio presets`: the marketplaces, and what each demands, readable."""

import json
import sys
from collections.abc import Iterable, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from presets.schema import Preset


@click.group()
def presets() -> None:
    """The marketplaces' rules: list them, read them, and validate a file of your own."""


@presets.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def list_(settings: Settings, *, as_json: bool) -> None:
    """List all marketplaces: their pictures and films, how firm the rules are, and when they were checked."""
    from presets.library import load_presets

    found = list(load_presets(settings.presets_folder).presets.values())
    if as_json:
        for preset in found:
            click.echo(json.dumps(_record(preset), ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw(found)
    else:
        for preset in found:
            click.echo("\t".join(_cells(preset)))


@presets.command()
@click.argument("preset_id", metavar="ID")
@click.option("--slot", "slot_id", metavar="SLOT", help="Only this place in the listing, such as main.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a slot and line, with every rule.")
@click.pass_obj
def show(settings: Settings, preset_id: str, *, slot_id: str | None, as_json: bool) -> None:
    """Show what a marketplace demands, slot by slot, with the source of every rule."""
    from presets.library import load_presets
    from studio.page_print import print_page
    from studio.preset_page import preset_page

    library = load_presets(settings.presets_folder)
    preset = library.get(preset_id)
    names = [slot_id] if slot_id else [head.id for head in preset.slots]
    slots = [library.slot(preset_id, name) for name in names]
    if as_json:
        for slot in slots:
            click.echo(json.dumps(slot.model_dump(mode="json", exclude_none=True), ensure_ascii=False))
        return
    print_page(preset_page(preset, slots))


@presets.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def validate(files: Sequence[Path]) -> None:
    """Check preset files of your own; print each mistake with its address. Exit code 1 when there is one."""
    from presets.errors import PresetError
    from presets.library import load_presets, read_presets

    once = list({realpath(path): path for path in files}.values())
    try:
        found = read_presets(once)
        load_presets().joined_by(found)
    except PresetError as error:
        click.echo(str(error))
        raise SystemExit(1) from error
    for preset in found.values():
        talk = f"{preset.id} is right: {len(preset.slots)} slots, {len(preset.rules)} rules."
        click.echo(talk, err=True)


def _record(preset: "Preset") -> dict[str, Any]:
    from presets.rule_base import Level

    return {
        "id": preset.id,
        "title": preset.title,
        "aliases": preset.aliases,
        "verified": preset.verified,
        "checked_on": preset.checked_on.isoformat(),
        "slots": [
            {"id": slot.id, "title": slot.title, "role": slot.role, "media": slot.media} for slot in preset.slots
        ],
        "rules": {level.value: sum(rule.level is level for rule in preset.rules) for level in Level},
    }


def _cells(preset: "Preset") -> Sequence[str]:
    from presets.rule_base import Level

    rules = "/".join(str(sum(rule.level is level for rule in preset.rules)) for level in Level)
    state = preset.checked_on.isoformat() if preset.verified else "unverified"
    return (preset.id, preset.title, rules, state, _some([slot.id for slot in preset.slots]))


def _some(names: Sequence[str]) -> str:
    shown = 7
    return ", ".join(names[:shown]) + (f" and {len(names) - shown} more" if len(names) > shown else "")


def _draw(found: Iterable["Preset"]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "marketplace", "must/should/note", "checked", "slots", box=None, header_style="bold")
    for preset in found:
        table.add_row(*_cells(preset))
    Console().print(table)
