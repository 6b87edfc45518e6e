"""Which pixels a thin lens shows sharply."""

import numpy as np
import pytest

from pipelines.camera import Camera, camera_of
from pipelines.stages.raytrace.focus import circle_px, sharpness, without_finer
from pipelines.values import Linear
from presets.scenes.schema import View

SIZE = (120, 120)


def view(aperture_cm: float) -> View:
    return View(elevation_deg=0, target_cm=(0, 0, 0), distance_cm=100, fov_deg=30, aperture_cm=aperture_cm)


def camera() -> Camera:
    return camera_of(0, (0, 0, 0), 100, 30, SIZE)


def at_depth(depth_cm: Linear) -> Linear:
    """The places that lie `depth_cm` along the camera's axis, one a pixel."""
    return np.asarray(camera().origin_cm + camera().rays() * depth_cm[..., None], np.float32)


def card_before_wall(wall_cm: float) -> Linear:
    """Left half in focus, right half a wall farther away."""
    depth = np.full((SIZE[1], SIZE[0]), 100, np.float32)
    depth[:, 60:] = wall_cm
    return at_depth(depth)


def test_a_pinhole_has_everything_in_focus() -> None:
    assert sharpness(circle_px(camera(), view(0), card_before_wall(5_000))).min() == 1


def test_what_lies_at_the_focus_is_sharp_and_a_far_wall_is_not() -> None:
    sharp = sharpness(circle_px(camera(), view(2), card_before_wall(400)))

    assert sharp[60, 5] == 1
    assert sharp[60, 90] == 0


@pytest.mark.parametrize("aperture_cm", [2.0, 4.0])
def test_a_blur_reaches_as_far_as_its_circle_of_confusion(aperture_cm: float) -> None:
    focal_px = camera().focal_px
    radius_px = aperture_cm * (400 - 100) / 400 * focal_px / 100  # of a thin lens

    sharp = sharpness(circle_px(camera(), view(aperture_cm), card_before_wall(400)))[60, :60]

    assert radius_px > 3
    assert 60 - int(np.flatnonzero(sharp == 1).max()) == pytest.approx(radius_px, rel=0.7, abs=5)


def test_a_coarser_grid_of_places_serves_the_whole_picture() -> None:
    assert circle_px(camera(), view(2), card_before_wall(400)[::2, ::2]).shape == (SIZE[1], SIZE[0])


def lined(shape: tuple[int, int]) -> Linear:
    """Grey with an upright line in either half, one pixel wide."""
    plane = np.full((*shape, 3), 0.5, np.float32)
    plane[:, [20, 95]] = 0.3
    return plane


def test_a_line_finer_than_the_blur_goes_and_one_in_focus_stays() -> None:
    radius = circle_px(camera(), view(4), card_before_wall(400))
    assert radius[60, 90] > 6
    left = without_finer(lined(radius.shape), radius)
    assert np.abs(left[60, 20] - 0.3).max() < 1e-6
    assert np.abs(left[60, 95] - 0.5).max() < 0.05


def test_what_is_in_focus_does_not_run_into_the_blur_beside_it() -> None:
    radius = circle_px(camera(), view(4), card_before_wall(400))
    plane = np.full((*radius.shape, 3), 0.5, np.float32)
    plane[:, :60] = 0.1
    assert np.abs(without_finer(plane, radius) - plane).max() < 0.01


def test_with_all_in_focus_nothing_changes() -> None:
    plane = lined((SIZE[1], SIZE[0]))
    assert (without_finer(plane, circle_px(camera(), view(0), card_before_wall(5_000))) == plane).all()
