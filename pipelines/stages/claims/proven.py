"""Lines of a finished text, each with the facts that its claims rest on."""

from collections.abc import Iterable

from pipelines.errors import CopyError
from pipelines.listing import Line
from pipelines.stages.claims.trace import traced
from presets.languages.schema import Language
from presets.products.schema import Product


def proven_lines(texts: Iterable[str], language: Language | str, product: Product) -> tuple[Line, ...]:
    """Return texts as lines with the facts that prove them.

    Raises:
        CopyError: a claim has no fact; nothing of the text is to be said.
    """
    return tuple(proven_line(text, language, product) for text in texts if text)


def proven_line(text: str, language: Language | str, product: Product) -> Line:
    """Return a text with the facts that prove it; without any where it claims nothing.

    Raises:
        CopyError: a claim has no fact.
    """
    trace = traced(text, language, product)
    if trace.unproven:
        raise CopyError(f"'{text}' is not said: {trace.unproven[0].why}")
    return Line(text, trace.facts)


def is_proven(text: str, language: Language | str, product: Product) -> bool:
    """Tell whether every claim of a text has its fact."""
    return not traced(text, language, product).unproven
