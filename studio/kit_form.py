"""A filled form of facts as the file that a kit reads."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.stages.export.publish import replace_bytes
from presets.errors import PresetError
from presets.products.library import FILE_NAME, read_product
from studio.shown_form import shown_toml

_LISTS = ("materials", "colours", "features")
_MEASURES = ("weight", "capacity", "width")


@dataclass(frozen=True)
class Filled:
    """What was filled in.

    Attributes:
        facts: by the names of `Product`; `points` and `steps` a line each, `prices` as `us 19.90 USD, es 17.90 EUR`,
            `sizes` and `callouts` as `shown_form` has them.
        words: language -> name, points and steps in it.
        languages: the first is that of the facts.
    """

    facts: Mapping[str, Any]
    words: Mapping[str, Mapping[str, str]]
    languages: tuple[str, ...]


def write_facts(folder: Path, filled: Filled, name: str) -> Path:
    """Write the facts where jobs read them, in a folder made of their content, and return the file.

    Args:
        name: of the product, where the form's own is empty.

    Raises:
        PresetError: a fact that cannot be meant, by its address.
    """
    text = "".join(_toml(filled, name))
    path = folder / sha256(text.encode()).hexdigest()[:16] / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, text.encode())
    read_product(path)
    return path


def _toml(filled: Filled, name: str) -> Iterator[str]:
    yield _row("name", _text(filled.facts.get("name")) or name or "?")
    yield _row("language", filled.languages[0])
    yield from _terms(filled.facts)
    yield from _figures(filled.facts)
    yield from shown_toml(filled.facts)
    for tag, words in filled.words.items():
        lists = {field: _lines(words.get(field)) for field in ("points", "steps")}
        given = {"name": _text(words.get("name")), **lists}
        if any(given.values()):
            yield f"\n[words.{json.dumps(tag)}]\n"
            yield from (_row(field, value) for field, value in given.items() if value)


def _terms(facts: Mapping[str, Any]) -> Iterator[str]:
    for field in ("brand", "category"):
        if value := _text(facts.get(field)):
            yield _row(field, value)
    for field in _LISTS:
        if values := [_text(value) for value in facts.get(field) or ()]:
            yield _row(field, values)
    for field in ("points", "steps"):
        if lines := _lines(facts.get(field)):
            yield _row(field, lines)


def _figures(facts: Mapping[str, Any]) -> Iterator[str]:
    yield "\n[measures]\n"
    if height := _text(facts.get("height_cm")):
        yield _row("height", f"{height} cm")
    yield from (_row(field, value) for field in _MEASURES if (value := _text(facts.get(field))))
    yield "\n[prices]\n"
    yield from (_row(*_price(part)) for part in _text(facts.get("prices")).split(",") if part.strip())


def _row(key: str, value: Any) -> str:
    """Return a line of TOML, whose basic strings are written as JSON's are."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"


def _text(value: Any) -> str:
    return " ".join(str(value or "").split())


def _lines(value: Any) -> list[str]:
    return [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]


def _price(part: str) -> tuple[str, str]:
    country, _, price = part.strip().partition(" ")
    if len(country) != 2 or not country.isalpha() or not price:
        raise PresetError(f"prices: '{part.strip()}' is no country's price. Write it as us 19.90 USD.")
    return country.lower(), price.strip()
