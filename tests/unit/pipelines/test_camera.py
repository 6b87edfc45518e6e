import numpy as np
import pytest

from pipelines.camera import Camera, camera_of
from pipelines.values import Box


@pytest.fixture
def camera() -> Camera:
    return camera_of(25, (0, 0, 8), 70, 26, (400, 500))


def seen(camera: Camera, point: tuple[float, float, float]) -> list[float]:
    return camera.project(np.array(point, np.float32)).tolist()


def test_it_looks_at_its_target_from_its_height(camera: Camera) -> None:
    assert seen(camera, (0, 0, 8)) == pytest.approx([200, 250], abs=1e-3)
    assert camera.elevation_deg == pytest.approx(25, abs=1e-3)
    assert seen(camera, (5, 0, 8))[0] > 200
    assert seen(camera, (0, 0, 12))[1] < 250


def test_the_field_of_view_spans_the_shorter_side(camera: Camera) -> None:
    half = 70 * np.tan(np.radians(13))
    assert seen(camera, (half, 0, 8)) == pytest.approx([400, 250], abs=1e-2)
    assert camera.px_per_cm(np.array([0, 0, 8], np.float32)) == pytest.approx(200 / half, rel=1e-4)


def test_rays_lead_back_to_their_pixels(camera: Camera) -> None:
    points = camera.origin_cm + camera.rays((40, 50)) * np.float32(63)
    expected = np.stack(np.meshgrid(np.arange(40) * 10 + 5, np.arange(50) * 10 + 5), -1)
    assert np.allclose(camera.project(points), expected, atol=1e-2)


def test_a_point_behind_the_lens_is_nowhere(camera: Camera) -> None:
    assert np.isnan(camera.project(np.array([0, -500, 200], np.float32))).all()


def test_resizing_cropping_and_mirroring_follow_the_picture(camera: Camera) -> None:
    point = (3.0, -2.0, 5.0)
    x, y = seen(camera, point)
    assert seen(camera.resized((800, 1000)), point) == pytest.approx([2 * x, 2 * y], abs=1e-2)
    assert seen(camera.cropped(Box(50, 20, 350, 400)), point) == pytest.approx([x - 50, y - 20], abs=1e-2)
    cropped = camera.cropped(Box(50, 20, 350, 400))
    x, y = seen(cropped, point)
    assert seen(cropped.mirrored(), (-point[0], point[1], point[2])) == pytest.approx([300 - x, y], abs=1e-2)


def test_straight_down_has_the_far_side_on_top() -> None:
    camera = camera_of(90, (0, 0, 0), 60, 30, (300, 300))
    assert seen(camera, (0, 5, 0))[1] < 150 < seen(camera, (5, 0, 0))[0]
