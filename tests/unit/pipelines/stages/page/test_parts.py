"""The parts of pages that are more than words in a box."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.page import Badge, Grid, Item, PageWords, Point
from pipelines.stages.page.close_up import close_up, close_ups
from pipelines.stages.page.draw import draw_page
from pipelines.stages.page.same_part import same_part
from pipelines.stages.page.versions import differs, in_version
from pipelines.values import Cutout
from presets.pages.address import Version
from presets.pages.library import load_pages
from tests.unit.pipelines.stages.page.pages import LOOK, cutout, material, words

SIZE = (800, 800)


def draw(page: str, page_words: PageWords, *cutouts: Cutout) -> list[str]:
    """Return what a page says, in the order it was drawn."""
    return [text.text for text in draw_page(load_pages().get(page), material(page_words, *cutouts), LOOK, SIZE).texts]


def test_a_close_up_is_the_photos_own_pixels_where_most_is_to_be_seen() -> None:
    product = cutout((900, 900))
    pixels = product.pixels.copy()
    pixels[600:700:2, 600:700] = 20  # fine print
    product = Cutout(pixels, product.matte, pixels.copy())
    crop = close_up(product, (400, 400)).box
    assert crop.left < 600 and crop.right > 700 and crop.top < 600 and crop.bottom > 700
    assert (product.matte[crop.slices] == 1).all()


def test_a_close_up_is_never_enlarged() -> None:
    product = cutout((400, 400))
    pixels = np.random.default_rng(0).integers(0, 255, product.pixels.shape, np.uint8)
    page = draw_page(load_pages().get("close-up"), material(words(), replace(product, pixels=pixels)), LOOK, SIZE)
    box = page.product_boxes[-1]
    inner = page.picture[box.slices][40:-40, 40:-40]
    corners = np.argwhere((pixels[:, :, 0] == inner[0, 0, 0]) & (pixels[:, :, 1] == inner[0, 0, 1]))
    shown = [pixels[y : y + inner.shape[0], x : x + inner.shape[1]] for y, x in corners]
    assert any(np.array_equal(part, inner) for part in shown)


def test_a_photo_of_few_pixels_has_no_close_up() -> None:
    with pytest.raises(PageError, match=r"The product has 100 x 100 pixels in its photo, too few"):
        close_up(cutout((100, 100)), (400, 400))


def test_callouts_want_to_be_told_what_they_are_about() -> None:
    with pytest.raises(PageError, match="Nobody said which part of the product 'Light' is about"):
        draw("callouts", replace(words(), callouts=(Point(Line("Light")),)))
    with pytest.raises(PageError, match="with their places on it"):
        draw("callouts", words(points=("Light",)))


def test_callouts_are_all_drawn_and_end_on_the_product() -> None:
    spots = ((0.2, 0.2), (0.8, 0.3), (0.2, 0.8), (0.8, 0.8))
    points = tuple(Point(Line(f"Part {index}"), at) for index, at in enumerate(spots))
    page_words = replace(words(), callouts=points)
    assert sorted(draw("callouts", page_words)) == ["Part 0", "Part 1", "Part 2", "Part 3", "Size"]


def test_a_table_says_every_cell_and_a_dash_for_none() -> None:
    grid = Grid((Line("S"), Line("M")), ((Line("Chest"), (Line("90 cm"), None)),))
    page_words = replace(words(), table=grid)
    assert draw("size-chart", page_words) == ["Size", "Linden", "S", "M", "Chest", "90 cm", "–"]


def test_a_short_chart_leaves_no_empty_page_and_a_long_one_no_room_for_the_product() -> None:
    def shown(rows: int) -> int:
        grid = Grid((Line("S"), Line("M")), tuple((Line(f"Row {n}"), (Line("90"), Line("92"))) for n in range(rows)))
        page_words = replace(words(), table=grid)
        page = draw_page(load_pages().get("size-chart"), material(page_words, cutout()), LOOK, SIZE)
        return len(page.product_boxes)

    assert (shown(1), shown(7)) == (1, 0)


def test_a_chart_whose_labels_are_long_is_turned() -> None:
    labels = ("Circumference (in)", "Circumference (cm)")
    cells = tuple(Line(f"{number}0.5-{number}2.5") for number in range(6))
    grid = Grid(tuple(map(Line, "ABCDEF")), tuple((Line(label), cells) for label in labels))
    drawn = draw("size-chart", replace(words(), table=grid))
    assert drawn[2:4] == list(labels) and drawn[4:7] == ["A", "00.5-02.5", "00.5-02.5"]


def test_rows_that_find_no_room_beside_products_are_named() -> None:
    rows = tuple((Line(f"Measure {number}"), (Line("9 cm"), Line("8 cm"))) for number in range(12))
    page_words = replace(words(), table=Grid((Line("A"), Line("B")), rows, own=0))
    page = draw_page(load_pages().get("comparison"), material(page_words, cutout(), cutout()), LOOK, (1000, 1000))
    assert {"Measure 0", "Measure 1"} <= {text.text for text in page.texts}
    assert any("no room for: " in note and "Measure 11" in note for note in page.notes)


def test_a_comparison_needs_a_photo_of_each_product() -> None:
    grid = Grid((Line("A"), Line("B")), ((Line("Height"), (Line("9 cm"), Line("8 cm"))),), own=0)
    page_words = replace(words(), table=grid)
    assert {"A", "B", "9 cm", "8 cm"} <= set(draw("comparison", page_words, cutout(), cutout((200, 300))))
    with pytest.raises(PageError, match="compares 2 products, but product 2 has no photo"):
        draw("comparison", page_words)


def test_a_row_has_as_many_cells_as_the_head() -> None:
    with pytest.raises(ValueError, match="The row 'Chest' has 1 cells, but the head has 2"):
        Grid((Line("S"), Line("M")), ((Line("Chest"), (Line("90 cm"),)),))


def test_lists_count_what_is_in_the_box_and_number_steps() -> None:
    items = (Item(Line("Mug"), Line("2")), Item(Line("Card")))
    steps = (Line("Rinse"), Line("Fill"))
    badges = (Badge("leaf", Line("Linen")), Badge("", Line("LFGB")))
    page_words = replace(words(), items=items, steps=steps, badges=badges)
    assert draw("in-the-box", page_words) == ["Size", "Linden", "2", "Mug", "Card"]
    assert draw("steps", page_words) == ["Size", "Linden", "1", "Rinse", "2", "Fill"]
    assert draw("care", page_words) == ["Size", "Linen", "LFGB"]
    for page in ("in-the-box", "steps", "care"):
        with pytest.raises(PageError, match=r"There (is|are) no"):
            draw(page, words())


def test_measures_that_no_line_shows_stand_below_and_leave_no_empty_band() -> None:
    told = words("de", height="30 cm", width="22 cm", weight="900 g")
    bare = words("de", height="30 cm", width="22 cm")
    pages = [draw_page(load_pages().get("dimensions"), material(each), LOOK, SIZE) for each in (told, bare)]
    assert {"900 g", "30 cm", "22 cm"} <= {text.text for text in pages[0].texts}
    band = slice(round(0.82 * SIZE[1]), round(0.94 * SIZE[1])), slice(60, 120)
    assert not (pages[0].picture[band] == 255).all()
    assert (pages[1].picture[band] == 255).all()


def test_a_sign_is_the_one_of_its_turn() -> None:
    page_words = replace(words(), badges=(Badge("leaf", Line("Light")), Badge("", Line("Steel"))))
    page = draw_page(load_pages().get("sign"), replace(material(page_words), turn=1), LOOK, (440, 440))
    assert [text.text for text in page.texts] == ["Steel"]
    with pytest.raises(PageError, match="There are 2 signs to show, and no sign 3"):
        draw_page(load_pages().get("sign"), replace(material(page_words), turn=2), LOOK, (440, 440))


def test_a_column_shows_the_product_of_its_turn() -> None:
    both = material(words(), cutout(), cutout(colour=(200, 30, 30)))
    shown = draw_page(load_pages().get("column"), replace(both, turn=1), LOOK, (300, 600)).picture
    assert tuple(shown[300, 150]) == (200, 30, 30)


def test_a_close_up_cuts_no_print_through_where_it_can_show_it_whole() -> None:
    product = cutout((900, 900))
    pixels = product.pixels.copy()
    pixels[560:600:2, 420:740] = 20  # a line of print beside a busier mark
    pixels[300:420:2, 540:600] = 20
    crop = close_up(Cutout(pixels, product.matte, pixels.copy()), (400, 400)).box
    assert crop.left < 420 and crop.right > 740 and crop.top < 300 and crop.bottom > 600


def test_close_ups_show_different_parts_those_with_the_most_to_see_first() -> None:
    noisy = checked((900, 900))
    first, second = (part.box for _, part in close_ups([noisy], (300, 300), 2))
    across = min(first.right, second.right) - max(first.left, second.left)
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    assert max(0, across) * max(0, down) <= 0.2 * second.width * second.height
    plain = replace(material(words(), cutout((900, 900), (200, 30, 30))), views=(noisy,))
    for turn in range(3):
        page = draw_page(load_pages().get("crop"), replace(plain, turn=turn), LOOK, (300, 300))
        assert not (page.picture == (200, 30, 30)).all()


def test_a_plain_part_is_no_close_up_beside_one_with_something_to_see() -> None:
    red = cutout((900, 900), (200, 30, 30))
    pixels = red.pixels.copy()
    pixels[450:550:2, 450:550] = 20
    assert len(close_ups([Cutout(pixels, red.matte, pixels.copy()), red], (300, 300), 4)) == 1


def test_close_ups_of_several_photos_do_not_show_the_same_print_again() -> None:
    straight, aside = printed(((1, 0, 0), (0, 1, 0))), printed(((0.85, 0, 90), (0.25, 0.95, -60)), ribbed=True)
    first, second = (photo.pixels[part.box.slices] for photo, part in close_ups([straight, aside], (300, 300), 2))
    ink, ribs = (30, 40, 80), (150, 140, 125)
    assert (first == ink).all(axis=2).sum() > 1000 and not (second == ink).all(axis=2).any()
    assert (second == ribs).all(axis=2).sum() > 1000


def test_another_part_of_the_same_product_is_not_taken_for_the_print() -> None:
    straight, noisy = printed(((1, 0, 0), (0, 1, 0))), checked((900, 900))
    (_, part), *_ = close_ups([straight], (300, 300), 1)
    assert same_part(straight, part.box, noisy) is None
    assert same_part(straight, part.box, cutout((900, 900))) is None


def test_a_detail_that_would_not_fill_its_place_is_refused() -> None:
    with pytest.raises(PageError, match="no close-up 1 of 600 x 600"):
        draw_page(load_pages().get("crop"), material(words(), checked((700, 700))), LOOK, (600, 600))


def test_another_photo_of_the_product_is_shown_where_there_is_one() -> None:
    page_words = words(points=("Light",))
    one = draw_page(load_pages().get("features"), material(page_words), LOOK, (1940, 600)).picture
    two = replace(material(page_words), views=(cutout(colour=(200, 30, 30)),))
    other = draw_page(load_pages().get("features"), two, LOOK, (1940, 600)).picture
    assert not (one == (200, 30, 30)).all(axis=2).any() and (other == (200, 30, 30)).all(axis=2).any()


def test_a_version_differs_in_its_headline_or_its_crop_alone() -> None:
    usual = material(words(headline="Mug", points=("Light", "Tough")), checked((900, 900)))
    led = in_version(usual, Version.HEADLINE)
    drawn = draw_page(load_pages().get("features"), led, LOOK, (1000, 1000))
    assert sorted(text.text for text in drawn.texts) == ["Light", "Linden", "Tough"]
    assert differs(led, Version.HEADLINE) == "headline: Light" and differs(usual, None) == ""
    cropped = in_version(usual, Version.CROP)
    near, far = (draw_page(load_pages().get("features"), one, LOOK, (1000, 1000)) for one in (cropped, usual))
    assert [text.text for text in near.texts] == [text.text for text in far.texts]
    assert near.product_boxes[0].width * near.product_boxes[0].height > 0
    assert not np.array_equal(near.picture, far.picture) and differs(cropped, Version.CROP) == "crop: a detail"
    with pytest.raises(PageError, match="needs two points"):
        in_version(material(words(points=("Light",))), Version.HEADLINE)


def printed(way: tuple[tuple[float, float, float], ...], *, ribbed: bool = False) -> Cutout:
    """Return a product with a print, as a camera sees it from some side; with `ribbed`, a ribbed place below it."""
    plain = cutout((900, 900), (200, 190, 170))
    pixels = plain.pixels.copy()
    for row, word in enumerate(("LINDEN", "& CO", "garden", "porch")):
        cv2.putText(pixels, word, (330, 330 + 60 * row), cv2.FONT_HERSHEY_COMPLEX, 1.6, (30, 40, 80), 4, cv2.LINE_AA)
    pixels = cv2.warpAffine(pixels, np.asarray(way, np.float64), plain.size, borderMode=cv2.BORDER_REPLICATE)
    if ribbed:
        pixels[800:930:4, 800:930] = (150, 140, 125)
    pixels = np.asarray(pixels, np.uint8)
    return Cutout(pixels, plain.matte, pixels.copy())


def checked(shape: tuple[int, int]) -> Cutout:
    """Return a product with something to see everywhere."""
    plain = cutout(shape)
    pixels = plain.pixels.copy()
    pixels[::8][plain.matte[::8] > 0] = (200, 200, 60)
    return Cutout(pixels, plain.matte, plain.pixels)
