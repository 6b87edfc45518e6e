"""Alternative texts: short, in the language, with no claim beyond the facts; and sitemaps."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipelines.listing import Line
from pipelines.stages.feeds.alt import MOST_CHARS, Shows, alt_text
from pipelines.stages.feeds.media import MediaItem, MediaKind
from pipelines.stages.feeds.shelf import Shop
from pipelines.stages.feeds.sitemap import sitemap_notes, written_sitemap
from presets.alt_texts.library import load_alt_words
from presets.languages.library import load_languages
from presets.languages.tags import root
from presets.products.library import read_product
from presets.scenes.library import load_scenes
from presets.schema import Role

NAME = Line("Linden mug", ("name",))
WORDS = load_alt_words().items
KITCHEN = load_scenes().get("kitchen-ash")
MUG = read_product(Path("studio/examples/enamel-mug/product.toml"))


def test_every_language_has_its_words() -> None:
    assert {root(tag) for tag in load_languages()} == set(WORDS)


@pytest.mark.parametrize("tag", sorted(WORDS))
def test_no_words_claim_a_figure_or_tell_that_it_is_a_picture(tag: str) -> None:
    words = WORDS[tag]
    texts = [words.view, words.detail, words.sizes, words.film, *words.places.values()]
    assert not any(sign.isdigit() for text in texts for sign in text)
    assert len(set(words.places.values())) == len(words.places)
    assert not any(text.lower().startswith(("image", "picture", "photo", "foto", "imagen")) for text in texts)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Linden mug, in a kitchen"),
        ("de", "Linden mug, in einer Küche"),
        ("en-GB", "Linden mug, in a kitchen"),
        ("ja", "Linden mug、キッチンで"),
        ("ar", "Linden mug، في مطبخ"),
    ],
)
def test_a_scene_is_told_by_its_place(tag: str, text: str) -> None:
    assert alt_text(NAME, [], Shows(Role.LIFESTYLE, place=KITCHEN), tag, MUG) == Line(text, ("name",))


def test_a_main_picture_is_told_by_what_it_is_made_of() -> None:
    traits = [Line("white", ("colours.0",)), Line("enamel", ("materials.0",))]
    told = alt_text(NAME, traits, Shows(Role.MAIN), "en", MUG)
    assert told == Line("Linden mug, white, enamel", ("name", "colours.0", "materials.0"))


def test_a_drawn_page_is_told_by_its_own_words_as_many_as_fit() -> None:
    drawn = tuple(Line(f"Height 9 cm, part {number} of a long page", ("measures.height",)) for number in range(9))
    told = alt_text(NAME, [], Shows(Role.DETAIL, words=drawn), "en", MUG)
    assert len(told.text) <= MOST_CHARS
    assert told.text.endswith("of a long page")
    assert told.facts == ("name", "measures.height")


def test_other_views_details_and_films_are_told_apart() -> None:
    shown = [
        Shows(Role.ADDITIONAL),
        Shows(Role.DETAIL),
        Shows(Role.SIZE_CHART),
        Shows(Role.VIDEO, MediaKind.VIDEO),
        Shows(Role.LIFESTYLE, place=KITCHEN, first=False),
    ]
    texts = [alt_text(NAME, [], one, "es", MUG).text for one in shown]
    assert len(set(texts)) == len(texts)


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than the 125 characters"):
        alt_text(Line("m" * 126, ("name",)), [], Shows(Role.MAIN), "en", MUG)


def test_a_sitemap_lists_pages_with_their_pictures_and_films(shelf_of) -> None:
    root = ElementTree.fromstring(written_sitemap([shelf_of("en"), shelf_of("es", "es")]))
    spaces = {
        "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "i": "http://www.google.com/schemas/sitemap-image/1.1",
        "v": "http://www.google.com/schemas/sitemap-video/1.1",
    }
    english, spanish = root.findall("m:url", spaces)
    assert english.findtext("m:loc", None, spaces) == "https://shop.example/mug/en.html"
    assert len(english.findall("i:image/i:loc", spaces)) == 4
    assert english.findtext("v:video/v:duration", None, spaces) == "72"
    assert english.findtext("v:video/v:description", None, spaces) == "A white mug of enamel. It holds 350 ml."
    assert not spanish.findall("v:video", spaces)


def test_a_film_without_a_thumbnail_is_said_to_be_left_out(shelf_of) -> None:
    shelf = shelf_of("en")
    bare = replace(shelf, media=[replace(item, thumbnail=None) for item in shelf.media])
    assert sitemap_notes([shelf]) == ()
    assert sitemap_notes([bare]) == ("films/mug.en.mp4 has no thumbnail, without which no film is listed.",)
    assert b"video:video" not in written_sitemap([bare])


def test_a_sitemap_needs_a_page(shelf_of) -> None:
    with pytest.raises(ValueError, match="The page of 'Linden mug' in en is not known"):
        written_sitemap([shelf_of(shop=Shop("https://shop.example"))])


def test_a_films_length_and_a_paths_form_are_checked() -> None:
    with pytest.raises(ValueError, match="lasts some seconds"):
        MediaItem("a.mp4", Role.VIDEO, MediaKind.VIDEO, (1, 1))
    with pytest.raises(ValueError, match="is no path from the uploaded folder"):
        MediaItem("/home/a.jpg", Role.MAIN, MediaKind.IMAGE, (1, 1))


def test_a_name_at_the_head_of_a_page_is_told_once() -> None:
    drawn = (
        Line("LINDEN MUG", ("name",)),
        Line("Light and tough", ("points.0",)),
        Line("Light and tough", ("points.0",)),
    )
    assert alt_text(NAME, [], Shows(Role.DETAIL, words=drawn), "en", MUG).text == "Linden mug: Light and tough"


def test_what_no_fact_proves_is_left_out_of_an_alternative_text() -> None:
    drawn = (
        Line("Light and tough", ("points.0",)),
        Line("Holds 500 ml", ("measures.capacity",)),
        Line("The best mug", ("name",)),
    )
    told = alt_text(NAME, [], Shows(Role.DETAIL, words=drawn, head="Features"), "en", MUG)
    assert told == Line("Linden mug, Features: Light and tough", ("name", "points.0"))
    lying = alt_text(NAME, [Line("FDA approved", ("name",))], Shows(Role.MAIN), "en", MUG)
    assert lying.text == "Linden mug"
