import numpy as np
import pytest

from pipelines.camera import camera_of
from pipelines.stages.plan.view import is_better_flipped, suits, tallest_cm
from tests.fakes.analytic_plates import scene_of


@pytest.mark.parametrize(("light_side", "flipped"), [(-1, False), (0, False), (1, True)])
def test_a_set_lit_from_the_left_is_flipped_for_a_product_lit_from_the_right(light_side: int, *, flipped: bool) -> None:
    assert is_better_flipped(scene_of(), light_side) is flipped
    assert not is_better_flipped(scene_of(mirror=False), light_side)


def test_a_view_tells_how_tall_a_product_it_shows_whole() -> None:
    scene = scene_of()
    view = scene.views[0]
    tallest = tallest_cm(scene, view)
    assert tallest <= scene.stand.max_height_cm
    closer = view.model_copy(update={"distance_cm": view.distance_cm / 2})
    less = tallest_cm(scene, closer)
    assert less < tallest
    camera = camera_of(closer.elevation_deg, closer.target_cm, closer.distance_cm, closer.fov_deg, (1000, 1000))
    assert camera.project(np.array([0, 0, less], np.float32))[1] == pytest.approx(40, abs=1)


@pytest.mark.parametrize(
    ("view_deg", "photo_deg", "good"),
    [(12, 21, True), (12, 24, False), (25, 38, False), (43, 57, True), (43, 61, False)],
)
def test_far_apart_views_do_not_suit_and_steep_ones_may_differ_more(
    view_deg: float, photo_deg: float, *, good: bool
) -> None:
    assert suits(view_deg, photo_deg) is good
