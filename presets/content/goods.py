"""Which kinds of goods a product is before the law, by the words of its facts."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import RootModel

from presets.markets.checks import Goods
from presets.products.schema import Product
from presets.reading import read_model


class GoodsWords(RootModel[dict[Goods, tuple[str, ...]]]):
    """Kind -> the words that tell it."""


@cache
def goods_words() -> Mapping[Goods, tuple[str, ...]]:
    """Return the words that tell each kind.

    Raises:
        PresetError: the list that comes with the package is wrong.
    """
    return read_model(Path(str(files("presets.content") / "goods.toml")), GoodsWords).root


def goods_of(product: Product) -> frozenset[Goods]:
    """Return the kinds a product is, by its category and materials; none where its words are of no list.

    Words in another language than English tell nothing.
    """
    said = " | ".join((product.category, *product.materials)).casefold().replace("-", " ")
    return frozenset(kind for kind, words in goods_words().items() if any(_is_said(word, said) for word in words))


def _is_said(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word.replace('-', ' '))}\b", text) is not None
