"""What a file is called: by the marketplace's scheme, or readably."""

import hashlib
import re
import unicodedata

from pipelines.errors import ExportError
from presets.rules import FileName
from presets.schema import Slot


def file_name(slot: Slot, product: str, sku: str | None, number: int, extension: str, word: str = "") -> str:
    """Return the name of picture `number` (from 1) of a product, in letters every marketplace takes.

    The slot's own template is used with the SKU, or with the product's name where that fits; else a readable name,
    which says the `word` too.

    Raises:
        ExportError: the SKU does not give a name the marketplace takes.
    """
    rule = next((rule for rule in slot.rules if isinstance(rule, FileName) and rule.template), None)
    readable = ascii_name(sku or product)
    if rule is not None:
        codes = (sku,) if sku is not None else (readable, readable.replace("-", "_"), readable.replace("-", ""))
        names = [(rule.template or "").format(sku=code, number=number, ext=extension) for code in codes]
        if fitting := [name for name in names if re.fullmatch(rule.pattern, name) and "/" not in name]:
            return fitting[0]
        if sku is not None:
            raise ExportError(
                f"{slot.preset_title} takes no '{sku}' in a file's name. Give a --sku of letters and digits."
            )
    count = "" if number == 1 else f"-{number}"
    said = f".{ascii_name(word)}" if word else ""
    return f"{readable}.{slot.id}{said}{count}.{extension}"


def ascii_name(name: str) -> str:
    """Return `name` in [A-Za-z0-9_-]; a script that has no such letters is told apart by a short hash."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")
    lost = any(letter.isalnum() and not unicodedata.normalize("NFKD", letter)[0].isascii() for letter in name)
    if slug and not lost:
        return slug
    return f"{slug or 'product'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
