"""Frames lie where they say, and footage draws any of them."""

from fractions import Fraction

import numpy as np
import pytest

from pipelines.footage import Footage, Frame


def a_frame(number: int = 0) -> Frame:
    """Two opaque columns, red, and one of half clear white."""
    pixels = np.zeros((2, 3, 4), np.uint8)
    pixels[:, :2] = (200, number, 0, 255)
    pixels[:, 2] = 128
    return Frame(pixels, 1, 1)


def test_a_frame_covers_shines_through_and_stays_in_its_place() -> None:
    canvas = np.full((5, 6, 3), 100, np.uint8)
    a_frame().laid_on(canvas)
    assert (canvas[1:3, 1:3] == (200, 0, 0)).all()
    assert np.abs(canvas[1:3, 3].astype(int) - 178).max() <= 1  # 128 + 100 * 127 / 255
    canvas[1:3, 1:4] = 100
    assert (canvas == 100).all()


@pytest.mark.parametrize(("left", "top"), [(-2, -2), (4, 4), (40, 0), (-40, -40)])
def test_what_juts_out_is_cut(left: int, top: int) -> None:
    whole = np.full((45, 46, 3), 100, np.uint8)
    a_frame().laid_on(whole, left + 40 if left < 0 else left, top + 40 if top < 0 else top)
    canvas = np.full((5, 6, 3), 100, np.uint8)
    a_frame().laid_on(canvas, left, top)
    x, y = (40 if left < 0 else 0), (40 if top < 0 else 0)
    assert np.array_equal(canvas, whole[y : y + 5, x : x + 6])


def test_frames_come_from_any_number_on() -> None:
    footage = Footage((8, 8), Fraction(25), 5, a_frame)
    assert [frame.pixels[0, 0, 1] for frame in footage.frames()] == [0, 1, 2, 3, 4]
    assert [frame.pixels[0, 0, 1] for frame in footage.frames(3)] == [3, 4]
    assert [frame.pixels[0, 0, 1] for frame in footage.frames(1, 3)] == [1, 2]


def test_wrong_frames_and_rates_are_refused() -> None:
    with pytest.raises(ValueError, match="uint8"):
        Frame(np.zeros((2, 2, 3), np.uint8), 0, 0)
    with pytest.raises(ValueError, match="footage"):
        Footage((8, 8), Fraction(0), 5, a_frame)
