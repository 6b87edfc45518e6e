"""A product's facts as the text of the file that holds them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from presets.products.schema import Product

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def product_toml(product: Product) -> str:
    """Return a file that is read back as the same product; what it leaves out is not in it."""
    told = product.model_dump(mode="json", exclude_defaults=True)
    if prices := told.get("prices"):
        told["prices"] = {country: f"{price['amount']} {price['currency']}" for country, price in prices.items()}
    return "".join(_table("", told)).lstrip("\n")


def _table(address: str, told: Mapping[str, Any]) -> Iterator[str]:
    """Yield a table's own values, then the tables in it."""
    own = {name: value for name, value in told.items() if not isinstance(value, dict)}
    if address and (own or not told):
        yield f"\n[{address}]\n"
    yield from (f"{_key(name)} = {_value(value)}\n" for name, value in own.items())
    for name, value in told.items():
        if isinstance(value, dict):
            yield from _table(f"{address}.{_key(name)}" if address else _key(name), value)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_value(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(_value(part) for part in value)}]"
    # Basic strings, figures and true are written as JSON writes them, but for the sign of deletion
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)
