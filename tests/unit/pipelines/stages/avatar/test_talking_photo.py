"""A portrait that speaks: what moves, what stays, and which portraits are refused."""

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from pipelines.errors import PortraitError
from pipelines.portrait import CONSENT, Portrait, portrait_of
from pipelines.stages.avatar.art.eyes import Look
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.photo.placing import place
from pipelines.stages.avatar.photo.rig import TalkingPhoto
from pipelines.stages.avatar.photo.study import Examiner
from pipelines.stages.avatar.posing import Pose
from pipelines.stages.avatar.role import Framing
from pipelines.stages.avatar.warp import HeadPose
from pipelines.stages.face.eyes import EYES, EyeFinder
from pipelines.stages.face.finder import FACE_WEIGHTS, FaceFinder
from pipelines.stages.face.mesh import FaceMesh
from pipelines.values import Cutout, Photo, Rgb
from tests.fakes.embedded import embedded_weights
from tests.fakes.portraits import drawn_portrait, drawn_still, portrait_of_pixels, posed_still

SIZE = (360, 640)
REST = Pose(MouthShape(smile=0.62), Look(), HeadPose())


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(embedded_weights(*FACE_WEIGHTS, EYES))


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(embedded_weights(*FACE_WEIGHTS))


def rig_of(examiner: Examiner, portrait: Portrait, size: tuple[int, int] = SIZE) -> TalkingPhoto:
    return TalkingPhoto(place(portrait, examiner.study(portrait), Framing.HALF_BODY, size), size)


@pytest.fixture(scope="module")
def leo(examiner: Examiner) -> TalkingPhoto:
    return rig_of(examiner, drawn_portrait("leo"))


def shown(rig: TalkingPhoto, pose: Pose, size: tuple[int, int] = SIZE) -> Rgb:
    picture = np.full((size[1], size[0], 3), 200, np.uint8)
    rig.frame(pose).laid_on(picture)
    return picture


def mesh_of(finder: FaceFinder, picture: Rgb) -> FaceMesh:
    mesh = finder.mesh(picture, finder.faces(picture)[0])
    assert mesh is not None
    return mesh


def said(**shape: float) -> Pose:
    return replace(REST, mouth=MouthShape(**{"smile": 0.4, **shape}))


def test_lips_open_as_far_as_they_are_told(examiner: Examiner, finder: FaceFinder) -> None:
    maya = rig_of(examiner, drawn_portrait("maya"))
    opened = [mesh_of(finder, shown(maya, said(open=share))).mouth_open for share in (0.0, 0.35, 0.7, 1.0)]
    assert opened[0] < 0.02
    assert all(wider > narrower + 0.008 for narrower, wider in pairwise(opened))
    assert opened[-1] > 0.07


def test_round_is_narrow_and_spread_is_wide(leo: TalkingPhoto, finder: FaceFinder) -> None:
    def width(pose: Pose) -> float:
        mesh = mesh_of(finder, shown(leo, pose))
        left, right = mesh.at(61, 291)
        return float(np.linalg.norm(right - left) / mesh.eye_distance)

    assert width(said(open=0.3, round=1.0)) < 0.92 * width(said(open=0.3, spread=0.9))


def test_pressed_lips_show_nothing_of_the_mouth(leo: TalkingPhoto) -> None:
    pressed, opened = shown(leo, said(open=0.8, press=1.0)), shown(leo, said(open=0.8))
    dark = [int((picture.max(axis=2) < 45).sum()) for picture in (pressed, opened)]
    assert dark[1] > dark[0] + 30


def test_a_smile_that_was_photographed_closes(examiner: Examiner, finder: FaceFinder) -> None:
    picture, matte = drawn_still("zoe")
    portrait = replace(drawn_portrait("zoe"), pixels=picture, matte=matte)
    smiling = shown(rig_of(examiner, portrait), said(open=0.75, spread=0.8), SIZE)
    again = rig_of(examiner, portrait_of_pixels(cv2.resize(smiling, None, fx=2, fy=2)))  # type: ignore[arg-type]
    assert mesh_of(finder, shown(again, REST)).mouth_open < 0.5 * mesh_of(finder, smiling).mouth_open
    assert mesh_of(finder, shown(again, said(open=0.8))).mouth_open > 0.8 * mesh_of(finder, smiling).mouth_open


def test_a_blink_covers_the_eyes_and_moves_nothing_else(leo: TalkingPhoto, finder: FaceFinder) -> None:
    open_, shut = shown(leo, REST), shown(leo, replace(REST, look=Look(lid=1.0)))
    changed = np.abs(open_.astype(int) - shut).max(axis=2) > 12
    mesh = mesh_of(finder, open_)
    rows, columns = np.nonzero(changed)
    eyes, unit = np.mean(mesh.eyes, axis=0), mesh.eye_distance
    assert changed.sum() > 0.02 * unit**2
    assert (np.abs(rows - eyes[1]) < 0.3 * unit).all()
    assert (np.abs(columns - eyes[0]) < 0.75 * unit).all()


