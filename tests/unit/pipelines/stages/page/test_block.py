"""Text in lines: even ones, hyphens where a word was marked for them, and sizes between two bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.stages.page.block import Setter, type_of
from pipelines.stages.page.lines import Measured
from presets.languages.library import language


def setter(text: str, tag: str = "en", sizes: tuple[int, int] = (40, 20), most: int = 4) -> Setter:
    return Setter(Line(text), replace(type_of(language(tag), 600, sizes), most_lines=most), "headline")


def test_letters_are_as_large_as_their_place_lets_them() -> None:
    wide, narrow = (setter("Room for a big coffee").fitted(width, 60) for width in (600, 250))
    assert wide.size_px == 40
    assert 20 <= narrow.size_px < 40
    assert narrow.width_px <= 251 and narrow.height_px <= 60


def test_what_is_too_long_says_so() -> None:
    with pytest.raises(PageError, match=r"The headline 'Unsinkable' \(English \(US\)\) does not fit its place of 40"):
        setter("Unsinkable").fitted(40, 99)


def test_a_marked_word_is_broken_with_a_hyphen_and_whole_where_there_is_room() -> None:
    marked = "Spülmaschinen\u00adgeeignet"
    broken = setter(marked, "de").fitted(170, 200)
    assert [word.word.text for word in broken.words] == ["Spülmaschinen-", "geeignet"]
    whole = setter(marked, "de").fitted(900, 200)
    assert [word.word.text for word in whole.words] == ["Spülmaschinen", "geeignet"]
    assert whole.lines == 1


def test_japanese_is_broken_anywhere_before_it_is_refused() -> None:
    block = setter("食洗機対応品", "ja", (40, 30), 6).fitted(70, 400)
    assert block.lines > 1
    assert "".join(word.word.text for word in block.words) == "食洗機対応品"


@given(
    widths=st.lists(st.floats(0.1, 9), min_size=1, max_size=12),
    limit=st.floats(4, 30),
    most=st.integers(1, 5),
)
def test_lines_hold_all_and_none_is_too_long(widths: list[float], limit: float, most: int) -> None:
    measured = Measured(tuple(widths), (0.3,) * len(widths), (0.0,) * len(widths))
    lines = measured.broken(limit, most)
    if lines is None:
        assert max(widths) > limit or sum(widths) + 0.3 * len(widths) > limit
        return
    assert [index for start, end in lines for index in range(start, end)] == list(range(len(widths)))
    assert len(lines) <= most
    assert all(measured.length(start, end) <= limit for start, end in lines)
