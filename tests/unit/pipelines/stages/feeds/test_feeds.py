"""Feeds of shops: the right columns, inside their bounds, with nothing that the facts do not say."""

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.feeds.rows import feed_row
from pipelines.stages.feeds.shelf import Availability, Condition, Shop
from pipelines.stages.feeds.write_feed import written_feed
from presets.feeds.library import load_feeds

FEEDS = tuple(load_feeds().items.values())
MERCHANT = load_feeds().get("merchant-center")
META = load_feeds().get("meta-catalogue")
G = "{http://base.google.com/ns/1.0}"


def table(feed, shelf, form: str) -> dict[str, str]:
    text = written_feed(feed, [feed_row(shelf, feed, form)], form, "Shop").decode()
    head, row = csv.reader(io.StringIO(text), delimiter="\t" if form == "tsv" else ",")
    return dict(zip(head, row, strict=True))


def test_a_merchants_table_has_pictures_in_their_roles(shelf_of) -> None:
    row = table(MERCHANT, shelf_of(availability=Availability.IN_STOCK), "tsv")
    base = "https://shop.example/mug/pictures"
    assert row["id"] == "LIN-MUG-350"
    assert row["image_link"] == f"{base}/main.jpg"
    assert row["lifestyle_image_link"] == f"{base}/kitchen.jpg"
    assert row["additional_image_link"] == f"{base}/side%20view%2C%20left.jpg,{base}/garden.jpg"
    assert row["video_link"] == "https://shop.example/mug/films/mug.en.mp4"
    assert (row["price"], row["availability"]) == ("19.90 USD", "in_stock")
    assert (row["color"], row["material"]) == ("white/navy", "enamel/steel")
    assert (row["product_height"], row["product_width"], row["product_weight"]) == ("9 cm", "8.5 cm", "190 g")


def test_a_number_that_was_not_given_is_not_said_to_be_missing(shelf_of, mug) -> None:
    """Shops refuse goods whose maker has a number for them, and whose feed says there is none."""
    bare = feed_row(shelf_of(), MERCHANT)
    assert "identified" not in {cell.column.holds for cell in bare.cells}
    assert any(note.startswith("identifier_exists: the facts have neither gtin") for note in bare.notes)
    handmade = shelf_of(product=mug.model_copy(update={"no_gtin": True}))
    assert table(MERCHANT, handmade, "tsv")["identifier_exists"] == "no"
    known = feed_row(shelf_of(product=mug.model_copy(update={"gtin": "4006381333931"})), MERCHANT)
    assert not any(note.startswith("identifier_exists") for note in known.notes)


@pytest.mark.parametrize("said", Availability)
def test_each_feed_has_its_own_spelling_of_stock(shelf_of, said: Availability) -> None:
    shelf = shelf_of(availability=said, available_on=date(2026, 12, 24))
    assert table(MERCHANT, shelf, "tsv")["availability"] == said.value
    metas = {"in_stock": "in stock", "out_of_stock": "out of stock", "backorder": "available for order"}
    assert table(META, shelf, "csv")["availability"] == metas.get(said.value, said.value)
    ahead = said in (Availability.PREORDER, Availability.BACKORDER)
    assert ("availability_date" in table(MERCHANT, shelf, "tsv")) is ahead


def test_goods_ordered_ahead_want_their_day(shelf_of) -> None:
    notes = feed_row(shelf_of(availability=Availability.PREORDER), MERCHANT).notes
    assert any(note.startswith("availability_date:") for note in notes)


def test_a_page_elsewhere_is_its_link_and_a_guessed_one_is_told(shelf_of) -> None:
    known = shelf_of(shop=Shop("https://cdn.example/mug", "en.html", "https://shop.example/p/1"))
    assert table(MERCHANT, known, "tsv")["link"] == "https://shop.example/p/1"
    assert not any(note.startswith("link:") for note in feed_row(known, MERCHANT).notes)
    assert any(note.startswith("link: the product's page is taken") for note in feed_row(shelf_of(), MERCHANT).notes)


def test_a_category_is_told_by_its_path(shelf_of) -> None:
    path = "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs"
    for feed, form in ((MERCHANT, "tsv"), (META, "csv")):
        assert table(feed, shelf_of(taxonomy=path), form)["google_product_category"] == path
        assert "google_product_category" not in table(feed, shelf_of(), form)


