"""Shadows that behave like shadows, on sets whose light can be written down."""

import cv2
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


def rendered(
    lamps: list[Panel | Dome], cutout: Cutout = BLOCK, height_cm: float = 8.0, elevation_deg: float = 12
) -> tuple[Scene, Shot]:
    camera = camera_of(elevation_deg, (0, 0, 6), 90, 26, (SIDE, SIDE))
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


def cup() -> Cutout:
    """A round body with a handle on its right."""
    body = make_cutout(80, 90, (200, 130))
    matte = body.matte.copy()
    y, x = np.mgrid[0:130, 0:200]
    ring = np.hypot(x - 142, y - 62)
    matte[(ring > 14) & (ring < 24) & (x > 138)] = 1
    bottom = (((x - 100) / 40) ** 2 + ((y - 108) / 10) ** 2 <= 1) & (y >= 108)
    matte[bottom] = 1
    return Cutout(body.pixels, matte, body.pixels)


def test_a_handle_throws_its_shadow_on_its_own_side() -> None:
    behind = moved(SUN, (0, 70, 70))  # its shadows fall towards the camera, where they can be seen
    right = cup()
    left = Cutout(*(np.ascontiguousarray(layer[:, ::-1]) for layer in (right.pixels, right.matte, right.foreground)))
    beside: list[tuple[int, int]] = []
    for cutout in (right, left):
        scene, _ = rendered([behind], cutout)
        assert scene.shadow is not None
        dark = scene.shadow.mean(axis=2)[140:] < 0.6
        beside.append((int(dark[:, : SIDE // 2 - 24].sum()), int(dark[:, SIDE // 2 + 24 :].sum())))
    assert beside[0][1] > 20 > beside[0][0] + 10
    assert beside[1][0] > 20 > beside[1][1] + 10


def spectacles() -> Cutout:
    """Two rims, a bridge, and temples that end above the rims' lower edge, as they are seen from high above."""
    drawn = np.zeros((130, 200), np.uint8)
    for middle in (70, 130):
        cv2.ellipse(drawn, (middle, 85), (22, 17), 0, 0, 360, 255, 5)
    cv2.line(drawn, (90, 80), (110, 80), 255, 5)
    for hinge, top, end in (((48, 80), (25, 50), (22, 66)), ((152, 80), (120, 44), (108, 56))):
        cv2.polylines(drawn, [np.array([hinge, top, end], np.int32)], isClosed=False, color=255, thickness=5)
    pixels = np.full((130, 200, 3), 60, np.uint8)
    return Cutout(pixels, (drawn / 255).astype(np.float32), pixels)


def test_the_shadow_of_spectacles_seen_from_above_lies_along_all_of_them() -> None:
    cutout = spectacles()
    scene, shot = rendered([SUN], cutout, 7.0, elevation_deg=43)
    assert scene.shadow is not None
    lost = 1 - scene.shadow.mean(axis=2)
    product = np.zeros((SIDE, SIDE), np.uint8)
    product[shot.place.slices] = place_product(cutout, shot).matte > 0.5
    lost[product > 0] = 0
    near = cv2.dilate(product, np.ones((13, 13), np.uint8)) > 0
    assert lost[near].sum() > 0.9 * lost.sum()
    dark = cv2.dilate((lost > 0.15).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    outline = cv2.dilate(product, np.ones((3, 3), np.uint8)) > product
    assert dark[outline].mean() > 0.9


def test_a_mirrored_set_gives_a_mirrored_shadow() -> None:
    left, right = (darkness(*rendered([moved(SUN, (x, -10, 70))])) for x in (-90, 90))
    assert np.abs(left - right[:, ::-1]).mean() < 0.01


def test_grain_comes_from_the_seed() -> None:
    camera = camera_of(12, (0, 0, 6), 90, 26, (SIDE, SIDE))
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    place = seat(BLOCK.matte[crop.slices], 8.0, (0, 0), Stance.STANDING, camera)
    staging = Staging(analytic_plate(camera=camera), Stance.STANDING, 8.0, grain=0.02)
    engine = RENDER_ENGINES.open(EngineChoice(name="staged"), None)  # pyright: ignore[reportArgumentType]
    plates = []
    for seed in (1, 1, 2):
        shot = Shot((SIDE, SIDE), crop, place, seed=seed, staging=staging)
        plates.append(engine.render(shot, place_product(BLOCK, shot), silent).plate)
    assert np.array_equal(plates[0], plates[1])
    assert not np.array_equal(plates[0], plates[2])


@pytest.mark.parametrize("stance", list(Stance))
def test_every_stance_darkens_its_ground(stance: Stance) -> None:
    camera = camera_of(12 if stance is not Stance.LYING else 88, (0, 0, 6), 90, 26, (SIDE, SIDE))
    plate = analytic_plate(analytic_set([SUN, SKY], wall_y_cm=10.0, hook_z_cm=16.0), camera, wall_y_cm=10.0)
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    place = seat(BLOCK.matte[crop.slices], 8.0, (0, 6.0), stance, camera)
    shot = Shot((SIDE, SIDE), crop, place, staging=Staging(plate, stance, 8.0, (0, 6.0), grain=0))
    engine = RENDER_ENGINES.open(EngineChoice(name="staged"), None)  # pyright: ignore[reportArgumentType]
    scene = engine.render(shot, place_product(BLOCK, shot), silent)
    dark = darkness(scene, shot)
    assert dark.max() > 0.2
    assert dark.min() >= 0


def test_polished_ground_mirrors_and_matt_ground_does_not() -> None:
    camera = camera_of(12, (0, 0, 6), 90, 26, (SIDE, SIDE))
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    place = seat(BLOCK.matte[crop.slices], 8.0, (0, 0), Stance.STANDING, camera)
    engine = RENDER_ENGINES.open(EngineChoice(name="staged"), None)  # pyright: ignore[reportArgumentType]
    scenes = []
    for reflect in (0.0, 0.8):
        plate = analytic_plate(analytic_set(reflect=reflect, roughness=0.1), camera)
        shot = Shot((SIDE, SIDE), crop, place, staging=Staging(plate, Stance.STANDING, 8.0))
        scenes.append(engine.render(shot, place_product(BLOCK, shot), silent))
    assert scenes[0].reflection is None
    assert scenes[1].reflection is not None
    assert scenes[1].mirrored is not None
    below = scenes[1].reflection[place.bottom + 3 : place.bottom + 12, place.left + 5 : place.right - 5]
    assert below.mean() > 0.05
    assert scenes[1].reflection[: place.top].max() < 0.01
    red = scenes[1].mirrored[place.bottom + 5, (place.left + place.right) // 2]
    assert red[0] > 2 * red[1]
