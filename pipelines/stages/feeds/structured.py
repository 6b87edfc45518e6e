"""A product in schema.org's words, as JSON-LD for the shop's own page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.stages.feeds.media import MediaItem
from pipelines.stages.feeds.proven import proven_value
from pipelines.stages.feeds.shelf import Availability, Condition, Shelf
from pipelines.stages.feeds.structured_media import film_node, image_node
from pipelines.stages.feeds.told import Node, Told, held, number_of, plain_of
from pipelines.stages.feeds.units import MONTH_CODE, UNIT_CODES
from presets.languages.tags import root
from presets.products.quantity import Quantity
from presets.schema import Role

CONTEXT = "https://schema.org"
_OWN_MEASURES = ("height", "width", "depth", "weight")  # schema.org has a property of that name; others are extra ones
_ROLES = (Role.MAIN, Role.ADDITIONAL, Role.SWATCH, Role.LIFESTYLE, Role.SIZE_CHART, Role.DETAIL)
_AVAILABILITY = {
    Availability.IN_STOCK: "InStock",
    Availability.OUT_OF_STOCK: "OutOfStock",
    Availability.PREORDER: "PreOrder",
    Availability.BACKORDER: "BackOrder",
}
_CONDITION = {
    Condition.NEW: "NewCondition",
    Condition.REFURBISHED: "RefurbishedCondition",
    Condition.USED: "UsedCondition",
}


@dataclass(frozen=True)
class Structured:
    """A document and what a person should know of it."""

    root: Mapping[str, Node]
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the document as JSON that can stand in a page's script element."""
        text = json.dumps(plain_of(self.root), ensure_ascii=False, indent=2)
        return text.replace("</", "<\\/") + "\n"


def structured_product(shelf: Shelf, countries: Sequence[str] = ()) -> Structured:
    """Return a product with its offers, pictures and films; only facts, and only in the shelf's language.

    A text of which a claim has no fact is left out, and noted.

    Args:
        countries: for which the page has an offer; the shelf's own market without any.
    """
    missing = list[str]()
    root: dict[str, Node] = {"@context": CONTEXT, "@type": "Product"}
    root |= dict(_identity(shelf))
    root |= _words(shelf, missing)
    root |= dict(_measures(shelf, missing))
    root |= _media(shelf)
    root["offers"] = [*_offers(shelf, countries or (shelf.market.id,), missing)]
    if not root["offers"]:
        del root["offers"]
    read = dict[Told, Told | str]()  # a film's text is the product's

    def hold(place: str, told: Told) -> Told | None:
        found = read[told] = read.get(told) or proven_value(told, shelf)
        if isinstance(found, str):
            missing.append(f"{place}: {found}")
            return None
        return found

    kept = held(root, hold)
    return Structured(kept if isinstance(kept, Mapping) else {}, (*shelf.shop.notes, *missing))


def _identity(shelf: Shelf) -> Iterator[tuple[str, Node]]:
    product = shelf.product
    if url := shelf.shop.page_url:
        yield "url", url
    for key in ("sku", "gtin", "mpn"):
        if value := getattr(product, key):
            yield key, Told(value, (key,))
    if product.brand:
        yield "brand", {"@type": "Brand", "name": Told(product.brand, ("brand",))}
    if product.made_in:
        yield "countryOfOrigin", {"@type": "Country", "name": Told(product.made_in.upper(), ("made_in",))}
    if product.certifications:
        names = [Told(name, (f"certifications.{index}",)) for index, name in enumerate(product.certifications)]
        yield "hasCertification", [{"@type": "Certification", "name": name} for name in names]


def _words(shelf: Shelf, missing: list[str]) -> Mapping[str, Node]:
    words: dict[str, Node] = {"name": Told(shelf.name.text, shelf.name.facts)}
    if (description := shelf.description) and description.facts:
        words["description"] = Told(description.text, description.facts)
    if category := shelf.word(shelf.product.category):
        words["category"] = Told(category, ("category",))
    for key, field in (("material", "materials"), ("color", "colours")):
        told = [*terms_told(shelf, field, missing)]
        if told:
            words[key] = told
    return words


