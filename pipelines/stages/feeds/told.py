"""What a feed says, each value with the facts behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from pipelines.stages.check.finding import JsonValue

Scalar: TypeAlias = str | int | float | bool


@dataclass(frozen=True)
class Told:
    """A claim of the product, and the addresses of the facts it rests on.

    Attributes:
        proofs: of a text, as of a `Line`, once it was held against the facts.

    Raises:
        ValueError: it rests on none.
    """

    value: Scalar
    facts: tuple[str, ...]
    proofs: tuple[tuple[str, str], ...] = field(default=(), compare=False)

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
                yield from claims_of(part, _below(path, key))
        case str() | int() | float():
            return
        case _:
            for index, part in enumerate(node):
                yield from claims_of(part, _below(path, index))


def held(node: Node, hold: Callable[[str, Told], Told | None], path: str = "") -> "Node | None":
    """Return a tree with its claims as they are held, and without branches that are empty then.

    Args:
        hold: returns a claim as it is told in its place (`offers/0/price`), or None where it is not to be told.
    """
    match node:
        case Told():
            return hold(path, node)
        case Mapping():
            parts = ((key, held(part, hold, _below(path, key))) for key, part in node.items())
            return {key: left for key, left in parts if left is not None} or (None if node else node)
        case str() | int() | float():
            return node
        case _:
            parts = (held(part, hold, _below(path, index)) for index, part in enumerate(node))
            return [left for left in parts if left is not None] or None


def _below(path: str, key: str | int) -> str:
    return f"{path}/{key}" if path else str(key)


def number_of(value: Decimal) -> int | float:
    """Return a number as JSON writes it: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
