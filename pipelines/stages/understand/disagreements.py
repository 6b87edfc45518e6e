"""A photo's suggestions against the seller's facts: what contradicts is told, and never settled here."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from pipelines.stages.claims.claim import Kind
from pipelines.stages.claims.trace import traced
from pipelines.stages.understand.colours import has_swatch
from pipelines.understanding import Disagreement, How, Suggestion, Understanding
from presets.lexicon.library import term_id
from presets.products.schema import Product

_MUCH = 0.25  # of the product: a colour that a buyer would name
_OTHER_SHAPE = 0.35  # a photo taken aslant shortens things by a fifth
# Colours that one eye calls this and another that
_KIN = (
    {"white", "cream", "beige", "natural", "transparent"}, {"grey", "silver", "transparent"}, {"black", "navy", "grey"},
    {"brown", "copper", "natural", "beige", "gold", "rose-gold"}, {"gold", "mustard", "yellow", "beige"},
    {"red", "burgundy", "pink"}, {"orange", "copper", "red", "mustard"}, {"green", "olive", "mint", "turquoise"},
    {"blue", "navy", "light-blue", "turquoise"}, {"purple", "lavender", "pink", "burgundy"},
    {"pink", "rose-gold", "lavender"},
)  # fmt: skip
# Materials that a photo does not tell apart
_LIKE = (
    {"wood", "oak", "walnut", "beech", "pine", "acacia", "teak", "bamboo", "rattan", "wicker", "cork"},
    {"metal", "steel", "stainless-steel", "aluminium", "iron", "cast-iron", "silver", "titanium", "enamel"},
    {"metal", "brass", "copper", "gold"},
    {"ceramic", "porcelain", "stoneware", "terracotta", "enamel", "concrete", "marble"},
    {"glass", "borosilicate-glass", "plastic"}, {"plastic", "rubber", "silicone", "nylon"},
    {"cotton", "organic-cotton", "linen", "canvas", "polyester", "nylon", "silk", "velvet", "fleece", "felt", "wool"},
    {"leather", "faux-leather", "suede"}, {"paper", "cardboard"}, {"wicker", "seagrass", "rattan", "jute"},
    {"soy-wax", "beeswax"},
)  # fmt: skip


def disagreements(seen: Understanding, product: Product) -> tuple[Disagreement, ...]:
    """Return what the photo contradicts: category, materials, colours, figures printed on the product, proportions."""
    terms = (*_category(seen, product), *_materials(seen, product), *_colours(seen, product))
    return (*terms, *_printed(seen, product), *_shape(seen, product))


def new_suggestions(seen: Understanding, product: Product) -> tuple[Suggestion, ...]:
    """Return what the photo shows and the file does not say, for a person to take over or not."""
    return tuple(one for one in seen.suggestions if _is_new(one, product))


def _is_new(one: Suggestion, product: Product) -> bool:
    match one.field:
        case "colours":
            return one.share >= _MUCH and not product.colours
        case "category":
            return term_id("categories", product.category, product.language) is None
        case "materials":
            return not product.materials
        case "features":
            return one.value not in _ids("features", product.features, product)
        case _:
            return one.value.casefold() not in _words(product)


def _category(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    said = term_id("categories", product.category, product.language)
    for one in seen.of("category"):
        if said is not None and one.value != said:
            yield Disagreement("category", product.category, one.value)


def _materials(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    """Yield what it seems to be made of, where that is nothing like any material of the file."""
    said = _ids("materials", product.materials, product)
    shown = [one.value for one in seen.of("materials")]
    if said and shown and not any(_akin(one, other, _LIKE) for one in shown for other in said):
        yield Disagreement("materials", ", ".join(product.materials), ", ".join(shown))


def _ids(kind: str, written: Sequence[str], product: Product) -> list[str]:
    """Return the lexicon's ids; none where one of the words is the seller's own."""
    found = [term_id(kind, word, product.language) for word in written]
    return [] if None in found else [one for one in found if one is not None]


def _colours(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    """Yield each colour that the photo is full of and the file does not name; a rim may be too small to see."""
    said = _ids("colours", product.colours, product)
    known = [name for name in said if has_swatch(name)]
    if not known or len(known) < len(said):
        return  # something multicoloured, clear, or of a colour of the seller's own naming
    much = [one.value for one in seen.of("colours") if one.how is How.MEASURED and one.share >= _MUCH]
    supposed = [one.value for one in seen.of("colours") if one.how is How.SUPPOSED]
    unlike = [name for name in much if not any(_akin(name, other, _KIN) for other in known)]
    if supposed and not any(_akin(name, other, _KIN) for name in supposed for other in known):
        unlike += supposed
    yield from (Disagreement("colours", ", ".join(product.colours), name) for name in dict.fromkeys(unlike))


def _akin(one: str, other: str, kin: Sequence[AbstractSet[str]]) -> bool:
    return one == other or any({one, other} <= family for family in kin)


def _printed(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    for label in seen.of("label"):
        for claim in traced(label.value, product.language, product).unproven:
            if claim.kind in (Kind.MEASURE, Kind.PERCENT):
                family = "measures" if claim.kind is Kind.MEASURE else "specs"
                yield Disagreement(family, "no such figure", f"'{label.value}' on the product")


def _shape(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    given = product.measures.given()
    across = given.get("width") or given.get("diameter")
    if "height" not in given or across is None:
        return
    said = float(given["height"].exact / across.exact)
    if max(said / seen.aspect, seen.aspect / said) > 1 + _OTHER_SHAPE:
        told = f"{given['height']} by {across}, {said:.2f} times as high as wide"
        yield Disagreement("measures.height", told, f"{seen.aspect:.2f} times as high as wide, unless seen from above")


def _words(product: Product) -> str:
    return "\n".join(text for _, text in product.written()).casefold() + f"\n{product.brand or ''}".casefold()
