"""A clip without a voice: a take for each text, as long as the place wants it."""

from fractions import Fraction
from itertools import pairwise

import pytest

from pipelines.errors import PlanError
from pipelines.stages.film.clip_cut import clip_cut
from presets.films.library import load_films
from presets.films.schema import TakeKind

FPS = Fraction(30000, 1001)
PARADE = load_films().get("parade")
TEXTS = ("Linden mug", "Light and tough", "Smooth navy rim", "Holds 350 ml")


def test_each_text_stands_on_a_take_of_its_own_and_the_end_follows() -> None:
    cut, count = clip_cut(TEXTS, PARADE, FPS, (None, None), photos=1)
    assert count == 4 and [take.kind for take in cut.takes] == [
        TakeKind.CORNER, TakeKind.PRODUCT, TakeKind.CORNER, TakeKind.PRODUCT, TakeKind.END,
    ]  # fmt: skip
    assert [figure.text for figure in cut.figures] == list(TEXTS)
    for figure, take in zip(cut.figures, cut.takes, strict=False):
        assert take.first <= figure.first < figure.last == take.last
    assert all(one.last == other.first for one, other in pairwise(cut.takes))


def test_one_photo_is_shown_closely_and_several_by_turns() -> None:
    alone, _ = clip_cut(TEXTS, PARADE, FPS, (None, None), photos=1)
    assert [take.part for take in alone.takes if take.kind is TakeKind.PRODUCT] == ["", ""]
    several, _ = clip_cut(TEXTS, PARADE, FPS, (None, None), photos=3)
    closely = [take for take in several.takes if take.kind is TakeKind.PRODUCT]
    assert [take.part for take in closely] == [None, None] and [take.turn for take in closely] == [0, 1]


@pytest.mark.parametrize(("limits", "count"), [((None, 8.5), 3), ((None, 6.2), 2), ((15.0, 180.0), 4), ((None, 60), 4)])
def test_a_clip_keeps_its_places_seconds(limits: tuple[float | None, float | None], count: int) -> None:
    cut, shown = clip_cut(TEXTS, PARADE, FPS, limits, photos=1)
    least, most = limits
    assert shown == count
    assert (least or 0) - 0.2 <= cut.count / FPS <= (most or 999)


def test_a_place_without_time_is_refused_with_the_reason() -> None:
    with pytest.raises(PlanError, match=r"A film of 4 s has no time for two pictures"):
        clip_cut(TEXTS, PARADE, FPS, (None, 4.0), photos=1)
    with pytest.raises(PlanError, match=r"at least 60 s would show each of 4 pictures for 14 s"):
        clip_cut(TEXTS, PARADE, FPS, (60.0, None), photos=1)


def test_a_clip_never_ends_before_the_least_seconds() -> None:
    for least in (9.0, 15.0, 20.0):
        cut, _ = clip_cut(TEXTS, PARADE, FPS, (least, None), photos=1)
        assert cut.count / FPS >= least
