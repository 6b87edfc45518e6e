"""The mirrored product: it holds to the foot, fades, and does not tremble with the matte's edge."""

import numpy as np
import pytest

from pipelines.placed import Placed
from pipelines.shot import Shot
from pipelines.stages.render.reflection import soft_reflection
from pipelines.values import WHITE, Box, Shadow


def _reflected(tremble):
    """A dark box of 200 x 300 with a pale line 30 px above its foot, whose edge trembles by some pixels."""
    rows = np.arange(400)[:, None]
    foot = 340 + np.random.default_rng(1).integers(-tremble, tremble + 1, 200)[None, :]
    matte = ((rows >= 40) & (rows < foot)).astype(np.float32)
    colour = np.full((400, 200, 3), 40, np.uint8)
    colour[308:314] = 230
    place = Box(100, 20, 300, 420)
    shot = Shot((400, 500), Box(0, 0, 200, 400), place, WHITE, Shadow.REFLECTION)
    return soft_reflection(Placed(colour, matte, colour), shot)


@pytest.mark.parametrize("tremble", [0, 1])
def test_a_line_on_the_product_is_mirrored_straight(tremble):
    share, mirrored = _reflected(tremble)
    below = mirrored[365:410, 130:270].mean(axis=2)
    rows = below.argmax(axis=0)
    assert rows.std() < 1  # the edge's own tremble of a pixel would be doubled
    assert share[365:375, 200].min() > share[395:405, 200].max() > 0


def test_it_begins_at_the_foot_without_a_gap():
    share, _mirrored = _reflected(0)
    assert share[361, 200] > 0.2
    assert not share[:340].any()
