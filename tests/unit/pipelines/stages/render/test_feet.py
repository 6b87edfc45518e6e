"""Stout feet found in a silhouette, and the open ground between them."""

import cv2
import numpy as np
import pytest

from pipelines.camera import camera_of
from pipelines.stages.pose.base import read_base
from pipelines.stages.render.beam import Cell, Points, stopped
from pipelines.stages.render.feet import Feet, behind_feet, feet_of, without_feet
from pipelines.stages.render.legs import LeggedSolid, rods_of
from pipelines.stages.render.standing import StandingSolid
from pipelines.stages.render.upright import footing_of, stand_up
from pipelines.values import Box, Matte

SINE = 0.3


def bear(gap: int = 40) -> Matte:
    """A round body that ends `gap` pixels above the front of two feet before it."""
    picture = np.zeros((400, 300), np.uint8)
    cv2.rectangle(picture, (30, 40), (270, 399 - gap), 255, cv2.FILLED)
    for middle in (75, 225):
        cv2.circle(picture, (middle, 344), 55, 255, cv2.FILLED)
    return (picture / 255).astype(np.float32)


def found(matte: Matte) -> Feet:
    feet = feet_of(read_base(matte, SINE), SINE)
    assert feet is not None
    return feet


def test_two_feet_are_found_where_they_end() -> None:
    feet = found(bear()).each
    assert [foot.foot[0] for foot in feet] == pytest.approx([75, 225], abs=3)
    assert [foot.foot[1] for foot in feet] == pytest.approx([400, 400], abs=1)
    assert all(45 < foot.half_width < 58 for foot in feet)


@pytest.mark.parametrize("gap", [0, 120])
def test_one_base_and_a_gap_up_to_no_body_are_no_feet(gap: int) -> None:
    assert feet_of(read_base(bear(gap), SINE), SINE) is None


def test_feet_unlike_each_other_are_none() -> None:
    picture = bear()
    picture[360:, :45] = picture[360:, 90:120] = 0
    assert feet_of(read_base(picture, SINE), SINE) is None


def test_the_body_stands_behind_its_lower_edge() -> None:
    base = read_base(bear(), SINE)
    body = without_feet(bear(), found(bear()))
    assert body[350:360, 140:160].min() == 1
    assert body[350:, 60:90].max() == 0
    assert behind_feet(base, body, SINE).axis[1] < 360
    assert behind_feet(base, body, SINE).axis[0] == base.axis[0]


def test_light_reaches_the_ground_between_the_feet() -> None:
    camera = camera_of(17.5, (0, 0, 10), 100, 26, (300, 400))
    place, matte = Box(0, 0, 300, 400), bear()
    feet = found(matte)
    body = without_feet(matte, feet)
    footing = footing_of(behind_feet(read_base(matte, SINE), body, SINE), place, camera)
    solid = LeggedSolid(StandingSolid(stand_up(body, place, camera, footing)), rods_of(feet.each, place, camera))
    between = camera.on_level(150, 395)
    x, y, z = (np.full(1, part, np.float32) for part in between)
    point = Points(x, y, z, np.array([[0], [0], [1]], np.float32), np.zeros(1, np.float32))
    towards = np.array([0, -0.6, 0.8], np.float32)
    sun = Cell(towards, None, 0.01, 1.0)
    lost = stopped(point, sun, solid.facing(sun))
    assert lost is None or float(lost[0]) < 0.05
