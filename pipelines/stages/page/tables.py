"""Facts -> tables: what sizes measure, and the seller's products beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from pipelines.listing import Brief, Line
from pipelines.page import Grid
from pipelines.stages.copy.facts_told import FactsTold, facts_told
from pipelines.stages.copy.told import in_system, number_told, unit_told
from presets.lexicon.terms import Group
from presets.products.extent import Extent
from presets.products.quantity import Quantity, Unit, UnitStyle
from presets.products.shown import Measured

Row: TypeAlias = tuple[Line, tuple[Line | None, ...]]
COMPARED = "compared"
_MOST_WORDS = 2  # that a cell has room for
_SHARED = 2  # columns that say something: a row with fewer compares nothing
_MEASURED = ("height", "width", "depth", "length", "diameter", "capacity", "weight")


def size_grid(brief: Brief, told: FactsTold) -> Grid | None:
    """Return the size chart, sizes across; None where there is none, or none with words.

    Each row is in one unit, which stands in its label; where a market reads both systems, each has a row.
    """
    chart = brief.product.size_chart
    if chart is None or not told.spans:
        return None
    sizes = tuple(Line(size, (f"size_chart.sizes.{index}",)) for index, size in enumerate(chart.sizes))
    rows = tuple(row for name in told.spans for row in _span(brief, told, name, chart.measures[name]))
    return Grid(sizes, rows)


def chart_lead(brief: Brief, told: FactsTold) -> Line | None:
    """Return whether a size chart tells of the product or of the body; None without a chart."""
    chart = brief.product.size_chart
    if chart is None:
        return None
    labels = told.lexicon.labels
    return Line(told.lexicon.agreed(labels.body_measures if chart.of is Measured.BODY else labels.own_measures))


def _span(brief: Brief, told: FactsTold, name: str, row: Sequence[Extent]) -> Iterator[Row]:
    systems = {UnitStyle.METRIC: (True,), UnitStyle.IMPERIAL: (False,), UnitStyle.BOTH: (False, True)}
    for metric in systems[brief.units]:
        unit = _unit(row, metric=metric)
        label = f"{told.spans[name]} ({unit_told(unit, brief.language)})"
        cells = tuple(
            Line(_figures(extent, unit, brief), (f"size_chart.{name}.{index}",)) for index, extent in enumerate(row)
        )
        yield Line(label), cells


def _unit(row: Sequence[Extent], *, metric: bool) -> Unit:
    """Return the one unit that a row is told in: that of its smallest measure, told in a system."""
    return in_system(min((extent.low for extent in row), key=lambda low: low.exact), metric=metric).unit


def _figures(extent: Extent, unit: Unit, brief: Brief) -> str:
    told = [number_told(_in_unit(end, unit), brief.language) for end in extent.ends]
    return "–".join(dict.fromkeys(told))


def _in_unit(quantity: Quantity, unit: Unit) -> Decimal:
    """Return a figure in a unit: exactly within a system, to a decimal where systems change."""
    if quantity.unit.metric is unit.metric:
        there = quantity.exact / unit.worth
        return Decimal(there.numerator) / Decimal(there.denominator)
    return quantity.in_unit(unit).value


def comparison(briefs: Sequence[Brief], names: Sequence[str]) -> tuple[Grid, tuple[str, ...]]:
    """Return the seller's products side by side, by what two of them say at least, and notes on what one alone says.

    An empty cell says nothing of that product: it is drawn as a dash, never as a cross.

    Args:
        names: of the products after the first, by which addresses tell them: `compared.tall-vase.measures.height`.

    Raises:
        PresetError: no lexicon has the language's words.
    """
    told = [facts_told(brief) for brief in briefs]
    prefixes = ("", *(f"{COMPARED}.{name}." for name in names))
    rows = [(label, tuple(map(_under, prefixes, cells))) for label, cells in _rows(told)]
    kept = [row for row in rows if sum(cell is not None for cell in row[1]) >= _SHARED]
    lost = ", ".join(row[0].text for row in rows if row not in kept and any(row[1]))
    notes = (f"One of the compared products alone says this, and it is not compared: {lost}.",) if lost else ()
    heads = [each.name or Line(brief.product.name, ("name",)) for each, brief in zip(told, briefs, strict=True)]
    return Grid(tuple(line for line in map(_under, prefixes, heads) if line), tuple(kept), own=0), notes


def _under(prefix: str, line: Line | None) -> Line | None:
    """Return a line whose facts are another product's."""
    return line and replace(line, facts=tuple(f"{prefix}{fact}" for fact in line.facts))


def _rows(told: Sequence[FactsTold]) -> Iterator[Row]:
    """Yield a row for each sort of fact, what parts products first; of features those alone that do not all have."""
    labels = told[0].lexicon.labels
    for name in _MEASURED:
        yield Line(getattr(labels, name)), tuple(each.measures.get(name) for each in told)
    yield Line(labels.material), tuple(_few(each, _materials(each)) for each in told)
    yield Line(labels.colour), tuple(_few(each, _colours(each)) for each in told)
    common = set[str].intersection(*({feature.line.text for feature in each.features} for each in told))
    for group, label in ((Group.QUALITY, labels.features), (Group.CARE, labels.care)):
        mine = [[f.line for f in each.features if f.group is group and f.line.text not in common] for each in told]
        yield Line(label), tuple(map(_few, told, mine))
    yield Line(labels.warranty), tuple(each.warranty for each in told)


def _materials(told: FactsTold) -> list[Line]:
    return [Line(told.lexicon.agreed(material.word), (address,)) for material, address in told.materials]


def _colours(told: FactsTold) -> list[Line]:
    return [Line(told.lexicon.agreed(colour.word), (address,)) for colour, address in told.colours]


def _few(told: FactsTold, lines: Sequence[Line]) -> Line | None:
    """Return the first of some words, as many as a cell has room for, as one line that begins with a capital."""
    few = lines[:_MOST_WORDS]
    text = told.lexicon.patterns.list_joint.join(line.text for line in few)
    return Line(text[:1].upper() + text[1:], tuple(fact for line in few for fact in line.facts)) if few else None
