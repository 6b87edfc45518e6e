"""A product's facts -> all that its pages may say, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.listing import Brief, Line
from pipelines.page import Badge, Grid, Item, PageWords, Point, ToldMeasure
from pipelines.stages.copy.facts_told import FactsTold, Feature, facts_told
from presets.brands.schema import Brand
from presets.icons.library import load_icons
from presets.lexicon.library import term_id
from presets.products.schema import Product

Spots = Mapping[int, tuple[float, float]]
"""Which point, counted from 0 -> the part of the product it is about, in fractions of its box."""

_CERTIFIED = "seal"
_MOST_BADGES, _MOST_POINTS = 6, 6


def page_words(
    brief: Brief, brand: Brand | None = None, spots: Spots | None = None
) -> tuple[PageWords, tuple[str, ...]]:
    """Return what a product's pages may say, without a headline, and notes on what has no words in the language.

    Raises:
        PresetError: no lexicon has the language's words.
    """
    told, product = facts_told(brief), brief.product
    house = brand.told_in(brief.language.id) if brand is not None else None
    words = PageWords(
        brief.language,
        brand=told.brand,
        points=tuple(_points(told, spots or {})),
        measures=tuple(_measures(told, product)),
        badges=tuple(_badges(told, product))[:_MOST_BADGES],
        items=tuple(Item(_begun(line)) for line in told.box),
        steps=tuple(Line(step, (f"factory.{index}",)) for index, step in enumerate(house.factory if house else ())),
    )
    return words, told.notes


def headed(words: PageWords, page: str, brief: Brief) -> PageWords:
    """Return a page's words with its headline: the product's name, or what the lexicon calls such facts."""
    told = facts_told(brief)
    labels = told.lexicon.labels
    texts = {
        "dimensions": labels.size,
        "size-chart": labels.size,
        "in-the-box": labels.box,
        "care": labels.care,
        "close-up": labels.details,
        "comparison": labels.details,
    }
    if page in texts:
        return replace(words, headline=Line(told.lexicon.agreed(texts[page])))
    return replace(words, headline=told.name or (_begun(Line(told.thing.word, ("category",))) if told.thing else None))


def comparison(briefs: tuple[Brief, ...]) -> Grid:
    """Return the seller's products side by side, a row for each measure or material that one of them has."""
    told = [facts_told(brief) for brief in briefs]
    labels = told[0].lexicon.labels
    head = tuple(each.name or Line(brief.product.name, ("name",)) for each, brief in zip(told, briefs, strict=True))
    names = [name for name in type(briefs[0].product.measures).model_fields if any(name in t.measures for t in told)]
    rows = [(Line(getattr(labels, name)), tuple(each.measures.get(name) for each in told)) for name in names]
    made = tuple(_first_material(each) for each in told)
    if any(made):
        rows.insert(0, (Line(labels.material), made))
    return Grid(head, tuple(rows), own=0)


def _points(told: FactsTold, spots: Spots) -> Iterator[Point]:
    """Yield the seller's own points, or features where there are none in the language."""
    lines = told.points or tuple(_begun(feature.line) for feature in told.features)
    for index, line in enumerate(lines[:_MOST_POINTS]):
        yield Point(line, spots.get(index) if told.points else None)


def _measures(told: FactsTold, product: Product) -> Iterator[ToldMeasure]:
    for name, quantity in product.measures.given().items():
        label = Line(told.lexicon.agreed(getattr(told.lexicon.labels, name)))
        yield ToldMeasure(name, quantity, label, told.measures[name])


def _badges(told: FactsTold, product: Product) -> Iterator[Badge]:
    """Yield care, materials and qualities with their signs, and certificates."""
    for feature in sorted(told.features, key=lambda feature: feature.group.value != "care"):
        yield Badge(_sign("features", feature, product), _begun(feature.line))
    for material, address in told.materials:
        written = product.materials[int(address.rpartition(".")[2])]
        icon = load_icons().of_term(term_id("materials", written, product.language) or "")
        yield Badge(icon, _begun(Line(told.lexicon.agreed(material.word), (address,))))
    yield from (Badge(_CERTIFIED, line) for line in told.certifications)


def _sign(kind: str, feature: Feature, product: Product) -> str:
    field, _, index = feature.line.facts[0].rpartition(".")
    written = getattr(product, field)[int(index)]
    return load_icons().of_term(term_id(kind, written, product.language) or "")


def _first_material(told: FactsTold) -> Line | None:
    if not told.materials:
        return None
    material, address = told.materials[0]
    return Line(told.lexicon.agreed(material.word), (address,))


def _begun(line: Line) -> Line:
    """Return a line that begins with a capital, where its letters have any."""
    return replace(line, text=line.text[:1].upper() + line.text[1:])
