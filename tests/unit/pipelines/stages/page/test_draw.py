"""Whatever a page says: it is whole, legible, inside the safe area and clear of the product; or the page is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import PageError
from pipelines.page import Page
from pipelines.stages.page.draw import READABLE_PX, draw_page
from pipelines.values import Box
from presets.pages.library import load_pages
from tests.unit.pipelines.stages.page.pages import LOOK, cutout, material, words

SIDE = 400
WORDS = {
    "en": ["Light", "tough", "navy rim", "room for a big coffee", "350 ml"],
    "de": ["Spülmaschinengeeignet", "und", "robust", "Henkel"],
    "ar": ["خفيف", "ومتين", "حافة كحلية", "350 مل"],
    "ja": ["軽くて丈夫", "なめらかな", "コーヒー", "350 ml"],
    "th": ["เบาและทนทาน", "ขอบเรียบ"],
    "hi": ["हल्का", "और मज़बूत", "किनारा"],
}


@st.composite
def said(draw: st.DrawFn, tag: str) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS[tag]), min_size=1, max_size=6)))


def check(page: Page) -> None:
    """Hold a page against what every page promises."""
    assert page.least_px >= READABLE_PX * page.size[0] / 360
    for index, text in enumerate(page.texts):
        box = text.box
        assert text.size_px >= page.least_px
        assert page.safe.left <= box.left < box.right <= page.safe.right
        assert page.safe.top <= box.top < box.bottom <= page.safe.bottom
        for other in page.texts[index + 1 :]:
            assert not meet(box, other.box)


def meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@settings(deadline=None, max_examples=40)
@given(
    tag=st.sampled_from(sorted(WORDS)),
    data=st.data(),
    shape=st.tuples(st.integers(60, 500), st.integers(60, 500)),
    name=st.sampled_from(sorted(load_pages().items)),
)
def test_every_page_keeps_its_promises(tag: str, data: st.DataObject, shape: tuple[int, int], name: str) -> None:
    points = tuple(data.draw(st.lists(said(tag), min_size=1, max_size=5)))
    high, wide = (f"{side / 10:.1f} cm" for side in shape)
    blue = (60, 90, 160)
    said_words = words(tag, data.draw(said(tag)), points, height=high, width=wide, weight="190 g")
    try:
        page = draw_page(load_pages().get(name), material(said_words, cutout(shape, blue)), LOOK, (SIDE, SIDE))
    except PageError:
        return  # said, and nothing drawn
    check(page)
    for text in page.texts:
        rows, columns = text.box.slices
        assert not (page.picture[rows, columns] == blue).all(axis=-1).any()


def test_points_are_all_there_with_their_facts() -> None:
    page = draw_page(load_pages().get("features"), material(words(points=("Light", "Tough"))), LOOK, (SIDE, SIDE))
    facts = {text.text: text.line.facts for text in page.texts}
    assert facts == {"Size": (), "Linden": ("brand",), "Light": ("points.0",), "Tough": ("points.1",)}


def test_what_is_too_long_is_refused_whole() -> None:
    long = "An unusually long sentence that nobody would read on a telephone " * 6
    with pytest.raises(PageError, match=r"The point 1 'An unusually .* does not fit its place of \d+ x \d+ pixels"):
        draw_page(load_pages().get("features"), material(words(points=(long,))), LOOK, (SIDE, SIDE))


def test_a_sign_without_a_font_is_told() -> None:
    with pytest.raises(PageError, match=r"The point 1 '.*' cannot be set: No font here has the sign"):
        draw_page(load_pages().get("features"), material(words(points=("\u13a0",))), LOOK, (SIDE, SIDE))


def test_the_layout_is_mirrored_and_the_product_is_not() -> None:
    template = load_pages().get("features")
    english, arabic = (
        draw_page(template, material(words(tag, text, (text,))), LOOK, (SIDE, SIDE))
        for tag, text in (("en", "Light"), ("ar", "خفيف"))
    )
    one, other = english.product_boxes[0], arabic.product_boxes[0]
    assert abs(one.left + one.right + other.left + other.right - 2 * SIDE) <= 4
    assert np.array_equal(english.picture[one.slices], arabic.picture[other.slices])


def test_equal_words_give_equal_pixels() -> None:
    drawn = [
        draw_page(load_pages().get("dimensions"), material(words(height="30 cm", width="22 cm")), LOOK, (SIDE, SIDE))
        for _ in range(2)
    ]
    assert np.array_equal(drawn[0].picture, drawn[1].picture)


def test_more_points_than_fit_are_refused_together() -> None:
    points = tuple(f"Room for a big coffee, number {number}, and then some more" for number in range(9))
    with pytest.raises(PageError, match=r"The 9 points do not fit their place in letters of 14 pixels"):
        draw_page(load_pages().get("features"), material(words(points=points)), LOOK, (SIDE, SIDE))
