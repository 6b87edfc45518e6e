"""A draft of a product's file from what a photo suggests: a comment each, until a person takes the sign away."""

import json
import re
from collections.abc import Iterator, Sequence

from pipelines.understanding import How, Suggestion, Understanding
from presets.products.quantity import Dimension, Quantity

_HEAD = """\
# Drafted from {photos}. Every line that begins with '#' is a suggestion and no fact: take the sign away where it is
# right. Fill in name and category; all else may be left out. 'studio kit --help' shows a whole file.
"""
_LISTS = ("materials", "colours", "features", "points")
_HOW = {How.MEASURED: "measured", How.READ: "read on the product", How.SUPPOSED: "supposed by a network that sees"}
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(fl\.? ?oz|ml|mm|cm|kg|oz|lb|in|g|l)\b", re.IGNORECASE)
_MEASURES = {Dimension.VOLUME: "capacity", Dimension.MASS: "weight"}


def facts_draft(seen: Understanding, photos: str, language: str) -> str:
    """Return the draft as TOML, which says what is missing when it is read before it is filled in.

    Args:
        photos: what it was drafted from.
        language: in which the seller will write it.
    """
    return "\n".join(_lines(seen, photos, language)) + "\n"


def _lines(seen: Understanding, photos: str, language: str) -> Iterator[str]:
    yield _HEAD.format(photos=photos)
    yield 'name = ""'
    yield from _category(seen.of("category"))
    yield f"language = {json.dumps(language)}"
    yield '# brand = ""'
    for field in _LISTS:
        if found := seen.of(field):
            yield f"# {field} = {json.dumps([one.value for one in found], ensure_ascii=False)}  # {_why(found)}"
    if label := seen.of("label"):
        yield f"# On the product: {'; '.join(one.value for one in label)}"
    yield from ("", "[measures]", *_measures(label))
    yield f'# height = ""  # the photo shows {seen.aspect:.2f} times as high as wide'
    yield from ('# width = ""', "", "[prices]", '# us = "0.00 USD"')


def _category(found: Sequence[Suggestion]) -> Iterator[str]:
    if not found:
        yield 'category = ""'
    yield from (f"# category = {json.dumps(one.value, ensure_ascii=False)}  # {_HOW[one.how]}" for one in found)


def _why(found: Sequence[Suggestion]) -> str:
    shares = [f"{one.value} {one.share:.0%}" for one in found if one.how is How.MEASURED]
    hows = dict.fromkeys(_HOW[one.how] for one in found)
    return ", ".join(hows) + (f": {', '.join(shares)}" if shares else "")


def _measures(label: Sequence[Suggestion]) -> Iterator[str]:
    """Yield the first volume and the first weight that are printed on the product."""
    left = dict(_MEASURES)
    for one in label:
        for figure in _FIGURE.finditer(one.value):
            unit = "fl oz" if figure[2].casefold().startswith("fl") else figure[2].casefold()
            quantity = Quantity.parse(f"{figure[1].replace(',', '.')} {unit}")
            if name := left.pop(quantity.unit.dimension, None):
                yield f'# {name} = "{quantity}"  # {_HOW[one.how]}: {one.value}'