def test_shoulders_and_background_stay(examiner: Examiner) -> None:
    portrait = portrait_of_pixels(drawn_still("leo")[0])
    rig = rig_of(examiner, portrait)
    moving = replace(said(open=0.9), head=HeadPose(yaw=1, pitch=1, tilt_deg=4, x=8, y=4), look=Look(lid=0.6, brow=1))
    change = np.abs(shown(rig, REST).astype(int) - shown(rig, moving)).max(axis=2)
    assert change[:300].max() > 60
    assert change[int(SIZE[1] * 0.62) :].max() == 0
    assert change[:, :3].max() <= 1
    assert change[:, -3:].max() <= 1


def test_nothing_tears_outside_the_lips(leo: TalkingPhoto, finder: FaceFinder) -> None:
    """Where skin only moves, no edge steeper than in the photo comes up."""
    rest, wide = shown(leo, REST), shown(leo, said(open=1.0))
    mesh = mesh_of(finder, rest)
    chin, unit = mesh.at(152)[0], mesh.eye_distance
    cheek = (
        slice(int(chin[1] - 0.5 * unit), int(chin[1])),
        slice(int(chin[0] + 0.35 * unit), int(chin[0] + 0.6 * unit)),
    )

    def steepest(picture: Rgb) -> float:
        part = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[cheek].astype(float)
        return float(np.percentile(np.abs(np.diff(part, axis=0)), 98))

    assert steepest(wide) < 1.6 * steepest(rest) + 4


def test_without_leave_no_portrait_speaks() -> None:
    picture, matte = drawn_still("leo", (96, 128))
    photo = Photo(picture, "leo.jpg", "0" * 64)
    cutout = Cutout(picture, matte, picture)
    with pytest.raises(PortraitError, match=r"leo\.jpg: a portrait speaks only with the leave"):
        portrait_of(photo, cutout, None)
    assert drawn_portrait("leo").consent.statement == CONSENT


@pytest.mark.parametrize("name", ["leo", "maya", "yuki"])
def test_eyes_are_seen_to_be_open_or_shut(examiner: Examiner, name: str) -> None:
    def openness(lid: float) -> float:
        studied = EyeFinder(embedded_weights(EYES)).outlines(picture := posed_still(name, lid), mesh_in(picture))
        return max(eye.openness for eye in studied)

    def mesh_in(picture: Rgb) -> FaceMesh:
        return mesh_of(FaceFinder(embedded_weights(*FACE_WEIGHTS)), picture)

    assert openness(0.0) > 0.3 > openness(0.6) > 0.13 > openness(1.0)


def turned(picture: Rgb, degrees: float) -> Rgb:
    """Return a face as if it stood on a cylinder that is turned."""
    height, width = picture.shape[:2]
    x, radius = np.arange(width) - width / 2, 0.243 * width
    angle = np.arcsin(np.clip(x / radius, -1, 1)) + np.radians(degrees)
    source = np.where(np.abs(x) < radius, radius * np.sin(np.clip(angle, -np.pi / 2, np.pi / 2)), x) + width / 2
    columns = np.tile(source.astype(np.float32), (height, 1))
    rows = np.tile(np.arange(height, dtype=np.float32)[:, None], (1, width))
    return np.asarray(cv2.remap(picture, columns, rows, cv2.INTER_LINEAR), np.uint8)


@pytest.mark.parametrize("what", ["none", "two", "tiny", "covered", "shut", "turned", "lying", "half"])
def test_portraits_that_cannot_speak_are_refused_in_a_sentence(examiner: Examiner, what: str) -> None:
    still = drawn_still("leo")[0]
    blank = np.full((300, 300, 3), 180, np.uint8)
    small = cv2.resize(still, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)  # type: ignore[arg-type]
    covered = still.copy()
    covered[170:300, 120:310] = 90
    half = np.ascontiguousarray(still[:, : round(0.56 * still.shape[1])])
    pictures = {
        "none": blank, "two": np.hstack([still, drawn_still("maya")[0]]), "tiny": small, "covered": covered,
        "shut": posed_still("leo", lid=1.0), "turned": turned(still, 45),
        "lying": np.ascontiguousarray(np.rot90(still)), "half": half,
    }  # fmt: skip
    words = {
        "none": "No face", "two": "2 faces", "tiny": "too small", "covered": "No face|covers",
        "shut": "eyes in me.jpg are shut", "turned": "too far to the side",
        "lying": "tilted by (8|9)[0-9] degrees", "half": "cut off by the edge",
    }  # fmt: skip
    with pytest.raises(PortraitError, match=words[what]) as caught:
        examiner.study(portrait_of_pixels(pictures[what], "me.jpg"))
    assert "me.jpg" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_face_that_went_with_its_background_does_not_speak(examiner: Examiner) -> None:
    portrait = drawn_portrait("leo")
    matte = portrait.matte.copy()
    matte[: len(matte) // 2] = 0
    with pytest.raises(PortraitError, match="taken for background"):
        examiner.study(replace(portrait, matte=matte))
