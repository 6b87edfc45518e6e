"""Captions in pixels: joined, stacked and ordered as people write them."""

import cv2
import numpy as np
import pytest

from pipelines.errors import ScriptError
from pipelines.script import ScriptWord
from pipelines.stages.captions.layout import CaptionLayout, CaptionStyle, laid_out
from pipelines.stages.script.read import read_script
from presets.languages.library import language

pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[video]'")
pytest.importorskip("manimgx_fonts", reason="pip install 'listing-studio[video]'")

from pipelines.stages.captions.draw import draw_caption
from pipelines.stages.captions.raster import rounded

STYLE = CaptionStyle(size_px=48, width_px=700)
TEXTS = {
    "en": "Meet the morning mug", "ar": "هذا كوب الصباح", "he": "הספל החדש שלי", "hi": "यह सुबह का प्याला है",
    "th": "แก้วกาแฟใบนี้", "zh": "这款马克杯可以放进微波炉", "ja": "このマグカップは使えます", "ko": "아침을 위한 머그컵",
    "ru": "Эта кружка держит тепло",
    "vi": "Cốc này giữ nóng rất lâu", "tr": "Bu kupa sıcak tutar", "el": "Αυτή η κούπα",
}  # fmt: skip


def layout_of(text: str, tag: str, style: CaptionStyle = STYLE) -> CaptionLayout:
    return laid_out(read_script(text, tag, "x").words, language(tag), style)


def letters(text: str, tag: str) -> np.ndarray:
    """Where a caption is white."""
    return draw_caption(layout_of(text, tag), None)[..., 0] > 140


def pieces(mask: np.ndarray) -> int:
    return cv2.connectedComponents(mask.astype(np.uint8))[0] - 1


@pytest.mark.parametrize("tag", TEXTS)
def test_every_script_is_set_with_its_letters(tag: str) -> None:
    layout = layout_of(TEXTS[tag], tag)
    picture = draw_caption(layout, None)
    assert picture[..., 3].max() == 255
    for word in layout.words:
        assert word.word.glyphs and word.word.width_px > 0
    assert 0.04 < (picture[..., 0] > 140).mean() < 0.4


def test_arabic_letters_are_joined() -> None:
    assert pieces(letters("بيت", "ar")) < pieces(letters("ب ي ت", "ar"))
    assert letters("بيت", "ar").sum() != letters("ب ي ت", "ar").sum()


def test_devanagari_and_thai_marks_take_no_room_of_their_own() -> None:
    assert layout_of("कि", "hi").size[0] < 1.9 * layout_of("क", "hi").size[0]
    assert layout_of("ก้", "th").size[0] == layout_of("ก", "th").size[0]


def test_hindi_letters_hang_from_one_line() -> None:
    assert pieces(letters("कलम", "hi")) == 1


def test_arabic_reads_from_right_to_left_and_a_name_in_it_keeps_its_order() -> None:
    layout = layout_of("هذا SoundWave Pro رائع", "ar", CaptionStyle(40, 2_000))
    places = {word.word.text: word.x_px for word in layout.words}
    assert places["هذا"] > places["Pro"] > places["SoundWave"] > places["رائع"]


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    layout = layout_of("one two three four five six seven eight nine ten", "en", CaptionStyle(48, 620))
    assert layout.lines == 2
    widths = [
        max(w.x_px + w.word.width_px for w in layout.words if w.line == line)
        - min(w.x_px for w in layout.words if w.line == line)
        for line in range(2)
    ]
    assert min(widths) > 0.75 * max(widths)
    assert layout.size[0] <= 620


@pytest.mark.parametrize("tag", ["en", "ar", "zh"])
def test_lighting_a_word_moves_no_letter(tag: str) -> None:
    layout = layout_of(TEXTS[tag], tag)
    plain, lit = draw_caption(layout, None), draw_caption(layout, 1)
    assert plain.shape == lit.shape
    word = layout.words[1]
    changed = np.flatnonzero((plain != lit).any(axis=(0, 2)))
    pad = (plain.shape[1] - layout.size[0]) / 2
    assert changed.min() >= pad + word.x_px - 10
    assert changed.max() <= pad + word.x_px + word.word.width_px + 10


@pytest.mark.parametrize("frame", [0, 128, 255])
@pytest.mark.parametrize("said", [None, 1])
def test_letters_can_be_read_over_any_frame(frame: int, said: int | None) -> None:
    """WCAG 2.2: 4.5 to 1."""
    picture = draw_caption(layout_of(TEXTS["en"], "en"), said).astype(np.float64)
    share = picture[..., 3:] / 255
    seen = (picture[..., :3] * share + frame * (1 - share)) / 255
    light = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    middle = light[share[..., 0] > 0.75]
    letters_, plate = np.percentile(middle, 99.9), np.percentile(middle, 20)
    assert (letters_ + 0.05) / (plate + 0.05) > 4.5


def test_a_sign_no_font_has_is_told_before_anything_is_drawn() -> None:
    with pytest.raises(ScriptError, match=r"No font here has the sign 'ᚠ' \(U\+16A0\)"):
        laid_out((ScriptWord("ᚠ", "en"),), language("en"), STYLE)


def test_a_caption_that_fits_no_three_lines_is_told() -> None:
    with pytest.raises(ScriptError, match="too long for its place on the screen: it has 3 lines of 120 pixels"):
        layout_of("Meet the morning mug that you may want", "en", CaptionStyle(48, 120))


def test_sharp_corners_take_whole_pixels_and_round_ones_less() -> None:
    sharp, soft = rounded((8, 6), (2, 1, 6, 5), 0), rounded((8, 6), (2, 1, 6, 5), 2)
    inside = np.zeros((6, 8))
    inside[1:5, 2:6] = 1
    assert np.array_equal(sharp, inside)
    assert soft[1, 2] < 0.6
    assert (soft[2:4, 2:6] > 0.9).all()
    assert (soft[inside == 0] == 0).all()


@pytest.mark.parametrize("width", [420, 520, 640])
def test_no_line_parts_a_figure_from_its_unit(width: int) -> None:
    placed = layout_of("Size: width 12.6 in, length 70.9 in.", "en", CaptionStyle(size_px=48, width_px=width)).words
    lines = {word.word.text: word.baseline_px for word in placed}
    assert lines["12.6"] == lines["in,"] and lines["70.9"] == lines["in."]
