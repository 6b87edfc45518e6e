"""What a feed says, each value with the facts behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from pipelines.stages.check.finding import JsonValue

Scalar: TypeAlias = str | int | float | bool


@dataclass(frozen=True)
class Told:
    """A claim of the product, and the addresses of the facts it rests on.

    Raises:
        ValueError: it rests on none.
    """

    value: Scalar
    facts: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.facts:
            raise ValueError(f"'{self.value}' rests on no fact.")


Node: TypeAlias = "Told | Scalar | Sequence[Node] | Mapping[str, Node]"
"""A tree of a document; bare scalars are its form (types, units, addresses of files), and claim nothing."""


def plain_of(node: Node) -> JsonValue:
    """Return a tree as plain JSON values."""
    match node:
        case Told(value=value):
            return value
        case Mapping():
            return {key: plain_of(part) for key, part in node.items()}
        case str() | int() | float():
            return node
        case _:
            return [plain_of(part) for part in node]


def claims_of(node: Node, path: str = "") -> Iterator[tuple[str, Told]]:
    """Yield all that a tree claims, with its place: `offers/0/price`."""
    match node:
        case Told():
            yield path, node
        case Mapping():
            for key, part in node.items():
                yield from claims_of(part, f"{path}/{key}" if path else key)
        case str() | int() | float():
            return
        case _:
            for index, part in enumerate(node):
                yield from claims_of(part, f"{path}/{index}")


def number_of(value: Decimal) -> int | float:
    """Return a number as JSON writes it: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
