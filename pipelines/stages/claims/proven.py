"""Lines of a finished text, each with its claims and the facts that they rest on."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pipelines.errors import CopyError
from pipelines.listing import Line
from pipelines.stages.claims.trace import traced, traced_line
from presets.languages.schema import Language
from presets.products.schema import Product

Words = TypeVar("Words")


def proven(line: Line, language: Language | str, product: Product) -> Line:
    """Return a line with what proves each of its claims.

    Raises:
        CopyError: a claim has no fact, or a fact that it declares is not there; nothing of it is to be told.
    """
    trace = traced_line(line, language, product)
    if trace.unproven:
        raise CopyError(f"'{line.text}' is not told: {trace.unproven[0].why}")
    if trace.unknown:
        raise CopyError(f"'{line.text}' is not told: it rests on {trace.unknown[0]}, which the facts do not have.")
    return replace(line, proofs=trace.proofs)


def proven_lines(texts: Iterable[str], language: Language | str, product: Product) -> tuple[Line, ...]:
    """Return texts as lines with the facts that prove them.

    Raises:
        CopyError: a claim has no fact; nothing of the text is to be told.
    """
    lines = (proven(Line(text), language, product) for text in texts if text)
    return tuple(replace(line, facts=tuple(dict.fromkeys(fact for _, fact in line.proofs))) for line in lines)


def is_proven(text: str, language: Language | str, product: Product) -> bool:
    """Tell whether every claim of a text has its fact."""
    return not traced(text, language, product).unproven


def each_line(words: Words, read: Callable[[Line], Line]) -> Words:
    """Return words, such as a listing's `Copy` or a page's, with each of their lines as it was read."""
    return _read(words, read)


def _read(part: Any, read: Callable[[Line], Line]) -> Any:
    if isinstance(part, Line):
        return read(part)
    if isinstance(part, tuple):
        return tuple(_read(one, read) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _read(getattr(part, field.name), read) for field in fields(part)})
    return part
