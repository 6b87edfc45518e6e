"""Where each fact of a product stands in its file, and what it says there."""

from collections.abc import Iterator, Mapping

from presets.products.schema import SENTENCES, Product, Translated

_ALONE = ("name", "brand", "category", "sku", "gtin", "mpn", "made_in", "warranty_months")
_LISTS = ("materials", "colours", "features", "care", "occasions", *SENTENCES, "certifications")


def told_at(product: Product) -> Mapping[str, str]:
    """Return what each fact says, by its address: `measures.height` -> `9 cm`, `words.es.points.1` -> `Borde azul`."""
    return dict(_facts(product))


def _facts(product: Product) -> Iterator[tuple[str, str]]:
    for name in _ALONE:
        if (value := getattr(product, name)) is not None:
            yield name, str(value)
    for name in _LISTS:
        yield from _numbered(name, getattr(product, name))
    for name, measure in product.measures.given().items():
        yield f"measures.{name}", str(measure)
    yield from ((f"specs.{label}", value) for label, value in product.specs.items())
    yield from _shown(product)
    for index, boxed in enumerate(product.box):
        yield f"box.{index}", f"{boxed.count} x {boxed.item}" if boxed.count > 1 else boxed.item
    yield from ((f"prices.{country}", f"{p.amount} {p.currency}") for country, p in product.prices.items())
    for tag, words in product.words.items():
        yield from _translated(f"words.{tag}", words)


def _shown(product: Product) -> Iterator[tuple[str, str]]:
    if (chart := product.size_chart) is not None:
        yield from _numbered("size_chart.sizes", chart.sizes)
        for name, row in chart.measures.items():
            yield from _numbered(f"size_chart.{name}", tuple(str(extent) for extent in row))
    for index, callout in enumerate(product.callouts):
        about = callout.feature or callout.material or product.points[(callout.point or 1) - 1]
        yield f"callouts.{index}", f"{about}, at {callout.at[0]:g}, {callout.at[1]:g}"


def _translated(address: str, words: Translated) -> Iterator[tuple[str, str]]:
    if words.name:
        yield f"{address}.name", words.name
    for name in SENTENCES:
        yield from _numbered(f"{address}.{name}", getattr(words, name))
    yield from ((f"{address}.terms.{term}", text) for term, text in words.terms.items())


def _numbered(address: str, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{address}.{index}", text) for index, text in enumerate(texts))
