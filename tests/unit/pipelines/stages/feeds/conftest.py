"""A mug on the shelf of a shop, with pictures, a film and words in two languages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.feeds.media import MediaItem, MediaKind
from pipelines.stages.feeds.shelf import Shelf, Shop
from presets.markets.library import market
from presets.products.library import read_product
from presets.products.schema import Product
from presets.schema import Role

SPANISH = {"mug": "taza", "enamel": "esmalte", "steel": "acero", "white": "blanco", "navy": "azul marino"}
COPIES = {
    "en": Copy(
        "en",
        (Title(Strategy.KEYWORD, Line("Linden enamel mug, 350 ml", ("name", "materials.0", "measures.capacity"))),),
        (Line("Light and tough", ("points.0",)), Line("9 cm high", ("measures.height",))),
        (
            Line("A white mug of enamel.", ("colours.0", "materials.0")),
            Line("It holds 350 ml.", ("measures.capacity",)),
        ),
    ),
    "es": Copy(
        "es",
        (Title(Strategy.KEYWORD, Line("Taza Linden de esmalte", ("words.es.name", "materials.0"))),),
        (),
        (Line("Una taza blanca.", ("colours.0",)),),
    ),
}
MEDIA = (
    MediaItem(
        "pictures/main.jpg",
        Role.MAIN,
        MediaKind.IMAGE,
        (2000, 2000),
        {"en": Line("Linden mug, white", ("name", "colours.0")), "es": Line("Taza Linden", ("words.es.name",))},
        source_code="compositeCapture",
    ),
    MediaItem("pictures/side view, left.jpg", Role.ADDITIONAL, MediaKind.IMAGE, (2000, 2000)),
    MediaItem(
        "pictures/kitchen.jpg",
        Role.LIFESTYLE,
        MediaKind.IMAGE,
        (1600, 2000),
        {"en": Line("Linden mug, in a kitchen", ("name",))},
        source_code="compositeWithTrainedAlgorithmicMedia",
    ),
    MediaItem("pictures/garden.jpg", Role.LIFESTYLE, MediaKind.IMAGE, (1600, 2000), source_code="composite"),
    MediaItem("pictures/sizes.es.jpg", Role.SIZE_CHART, MediaKind.IMAGE, (1600, 1600), language="es"),
    MediaItem(
        "films/mug.en.mp4",
        Role.VIDEO,
        MediaKind.VIDEO,
        (1080, 1920),
        {"en": Line("Linden mug, film", ("name",))},
        seconds=72.46,
        thumbnail="films/mug.en.jpg",
        captions="films/mug.en.vtt",
        spoken=(Line("This is the Linden mug.", ("name",)), Line("It costs $19.90.", ("prices.us",))),
        language="en",
        source_code="compositeSynthetic",
        made_on=date(2026, 11, 27),
    ),
)


@pytest.fixture
def mug() -> Product:
    return read_product(Path("studio/examples/enamel-mug/product.toml"))


@pytest.fixture
def shelf_of(mug: Product) -> Callable[..., Shelf]:
    def make(tag: str = "en", country: str = "us", **given) -> Shelf:
        given.setdefault("product", mug)
        given.setdefault("shop", Shop("https://shop.example/mug/", f"{tag}.html"))
        given.setdefault("terms", SPANISH if tag == "es" else {})
        return Shelf(market=market(country), copy=given.pop("copy", COPIES[tag]), media=MEDIA, **given)

    return make
