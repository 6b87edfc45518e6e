"""What a feed says, each value with the facts behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


def without(node: Node, untold: Callable[[Told], bool]) -> "Node | None":
    """Return a tree without the claims that are not to be told, and without branches that are empty then.

    Args:
        untold: tells which.
    """
    match node:
        case Told():
            return None if untold(node) else node
        case Mapping():
            kept = {key: left for key, part in node.items() if (left := without(part, untold)) is not None}
            return kept if kept or not node else None
        case str() | int() | float():
            return node
        case _:
            return [left for part in node if (left := without(part, untold)) is not None] or None


def number_of(value: Decimal) -> int | float:
    """Return a number as JSON writes it: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
