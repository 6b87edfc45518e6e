"""A product's facts in the cells of a plan's row: `fact.name`, `fact.materials`, `fact.measures.height`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from pipelines.errors import StudioError
from presets.products.schema import Product
from presets.reading import did_you_mean

PREFIX = "fact."
_BETWEEN = ";"
_PAIRED = ("measures", "prices", "specs")
_LISTS = tuple(name for name, field in Product.model_fields.items() if str(field.annotation).startswith("tuple["))
_BOXED = re.compile(r"(?:(\d+)\s*[x\u00d7]\s*)?(.+)")
_YES, _NO = ("yes", "true", "1", "x"), ("no", "false", "0")
Cells: TypeAlias = Mapping[str, Any]


class FactError(StudioError):
    """A fact that cannot be meant; `column` is where it stands."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


def fact_cells(cells: Cells) -> Cells:
    """Return those cells of a row that hold facts."""
    return {column: cell for column, cell in cells.items() if column.startswith(PREFIX)}


def facts_in(cells: Cells) -> Product:
    """Return the product that a row's cells tell of.

    Several values stand between semicolons: `enamel; steel`, `height 9 cm; capacity 350 ml`, `us 19.90 USD; es 17.90
    EUR`, `2 x mug; lid`; a label and its figure are parted by a colon: `Wall: 0.8 mm`. A column may name one of them:
    `fact.prices.us`, `fact.words.es.points`.

    Raises:
        FactError: a column that no fact has, or a cell that cannot be meant.
    """
    whole: dict[str, Any] = {}
    columns: dict[tuple[str, ...], str] = {}
    for column, cell in cells.items():
        path = _path(column)
        columns[path] = column
        _put(whole, path, _value(path, _text(cell), column), column)
    try:
        return Product.model_validate(whole)
    except ValidationError as error:
        first = error.errors()[0]
        message = first["msg"].removeprefix("Value error, ").rstrip(".")
        said = tuple(message.partition(":")[0].split("."))  # checks of the whole file begin with an address
        where = tuple(str(part) for part in first["loc"]) or said
        raise FactError(_column(where, columns), f"{message}.") from error


def _path(column: str) -> tuple[str, ...]:
    head, *rest = column.removeprefix(PREFIX).split(".")
    if head not in Product.model_fields:
        raise FactError(column, f"A product has no such fact.{did_you_mean(head, tuple(Product.model_fields))}")
    if head == "words" and rest:  # a table's columns are in small letters, with _ for -
        tag, _, country = rest[0].partition("_")
        rest[0] = f"{tag}-{country.upper()}" if country else tag
    return (head, *rest)


def _value(path: tuple[str, ...], text: str, column: str) -> Any:
    head, last = path[0], path[-1]
    if len(path) == 1 and head in _PAIRED:
        return dict(_pairs(text, ":" if head == "specs" else " ", column))
    if last == "terms":
        return dict(_pairs(text, ":", column))
    if head == "box":
        return [boxed(part) for part in _parts(text)]
    if head == "no_gtin":
        return _yes(text, column)
    return _parts(text) if last in _LISTS else text


def _pairs(text: str, between: str, column: str) -> Iterator[tuple[str, str]]:
    for part in _parts(text):
        name, found, value = part.partition(between)
        if not found or not value.strip():
            example = "Wall: 0.8 mm; Bags: 20" if between == ":" else "us 19.90 USD; es 17.90 EUR"
            raise FactError(column, f"'{part}' has a name or a value alone. Write it as {example}.")
        yield name.strip() if between == ":" else name.strip().lower(), value.strip()


def boxed(part: str) -> dict[str, Any]:
    """Return a thing in the box as it is typed: `2 x mug`, `lid`."""
    found = _BOXED.fullmatch(part)
    return {"item": found[2], "count": int(found[1] or 1)} if found else {"item": part}


def _yes(text: str, column: str) -> bool:
    if text.lower() not in (*_YES, *_NO):
        raise FactError(column, f"'{text}' is neither yes nor no.")
    return text.lower() in _YES


def _put(whole: dict[str, Any], path: Sequence[str], value: Any, column: str) -> None:
    place = whole
    for part in path[:-1]:
        place = place.setdefault(part, {})
        if not isinstance(place, dict):
            raise FactError(column, f"'{part}' is one value, and has nothing below it.")
    before = place.get(path[-1], {})
    if not isinstance(before, dict) or (before and not isinstance(value, dict)):
        raise FactError(column, f"'{path[-1]}' stands in another column too.")
    if isinstance(value, dict):
        if twice := [key for key in value if key in before]:
            raise FactError(column, f"'{twice[0]}' stands in another column too.")
        value = before | value
    place[path[-1]] = value


def _column(where: tuple[str, ...], columns: Mapping[tuple[str, ...], str]) -> str:
    """Return the column that a mistake is in; what is missing is named as its column would be."""
    for end in range(len(where), 0, -1):
        if where[:end] in columns:
            return columns[where[:end]]
    return PREFIX + ".".join(where) if where else PREFIX + "name"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(_BETWEEN) if part.strip()]


def _text(cell: Any) -> str:
    """Return a cell as it would be typed: spreadsheets keep 9 as 9.0, and JSON has lists."""
    if isinstance(cell, (list, tuple)):
        return _BETWEEN.join(_text(one) for one in cell)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
