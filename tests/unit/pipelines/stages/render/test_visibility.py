"""Occluders against geometry that can be written down."""

import math

import numpy as np
import pytest

from pipelines.stages.render.beam import Cell, Points, stopped
from pipelines.stages.render.box_solid import BoxSolid
from pipelines.stages.render.cards import Card, stencil
from pipelines.stages.render.discs import Disc, DiscStack
from pipelines.stages.render.lamp_cells import dome_cells
from pipelines.stages.render.rounds import Beads
from pipelines.stages.render.visibility import Receivers, dimmed_by

UP = np.array([0, 0, 1], np.float32)
RIGHT = np.array([1, 0, 0], np.float32)
AWAY = np.array([0, 1, 0], np.float32)


def ground(x: np.ndarray, y: float = 0.0) -> Points:
    flat = np.asarray(x, np.float32)
    level = np.zeros_like(flat)
    return Points(flat, level + np.float32(y), level, np.stack([level, level, level + 1]), level)


def from_left(elevation_deg: float, spread: float = 0.0005) -> Cell:
    tilt = math.radians(elevation_deg)
    return Cell(np.array([-math.cos(tilt), 0, math.sin(tilt)], np.float32), None, spread, 1.0)


def post(height_cm: float) -> Card:
    """An upright card 2 cm wide at the origin that faces along x."""
    rows = 100
    shape = stencil(np.ones((rows, 20), np.float32), (10.0, float(rows)), grounded=True)
    return Card(shape, np.zeros(3, np.float32), AWAY, UP, (0.1, height_cm / rows))


@pytest.mark.parametrize("elevation_deg", [20, 35, 60])
def test_a_cards_shadow_is_as_long_as_geometry_says(elevation_deg: float) -> None:
    x = np.linspace(0.05, 40, 4000)
    dark = post(6.0).stops(ground(x), from_left(elevation_deg))
    assert dark is not None
    length = x[dark > 0.5].max()
    assert length == pytest.approx(6.0 / math.tan(math.radians(elevation_deg)), rel=0.03)


def test_a_near_lamp_throws_a_longer_shadow_than_the_sun() -> None:
    x = np.linspace(0.05, 60, 6000)
    lamp = Cell(np.array([-0.7, 0, 0.7], np.float32), np.array([-20, 0, 20], np.float32), 0.01, 1.0)
    dark = post(6.0).stops(ground(x), lamp)
    assert dark is not None
    # The line from the lamp over the card's top meets the ground at 6 * 20 / (20 - 6).
    assert x[dark > 0.5].max() == pytest.approx(6 * 20 / 14, rel=0.03)


def test_penumbra_grows_with_distance_and_with_the_lamp() -> None:
    y = np.linspace(-4, 4, 1601)

    def softness(distance: float, spread: float) -> float:
        level = np.zeros_like(y, np.float32)
        points = Points(level + np.float32(distance), y.astype(np.float32), level, np.stack([level] * 3), level + 0.5)
        dark = post(10.0).stops(points, from_left(25, spread))
        assert dark is not None
        return float(((dark > 0.1) & (dark < 0.9)).mean())

    assert softness(12, 0.05) > 2 * softness(3, 0.05)
    assert softness(8, 0.08) > 1.5 * softness(8, 0.02)


def test_a_disc_and_a_ball_throw_round_shadows() -> None:
    at = np.array([0, 0, 5], np.float32)
    x = np.linspace(-10, 30, 4001)
    disc = DiscStack([Disc(at, RIGHT, (2.0, 2.0))]).stops(ground(x), from_left(45))
    ball = Beads(at[None], np.array([2.0], np.float32)).stops(ground(x), from_left(45))
    assert disc is not None
    assert ball is not None
    assert np.ptp(x[disc > 0.5]) == pytest.approx(4.0, rel=0.03)
    assert np.ptp(x[ball > 0.5]) == pytest.approx(4.0 * math.sqrt(2), rel=0.03)
    assert x[ball > 0.5].mean() == pytest.approx(5.0, abs=0.1)


