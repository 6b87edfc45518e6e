"""A plan's rows become jobs the way typed commands do: a column is an option, so that bounds and words are the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click

from models.errors import ModelsError
from pipelines.errors import PlanFileError, StudioError
from pipelines.jobs.job import AvatarVideoJob, CutoutJob, InfographicJob, Job, ProductClipJob, WordsJob
from presets.errors import PresetError
from presets.products.schema import Product
from presets.reading import did_you_mean
from studio.facts_row import FactError, fact_cells, facts_in
from studio.intake import Intake
from studio.kinds import KINDS
from studio.plan_table import Row

_NOT_COLUMNS = frozenset({"out", "as_json", "strict", "estimate", "help"})
_BETWEEN = ";"
_OF_FACTS = ("kit", "infographic")
_YES, _NO = frozenset({"yes", "true", "1", "x", "on"}), frozenset({"no", "false", "0", "off"})
_LISTED_AT_MOST = 20
_USUAL_KIND = "main-image"


def names_files(row: Row, column: str) -> bool:
    """Tell whether a row's column holds files' names; of an unknown kind, whether it does in any."""
    kind, name = str(row.cells.get("kind", _USUAL_KIND)).strip(), _named(column)
    kinds = [kind] if kind in KINDS else list(KINDS)
    return any(param.name == name and _is_file(param) for kind in kinds for param in command_of(kind).params)


def command_of(kind: str) -> click.Command:
    """Return the command that makes a kind."""
    module, name = KINDS[kind]
    return cast(click.Command, getattr(import_module(module), name))


@dataclass(frozen=True)
class Planned:
    """What a plan asks for, and what is wrong with it: sentences with row and column."""

    jobs: tuple[Job, ...]
    wrong: tuple[str, ...]

    def raise_if_wrong(self) -> None:
        """Return where nothing is wrong.

        Raises:
            PlanFileError: with every mistake, or the first twenty.
        """
        if self.wrong:
            more = len(self.wrong) - _LISTED_AT_MOST
            tail = [f"... and {more} more."] if more > 0 else []
            raise PlanFileError("\n".join([*self.wrong[:_LISTED_AT_MOST], *tail]))


class PlanReader:
    """Understands rows; `defaults` fill the columns that a row leaves out."""

    def __init__(self, intake: Intake, out: Path, defaults: Mapping[str, Any], kind: str = _USUAL_KIND) -> None:
        self._intake = intake
        self._out = out.absolute()
        self._defaults = defaults
        self._kind = kind

    def read(self, name: str, rows: Iterable[Row]) -> Planned:
        """Return all jobs of a plan's rows, and all mistakes in it; `name` is how the plan is called."""
        jobs: list[Job] = []
        wrong: list[str] = []
        for row in rows:
            try:
                jobs += self.jobs(row)
            except ColumnError as error:
                wrong.append(f"{name}, row {row.number}, column {error.column}: {error.sentence}")
            except click.ClickException as error:
                wrong.append(f"{name}, row {row.number}{_told(error)}")
            except (StudioError, PresetError, ModelsError) as error:
                wrong.append(f"{name}, row {row.number}: {error}")
        return Planned(tuple(jobs), (*wrong, *_meeting(name, jobs)))

    def jobs(self, row: Row) -> Sequence[Job]:
        """Return a row's jobs.

        Raises:
            ColumnError, click.ClickException: a cell that cannot be meant.
            StudioError, ModelsError, PresetError: as the command.
        """
        kind = str(row.cells.get("kind", self._defaults.get("kind", self._kind))).strip()
        if kind not in KINDS:
            raise ColumnError("kind", f"There is no '{kind}'.{did_you_mean(kind, tuple(KINDS))}")
        module, command = import_module(KINDS[kind][0]), command_of(kind)
        cells = {**self._defaults_for(command), **row.cells}
        cells.pop("kind", None)
        told = fact_cells(cells)
        cells = {column: cell for column, cell in cells.items() if column not in told}
        photos = values_of(cells.get("photos", cells.get("photo", "")))
        if "product" in _columns(command) and not any((row.folder / photo).is_dir() for photo in photos):
            cells.setdefault("product", "all")  # a row with files is one product
        arguments = [*_arguments(command, cells, row.folder), "--out", str(self._out)]
        typed = command.make_context(kind, arguments).params
        if told:
            typed["facts"] = _facts(kind, told, typed)
        for photo in typed["photos"]:
            if not photo.exists():
                raise ColumnError("photos", f"There is no {photo}.")
        make = cast(Callable[[Any, Intake], Sequence[Job]], module.jobs_typed)
        return make(typed, self._intake)

    def _defaults_for(self, command: click.Command) -> dict[str, Any]:
        """Return the defaults but those that other kinds have and this one has not."""
        known = _columns(command)
        others = {name for kind in KINDS for name in _columns(command_of(kind))} - known.keys()
        return {column: cell for column, cell in self._defaults.items() if _named(column) not in others}


