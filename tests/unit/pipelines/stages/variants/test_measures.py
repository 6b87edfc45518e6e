"""What is measured of a picture as a shopper meets it: known pictures have known figures."""

import numpy as np
import pytest

from pipelines.delta_e import delta_e
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.variants.measures import Measured, measure, product_mask, rank
from pipelines.stages.variants.spectral import spectral_residual
from pipelines.values import Box

WHITE = (255, 255, 255)


def card(size: tuple[int, int], box: Box, colour: tuple[int, int, int], ground=WHITE) -> tuple[np.ndarray, np.ndarray]:
    width, height = size
    pixels = np.full((height, width, 3), ground, np.uint8)
    pixels[box.slices] = colour
    mask = np.zeros((height, width), bool)
    mask[box.slices] = True
    return pixels, mask


def test_a_products_share_is_of_the_square_tile() -> None:
    square = measure(*card((800, 800), Box(200, 200, 600, 600), (40, 60, 160)))
    tall = measure(*card((400, 800), Box(0, 200, 400, 600), (40, 60, 160)))
    assert square.share == pytest.approx(0.25, abs=0.01)
    assert tall.share == pytest.approx(0.25, abs=0.01)


def test_an_outline_stands_out_by_the_difference_of_its_two_sides() -> None:
    colour = (150, 150, 150)
    found = measure(*card((640, 640), Box(160, 160, 480, 480), colour))
    expected = float(delta_e(np.array([colour], np.uint8), np.array([WHITE], np.uint8))[0])
    assert found.outline == pytest.approx(expected, rel=0.05)
    pale = measure(*card((640, 640), Box(160, 160, 480, 480), (250, 250, 250)))
    assert pale.outline < 3 < found.outline


def test_a_white_ground_leaves_the_outline_to_meet_the_page_and_a_scene_its_frame() -> None:
    cut_out = measure(*card((640, 640), Box(160, 160, 480, 480), (240, 240, 240)), pages=("#f3f3f3",))
    assert cut_out.on_page > 2  # the white frame itself is told from grey
    on_white = measure(*card((640, 640), Box(160, 160, 480, 480), (240, 240, 240)), pages=("#ffffff",))
    dark = measure(*card((640, 640), Box(160, 160, 480, 480), (40, 40, 40)), pages=("#ffffff",))
    scene = measure(*card((640, 640), Box(160, 160, 480, 480), (240, 240, 240), (90, 70, 50)), pages=("#ffffff",))
    assert on_white.on_page < 6 < dark.on_page
    assert scene.on_page > 40


def test_attention_is_the_share_of_the_map_on_the_product() -> None:
    pixels, mask = card((320, 320), Box(0, 0, 160, 320), (40, 60, 160))
    even = measure(pixels, mask, attention=lambda tile: np.ones(tile.shape[:2], np.float32))
    assert even.attention == pytest.approx(0.5, abs=0.01)


def test_an_eye_is_drawn_to_what_is_odd() -> None:
    pixels = np.full((256, 256, 3), 200, np.uint8)
    pixels[::32] = 180
    pixels[100:130, 150:180] = (220, 30, 30)
    drawn = spectral_residual(pixels)
    assert drawn.shape == (256, 256)
    assert drawn.max() == 1
    peak = np.unravel_index(int(drawn.argmax()), drawn.shape)
    assert 85 <= peak[0] <= 145
    assert 135 <= peak[1] <= 195


def test_props_take_attention_from_a_product() -> None:
    alone, mask = card((320, 320), Box(120, 120, 200, 200), (40, 60, 160))
    crowded = alone.copy()
    for left, colour in ((10, (220, 30, 30)), (250, (30, 160, 60))):
        crowded[20:80, left : left + 60] = colour
        crowded[240:300, left : left + 60] = colour
    assert measure(crowded, mask).attention < 0.6 * measure(alone, mask).attention


def test_letters_are_measured_at_the_width_of_a_phone() -> None:
    pixels, mask = card((1560, 1560), Box(600, 600, 900, 900), (40, 60, 160))
    lines = [TextLine.in_box(Box(0, 0, 400, 80)), TextLine.in_box(Box(0, 200, 400, 240))]
    assert measure(pixels, mask, lines).letter_px == pytest.approx(10)
    assert measure(pixels, mask).letter_px is None


def test_ranking_is_by_places_and_leaves_out_what_some_lack() -> None:
    figures = {
        "a": Measured(0.5, 20, 30, 0.4, 12),
        "b": Measured(0.3, 40, 30, 0.6),
        "c": Measured(0.2, 10, 10, 0.1),
    }
    first, second, last = rank(figures)
    assert (first.name, second.name, last.name) == ("b", "a", "c")
    assert first.places == {"share": 2, "outline": 1, "on_page": 1.5, "attention": 1}
    assert last.mean_place == 3


def test_what_no_eye_tells_apart_is_a_tie() -> None:
    figures = {"a": Measured(0.3, 20.1, 30, 0.40), "b": Measured(0.301, 20.3, 30.2, 0.405)}
    assert {one.mean_place for one in rank(figures)} == {1.5}


def test_a_product_is_looked_for_in_its_box() -> None:
    pixels, _ = card((100, 100), Box(10, 10, 40, 40), (0, 0, 0))
    pixels[60:90, 60:90] = 0
    found = product_mask(pixels, lambda shown: (shown[..., 0] < 128).astype(np.float32), Box(0, 0, 50, 50))
    assert found.sum() == 900
    assert not found[60:, 60:].any()


def test_a_mask_that_fits_no_picture_is_refused() -> None:
    pixels, mask = card((64, 64), Box(10, 10, 20, 20), (0, 0, 0))
    with pytest.raises(ValueError, match="does not fit"):
        measure(pixels, mask[:32])
    with pytest.raises(ValueError, match="nothing can be measured"):
        measure(pixels, np.zeros_like(mask))