def terms_told(shelf: Shelf, field: str, missing: list[str]) -> Iterator[Told]:
    """Yield a list of terms in the shelf's language; those without a word are named in `missing`."""
    for index, term in enumerate(getattr(shelf.product, field)):
        if word := shelf.word(term):
            yield Told(word, (f"{field}.{index}",))
        else:
            missing.append(f"{field}: '{term}' has no word in {shelf.copy.language}; the feed leaves it out.")


def _measures(shelf: Shelf, missing: list[str]) -> Iterator[tuple[str, Node]]:
    given = shelf.product.measures.given()
    for name in _OWN_MEASURES:
        if name in given:
            yield name, _quantity(given[name], f"measures.{name}")
    extra = [_extra(shelf, name, given[name]) for name in given if name not in _OWN_MEASURES]
    own = root(shelf.copy.language) == root(shelf.product.language)
    for label, value in shelf.product.specs.items():
        if own:
            facts = (f"specs.{label}",)
            extra.append({"@type": "PropertyValue", "name": Told(label, facts), "value": Told(value, facts)})
        else:
            missing.append(f"specs: '{label}' is in {shelf.product.language} alone; the feed leaves it out.")
    if extra:
        yield "additionalProperty", extra


def _quantity(quantity: Quantity, address: str) -> dict[str, Node]:
    value = Told(number_of(quantity.value), (address,))
    return {"@type": "QuantitativeValue", "value": value, "unitCode": UNIT_CODES[quantity.unit]}


def _extra(shelf: Shelf, name: str, quantity: Quantity) -> Mapping[str, Node]:
    node = _quantity(quantity, f"measures.{name}")
    label = {"name": shelf.terms[name]} if name in shelf.terms else {}
    return {**node, "@type": "PropertyValue", "propertyID": name, **label}


def _media(shelf: Shelf) -> Mapping[str, Node]:
    """A picture shows facts, and is told by words that claim some."""
    images = [image_node(item, shelf) for item in shelf.pictures(*_ROLES)]
    films = [film_node(item, shelf) for item in shelf.films()]
    return {**({"image": images} if images else {}), **({"subjectOf": films} if films else {})}


def _offers(shelf: Shelf, countries: Sequence[str], missing: list[str]) -> Iterator[Mapping[str, Node]]:
    for country in countries:
        price = shelf.product.prices.get(country)
        if price is None:
            missing.append(f"prices.{country}: the facts have no price; the page has no offer there.")
            continue
        facts = (f"prices.{country}",)
        yield {
            "@type": "Offer",
            "price": Told(f"{price.amount:f}", facts),
            "priceCurrency": Told(price.currency, facts),
            "eligibleRegion": country.upper(),
            **_told_by_seller(shelf),
        }


def _told_by_seller(shelf: Shelf) -> Mapping[str, Node]:
    node = dict[str, Node]()
    if shelf.shop.page_url:
        node["url"] = shelf.shop.page_url
    if shelf.availability:
        node["availability"] = f"{CONTEXT}/{_AVAILABILITY[shelf.availability]}"
    if shelf.condition:
        node["itemCondition"] = f"{CONTEXT}/{_CONDITION[shelf.condition]}"
    if months := shelf.product.warranty_months:
        value = Told(months, ("warranty_months",))
        span: Node = {"@type": "QuantitativeValue", "value": value, "unitCode": MONTH_CODE}
        node["warranty"] = {"@type": "WarrantyPromise", "durationOfWarranty": span}
    return node


def main_picture(shelf: Shelf) -> MediaItem | None:
    """Return the picture that stands for the product; None without one."""
    found = shelf.pictures(Role.MAIN)
    return found[0] if found else None
