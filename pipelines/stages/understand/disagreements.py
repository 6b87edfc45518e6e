"""A photo's suggestions against the seller's facts: what contradicts is told, and never settled here."""

from collections.abc import Iterator

from pipelines.stages.claims.claim import Kind
from pipelines.stages.claims.trace import traced
from pipelines.stages.understand.colours import has_swatch
from pipelines.understanding import Disagreement, Suggestion, Understanding
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


def disagreements(seen: Understanding, product: Product) -> tuple[Disagreement, ...]:
    """Return what the photo contradicts: colours, figures printed on the product, proportions."""
    return (*_colours(seen, product), *_printed(seen, product), *_shape(seen, product))


def new_suggestions(seen: Understanding, product: Product) -> tuple[Suggestion, ...]:
    """Return what the photo shows and the file does not say, for a person to take over or not."""
    said = {term_id("colours", colour, product.language) for colour in product.colours}
    return tuple(
        one
        for one in seen.suggestions
        if (one.field == "colours" and one.share >= _MUCH and not product.colours and one.value not in said)
        or (one.field == "label" and one.value.casefold() not in _words(product))
    )


def _colours(seen: Understanding, product: Product) -> Iterator[Disagreement]:
    """Yield each colour that the photo is full of and the file does not name; a rim may be too small to see."""
    shown = {one.value: one.share for one in seen.of("colours")}
    said = [term_id("colours", colour, product.language) for colour in product.colours]
    known = [name for name in said if name is not None and has_swatch(name)]
    if not known or len(known) < len(said) or not shown:
        return  # something multicoloured, clear, or of a colour of the seller's own naming
    for name, share in shown.items():
        if share >= _MUCH and not any(_akin(name, other) for other in known):
            yield Disagreement("colours", ", ".join(product.colours), name)


def _akin(one: str, other: str) -> bool:
    return one == other or any({one, other} <= kin for kin in _KIN)


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
