"""A picture and a film in schema.org's words."""

from collections.abc import Mapping
from fractions import Fraction

from pipelines.stages.feeds.media import MediaItem, mime_of
from pipelines.stages.feeds.shelf import Shelf
from pipelines.stages.feeds.told import Node, Told
from pipelines.stages.feeds.units import PIXEL_CODE
from presets.schema import Role

# schema.org's members of IPTCDigitalSourceEnumeration, by IPTC's code
_SOURCES = {
    "algorithmicallyEnhanced": "AlgorithmicallyEnhancedDigitalSource",
    "composite": "CompositeDigitalSource",
    "compositeCapture": "CompositeCaptureDigitalSource",
    "compositeSynthetic": "CompositeSyntheticDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "digitalCapture": "DigitalCaptureDigitalSource",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
}


def image_node(item: MediaItem, shelf: Shelf) -> Mapping[str, Node]:
    """Return a picture as an ImageObject."""
    node: dict[str, Node] = {"@type": "ImageObject", "contentUrl": shelf.shop.url_of(item), **_file(item)}
    if item.role is Role.MAIN:
        node["representativeOfPage"] = True
    if (alt := item.alt_in(shelf.copy.language)) and alt.facts:
        node["caption"] = Told(alt.text, alt.facts)
    return {**node, **_credit(shelf)}


def film_node(item: MediaItem, shelf: Shelf) -> Mapping[str, Node]:
    """Return a film as a VideoObject."""
    node: dict[str, Node] = {"@type": "VideoObject", "contentUrl": shelf.shop.url_of(item), **_file(item)}
    node["name"] = Told(shelf.name.text, shelf.name.facts)
    alt = item.alt_in(shelf.copy.language)
    if (told := shelf.description or alt) and told.facts:
        node["description"] = Told(told.text, told.facts)
    if item.thumbnail:
        node["thumbnailUrl"] = shelf.shop.url(item.thumbnail)
    if item.made_on:
        node["uploadDate"] = item.made_on.isoformat()
    node["duration"] = duration_of(item.seconds or 0)
    return {**node, **_spoken(item, shelf), **_credit(shelf)}


def duration_of(seconds: float) -> str:
    """Return a time as ISO 8601 writes a duration, to the tenth of a second: `PT1M12.5S`."""
    tenths = round(Fraction(seconds) * 10)
    minutes, rest = divmod(tenths, 600)
    whole, tenth = divmod(rest, 10)
    return f"PT{f'{minutes}M' if minutes else ''}{whole}{f'.{tenth}' if tenth else ''}S"


def _file(item: MediaItem) -> Mapping[str, Node]:
    width, height = item.size
    node: dict[str, Node] = {"width": _pixels(width), "height": _pixels(height)}
    if item.mime:
        node["encodingFormat"] = item.mime
    if item.language:
        node["inLanguage"] = item.language
    if source := _SOURCES.get(item.source_code or ""):
        node["digitalSourceType"] = f"https://schema.org/{source}"
    return node


def _pixels(count: int) -> Mapping[str, Node]:
    return {"@type": "QuantitativeValue", "value": count, "unitCode": PIXEL_CODE}


def _spoken(item: MediaItem, shelf: Shelf) -> Mapping[str, Node]:
    node = dict[str, Node]()
    facts = tuple(dict.fromkeys(fact for line in item.spoken for fact in line.facts))
    if facts:
        node["transcript"] = Told(shelf.joint.join(line.text for line in item.spoken), facts)
    if item.captions:
        form = mime_of(item.captions)
        captions: dict[str, Node] = {"@type": "MediaObject", "contentUrl": shelf.shop.url(item.captions)}
        node["caption"] = {**captions, **({"encodingFormat": form} if form else {})}
    return node


def _credit(shelf: Shelf) -> Mapping[str, Node]:
    brand = shelf.product.brand
    return {"creditText": Told(brand, ("brand",))} if brand else {}
