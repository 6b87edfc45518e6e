"""Shadows that behave like shadows, on sets whose light can be written down."""

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.camera import camera_of
from pipelines.errors import PlanError
from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.render.seat import seat
from pipelines.values import Cutout, bounding_box
from presets.scenes.schema import Dome, Panel, Stance
from tests.fakes.analytic_plate import SKY, SUN, analytic_plate, analytic_set
from tests.unit.pipelines.conftest import make_cutout

SIDE = 240
BLOCK = make_cutout(80, 160, (120, 200))


def moved(lamp: Panel, at_cm: tuple[float, float, float]) -> Panel:
    return lamp.model_copy(update={"at_cm": at_cm})


def rendered(lamps: list[Panel | Dome], cutout: Cutout = BLOCK, height_cm: float = 8.0) -> tuple[Scene, Shot]:
    camera = camera_of(12, (0, 0, 6), 90, 26, (SIDE, SIDE))
    plate = analytic_plate(analytic_set(lamps), camera, floor_only=True)
    crop = bounding_box(cutout.matte, 1 / 255)
    assert crop is not None
    place = seat(cutout.matte[crop.slices], height_cm, (0, 0), Stance.STANDING, camera)
    shot = Shot((SIDE, SIDE), crop, place, staging=Staging(plate, Stance.STANDING, height_cm, grain=0))
    engine = RENDER_ENGINES.open(EngineChoice(name="staged"), None)  # pyright: ignore[reportArgumentType]
    return engine.render(shot, place_product(cutout, shot), silent), shot


def darkness(scene: Scene, shot: Shot) -> np.ndarray:
    """What the ground beside and before the product loses, shape (height, width); 0 behind the product itself."""
    assert scene.shadow is not None
    lost = 1 - scene.shadow.mean(axis=2) if scene.shadow.ndim == 3 else 1 - scene.shadow
    lost = lost.copy()
    lost[:, shot.place.left : shot.place.right] = 0
    return lost


def middle_of(dark: np.ndarray) -> float:
    return float((dark.sum(axis=0) * np.arange(SIDE)).sum() / dark.sum())


@pytest.mark.parametrize(("x", "falls_right"), [(-90, True), (90, False)])
def test_a_shadow_falls_away_from_the_lamp(x: float, falls_right: bool) -> None:
    dark = darkness(*rendered([moved(SUN, (x, -10, 70))]))
    assert (middle_of(dark) > SIDE / 2) == falls_right


def test_a_taller_product_has_a_longer_shadow() -> None:
    low, high = (
        darkness(*rendered([SUN], make_cutout(40, height, (80, height + 20)), height / 10)) for height in (60, 140)
    )
    assert np.flatnonzero(high.max(axis=0) > 0.3).max() > np.flatnonzero(low.max(axis=0) > 0.3).max() + 10


def test_a_lower_lamp_has_a_longer_shadow() -> None:
    high, low = (darkness(*rendered([moved(SUN, (-90, -10, z))])) for z in (120, 50))
    assert np.flatnonzero(low.max(axis=0) > 0.3).max() > np.flatnonzero(high.max(axis=0) > 0.3).max() + 10


def test_a_larger_lamp_has_a_softer_edge() -> None:
    hard, soft = (
        darkness(*rendered([SUN.model_copy(update={"size_cm": (side, side), "at_cm": (-90, 0, 60)})]))
        for side in (3.0, 40.0)
    )
    half = [((dark > 0.1) & (dark < 0.6)).sum() / (dark > 0.1).sum() for dark in (hard, soft)]
    assert half[1] > 1.5 * half[0]


def test_a_dome_alone_darkens_only_the_foot() -> None:
    scene, shot = rendered([SKY])
    dark = darkness(scene, shot)
    assert 0.05 < dark.max() < 0.9
    near = dark[:, shot.place.left - 12 : shot.place.right + 12].sum()
    assert near > 0.35 * dark.sum()
    assert dark[:30].max() < 0.02


def test_a_shot_without_a_set_is_refused() -> None:
    engine = RENDER_ENGINES.open(EngineChoice(name="staged"), None)  # pyright: ignore[reportArgumentType]
    crop = bounding_box(BLOCK.matte)
    assert crop is not None
    shot = Shot((SIDE, SIDE), crop, crop)
    with pytest.raises(PlanError, match="names none"):
        engine.render(shot, place_product(BLOCK, shot), silent)
