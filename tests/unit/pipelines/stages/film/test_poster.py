"""A film's poster: its product whole and sharp, no caption on it."""

import cv2
import numpy as np
import pytest

from pipelines.film import Cut, Take
from pipelines.stages.film.poster import poster_of
from pipelines.stages.film.reel import Reel
from pipelines.values import Rgb
from presets.films.schema import TakeKind
from tests.fakes.small_reel import film

BOARD = np.kron(np.indices((8, 8)).sum(axis=0) % 2, np.ones((12, 12)))[..., None].repeat(3, axis=2) * 255
SHARP = BOARD.astype(np.uint8)
SOFT = np.asarray(cv2.GaussianBlur(SHARP, (0, 0), 4), np.uint8)


def cut(*kinds: TakeKind, part: str | None = None) -> Cut:
    takes = [Take(kind, 10 * n, 10 * n + 10, n, part if n == 0 else None) for n, kind in enumerate(kinds)]
    return Cut(tuple(takes))


def test_the_product_alone_comes_before_a_speaking_mouth_and_the_end() -> None:
    order = cut(TakeKind.PITCH, TakeKind.CORNER, TakeKind.PRODUCT, TakeKind.END)
    assert poster_of(order, lambda number: SHARP, presented=True).number == 29
    assert poster_of(cut(TakeKind.PITCH, TakeKind.END), lambda number: SHARP, presented=True).number == 9
    assert poster_of(cut(TakeKind.END), lambda number: SHARP, presented=True).number == 9


def test_where_nobody_speaks_the_first_take_has_the_name() -> None:
    order = cut(TakeKind.CORNER, TakeKind.PRODUCT, TakeKind.END)
    assert poster_of(order, lambda number: SHARP, presented=False).number == 9
    assert poster_of(order, lambda number: SHARP, presented=True).number == 19


def test_a_whole_product_comes_before_a_part_of_it() -> None:
    two = cut(TakeKind.PRODUCT, TakeKind.PRODUCT, TakeKind.END, part="rim")
    assert poster_of(two, lambda number: SHARP, presented=True).number == 19


def test_of_equal_ones_the_first_and_of_others_a_sharp_one() -> None:
    two = cut(TakeKind.PRODUCT, TakeKind.PRODUCT, TakeKind.END)
    assert poster_of(two, lambda number: SHARP, presented=True).number == 9

    def first_soft(number: int) -> Rgb:
        return SOFT if number == 9 else SHARP

    found = poster_of(two, first_soft, presented=True)
    assert found.number == 19 and found.pixels is SHARP


def test_a_poster_has_all_words_but_the_caption() -> None:
    pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[words]'")
    look, material = film()
    reel = Reel(look, material)
    poster = poster_of(material.cut, reel.uncaptioned, presented=reel.presented)
    take = material.cut.take(poster.number)
    place = look.layout.take(take.kind).captions
    assert place is not None and take.kind is TakeKind.CORNER
    box = look.box(place.area).slices
    changed = (reel.draw(poster.number) != poster.pixels).any(axis=2)
    assert changed[box].any()
    changed[box] = False
    assert not changed.any()
