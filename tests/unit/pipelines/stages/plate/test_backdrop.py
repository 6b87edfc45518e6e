"""A seller's photo as a place: where its ground is, and that it is shown as it was taken."""

import numpy as np
import pytest

from pipelines.errors import PlanError
from pipelines.linear_light import to_linear, to_srgb
from pipelines.stages.plate.backdrop import BackdropView, LightFrom, plate_of_photo
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Photo
from presets.scenes.schema import Panel

PIXELS = np.random.default_rng(4).integers(0, 256, (300, 400, 3)).astype(np.uint8)
PHOTO = Photo(PIXELS, "table.jpg", "cd" * 32)
VIEW = BackdropView(0.25, (0.5, 0.75), 60.0, LightFrom.LEFT, 12.0)


def test_its_light_is_shown_as_it_was_photographed() -> None:
    plate = plate_of_photo(PHOTO, VIEW)
    light = np.asarray(sum(plate.lights.values()) * np.float32(exposure_of(plate)), np.float32)
    again = to_srgb(displayed(light)).astype(int)
    assert np.abs(again - PIXELS).max() <= 1


def test_the_products_place_is_the_origin_at_the_given_scale() -> None:
    plate = plate_of_photo(PHOTO, VIEW)
    seen = plate.camera.project(np.array([[0, 0, 0], [30, 0, 0]], np.float32))
    assert seen[0] == pytest.approx([200, 225], abs=0.1)
    assert seen[1] == pytest.approx([400, 225], abs=0.1)
    assert plate.position_cm[112, 100] == pytest.approx([0, 0, 0], abs=0.5)


def test_the_ground_ends_at_a_wall_below_the_horizon() -> None:
    plate = plate_of_photo(PHOTO, VIEW)
    upright = plate.normal[:, 100, 1] < -0.5
    assert upright[:37].all()
    assert not upright[60:].any()
    assert np.isfinite(plate.position_cm).all()


def test_without_a_horizon_the_camera_looks_down_as_the_products_photo_does() -> None:
    plate = plate_of_photo(PHOTO, BackdropView(None, (0.5, 0.8), 40.0, LightFrom.BACK, 23.0))
    assert plate.scene.views[0].elevation_deg == pytest.approx(23, abs=0.1)


@pytest.mark.parametrize(("side", "sign"), [(LightFrom.LEFT, -1), (LightFrom.RIGHT, 1)])
def test_its_lamp_hangs_where_the_light_comes_from(side: LightFrom, sign: int) -> None:
    lamp = plate_of_photo(PHOTO, BackdropView(0.2, (0.5, 0.8), 40.0, side, 12.0)).scene.lamps[0]
    assert isinstance(lamp, Panel)
    assert np.sign(lamp.at_cm[0]) == sign


def test_a_place_in_the_sky_is_refused() -> None:
    with pytest.raises(PlanError, match="at or above its horizon"):
        plate_of_photo(PHOTO, BackdropView(0.5, (0.5, 0.3), 40.0, LightFrom.LEFT, 12.0))


def test_linear_light_of_white_stays_finite() -> None:
    white = Photo(np.full((20, 20, 3), 255, np.uint8), "white.png", "ef" * 32)
    plate = plate_of_photo(white, VIEW)
    assert np.isfinite(plate.lights["key"]).all()
    assert to_linear(white.pixels).max() == 1
