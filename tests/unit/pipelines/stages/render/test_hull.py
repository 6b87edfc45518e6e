"""Hulls leave out beams that nothing stops, and no others."""

import numpy as np
import pytest

from pipelines.stages.render.beam import Cell, Hull, Occluder, Points, Vector
from pipelines.stages.render.cards import Card, stencil
from pipelines.stages.render.discs import Disc, DiscStack
from pipelines.stages.render.lamp_cells import cells_of, dome_cells
from pipelines.stages.render.rounds import Beads, Rod
from presets.scenes.schema import Panel

UP = np.array([0, 0, 1], np.float32)
ACROSS = np.array([0.8, 0.6, 0], np.float32)
FOOT = np.array([1, 2, 0], np.float32)
LAMP = Panel(id="key", at_cm=(-40, -30, 50), aim_cm=(0, 0, 5), size_cm=(30, 30), colour="#ffffff", power=1)


def above(height: float, right: float = 0.0) -> Vector:
    return np.asarray(FOOT + ACROSS * np.float32(right) + UP * np.float32(height), np.float32)


def slices(squareness: float) -> DiscStack:
    return DiscStack([Disc(above(high, 0.1 * high), ACROSS, (3 - 0.2 * high, 1.5), squareness) for high in (1, 4, 9)])


SHAPE = np.pad(np.ones((60, 30), np.float32), ((20, 0), (5, 5)))
OCCLUDERS: dict[str, Occluder] = {
    "round slices": slices(2.0),
    "square slices": slices(4.0),
    "beads": Beads(np.stack([above(3, 4), above(6, 5)]), np.array([0.6, 0.4], np.float32)),
    "leg": Rod(above(0, 2), above(8, 3), 0.4),
    "upright": Card(stencil(SHAPE, (20, 80), grounded=True), FOOT, ACROSS, UP, (0.2, 0.125)),
    "level": Card(stencil(SHAPE, (20, 40)), above(5), ACROSS, np.cross(UP, ACROSS).astype(np.float32), (0.1, 0.1)),
}


@pytest.mark.parametrize("cells", [dome_cells(1.0, 2.0, 1.0), cells_of(LAMP, FOOT, 1.0)], ids=["sky", "lamp"])
@pytest.mark.parametrize("name", OCCLUDERS)
def test_what_misses_a_hull_is_not_stopped(name: str, cells: list[Cell]) -> None:
    chance = np.random.default_rng(3)
    x, y = (chance.uniform(-25, 25, 6000).astype(np.float32) for _ in range(2))
    z = chance.choice(np.array([0, 0, 0, -4, 2.5, 30], np.float32), 6000)
    points = Points(x, y, z, np.stack([x * 0, x * 0, x * 0 + 1]), chance.random(6000, dtype=np.float32))
    missed = 0.0
    for cell in cells:
        hull = OCCLUDERS[name].hull(cell)
        if hull is None:
            continue
        lost, met = OCCLUDERS[name].stops(points, cell), hull.met(points, cell)
        assert lost is None or not (lost[~met] > 0).any()
        missed += float((~met).mean()) / len(cells)
    assert missed > 0.4  # or it would save nothing


def test_a_lamp_no_higher_than_the_top_meets_everything() -> None:
    x = np.linspace(-5, 5, 11, dtype=np.float32)
    points = Points(x, x * 0, x * 0, np.stack([x * 0, x * 0, x * 0 + 1]), x * 0)
    beside = Cell(np.array([-1, 0, 0], np.float32), np.array([-30, 0, 4], np.float32), 1.0, 1.0)
    assert Hull((0, 0), 1.0, 5.0).met(points, beside).all()
