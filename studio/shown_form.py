"""Sizes and call-outs as they are typed into a form: a line each."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from presets.errors import PresetError
from presets.products.schema import Product

_CHART = "S, M, L in the first line, then a measure a line, as in chest: 88-92 cm, 93-98 cm, 99-104 cm"
_PLACE = "Write a point's number, or a feature or material, and its place, as in 2 = 0.5, 0.04"


def shown_toml(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tables of a file of facts that what was typed stands for.

    Args:
        facts: `sizes`: sizes in the first line, then a measure a line: `chest: 88-92 cm, 93-98 cm`; `callouts`: `2 =
            0.5, 0.04` or `enamel = 0.5, 0.8`, a line each; `materials` tell which words are materials.

    Raises:
        PresetError: a line that cannot be meant.
    """
    yield from _chart(_lines(facts.get("sizes")))
    for line in _lines(facts.get("callouts")):
        yield from _callout(line, [str(term) for term in facts.get("materials") or ()])


def sizes_typed(product: Product) -> str:
    """Return a product's size chart as it would be typed; empty without one."""
    if (chart := product.size_chart) is None:
        return ""
    rows = (f"{name}: {', '.join(map(str, row))}" for name, row in chart.measures.items())
    return "\n".join([", ".join(chart.sizes), *rows])


def callouts_typed(product: Product) -> str:
    """Return a product's call-outs as they would be typed."""
    return "\n".join(
        f"{one.point or one.feature or one.material} = {one.at[0]:g}, {one.at[1]:g}" for one in product.callouts
    )


def _chart(lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"\n[size_chart]\nsizes = {_list(lines[0])}\n[size_chart.measures]\n"
    for line in lines[1:]:
        name, colon, measures = line.partition(":")
        if not colon:
            raise PresetError(f"size_chart: '{line}' is no measure. Write {_CHART}.")
        yield f"{_text(name)} = {_list(measures)}\n"


def _callout(line: str, materials: list[str]) -> Iterator[str]:
    about, _, place = line.rpartition("=")
    about = about.strip()
    try:
        x, y = (float(share) for share in place.split(","))
    except ValueError:
        raise PresetError(f"callouts: '{line}' is no place. {_PLACE}.") from None
    if not about:
        raise PresetError(f"callouts: '{line}' is about nothing. {_PLACE}.")
    told = f"point = {about}" if about.isdecimal() else f"{_field(about, materials)} = {_text(about)}"
    yield f"\n[[callouts]]\n{told}\nat = [{x!r}, {y!r}]\n"


def _field(about: str, materials: list[str]) -> str:
    return "material" if about in materials else "feature"


def _list(text: str) -> str:
    return json.dumps([part.strip() for part in text.split(",") if part.strip()], ensure_ascii=False)


def _text(text: str) -> str:
    return json.dumps(text.strip(), ensure_ascii=False)


def _lines(value: Any) -> list[str]:
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
