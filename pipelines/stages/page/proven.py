"""The words of a page, each held against the facts before anything of it is drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.page import Grid, PageWords
from pipelines.stages.claims.trace import traced
from pipelines.stages.page.tables import COMPARED
from presets.languages.schema import Language
from presets.lexicon.library import lexicon
from presets.products.schema import Product

_CHART, _SIZES = "size_chart.", "size_chart.sizes."


def require_proven_page(words: PageWords, product: Product, others: Mapping[str, Product], house: set[str]) -> None:
    """Return where every claim on a page has its fact.

    Args:
        others: products it is compared with, by the name that addresses tell them by: `compared.tall-vase.name`.
        house: texts of the brand's own file, which are the seller's as they stand.

    Raises:
        PageError: a claim has none; nothing of the page is drawn.
    """
    labels = _labels(words.language)
    for line in lines_of(words):
        if line.text in house:
            continue
        name = next((name for name in others for fact in line.facts if fact.startswith(f"{COMPARED}.{name}.")), None)
        # What the lexicon calls a sort of facts claims nothing: the Italian for care is the word for a cure
        text = f"{line.text}:" if not line.facts and line.text in labels else line.text
        trace = traced(text, words.language, product if name is None else others[name])
        if trace.unproven:
            raise PageError(f"'{line.text}' is not drawn: {trace.unproven[0].why}")


def lines_of(words: PageWords) -> Iterator[Line]:
    """Yield all that a page may say; a size chart's figures with their row's unit, without which they say nothing."""
    for found in _within(words):
        if isinstance(found, Grid):
            yield from _of_table(found)
        else:
            yield found


def _within(part: Any) -> Iterator[Line | Grid]:
    if isinstance(part, Line | Grid):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _within(one)
    elif is_dataclass(part) and not isinstance(part, Language):
        for field in fields(part):
            yield from _within(getattr(part, field.name))


def _of_table(table: Grid) -> Iterator[Line]:
    yield from table.head
    for label, cells in table.rows:
        yield label
        unit = label.text.rpartition("(")[2].rstrip(")") if label.text.endswith(")") else ""
        for cell in cells:
            if cell is not None:
                of_chart = any(fact.startswith(_CHART) and not fact.startswith(_SIZES) for fact in cell.facts)
                yield Line(f"{cell.text} {unit}", cell.facts) if of_chart and unit else cell


def _labels(language: Language) -> set[str]:
    known = lexicon(language.id)
    return {known.agreed(words) for _, words in known.labels} | {known.house.steps.rstrip(".。")}
