"""Forms from the command line's own options, and jobs from filled forms: bounds, defaults and words are the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import click

from pipelines.errors import StudioError
from pipelines.jobs.job import Job
from studio.intake import Intake
from studio.kinds import KINDS
from studio.plan_rows import ColumnError, PlanReader, command_of, names_files, values_of
from studio.plan_table import Row, read_plan


class FormError(StudioError):
    """A form that cannot be meant; the field is named by its option."""


@dataclass(frozen=True)
class Field:
    """One option of a command, as a form draws it.

    Attributes:
        name: the option's, as plans write it.
        choices: what may be chosen; empty for free entry.
        least, most: bounds of a number.
        default: None where leaving it out means something of its own.
    """

    name: str
    help: str
    kind: type
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    default: Any = None


def field_of(kind: str, name: str) -> Field:
    """Return an option of the command that makes `kind`."""
    (option,) = (param for param in command_of(kind).params if param.name == name and isinstance(param, click.Option))
    choices = tuple(option.type.choices) if isinstance(option.type, click.Choice) else ()
    bounds = (option.type.min, option.type.max) if isinstance(option.type, (click.IntRange, click.FloatRange)) else None
    return Field(
        name=name,
        help=option.help or "",
        kind=_kind(option),
        choices=choices,
        least=bounds[0] if bounds else None,
        most=bounds[1] if bounds else None,
        default=_default(option, command_of(kind)),
    )


def helps() -> dict[tuple[str, str], str]:
    """Return the help of every option of the commands that make something, by kind and name."""
    options = ((kind, param) for kind in KINDS for param in command_of(kind).params)
    return {(kind, param.name or ""): param.help or "" for kind, param in options if isinstance(param, click.Option)}


def jobs_from(intake: Intake, kind: str, cells: Mapping[str, Any], out: Path) -> Sequence[Job]:
    """Return the jobs that a filled form asks for; what is left empty keeps the option's default.

    Raises:
        FormError: a field that cannot be meant.
        StudioError, ModelsError, PresetError: as the command.
    """
    filled = {name: value for name, value in cells.items() if value not in (None, "", [], False)}
    try:
        reader = PlanReader(intake, out, {}, kind)
        return [job for row in _products(filled) for job in reader.jobs(Row(1, row, Path.cwd()))]
    except ColumnError as error:
        raise FormError(f"{error.column}: {error.sentence}") from error
    except click.ClickException as error:
        raise FormError(error.format_message()) from error


def _products(cells: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each product, called by its photo where nobody named it: photos lie in folders of no meaning."""
    photos = [Path(photo) for photo in cells.get("photos", ())]
    if not photos or "name" in cells:
        return [dict(cells)]
    if cells.get("product") != "photo" or len(photos) == 1 or "sku" in cells:
        return [{**cells, "name": photos[0].stem}]
    names = _told_apart([photo.stem for photo in photos])
    return [
        {**cells, "photos": [str(photo)], "product": "all", "name": name}
        for photo, name in zip(photos, names, strict=True)
    ]


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return names of which no two are alike: mug, mug-2, mug-3."""
    given: list[str] = []
    for name in names:
        numbers = count(2)
        now = name
        while now.casefold() in {one.casefold() for one in given}:
            now = f"{name}-{next(numbers)}"
        given.append(now)
    return given


def _default(option: click.Option, command: click.Command) -> Any:
    """Return what an option is when it is left out; None where that means something of its own."""
    value = option.get_default(click.Context(command))
    return value if isinstance(value, (str, int, float)) and not option.multiple else None


def _kind(option: click.Option) -> type:
    if option.is_flag:
        return bool
    if isinstance(option.type, (click.IntRange, click.types.IntParamType)):
        return int
    if isinstance(option.type, (click.FloatRange, click.types.FloatParamType)):
        return float
    return str


def plan_from(
    intake: Intake, plan: Path | None, photos: Sequence[Path], presets: Sequence[str], out: Path
) -> Sequence[Job]:
    """Return a plan's jobs, its photos among those that were sent; without a plan each photo is a product.

    Raises:
        PlanFileError: every mistake, with row and column.
        FormError: a cell names a file that was not sent.
        StudioError, ModelsError, PresetError: as the commands.
    """
    by_name = {photo.name: photo for photo in photos}
    rows = read_plan(plan) if plan else [Row(number, {"photos": name}, out) for number, name in enumerate(by_name, 1)]
    placed = [
        Row(row.number, _called({name: _sent(row, name, by_name) for name in row.cells}), row.folder) for row in rows
    ]
    planned = PlanReader(intake, out, {"preset": list(presets)}).read(plan.name if plan else "photos", placed)
    planned.raise_if_wrong()
    return planned.jobs


def _called(cells: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its product called by its first photo, where the plan has no name for it."""
    sent = cells.get("photos", cells.get("photo"))
    return {"name": Path(sent[0]).stem, **cells} if isinstance(sent, list) and sent else cells


def _sent(row: Row, column: str, by_name: Mapping[str, Path]) -> Any:
    """Return a cell; what names files must name those that were sent, so that a table reaches no other file."""
    cell = row.cells[column]
    if not names_files(row, column):
        return cell
    values = values_of(cell)
    for value in values:
        if value not in by_name:
            raise FormError(f"Row {row.number}, column {column}: {value} was not sent along. Send it with the photos.")
    return [str(by_name[value]) for value in values]
