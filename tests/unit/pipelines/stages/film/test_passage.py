"""One take becomes the next: gently, and to the side where reading goes."""

import numpy as np
import pytest

from pipelines.stages.film.passage import passed
from presets.films.schema import Passage

BEFORE, AFTER = np.full((4, 100, 3), 40, np.uint8), np.full((4, 100, 3), 200, np.uint8)


@pytest.mark.parametrize("kind", [Passage.FADE, Passage.PUSH])
@pytest.mark.parametrize("mirrored", [False, True])
def test_it_starts_with_the_one_and_ends_with_the_other(kind: Passage, mirrored: bool) -> None:
    assert (passed(kind, BEFORE, AFTER, 0.0, mirrored=mirrored) == 40).all()
    assert (passed(kind, BEFORE, AFTER, 1.0, mirrored=mirrored) == 200).all()


def test_a_fade_goes_gently_from_the_one_to_the_other() -> None:
    greys = [int(passed(Passage.FADE, BEFORE, AFTER, n / 10, mirrored=False)[0, 0, 0]) for n in range(11)]
    steps = np.diff(greys)
    assert greys[5] == 120
    assert steps.min() > 0
    assert max(steps[0], steps[-1]) < 0.5 * steps[5]


@pytest.mark.parametrize(("mirrored", "side"), [(False, slice(-20, None)), (True, slice(0, 20))])
def test_a_push_comes_from_where_reading_ends(mirrored: bool, side: slice) -> None:
    frame = passed(Passage.PUSH, BEFORE, AFTER, 0.4, mirrored=mirrored)
    assert frame.shape == AFTER.shape
    assert (frame[:, side] == 200).all()
    assert 0.2 < (frame == 200).mean() < 0.5
    ramp = np.tile(np.arange(100, dtype=np.uint8)[None, :, None], (4, 1, 3))
    moved = passed(Passage.PUSH, ramp, AFTER, 0.4, mirrored=mirrored)
    assert not np.array_equal(moved[:, :60], ramp[:, :60])  # what leaves moves along
