"""A filled form of facts as a product, and a product as a filled form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.stages.export.publish import replace_bytes
from presets.errors import PresetError
from presets.products.library import FILE_NAME
from presets.products.schema import SENTENCES, Boxed, Measures, Product, Translated
from presets.products.shown import Measured
from presets.products.written import product_toml
from presets.reading import validated
from studio.facts_row import boxed
from studio.shown_form import callouts_typed, shown_told, sizes_typed

TEXTS = ("name", "brand", "category", "sku", "gtin", "mpn", "made_in", "warranty_months")
TERMS = ("materials", "colours", "features", "care", "occasions")
LINES = ("points", "buyers", "steps", "certifications", "never")
MEASURES = tuple(Measures.model_fields)
_PRICES = re.compile(r"[\n;]|,(?=\s*[A-Za-z]{2}\s)")


@dataclass(frozen=True)
class Filled:
    """What was filled in.

    Attributes:
        facts: by the names of `Product`, measures by their own; of lists a line each, `prices` as `us 19.90 USD`,
            `specs` as `Wall: 0.8 mm`, `box` as `2 x mug`, sizes and call-outs as `shown_form` has them. `height_cm`
            stands for a height that is left empty.
        words: language -> name, points, buyers, steps in it, and terms as `Wall: Pared`.
        language: of the facts.
    """

    facts: Mapping[str, Any]
    words: Mapping[str, Mapping[str, Any]]
    language: str


def product_of(filled: Filled, name: str) -> Product:
    """Return the product that a form tells of.

    Args:
        name: of the product, where the form's own is empty.

    Raises:
        PresetError: a fact that cannot be meant, by its address.
    """
    facts = filled.facts
    told: dict[str, Any] = {"name": name or "?", "language": filled.language}
    told |= {field: value for field in TEXTS if (value := _text(facts.get(field)))}
    told |= {field: values for field in TERMS if (values := [_text(value) for value in facts.get(field) or ()])}
    told |= {field: lines for field in LINES if (lines := _lines(facts.get(field)))}
    told |= {"no_gtin": bool(facts.get("no_gtin")), "box": [boxed(line) for line in _lines(facts.get("box"))]}
    told |= {"measures": dict(_measures(facts)), "prices": _once("prices", _prices(facts))}
    told |= {"specs": _once("specs", _pairs("specs", facts.get("specs")))} | shown_told(facts)
    told["words"] = {tag: words for tag, given in filled.words.items() if (words := _translated(tag, given))}
    return validated(FILE_NAME, told, Product)


def write_facts(folder: Path, product: Product) -> Path:
    """Write facts where jobs read them, in a folder made of their content, and return the file."""
    text = product_toml(product).encode()
    path = folder / sha256(text).hexdigest()[:16] / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, text)
    return path


def filled_of(product: Product) -> Filled:
    """Return the form that tells of a product; what it leaves out is empty."""
    facts: dict[str, Any] = {field: _text(getattr(product, field)) for field in TEXTS}
    facts |= {field: list(getattr(product, field)) for field in TERMS}
    facts |= {field: "\n".join(getattr(product, field)) for field in LINES}
    facts |= {name: str(measure or "") for name, measure in product.measures}
    facts |= {"no_gtin": product.no_gtin, "box": "\n".join(_counted(one) for one in product.box)}
    prices = (f"{country} {price.amount} {price.currency}" for country, price in product.prices.items())
    facts |= {"prices": "\n".join(prices), "specs": _paired(product.specs)}
    facts |= {"sizes": sizes_typed(product), "callouts": callouts_typed(product)}
    facts["sizes_of"] = (product.size_chart.of if product.size_chart else Measured.PRODUCT).value
    return Filled(facts, {tag: _words(words) for tag, words in product.words.items()}, product.language)


def _words(words: Translated) -> dict[str, str]:
    lists = {field: "\n".join(getattr(words, field)) for field in SENTENCES}
    return {"name": words.name or "", **lists, "terms": _paired(words.terms)}


def _translated(tag: str, given: Mapping[str, Any]) -> dict[str, Any]:
    address = f"words.{tag}.terms"
    told: dict[str, Any] = {field: _lines(given.get(field)) for field in SENTENCES}
    told |= {"name": _text(given.get("name")), "terms": _once(address, _pairs(address, given.get("terms")))}
    return {field: value for field, value in told.items() if value}


def _measures(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if height := _text(facts.get("height_cm")):
        yield "height", f"{height} cm"
    yield from ((field, value) for field in MEASURES if (value := _text(facts.get(field))))


def _prices(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in _PRICES.split(str(facts.get("prices") or "")):
        country, _, price = part.strip().partition(" ")
        if not part.strip():
            continue
        if len(country) != 2 or not country.isalpha() or not price:
            raise PresetError(f"prices: '{part.strip()}' is no country's price. Write it as us 19.90 USD.")
        yield country.lower(), price.strip()


def _pairs(field: str, value: Any) -> Iterator[tuple[str, str]]:
    for line in _lines(value):
        label, _, told = line.replace("\uff1a", ":", 1).partition(":")
        if not label.strip() or not told.strip():
            raise PresetError(f"{field}: '{line}' is half of a pair. Write it as Wall: 0.8 mm.")
        yield label.strip(), told.strip()


def _once(field: str, pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise PresetError(f"{field}: '{name}' stands there twice. Leave one of them out.")
        found[name] = value
    return found


def _paired(told: Mapping[str, str]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in told.items())


def _counted(one: Boxed) -> str:
    return f"{one.count} x {one.item}" if one.count > 1 else one.item


def _text(value: Any) -> str:
    return " ".join(str(value or "").split())


def _lines(value: Any) -> list[str]:
    return [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]