def test_rss_has_an_element_for_each_picture_and_highlight(shelf_of) -> None:
    data = written_feed(MERCHANT, [feed_row(shelf_of(), MERCHANT, "rss")], "rss", "Shop", "https://shop.example")
    item = ElementTree.fromstring(data).find("channel/item")
    assert item is not None
    assert len(item.findall(f"{G}additional_image_link")) == 2
    assert [one.text for one in item.findall(f"{G}product_highlight")] == ["Light and tough", "9 cm high"]
    assert item.findtext(f"{G}color") == "white/navy"


def test_words_of_a_language_model_are_marked_as_such(shelf_of) -> None:
    row = table(MERCHANT, shelf_of(by_model=True), "tsv")
    assert "title" not in row
    assert row["structured_title"] == "trained_algorithmic_media:Linden enamel mug, 350 ml"
    data = written_feed(MERCHANT, [feed_row(shelf_of(by_model=True), MERCHANT, "rss")], "rss", "Shop")
    told = ElementTree.fromstring(data).find(f"channel/item/{G}structured_description")
    assert told is not None
    assert told.findtext(f"{G}digital_source_type") == "trained_algorithmic_media"


def test_metas_catalogue_wants_what_only_the_seller_knows(shelf_of) -> None:
    notes = feed_row(shelf_of(), META).notes
    assert any(note.startswith("availability: it is no fact") for note in notes)
    row = table(META, shelf_of(availability=Availability.IN_STOCK, condition=Condition.NEW), "csv")
    assert (row["condition"], row["brand"], row["video[0].url"]) == (
        "new",
        "Linden",
        "https://shop.example/mug/films/mug.en.mp4",
    )
    assert row["additional_image_link"].count(",") == 2


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.id)
def test_a_feed_claims_nothing_without_a_fact(shelf_of, feed) -> None:
    row = feed_row(shelf_of(availability=Availability.IN_STOCK, condition=Condition.NEW), feed)
    form = {"page", "main_image", "additional_images", "lifestyle_image", "videos"}
    sellers = {"availability", "condition", "identified"}
    for cell in row.cells:
        assert bool(cell.facts) is (cell.column.holds not in form | sellers), cell.column.name


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.id)
@pytest.mark.parametrize("repeat", [1, 12, 700])
def test_nothing_is_cut_and_nothing_passes_a_bound(shelf_of, feed, repeat: int) -> None:
    line = Line("A mug for the road. " * repeat, ("name",))
    shelf = shelf_of(copy=Copy("en", (Title(Strategy.KEYWORD, line),), (), (line,)))
    row = feed_row(shelf, feed)
    for cell in row.cells:
        assert not cell.column.max_chars or len(cell.table_text) <= cell.column.max_chars
        if cell.column.holds in ("title", "description"):
            assert cell.table_text == line.text
    held = {cell.column.holds for cell in row.cells}
    for column in feed.columns:
        if column.holds in ("title", "description") and len(line.text) > (column.max_chars or 0):
            assert column.holds not in held
            assert any(note.startswith(f"{column.name}: ") for note in row.notes)


def test_a_measure_is_told_in_a_unit_that_is_read(shelf_of, mug) -> None:
    long = mug.model_copy(update={"measures": mug.measures.model_validate({"height": "95 mm", "width": "2 ft"})})
    row = table(MERCHANT, shelf_of(product=long), "tsv")
    assert (row["product_height"], row["product_width"]) == ("9.5 cm", "24 in")


def test_a_market_without_a_price_is_said(shelf_of) -> None:
    assert (
        "price: the facts have none for de. Add it to [prices] in the product's file."
        in feed_row(shelf_of("en", "de"), MERCHANT).notes
    )


def test_without_an_address_links_are_relative_and_said_so(shelf_of) -> None:
    row = feed_row(shelf_of(shop=Shop()), MERCHANT)
    assert any("relative" in note for note in row.notes)
    assert any(note.startswith("link: ") for note in row.notes)


def test_tabs_and_lines_do_not_break_a_table(shelf_of) -> None:
    line = Line("A mug.\n\tIt is white.", ("name",))
    row = table(MERCHANT, shelf_of(copy=Copy("en", (), (), (line,))), "tsv")
    assert row["description"] == "A mug. It is white."
    assert row["title"] == "Linden mug"


def test_a_form_that_is_not_read_is_refused(shelf_of) -> None:
    with pytest.raises(ValueError, match="Meta catalogue is written as csv or tsv, not as rss"):
        written_feed(META, [feed_row(shelf_of(), META)], "rss", "Shop")
