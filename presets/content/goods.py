"""Which kinds of goods a product is before the law, by its facts."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from presets.lexicon.library import load_terms, term_id
from presets.markets.checks import Goods
from presets.products.schema import Product
from presets.reading import read_model
from presets.rule_base import Strict


class GoodsKinds(Strict):
    """What tells each kind: words of the facts, and beginnings of a category's path in Google's product taxonomy."""

    words: dict[Goods, tuple[str, ...]]
    paths: dict[Goods, tuple[str, ...]]


@cache
def goods_kinds() -> GoodsKinds:
    """Return what tells each kind.

    Raises:
        PresetError: the list that comes with the package is wrong.
    """
    return read_model(Path(str(files("presets.content") / "goods.toml")), GoodsKinds)


def goods_of(product: Product) -> frozenset[Goods]:
    """Return the kinds a product is, by its category and materials; none where nothing tells it.

    A category of the lexicon is known in every language that has one; other words in English alone.
    """
    category = term_id("categories", product.category, product.language)
    materials = [term_id("materials", one, product.language) or one for one in product.materials]
    said = " | ".join((category or product.category, *materials)).casefold().replace("-", " ")
    path = load_terms().categories[category].google if category else ""
    kinds = goods_kinds()
    by_word = {kind for kind, words in kinds.words.items() if any(_is_said(word, said) for word in words)}
    return frozenset(by_word | {kind for kind, starts in kinds.paths.items() if path.startswith(starts)})


def _is_said(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word.replace('-', ' '))}\b", text) is not None
