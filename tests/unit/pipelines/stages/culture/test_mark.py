"""A picture with a generated part bears the mark that a market asks for: large enough, clear of the product."""

from datetime import date

import numpy as np
import pytest

from pipelines.errors import PlanError
from pipelines.stages.culture.mark import Mark, marks_wanted
from pipelines.stages.culture.mark_drawn import marked
from pipelines.values import Box

pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[words]'")
pytest.importorskip("manimgx_fonts", reason="pip install 'listing-studio[video]'")

TODAY = date(2026, 11, 27)
GREY = np.full((600, 800, 3), 128, np.uint8)
MIDDLE = Box(300, 150, 500, 520)


def test_china_wants_it_and_others_do_not() -> None:
    (mark,) = marks_wanted(["us", "cn", "de", "cn"], TODAY)
    assert (mark.text, mark.tag, mark.least_share) == ("AI生成", "zh", 0.05)
    assert marks_wanted(["us", "de", "sg"], TODAY) == ()
    assert marks_wanted(["cn"], date(2025, 8, 31)) == ()


def changed(product: Box) -> tuple[int, int, int, int]:
    picture = marked(GREY, product, marks_wanted(["cn"], TODAY))
    rows, columns = (np.flatnonzero((picture != GREY).any(axis=2).any(axis=axis)) for axis in (1, 0))
    assert (picture[product.slices] == GREY[product.slices]).all()
    assert (GREY == 128).all()
    return columns[0], rows[0], columns[-1], rows[-1]


def test_its_letters_are_as_high_as_the_standard_says() -> None:
    picture = marked(GREY, MIDDLE, marks_wanted(["cn"], TODAY))
    white = np.flatnonzero((picture > 200).all(axis=2).any(axis=1))
    assert white[-1] - white[0] + 1 >= 0.05 * 600


def test_it_stands_in_the_first_corner_that_the_product_leaves_free() -> None:
    left, top, _, _ = changed(MIDDLE)
    assert left > 500 and top > 500
    left, top, right, _ = changed(Box(500, 300, 800, 600))
    assert right < 300 and top > 500
    left, top, _, bottom = changed(Box(0, 300, 800, 600))
    assert left > 500 and bottom < 100


def test_where_no_corner_is_free_it_is_said() -> None:
    with pytest.raises(PlanError, match="the product leaves none free"):
        marked(GREY, Box(0, 0, 800, 600), marks_wanted(["cn"], TODAY))


def test_without_marks_nothing_is_drawn() -> None:
    assert (marked(GREY, MIDDLE, ()) == GREY).all()
    two = [Mark("AI", "en", 0.05, "a law"), Mark("AI生成", "zh", 0.05, "another")]
    both = marked(GREY, MIDDLE, two)
    assert (both[540:] != 128).any(axis=2)[:, :300].any() and (both[540:] != 128).any(axis=2)[:, 500:].any()
