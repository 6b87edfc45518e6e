"""`studio engines`: every way to do each step, what it needs, and whether it is ready here."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from models.registry import EngineEntry, Registry
    from models.store import WeightsStore


def registries() -> Sequence["Registry[Any]"]:
    """Return the tables of all capabilities, in the order a picture meets them."""
    from pipelines.stages.avatar.engine import AVATAR_ENGINES
    from pipelines.stages.check.film.reader import FILM_READERS
    from pipelines.stages.check.reader import TEXT_READERS
    from pipelines.stages.copy.engine import COPY_ENGINES
    from pipelines.stages.cutout.engine import CUTOUT_ENGINES
    from pipelines.stages.encode.engine import VIDEO_ENCODERS
    from pipelines.stages.film.motion.engine import MOTION_ENGINES
    from pipelines.stages.raytrace.engine import PLATE_ENGINES
    from pipelines.stages.render.engine import RENDER_ENGINES
    from pipelines.stages.speech.engine import SPEECH_ENGINES
    from pipelines.stages.understand.engine import UNDERSTAND_ENGINES

    film = (SPEECH_ENGINES, AVATAR_ENGINES, MOTION_ENGINES, VIDEO_ENCODERS)
    readers = (UNDERSTAND_ENGINES, TEXT_READERS, FILM_READERS)
    return (CUTOUT_ENGINES, RENDER_ENGINES, PLATE_ENGINES, *film, COPY_ENGINES, *readers)


@click.group()
def engines() -> None:
    """The engines of each step: which there are, and what they need."""


@engines.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def list_(settings: Settings, *, as_json: bool) -> None:
    """List all engines, best first in each step, and whether they are ready here."""
    from studio.weights import open_store

    store = open_store(settings)
    records = [_record(registry, name, store) for registry in registries() for name in registry.names()]
    if as_json:
        for record in records:
            click.echo(json.dumps(record))
    elif sys.stdout.isatty():
        _draw(records)
    else:
        for record in records:
            click.echo("\t".join(_cells(record)))


@engines.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def show(settings: Settings, name: str, *, as_json: bool) -> None:
    """Show what an engine needs and which options it takes, as in --cutout NAME:option=value."""
    from models.errors import UnknownEngineError
    from studio.weights import open_store

    found = [registry for registry in registries() if name in registry.names()]
    if not found:
        known = ", ".join(name for registry in registries() for name in registry.names())
        raise UnknownEngineError(f"There is no engine '{name}'. Choose one of: {known}.")
    store = open_store(settings)
    for registry in found:
        record = _record(registry, name, store)
        click.echo(json.dumps(record) if as_json else _page(record))


def _record(registry: "Registry[Any]", name: str, store: "WeightsStore") -> dict[str, Any]:
    entry = registry.entry(name)
    return {
        "capability": registry.capability,
        "name": name,
        "summary": entry.summary,
        "needs": _needs(registry.missing_packages(name), entry, store),
        "options": _options(entry),
    }


def _needs(packages: Sequence[str], entry: "EngineEntry", store: "WeightsStore") -> Sequence[str]:
    """Return what has to be done before the engine runs here, a command each."""
    from models.errors import install_command
    from studio.weights import megabytes

    install = [install_command(entry.extra)] if packages and entry.extra else []
    missing = [store.catalog.named(weights) for weights in entry.weights if not store.have(weights)]
    return [*install, *(f"studio models fetch {entry.id} ({megabytes(entry.bytes)})" for entry in missing)]


def _options(entry: "EngineEntry") -> Sequence[dict[str, Any]]:
    schema = entry.options.model_json_schema()
    named: Mapping[str, Any] = schema.get("$defs", {})
    return [
        {
            "name": option,
            "default": field.get("default"),
            "allowed": _allowed({**named.get(field.get("$ref", "").rpartition("/")[2], {}), **field}),
            "description": field.get("description", ""),
        }
        for option, field in schema.get("properties", {}).items()
    ]


def _allowed(field: Mapping[str, Any]) -> str:
    """Say an option's bounds: `24 to 255`, `one of a, b`, `above 0`, or its type where it has none."""
    if "enum" in field:
        return "one of " + ", ".join(map(str, field["enum"]))
    if "minimum" in field and "maximum" in field:
        return f"{field['minimum']:g} to {field['maximum']:g}"
    words = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most", "exclusiveMaximum": "below"}
    bounds = [f"{word} {field[key]:g}" for key, word in words.items() if key in field]
    kind = str(field.get("type", "a value"))
    return " and ".join(bounds) or {"string": "text", "boolean": "true or false"}.get(kind, kind)


def _page(record: Mapping[str, Any]) -> str:
    needs = [f"  first: {step}" for step in record["needs"]] or ["  ready here"]
    options = [
        f"  {option['name']}={option['default']}  ({option['allowed']})  {option['description']}"
        for option in record["options"]
    ] or ["  no options"]
    return "\n".join([f"{record['capability']} {record['name']}: {record['summary']}", *needs, *options])


def _cells(record: Mapping[str, Any]) -> Sequence[str]:
    ready = "; ".join(record["needs"]) or "ready"
    return (record["capability"], record["name"], ready, record["summary"])


def _draw(records: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("step", "engine", "needs", "what", box=None, header_style="bold")
    for record in records:
        table.add_row(*_cells(record))
    Console().print(table)
