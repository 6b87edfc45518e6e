"""Faces are found where they are; our drawn presenters are people enough for it."""

import cv2
import numpy as np
import pytest

from pipelines.stages.face.finder import FACE_WEIGHTS, FaceFinder
from pipelines.stages.face.mesh import FaceMesh
from pipelines.values import Rgb
from presets.presenters.library import load_presenters
from tests.fakes.embedded import embedded_weights
from tests.fakes.portraits import drawn_still

SIZE = (270, 480)


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(embedded_weights(*FACE_WEIGHTS))


def still(name: str) -> Rgb:
    return drawn_still(name, SIZE)[0]


@pytest.fixture(scope="module")
def leo() -> Rgb:
    return still("leo")


def mesh_of(finder: FaceFinder, picture: Rgb) -> FaceMesh:
    (face,) = finder.faces(picture)
    mesh = finder.mesh(picture, face)
    assert mesh is not None
    return mesh


@pytest.mark.parametrize("name", sorted(load_presenters().items))
def test_every_presenter_has_one_face_seen_from_the_front(finder: FaceFinder, name: str) -> None:
    mesh = mesh_of(finder, still(name))
    assert mesh.sureness > 0.9
    assert abs(mesh.turned) < 0.35
    assert mesh.mouth_open < 0.04


def test_landmarks_follow_the_picture(finder: FaceFinder, leo: Rgb) -> None:
    mesh = mesh_of(finder, leo)
    moved = mesh_of(finder, np.roll(leo, (40, 20), axis=(0, 1)))
    larger = mesh_of(finder, cv2.resize(leo, None, fx=3, fy=3))  # type: ignore[arg-type]
    tolerance = 0.04 * mesh.eye_distance
    assert np.abs(moved.points[:, :2] - mesh.points[:, :2] - [20, 40]).mean() < tolerance
    assert np.abs(larger.points[:, :2] / 3 - mesh.points[:, :2]).mean() < tolerance
    assert larger.eye_distance == pytest.approx(3 * mesh.eye_distance, rel=0.04)


def test_two_people_are_two_faces_and_nobody_is_none(finder: FaceFinder, leo: Rgb) -> None:
    assert len(finder.faces(np.hstack([leo, still("maya")]))) == 2
    assert finder.faces(np.full((300, 200, 3), 180, np.uint8)) == []
    noise = np.random.default_rng(2).integers(0, 255, (240, 320, 3), np.uint8)
    assert finder.faces(noise) == []


def test_a_face_that_is_gone_is_not_followed(finder: FaceFinder, leo: Rgb) -> None:
    mesh = mesh_of(finder, leo)
    assert finder.followed(leo, mesh) is not None
    assert finder.followed(np.full_like(leo, 128), mesh) is None
