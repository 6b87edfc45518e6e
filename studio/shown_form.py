"""Sizes and call-outs as they are typed into a form: a line each."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from presets.errors import PresetError
from presets.products.schema import Product
from presets.products.shown import Callout

_CHART = "S, M, L in the first line, then a measure a line, as in chest: 88-92 cm, 93-98 cm, 99-104 cm"
_PLACE = "Write a point's number, or a feature or material, and its place, as in 2 = 0.5, 0.04"
_ON_PHOTO = re.compile(r"\s+@\s*(?P<photo>\S.*)$")


def shown_told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed of sizes and call-outs, as a product's file tells it; nothing for what is empty.

    Args:
        facts: `sizes`: sizes in the first line, then a measure a line: `chest: 88-92 cm, 93-98 cm`; `sizes_of`: what
            they measure; `callouts`: `2 = 0.5, 0.04` or `enamel = 0.5, 0.8 @ front.jpg`, a line each; `materials` tell
            which words are materials.

    Raises:
        PresetError: a line that cannot be meant.
    """
    told: dict[str, Any] = {}
    if lines := _lines(facts.get("sizes")):
        told["size_chart"] = _chart(lines) | ({"of": facts["sizes_of"]} if facts.get("sizes_of") else {})
    materials = [str(term) for term in facts.get("materials") or ()]
    if callouts := [_callout(line, materials) for line in _lines(facts.get("callouts"))]:
        told["callouts"] = callouts
    return told


def sizes_typed(product: Product) -> str:
    """Return a product's size chart as it would be typed; empty without one."""
    if (chart := product.size_chart) is None:
        return ""
    rows = (f"{name}: {', '.join(map(str, row))}" for name, row in chart.measures.items())
    return "\n".join([", ".join(chart.sizes), *rows])


def callouts_typed(product: Product) -> str:
    """Return a product's call-outs as they would be typed."""
    return "\n".join(_typed(callout) for callout in product.callouts)


def _typed(callout: Callout) -> str:
    about = callout.point or callout.feature or callout.material
    photo = f" @ {callout.photo}" if callout.photo else ""
    return f"{about} = {callout.at[0]:g}, {callout.at[1]:g}{photo}"


def _chart(lines: Sequence[str]) -> dict[str, Any]:
    measures: dict[str, list[str]] = {}
    for line in lines[1:]:
        name, colon, row = line.partition(":")
        if not colon:
            raise PresetError(f"size_chart: '{line}' is no measure. Write {_CHART}.")
        if name.strip() in measures:
            raise PresetError(f"size_chart: '{name.strip()}' stands there twice. Leave one of them out.")
        measures[name.strip()] = _list(row)
    return {"sizes": _list(lines[0]), "measures": measures}


def _callout(line: str, materials: Sequence[str]) -> dict[str, Any]:
    photo = _ON_PHOTO.search(line)
    about, _, place = (line[: photo.start()] if photo else line).rpartition("=")
    about = about.strip()
    try:
        x, y = (float(share) for share in place.split(","))
    except ValueError:
        raise PresetError(f"callouts: '{line}' is no place. {_PLACE}.") from None
    if not about:
        raise PresetError(f"callouts: '{line}' is about nothing. {_PLACE}.")
    return {_field(about, materials): about, "at": (x, y)} | ({"photo": photo["photo"]} if photo else {})


def _field(about: str, materials: Sequence[str]) -> str:
    if about.isdecimal():
        return "point"
    return "material" if about in materials else "feature"


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _lines(value: Any) -> list[str]:
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
