"""A plate as a file: what it keeps, how small it is, and what broken ones are told."""

import zipfile
from io import BytesIO

import cv2
import numpy as np
import pytest

from pipelines.errors import PlateError
from pipelines.plate import Plate
from pipelines.stages.plate.codec import decode_plate, encode_plate, key_of
from pipelines.stages.plate.geometry_code import code_normals, normals_of
from pipelines.stages.plate.light_code import code_light, light_of
from pipelines.tone_curve import displayed, exposure_of
from tests.fakes.analytic_plates import plate_of, scene_of


@pytest.fixture(scope="module")
def plate() -> Plate:
    scene = scene_of()
    return plate_of(scene, scene.views[0], (256, 256))


@pytest.fixture(scope="module")
def coded(plate: Plate) -> bytes:
    return encode_plate(plate)


def shown(plate: Plate) -> np.ndarray:
    light = displayed(np.asarray(sum(plate.lights.values()) * np.float32(exposure_of(plate)), np.float32))
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def depth(plate: Plate) -> np.ndarray:
    return (plate.position_cm - plate.camera.origin_cm) @ plate.camera.axes[2]


def test_a_round_trip_cannot_be_seen(plate: Plate, coded: bytes) -> None:
    again = decode_plate(coded, plate.scene, "x.plate")
    error = shown(again) - shown(plate)
    assert 10 * np.log10(255**2 / np.mean(error**2)) > 44
    assert np.abs(depth(again) - depth(plate)).max() < 0.01
    rays = plate.camera.rays((128, 128))
    assert np.abs(again.position_cm - plate.camera.origin_cm - rays * depth(plate)[..., None]).max() < 0.01
    assert (again.normal * plate.normal).sum(axis=2).min() > np.cos(np.radians(1))
    assert np.abs(again.tints["floor"] - plate.tints["floor"]).max() < 0.003
    assert again.key == plate.key == key_of(coded, "x.plate")
    assert again.camera.size == plate.camera.size
    assert len(coded) < 60_000


def test_it_is_the_same_bytes_each_time(plate: Plate, coded: bytes) -> None:
    assert encode_plate(plate) == coded


def test_a_dark_smooth_slope_does_not_band() -> None:
    ramp = np.linspace(0.0005, 0.02, 256, dtype=np.float32)[None, :, None] * np.ones((128, 1, 3), np.float32)
    coded = code_light(ramp, ramp, 1.0)
    step = np.diff(np.sqrt(light_of(coded)[64, :, 1])) * 255
    assert np.abs(step - np.diff(np.sqrt(ramp[64, :, 1])) * 255).max() < 0.5


def test_normals_keep_their_side() -> None:
    vectors = np.random.default_rng(1).normal(size=(40, 40, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    assert (normals_of(code_normals(vectors)) * vectors).sum(axis=2).min() > np.cos(np.radians(1.2))


@pytest.mark.parametrize("length", [0, 10, 1000])
def test_a_file_cut_short_is_named(plate: Plate, coded: bytes, length: int) -> None:
    with pytest.raises(PlateError, match=r"room\.plate is not a whole plate of the scene 'test-room'"):
        decode_plate(coded[:length], plate.scene, "room.plate")


@pytest.mark.parametrize("entry", ["plate.json", "lamp-key", "depth", "normal", "tint-floor"])
def test_a_changed_byte_is_told(plate: Plate, coded: bytes, entry: str) -> None:
    with zipfile.ZipFile(BytesIO(coded)) as file:
        info = file.getinfo(entry)
    broken = bytearray(coded)
    broken[info.header_offset + 30 + len(entry) + info.file_size // 2] ^= 0xFF  # 30 bytes of local header
    with pytest.raises(PlateError, match=r"room\.plate is not a whole plate"):
        decode_plate(bytes(broken), plate.scene, "room.plate")


def test_a_plate_of_another_set_is_told(plate: Plate, coded: bytes) -> None:
    with pytest.raises(PlateError, match="of the scene 'other'"):
        decode_plate(coded, scene_of("other"), "room.plate")


def test_uneven_sizes_survive() -> None:
    scene = scene_of()
    plate = plate_of(scene, scene.views[0], (130, 94))
    again = decode_plate(encode_plate(plate), scene, "x")
    assert np.abs(depth(again) - depth(plate)).max() < 0.01
    assert again.lights["key"].shape == (94, 130, 3)


def test_texture_hides_a_loss_that_smoothness_would_show() -> None:
    weave = 0.3 + 0.2 * np.random.default_rng(2).uniform(-1, 1, (256, 256, 1)).astype(np.float32)
    woven = np.repeat(weave, 3, axis=2)
    smooth = np.repeat(cv2.GaussianBlur(weave, (0, 0), 6)[..., None], 3, axis=2)
    assert 1.5 < loss(woven) < 6
    assert loss(smooth) < 1.1


def loss(light: np.ndarray) -> float:
    """Return the deviation in codes of the picture."""
    return 255 * float(np.sqrt(np.mean((np.sqrt(light_of(code_light(light, light, 1.0))) - np.sqrt(light)) ** 2)))
