"""A plan's rows, whatever kind of file they stand in: CSV, JSON Lines, Excel, Parquet, or a folder of photos."""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pipelines.errors import PlanFileError

Cells = Mapping[str, Any]
_MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        number: as a person counts it in the file: a table's heading is row 1, a JSON line is its line.
        cells: column -> what stands there, empty cells left out.
        folder: what paths in it are relative to.
    """

    number: int
    cells: Cells
    folder: Path


def read_plan(path: Path) -> Sequence[Row]:
    """Return a plan's rows; a folder is a single row, whose photos it holds.

    Raises:
        PlanFileError: the file is none, or cannot be read; with the row's number where one is at fault.
        ModuleNotFoundError: the package for this kind of file is not installed.
    """
    if path.is_dir():
        return [Row(1, {"photos": str(path.absolute())}, path)]
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(_READERS)
        raise PlanFileError(f"{path.name} is no plan. Give a folder of photos, or a file that ends in {kinds}.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PlanFileError(f"{path.name} has more than 200 MB. Split it.")
        rows = [Row(number, _filled(cells), path.parent) for number, cells in reader(path)]
    except OSError as error:
        raise PlanFileError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    rows = [row for row in rows if row.cells]
    if not rows:
        raise PlanFileError(f"{path.name} has no rows. Its first line names columns, such as photos and preset.")
    return rows


def _csv(path: Path) -> Iterator[tuple[int, Cells]]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if None in cells:
                raise PlanFileError(f"{path.name}, row {reader.line_num}: there are more cells than columns.")
            yield reader.line_num, cells
    except csv.Error as error:
        raise PlanFileError(f"{path.name}, row {reader.line_num}: {error}.") from error


def _json_lines(path: Path) -> Iterator[tuple[int, Cells]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except json.JSONDecodeError as error:
            raise PlanFileError(f"{path.name}, row {number}, character {error.colno}: {error.msg}.") from error
        if not isinstance(cells, dict):
            raise PlanFileError(f'{path.name}, row {number}: write an object, such as {{"photos": "mug.jpg"}}.')
        yield number, cells


def _excel(path: Path) -> Iterator[tuple[int, Cells]]:
    openpyxl = import_module("openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise PlanFileError(f"{path.name} is no Excel workbook: {error}.") from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    columns = [str(name).strip() if name is not None else "" for name in next(rows, ())]
    for number, values in enumerate(rows, 2):
        yield number, {name: value for name, value in zip(columns, values, strict=False) if name}


def _parquet(path: Path) -> Iterator[tuple[int, Cells]]:
    parquet = import_module("pyarrow.parquet")
    try:
        table = parquet.read_table(path)
    except Exception as error:
        raise PlanFileError(f"{path.name} is no Parquet file: {error}.") from error
    yield from enumerate(table.to_pylist(), 1)


_READERS: dict[str, Callable[[Path], Iterator[tuple[int, Cells]]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _json_lines,
    ".xlsx": _excel,
    ".parquet": _parquet,
}


def _text(path: Path) -> str:
    with path.open("rb") as file:
        wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Excel calls 'Unicode text'
    try:
        return path.read_text(encoding="utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanFileError(f"{path.name} is not UTF-8. Save it as 'CSV UTF-8'.") from error


def _filled(cells: Cells) -> Cells:
    """Return the cells that hold something, by column names as options are called."""
    named = {str(name).strip().lower().replace("-", "_").replace(" ", "_"): cell for name, cell in cells.items()}
    return {name: cell for name, cell in named.items() if name and cell is not None and str(cell).strip()}
