"""Legs found in a silhouette, and the shadow of a rod."""

import cv2
import numpy as np
import pytest

from pipelines.stages.render.beam import Cell, Points
from pipelines.stages.render.legs import legs_of, without_legs
from pipelines.stages.render.rounds import Rod
from pipelines.values import Matte


def stool() -> Matte:
    """A seat on four legs, the far ones ending higher, a stretcher between two of them."""
    picture = np.zeros((400, 300), np.uint8)
    cv2.rectangle(picture, (40, 60), (260, 110), 255, cv2.FILLED)
    for foot, top in (
        ((50, 399), (60, 100)),
        ((250, 380), (240, 100)),
        ((110, 340), (110, 100)),
        ((200, 330), (200, 100)),
    ):
        cv2.line(picture, foot, top, 255, 13)
    picture[340 + 1 :, 90:215] = 0
    cv2.line(picture, (60, 260), (110, 240), 255, 8)
    return (picture / 255).astype(np.float32)


def test_each_leg_is_found_once_from_its_foot_to_the_seat() -> None:
    legs = sorted(legs_of(stool(), 0.2), key=lambda leg: leg.foot[0])
    assert [leg.foot[0] for leg in legs] == pytest.approx([50, 110, 200, 250], abs=5)
    assert all(leg.end[1] < 150 for leg in legs)
    assert all(5 < leg.half_width < 9 for leg in legs)


def test_the_rest_is_the_seat() -> None:
    rest = without_legs(stool(), legs_of(stool(), 0.2))
    assert rest[70:100, 50:250].min() == 1
    assert rest[270:].max() == 0


def test_what_stands_on_one_base_has_no_legs() -> None:
    box, mug = np.zeros((200, 160), np.float32), np.zeros((200, 160), np.float32)
    box[20:180, 30:130] = 1
    mug[20:180, 30:110] = 1
    mug[50:140, 110:150] = 1
    mug[65:125, 105:135] = 0
    assert legs_of(box, 0.2) == []
    assert legs_of(mug, 0.2) == []


def test_a_rod_keeps_the_sun_from_what_lies_behind_it_and_from_nothing_else() -> None:
    rod = Rod(np.zeros(3, np.float32), np.array([0, 0, 40], np.float32), 1.5)
    sun = Cell(np.array([-0.6, 0, 0.8], np.float32), None, 0.01, 1.0)
    x = np.array([10, 10, -10, 40], np.float32)
    y = np.array([0, 4, 0, 0], np.float32)
    points = Points(x, y, np.zeros(4, np.float32), np.zeros((3, 4), np.float32), np.zeros(4, np.float32))
    stops = rod.stops(points, sun)
    assert stops is not None
    # behind it; beside its shadow; on the sun's side; beyond the end of a shadow of 40 * 0.6 / 0.8 cm
    assert stops == pytest.approx([1, 0, 0, 0], abs=0.02)


def test_a_wide_lamp_is_stopped_by_the_rods_share_of_it() -> None:
    rod = Rod(np.array([10, 0, -50], np.float32), np.array([10, 0, 50], np.float32), 0.5)
    wide = Cell(np.array([1, 0, 0], np.float32), None, 0.5, 1.0)
    one = np.zeros(1, np.float32)
    stops = rod.stops(Points(one, one, one, np.zeros((3, 1), np.float32), one), wide)
    assert stops is not None
    assert float(stops[0]) == pytest.approx(2 * 0.5 / (2.5 * 0.5 * 10), rel=0.05)


def test_a_far_lamp_throws_a_legs_shadow_as_the_sun_does() -> None:
    leg = Rod(np.array([0, 0, 0], np.float32), np.array([0, 0, 40], np.float32), 1.0)
    x = np.linspace(1.5, 45, 200, dtype=np.float32)
    points = Points(x, x * 0 + 1, x * 0, np.stack([x * 0, x * 0, x * 0 + 1]), x * 0)
    way = np.array([-0.8, 0, 0.6], np.float32)
    sun, lamp = Cell(way, None, 0.02, 1.0), Cell(way, way * np.float32(4000), 0.02 * 4000, 1.0)
    assert leg.stops(points, lamp) == pytest.approx(leg.stops(points, sun), abs=0.02)
