"""A product's facts -> all that its pages may say, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.listing import Brief, Line
from pipelines.page import Badge, Item, PageWords, Point, ToldMeasure
from pipelines.stages.copy import parts
from pipelines.stages.copy.facts_told import FactsTold, Feature, facts_told
from pipelines.stages.page.tables import chart_lead, size_grid
from presets.brands.schema import Brand
from presets.icons.library import load_icons
from presets.lexicon.library import term_id
from presets.lexicon.terms import Group
from presets.products.schema import Product
from presets.products.shown import Callout

Spots = Mapping[int, tuple[float, float]]
"""Which point, counted from 0 -> the part of the product it is about, in fractions of its box."""

_CERTIFIED = "seal"
_HOUSE = "factory"  # of the brand's file
_MOST_BADGES, _MOST_POINTS = 6, 6


def page_words(
    brief: Brief, brand: Brand | None = None, spots: Spots | None = None, photo: str | None = None
) -> tuple[PageWords, tuple[str, ...]]:
    """Return what a product's pages may say, without a headline, and notes on what has no words in the language.

    Args:
        photo: the name of the one whose call-outs are told, besides those of no named one; None for all.

    Raises:
        PresetError: no lexicon has the language's words.
    """
    told, product = facts_told(brief), brief.product
    house = brand.told_in(brief.language.id) if brand is not None else None
    words = PageWords(
        brief.language,
        brand=told.brand,
        points=tuple(_points(told)),
        callouts=tuple(_callouts(told, product, spots or {}, photo)),
        measures=tuple(_measures(told, product)),
        badges=tuple(_badges(told, product))[:_MOST_BADGES],
        items=tuple(Item(_begun(line)) for line in told.box),
        steps=told.steps
        or tuple(Line(step, (f"{_HOUSE}.{i}",)) for i, step in enumerate(house.factory if house else ())),
    )
    return words, told.notes


def headed(words: PageWords, page: str, brief: Brief) -> PageWords:
    """Return a page's words with its headline: the product's name, or what the lexicon calls such facts."""
    told = facts_told(brief)
    labels = told.lexicon.labels
    texts = {
        "dimensions": labels.size,
        "size-chart": labels.sizes,
        "in-the-box": labels.box,
        "care": _badges_are(told),
        "close-up": labels.details,
        "comparison": labels.compare,
        "steps": _steps_are(words, told),
    }
    if page == "size-chart":
        words = replace(words, table=size_grid(brief, told), lead=chart_lead(brief, told))
    if page == "close-up" and told.materials:
        words = replace(words, lead=_begun(parts.labelled(told, "material", parts.materials(told))))
    if page == "hero" and words.points:
        words = replace(words, lead=words.points[0].line)
    if page in texts:
        return replace(words, headline=Line(told.lexicon.agreed(texts[page])))
    return replace(words, headline=told.name or (_begun(Line(told.thing.word, ("category",))) if told.thing else None))


def _badges_are(told: FactsTold) -> str:
    """Return what a page of badges is called: care where it is of nothing else but materials."""
    groups = {feature.group for feature in told.features}
    labels = told.lexicon.labels
    if not groups:
        return labels.material
    return labels.care if groups == {Group.CARE} else labels.features


def _steps_are(words: PageWords, told: FactsTold) -> str:
    """Return what the steps are: how it is made, where they are the brand's; else how it is used."""
    made = any(fact.startswith(_HOUSE) for step in words.steps for fact in step.facts)
    return told.lexicon.house.steps.rstrip(".。") if made else told.lexicon.labels.use


def _points(told: FactsTold) -> Iterator[Point]:
    """Yield the seller's own points, or features where there are none in the language."""
    lines = told.points or tuple(_begun(feature.line) for feature in told.features)
    yield from (Point(line) for line in lines[:_MOST_POINTS])


def _callouts(told: FactsTold, product: Product, spots: Spots, photo: str | None) -> Iterator[Point]:
    """Yield what the facts, or whoever typed `spots`, have a place for; with spots typed, every point."""
    seen = [
        (index, callout)
        for index, callout in enumerate(product.callouts)
        if photo is None or callout.photo in (None, photo)
    ]
    named = {callout.point - 1: (index, callout) for index, callout in seen if callout.point}
    for index, line in enumerate(told.points):
        at = spots.get(index)
        place, callout = named.get(index, (0, None))
        if at is not None or callout is None:
            yield from [Point(line, at)] if spots else []
        else:
            yield Point(Line(line.text, (*line.facts, f"callouts.{place}")), callout.at)
    for index, callout in seen:
        if (line := _about(told, product, callout)) is not None:
            yield Point(Line(_begun(line).text, (*line.facts, f"callouts.{index}")), callout.at)


def _about(told: FactsTold, product: Product, callout: Callout) -> Line | None:
    """Return the words for a feature or a material that is called out; None where the language has none."""
    if callout.material is not None:
        address = f"materials.{product.materials.index(callout.material)}"
        words = next((material.word for material, where in told.materials if where == address), None)
        return None if words is None else Line(told.lexicon.agreed(words), (address,))
    addresses = [
        f"{field}.{index}"
        for field in ("features", "care")
        for index, written in enumerate(getattr(product, field))
        if written == callout.feature
    ]
    return next((feature.line for feature in told.features if feature.line.facts[0] in addresses), None)


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


def _begun(line: Line) -> Line:
    """Return a line that begins with a capital, where its letters have any."""
    return replace(line, text=line.text[:1].upper() + line.text[1:])