def test_a_wide_beam_hardly_notices_a_small_thing() -> None:
    ball = Beads(np.array([[0, 0, 30]], np.float32), np.array([0.5], np.float32)).stops(
        ground(np.array([30.0])), from_left(45, 0.3)
    )
    assert ball is None or 0 <= float(ball[0]) < 0.01


def test_what_lies_behind_the_point_stops_nothing() -> None:
    dark = post(6.0).stops(ground(np.linspace(-20, -0.5, 50)), from_left(30))
    assert dark is None or float(dark.max()) == 0


class _Lid:
    """Darkens whatever lies above 2 cm, as a product darkens the block it stands on and not the floor behind."""

    def facing(self, cell: Cell) -> list["_Lid"]:
        return [self]

    def stops(self, points: Points, cell: Cell) -> np.ndarray | None:
        return (points.z > 2).astype(np.float32)

    def hull(self, cell: Cell) -> None:
        """It darkens without bounds."""


def test_a_shadow_that_ends_with_its_block_does_not_show_the_grid() -> None:
    row, column = np.mgrid[0:120, 0:160].astype(np.float32)
    top = row > 40 + column / 7  # a slanting edge falls into steps of the grid
    position = np.stack([column / 4, (120 - row) / 4, np.where(top, 5.0, 0.0)], axis=-1).astype(np.float32)
    normal = np.zeros_like(position)
    normal[..., 2] = 1
    receivers = Receivers(position, normal, np.zeros(top.shape, np.float32))
    dimmed = dimmed_by(_Lid(), [from_left(40)], receivers)
    assert dimmed[100, 80] == pytest.approx(1, abs=1e-3)
    assert dimmed[10, 80] == 0
    assert float(np.abs(np.diff(dimmed, axis=0)).max()) < 0.55
    flat = Receivers(
        position * np.array([1, 1, 0], np.float32) + np.array([0, 0, 5], np.float32), normal, receivers.dither
    )
    assert dimmed_by(_Lid(), [from_left(40)], flat).min() == pytest.approx(1, abs=1e-3)


class _Post:
    """A post, whatever the cell."""

    def facing(self, cell: Cell) -> list[Card]:
        return [post(6.0)]


def test_a_fine_grid_is_dimmed_as_if_every_point_were_looked_at() -> None:
    row, column = np.mgrid[0:300, 0:300].astype(np.float32)
    height = np.where((column > 170) & (row > 190), 1.5, 0.0)  # a block beside the post, shadowed in part
    position = np.stack([(column - 150) / 10, (150 - row) / 10, height], axis=-1).astype(np.float32)
    normal = np.zeros_like(position)
    normal[..., 2] = 1
    receivers = Receivers(position, normal, np.full(row.shape, 0.5, np.float32))
    sky = dome_cells(1.0, 1.0, 1.0)
    looked = dimmed_by(_Post(), sky, receivers)
    # A window smaller than a first look's grid is looked at point by point.
    window = slice(110, 200), slice(140, 230)
    every = dimmed_by(_Post(), sky, Receivers(position[window], normal[window], receivers.dither[window]))
    assert float(every.max()) > 0.2
    assert float(np.abs(looked[window] - every).max()) < 0.03
    assert float(np.abs(looked[window] - every).mean()) < 0.004


def test_no_light_leaks_through_a_box_from_edge_to_edge() -> None:
    corners = np.array([[0, -3, 0], [3, 0, 0], [0, 3, 0], [-3, 0, 0]], np.float32)
    beam = from_left(30)  # in at the edge on the left, out at the one on the right
    y = np.linspace(-0.2, 0.2, 81, dtype=np.float32)
    level = np.zeros_like(y)
    points = Points(level + np.float32(3.5), y, level, np.stack([level, level, level + 1]), level)
    dark = stopped(points, beam, BoxSolid(corners, 6.0).facing(beam))
    assert dark is not None and float(dark.min()) > 0.9