def _facts(kind: str, told: Mapping[str, Any], typed: Mapping[str, Any]) -> Product:
    """Return a row's facts, for the kinds that are made of a product's."""
    first = next(iter(told))
    if kind not in _OF_FACTS:
        raise ColumnError(first, f"A row of kind '{kind}' has no facts in columns; {' and '.join(_OF_FACTS)} have.")
    if typed.get("facts"):
        raise ColumnError("facts", "The row has facts in columns and in a file. Leave one of them out.")
    try:
        return facts_in(told)
    except FactError as error:
        raise ColumnError(error.column, error.sentence) from error


class ColumnError(Exception):
    """A cell that cannot be meant."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


def _arguments(command: click.Command, cells: Mapping[str, Any], folder: Path) -> list[str]:
    """Return the cells as they would be typed."""
    known = _columns(command)
    typed: list[str] = []
    for column, cell in cells.items():
        name = _named(column)
        if name not in known:
            raise ColumnError(column, _unknown(column, command.name or "", known))
        typed += _typed(known[name], values_of(cell), folder, column)
    return typed


def _unknown(column: str, kind: str, known: Mapping[str, click.Parameter]) -> str:
    """Say that a kind has no such column, and which kinds have it, or what it may have been meant for."""
    have = [other for other in KINDS if _named(column) in _columns(command_of(other))]
    if have:
        return f"A row of kind '{kind}' has no such column; {', '.join(have)} have it."
    return f"No such column.{did_you_mean(column, tuple(known))}"


def _columns(command: click.Command) -> dict[str, click.Parameter]:
    return {name: param for param in command.params if (name := param.name) and name not in _NOT_COLUMNS}


def _named(column: str) -> str:
    return _SYNONYMS.get(column, column)


_SYNONYMS = {"photo": "photos", "presets": "preset", "slots": "slot", "languages": "language", "scenes": "scene"}


def _typed(param: click.Parameter, values: Sequence[str], folder: Path, column: str) -> list[str]:
    if isinstance(param, click.Argument):
        return [_placed(value, folder) for value in values]
    flag = param.opts[0]
    if isinstance(param, click.Option) and param.is_flag:
        return _flag(param, values[0], column)
    if isinstance(param.type, click.Path):
        values = [_placed(value, folder) for value in values]
    elif _is_file(param):
        values = [_placed_of_language(value, folder, column) for value in values]
    if not param.multiple and param.nargs == 1:
        values = [_BETWEEN.join(values)]
    if param.nargs > 1:
        return [flag, *values]
    return [part for value in values for part in (flag, value)]


def _is_file(param: click.Parameter) -> bool:
    """Tell whether an option or argument is a file's name, alone or after a language's tag."""
    kinds = param.type.types if isinstance(param.type, click.Tuple) else [param.type]
    said = (param.metavar or "").endswith("FILE") if isinstance(param, click.Option) else False
    return said or any(isinstance(kind, click.Path) for kind in kinds)


def _flag(param: click.Option, value: str, column: str) -> list[str]:
    if value.lower() in _YES:
        return [param.opts[0]]
    if value.lower() in _NO:
        return list(param.secondary_opts[:1])
    raise ColumnError(column, f"'{value}' is neither yes nor no.")


def values_of(cell: Any) -> list[str]:
    """Return a cell's values: a list's, or what stands between semicolons."""
    if isinstance(cell, (list, tuple)):
        return [_text(value) for value in cast(Sequence[Any], cell)]
    return [part.strip() for part in _text(cell).split(_BETWEEN) if part.strip()]


def _text(value: Any) -> str:
    """Return a cell as it would be typed: spreadsheets keep 9 as 9.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _placed(path: str, folder: Path) -> str:
    return str((folder / Path(path).expanduser()).absolute())


def _placed_of_language(text: str, folder: Path, column: str) -> str:
    """Return [TAG=]FILE with its place; the file is there, or one for a language beside it: pitch.es.txt."""
    tag, equals, path = text.rpartition("=")
    placed = Path(_placed(path, folder))
    if not placed.exists() and not any(placed.parent.glob(f"{placed.stem}.*{placed.suffix}")):
        raise ColumnError(column, f"There is no {placed}.")
    return f"{tag}{equals}{placed}"


def _told(error: click.ClickException) -> str:
    """Return a typing error's column, where it has one, and its words."""
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f", column {error.param.name}: Missing, and no default for all rows."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f", column {error.param.name}: {error.message}"
    return f": {error.format_message()}"


def _meeting(name: str, jobs: Sequence[Job]) -> list[str]:
    """Return a sentence for each product that two rows would write over one another for one place."""
    planned = Counter((job.product, place) for job in jobs for place in _places(job))
    return [
        f"{name}: {product} is planned twice for {place}. Give one of them a name, in column name."
        for (product, place), times in planned.items()
        if times > 1
    ]


def _places(job: Job) -> list[str]:
    """Return where a job's files go, as a person would say it."""
    if isinstance(job, CutoutJob):
        return ["its cutout"]
    if isinstance(job, WordsJob):
        return [f"{preset} in {tag}" for preset in job.presets for tag in job.languages]
    languages = [f" in {tag}" for tag in _languages(job)] or [""]
    return [f"{target.preset}:{target.slot}{language}" for target in job.targets for language in languages]


def _languages(job: Job) -> Sequence[str]:
    match job:
        case AvatarVideoJob():
            return [script.language for script in job.scripts]
        case ProductClipJob():
            return job.languages
        case InfographicJob():
            return job.languages
        case _:
            return ()
