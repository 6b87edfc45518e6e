"""Colours become planes, a film's bytes become rates, and a language its code."""

from fractions import Fraction

import numpy as np
import pytest

from pipelines.errors import ExportError
from pipelines.stages.encode.drawing import planes_in_order
from pipelines.stages.encode.language_code import language_code
from pipelines.stages.encode.planes import to_planes
from pipelines.stages.encode.rates import rates_within
from pipelines.values import Rgb
from pipelines.video import Video
from tests.fakes.films import a_video, moving


# ITU-R BT.709 colour bars of 100 %, rounded
@pytest.mark.parametrize(
    ("colour", "planes"),
    [((255, 255, 255), (235, 128, 128)), ((0, 0, 0), (16, 128, 128)), ((255, 0, 0), (63, 102, 240)),
     ((0, 255, 0), (173, 42, 26)), ((0, 0, 255), (32, 240, 118))],
)  # fmt: skip
def test_planes_are_bt709_of_limited_range(colour: tuple[int, int, int], planes: tuple[int, int, int]) -> None:
    found = to_planes(np.full((4, 6, 3), colour, np.uint8))
    assert found.shape == (36,)
    assert (found[:24] == planes[0]).all() and (found[24:30] == planes[1]).all() and (found[30:] == planes[2]).all()


def test_several_processes_draw_what_one_draws() -> None:
    video = a_video(23)
    alone = [planes.copy() for planes in planes_in_order(video, 1)]
    together = [planes.copy() for planes in planes_in_order(video, 3)]
    assert len(together) == 23 and all(map(np.array_equal, alone, together))


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    class OddError(Exception):
        pass

    def odd(number: int) -> Rgb:
        if number == 1:
            raise OddError("no pickle knows this class")
        return moving(number)

    with pytest.raises(RuntimeError, match="OddError: no pickle"):
        list(planes_in_order(Video((96, 64), Fraction(25), 4, odd), 2))


def test_rates_fill_the_bytes_and_no_more() -> None:
    video = a_video(250, size=(480, 640))
    rates = rates_within(video, 2_000_000)
    assert 0.9 * 1_600_000 < rates.video + rates.audio < 1_600_000
    assert rates_within(video, 2_000_000, file_bits=800_000).video < 800_000
    with pytest.raises(ExportError, match="which takes some"):
        rates_within(video, 100_000)


@pytest.mark.parametrize(("tag", "code"), [("en", "eng"), ("pt-BR", "por"), ("zh_Hant", "zho"), ("", "und")])
def test_language_codes(tag: str, code: str) -> None:
    assert language_code(tag) == code
