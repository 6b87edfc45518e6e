"""Figures read from left to right in every line: 350 ml is never 053."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stages.captions.bidi import levels_of
from pipelines.stages.captions.fonts import font_with, fonts_for, sized
from pipelines.stages.captions.layout import visual_order
from pipelines.stages.captions.shaping import shaped
from presets.languages.library import language


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("9.5\u00a0سم", 1, [2, 2, 2, 1, 1, 1]),
        ("350مل", 1, [2, 2, 2, 1, 1]),
        ("(9\u00a0سم)", 1, [1, 2, 1, 1, 1, 1]),
        ("كوب-A4", 1, [1, 1, 1, 1, 2, 2]),
        ("20%", 1, [2, 2, 2]),
        ("A4-אב", 0, [0, 0, 0, 1, 1]),
        ("3/4", 0, [0, 0, 0]),
    ],
)
def test_levels_are_those_of_uax_9(text: str, base: int, levels: list[int]) -> None:
    assert list(levels_of(text, base)) == levels


@pytest.mark.parametrize("tag", ["ar", "he", "en", "ja", "th", "hi"])
@given(number=st.decimals(min_value=1, max_value=99_999, places=1))
def test_digits_keep_their_order(tag: str, number: object) -> None:
    known = language(tag)
    unit = {"ar": "مل", "he": "מל"}.get(tag, "ml")
    fonts = fonts_for(known, 700)
    word = shaped(f"{number}\u00a0{unit}", known, fonts, 40)
    wanted = [sized(font_with(sign, fonts, 40), 40).get_nominal_glyph(ord(sign)) for sign in str(number)]
    placed = [glyph.glyph for glyph in sorted(word.glyphs, key=lambda glyph: glyph.x_px) if glyph.glyph in wanted]
    assert placed == wanted


@pytest.mark.parametrize(
    ("tag", "words", "seen"),
    [
        ("ar", "Trail 22", "Trail 22"),
        ("ar", "Trail 22 جديد", "جديد Trail 22"),
        ("ar", "حقيبة 22 جديدة", "جديدة 22 حقيبة"),
        ("ar", "Trail Pro 22 L", "Trail Pro 22 L"),
        ("he", "Trail 22 חדש", "חדש Trail 22"),
    ],
)
def test_a_name_with_a_figure_keeps_its_order_in_every_line(tag: str, words: str, seen: str) -> None:
    """UAX 9, W7: a figure after Latin letters is read with them."""
    known = language(tag)
    fonts = fonts_for(known, 700)
    shapes = [shaped(word, known, fonts, 40) for word in words.split()]
    order = visual_order(shapes, right_to_left=known.direction == "rtl")
    assert " ".join(shapes[index].text for index in order) == seen
