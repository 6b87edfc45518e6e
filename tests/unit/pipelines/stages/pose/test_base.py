"""The lower edges of drawn things tell their bases."""

import math

import cv2
import numpy as np
import pytest

from pipelines.camera import camera_of
from pipelines.stages.pose.base import BaseShape, read_base
from pipelines.stages.pose.elevation import read_elevation
from pipelines.stages.render.contact_line import contact_line
from pipelines.values import Matte

SINE = math.sin(math.radians(20))


def can(radius: int, height: int, sine: float) -> Matte:
    """An upright cylinder seen from far away."""
    side = height + 6 * radius
    picture = np.zeros((side, side), np.uint8)
    middle, high = side // 2, round(radius * sine)
    tall = round(height * math.sqrt(1 - sine * sine))
    top = (side - tall) // 2
    cv2.rectangle(picture, (middle - radius, top), (middle + radius, top + tall), 255, cv2.FILLED)
    for row in (top, top + tall):
        cv2.ellipse(picture, (middle, row), (radius, high), 0, 0, 360, 255, cv2.FILLED)
    return (picture / 255).astype(np.float32)


def carton(size: tuple[float, float, float], turn_deg: float, sine: float) -> Matte:
    """A box seen from far away, turned on its spot."""
    width, depth, height = size
    turn = math.radians(turn_deg)
    corners = [(x * width / 2, y * depth / 2, z) for x in (-1, 1) for y in (-1, 1) for z in (0.0, height)]
    seen = [
        (
            250 + x * math.cos(turn) - y * math.sin(turn),
            400 - z * math.sqrt(1 - sine * sine) - (x * math.sin(turn) + y * math.cos(turn)) * sine,
        )
        for x, y, z in corners
    ]
    picture = np.zeros((500, 500), np.uint8)
    hull = cv2.convexHull(np.rint(np.array(seen)).astype(np.int32))
    return (cv2.fillConvexPoly(picture, hull, 255) / 255).astype(np.float32)


def test_a_can_stands_on_an_ellipse() -> None:
    base = read_base(can(80, 200, SINE), SINE)
    assert base.shape is BaseShape.ROUND
    assert base.half_width == pytest.approx(80, abs=3)
    assert base.front - base.axis[1] == pytest.approx(80 * SINE, abs=3)


def test_leaves_that_hang_low_about_a_pot_are_no_feet() -> None:
    picture = np.zeros((500, 500), np.uint8)
    cv2.ellipse(picture, (250, 470), (70, 21), 0, 0, 360, 255, cv2.FILLED)
    cv2.rectangle(picture, (180, 300), (320, 470), 255, cv2.FILLED)
    for tip in ((20, 360), (480, 380)):
        cv2.line(picture, (250, 220), tip, 255, 16)
    base = read_base((picture / 255).astype(np.float32), 0.3)
    assert base.shape is BaseShape.ROUND
    assert base.half_width == pytest.approx(70, abs=4)
    assert base.sag < 30


def test_a_carton_at_an_angle_stands_on_its_corner() -> None:
    base = read_base(carton((160, 100, 200), 30, SINE), SINE)
    assert base.shape is BaseShape.CORNER
    assert base.axis[0] == pytest.approx(250, abs=3)
    assert base.axis[1] == pytest.approx(400, abs=3)


def test_a_carton_that_faces_the_camera_stands_on_a_line() -> None:
    base = read_base(carton((160, 100, 200), 0, SINE), SINE)
    assert base.shape is BaseShape.STRAIGHT
    assert base.right[0] - base.left[0] == pytest.approx(160, abs=3)


def test_every_leg_of_a_stool_touches_the_ground() -> None:
    picture = np.zeros((500, 500), np.float32)
    picture[100:160, 120:380] = 1  # its seat
    legs = {(120, 140): 380, (240, 260): 430, (360, 380): 350}  # columns, and the row below each
    for (left, right), row in legs.items():
        picture[160:row, left:right] = 1
    picture[250:262, 120:260] = 1  # a rung
    base = read_base(picture, math.sin(math.radians(13)))
    assert base.shape is BaseShape.UNEVEN
    line = contact_line(picture, base)
    for (left, right), row in legs.items():
        assert line[row + 1, (left + right) // 2] > 0.4
    assert line[264, 190] < 0.05


@pytest.mark.parametrize("degrees", [8, 15, 25, 40])
@pytest.mark.parametrize("kind", ["can", "carton"])
def test_the_elevation_is_read_back(kind: str, degrees: float) -> None:
    sine = math.sin(math.radians(degrees))
    matte = can(80, 220, sine) if kind == "can" else carton((150, 110, 180), 35, sine)
    found = read_elevation(matte)
    assert found.confidence >= 0.5
    assert found.at_base == pytest.approx(degrees, abs=6) or found.degrees == pytest.approx(degrees, abs=4)


def near_carton(size: tuple[float, float, float], turn_deg: float, elevation_deg: float, aside: float) -> Matte:
    """A box as a lens sees it whose field of view is 40 degrees, `aside` of the picture's width beside its middle."""
    camera = camera_of(elevation_deg, (-aside * 60, 0, size[2] / 2), 82, 40, (800, 800))
    width, depth, height = size
    turn = math.radians(turn_deg)
    corners = np.array(
        [
            (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn), z)
            for x in (-width / 2, width / 2)
            for y in (-depth / 2, depth / 2)
            for z in (0.0, height)
        ],
        np.float32,
    )
    hull = cv2.convexHull(np.rint(camera.project(corners)).astype(np.int32))
    return (cv2.fillConvexPoly(np.zeros((800, 800), np.uint8), hull, 255) / 255).astype(np.float32)


@pytest.mark.parametrize("degrees", [10, 18, 30])
@pytest.mark.parametrize("turn_deg", [-40, -25, 30])
@pytest.mark.parametrize("aside", [0, 0.06])
def test_a_near_carton_is_read_as_its_lens_saw_it(degrees: float, turn_deg: float, aside: float) -> None:
    found = read_elevation(near_carton((18, 13, 24), turn_deg, degrees, aside))
    assert found.confidence >= 0.5
    assert found.degrees == pytest.approx(degrees, abs=1.6)


def test_what_tells_nothing_is_not_sure() -> None:
    rng = np.random.default_rng(3)
    blot = cv2.GaussianBlur(rng.random((200, 200), dtype=np.float32), (0, 0), 9)
    assert read_elevation((blot > np.median(blot)).astype(np.float32)).confidence < 0.5


def test_an_empty_matte_is_a_guess() -> None:
    assert read_elevation(np.zeros((20, 20), np.float32)).confidence == 0
