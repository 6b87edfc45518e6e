"""Every presenter, small, measured: parts are where they should be, hold together when they move, and stay sharp."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipelines.stages.avatar.art.colour import rgb
from pipelines.stages.avatar.art.eyes import Look
from pipelines.stages.avatar.art.mouth import MouthShape, opening_of
from pipelines.stages.avatar.gestures import Kind
from pipelines.stages.avatar.puppet import Pose, Puppet
from pipelines.stages.avatar.role import Framing
from pipelines.stages.avatar.view import view_of
from pipelines.stages.avatar.warp import HeadPose
from presets.presenters.library import load_presenters
from presets.presenters.schema import Presenter

SIZE = (144, 256)
PEOPLE = load_presenters().items
STILL = Pose(mouth=MouthShape(), look=Look(), head=HeadPose())


@pytest.fixture(params=list(PEOPLE), scope="module")
def person(request: pytest.FixtureRequest) -> Presenter:
    return PEOPLE[request.param]


@pytest.fixture(scope="module")
def puppet(person: Presenter) -> Puppet:
    return Puppet(person, view_of(Framing.HALF_BODY, SIZE), SIZE)


def seen(puppet: Puppet, pose: Pose, size: tuple[int, int] = SIZE) -> np.ndarray:
    frame = puppet.frame(pose)
    canvas = np.zeros((size[1], size[0], 4), np.uint8)
    height, width = frame.pixels.shape[:2]
    canvas[frame.top : frame.top + height, frame.left : frame.left + width] = frame.pixels
    return canvas


def at(x: float, y: float, framing: Framing = Framing.HALF_BODY, size: tuple[int, int] = SIZE) -> tuple[int, int]:
    """Row and column of a place in body units."""
    view = view_of(framing, size)
    return round((y - view.top) * view.scale), round((x - view.left) * view.scale)


def test_the_cheek_is_of_the_skins_colour_and_the_ground_is_clear(person: Presenter, puppet: Puppet) -> None:
    picture = seen(puppet, STILL)
    row, column = at(-40, 560)
    assert np.abs(picture[row, column, :3] / 255 - rgb(person.skin)).max() < 0.2
    assert picture[row, column, 3] == 255
    assert (picture[:, 0, 3] == 0).all()


@pytest.mark.parametrize(
    "head", [HeadPose(yaw=1, tilt_deg=3, x=6, y=5), HeadPose(yaw=-1, pitch=1, tilt_deg=-3, x=-6), HeadPose(jaw=16)]
)
@pytest.mark.parametrize("breath", [0.0, 1.0])
def test_nothing_comes_apart_when_it_moves(puppet: Puppet, head: HeadPose, breath: float) -> None:
    alpha = seen(puppet, replace(STILL, head=head, breath=breath))[..., 3]
    top = at(0, 330)[0]
    for x in (-30, 0, 30):
        assert (alpha[top:, at(x, 330)[1]] > 250).all()


def test_an_open_mouth_changes_the_lower_face_alone(puppet: Puppet) -> None:
    wide = replace(STILL, mouth=MouthShape(open=0.9))
    change = np.abs(seen(puppet, STILL).astype(int) - seen(puppet, wide)).max(axis=2)
    row, column = at(0, 622)
    assert change[row - 3 : row + 4, column - 3 : column + 4].max() > 60
    assert change[: at(0, 530)[0]].max() < 8
    assert change[at(0, 800)[0] :].max() < 8


def test_lids_hide_the_white_of_the_eyes(puppet: Puppet) -> None:
    open_, shut = seen(puppet, STILL), seen(puppet, replace(STILL, look=Look(lid=1.0)))
    rows, columns = slice(at(0, 452)[0], at(0, 500)[0]), slice(at(-110, 0)[1], at(110, 0)[1])
    assert np.abs(open_[rows, columns].astype(int) - shut[rows, columns]).max() > 60


@pytest.mark.parametrize("kind", list(Kind))
def test_a_raised_hand_is_seen_whole_before_the_body(person: Presenter, puppet: Puppet, kind: Kind) -> None:
    raised = seen(puppet, replace(STILL, gesture=kind, raised=1.0))
    change = np.abs(raised.astype(int) - seen(puppet, STILL)).max(axis=2) > 24
    assert change[at(0, 840)[0] : at(0, 1100)[0], at(100, 0)[1] :].sum() > 150
    assert not change[:, -1].any()
    assert change[:, : at(-60, 0)[1]].any() == (kind is Kind.WELCOME)


def test_poses_round_to_what_is_painted_already(puppet: Puppet) -> None:
    one, two = replace(STILL, breath=0.50, raised=0.0), replace(STILL, breath=0.51, raised=0.01)
    assert np.array_equal(seen(puppet, one), seen(puppet, two))


def test_the_mouth_is_as_sharp_as_the_film_can_show() -> None:
    size = (540, 540)
    puppet = Puppet(PEOPLE["maya"], view_of(Framing.HEAD, size), size)
    picture = seen(puppet, replace(STILL, mouth=MouthShape(open=0.5), head=HeadPose(yaw=0.13, tilt_deg=0.7)), size)
    row, column = at(0, 615, Framing.HEAD, size)
    mouth = cv2.cvtColor(picture[row - 40 : row + 40, column - 50 : column + 50], cv2.COLOR_RGBA2GRAY)
    soft = cv2.GaussianBlur(mouth, (0, 0), 1.0)
    sharp, blurred = (float(cv2.Laplacian(part, cv2.CV_32F).var()) for part in (mouth, soft))
    assert sharp > 3 * blurred


def test_lips_that_meet_are_shut_however_wide_the_vowels_around_want_them() -> None:
    assert opening_of(MouthShape(open=1.0, press=1.0)) == 0
    assert opening_of(MouthShape(open=1.0)) > 10 * opening_of(MouthShape(open=0.05))


def test_what_several_processes_paint_is_what_one_paints() -> None:
    poses = [
        replace(STILL, mouth=MouthShape(open=share), look=Look(lid=share), gesture=Kind.WELCOME, raised=share)
        for share in (0.0, 0.3, 0.6, 1.0)
    ]
    shared, alone = (Puppet(PEOPLE["maya"], view_of(Framing.HALF_BODY, SIZE), SIZE) for _ in range(2))
    told: list[tuple[int, int]] = []
    shared.ready(poses, 2, lambda stage, done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told) > len(poses)
    for pose in poses:
        assert np.array_equal(seen(shared, pose), seen(alone, pose))
    shared.ready(poses, 2, lambda stage, done, total: told.append((0, 0)))
    assert (0, 0) not in told
