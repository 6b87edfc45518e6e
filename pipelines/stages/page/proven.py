"""The words of a page, each held against the facts before anything of it is drawn."""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace

from pipelines.listing import Line
from pipelines.page import Grid, PageWords
from pipelines.stages.claims.proven import each_line, proven
from pipelines.stages.page.tables import COMPARED
from presets.languages.schema import Language
from presets.lexicon.library import lexicon
from presets.products.schema import Product

_CHART, _SIZES = "size_chart.", "size_chart.sizes."


def proven_page(words: PageWords, product: Product, others: Mapping[str, Product], house: Set[str]) -> PageWords:
    """Return a page's words with what proves each of their claims.

    Args:
        others: products it is compared with, by the name that addresses tell them by: `compared.tall-vase.name`.
        house: texts of the brand's own file, which are the seller's as they stand.

    Raises:
        CopyError: a claim has no fact; nothing of the page is drawn.
    """
    labels = _labels(words.language)

    def read(line: Line) -> Line:
        if line.text in house:
            return line
        # What the lexicon calls a sort of facts claims nothing: the Italian for care is the word for a cure
        text = f"{line.text}:" if not line.facts and line.text in labels else line.text
        ahead = {f"{COMPARED}.{name}.": other for name, other in others.items()}
        of, owner = next(
            ((start, other) for start, other in ahead.items() if any(fact.startswith(start) for fact in line.facts)),
            ("", product),
        )
        own = Line(text, tuple(fact.removeprefix(of) for fact in line.facts))
        said = proven(own, words.language, owner).proofs
        return replace(line, proofs=tuple((claim, of + fact) for claim, fact in said))

    table = words.table and _read_table(words.table, read)
    return replace(each_line(replace(words, table=None), read), table=table)


def _read_table(table: Grid, read: Callable[[Line], Line]) -> Grid:
    """Return a table as read; a size chart's figures with their row's unit, without which they say nothing."""
    rows = (
        (read(label), tuple(cell and _read_cell(cell, label, read) for cell in cells)) for label, cells in table.rows
    )
    return replace(table, head=tuple(map(read, table.head)), rows=tuple(rows))


def _read_cell(cell: Line, label: Line, read: Callable[[Line], Line]) -> Line:
    of_chart = any(fact.startswith(_CHART) and not fact.startswith(_SIZES) for fact in cell.facts)
    unit = label.text.rpartition("(")[2].rstrip(")") if of_chart and label.text.endswith(")") else ""
    return replace(read(replace(cell, text=f"{cell.text} {unit}")), text=cell.text) if unit else read(cell)


def _labels(language: Language) -> set[str]:
    known = lexicon(language.id)
    return {known.agreed(words) for _, words in known.labels} | {known.house.steps.rstrip(".。")}
