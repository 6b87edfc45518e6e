"""What every renderer promises, whichever it is."""

from collections.abc import Callable

import numpy as np
import pytest

from models.catalog import load_catalog
from models.registry import EngineChoice, OptionValue, WeightsFolder
from models.store import WeightsStore
from pipelines.camera import camera_of
from pipelines.linear_light import to_srgb
from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.shot import Shot, Staging
from pipelines.stages.compose import compose
from pipelines.stages.render.engine import RENDER_ENGINES, RenderEngine
from pipelines.values import Box, Shadow, bounding_box
from presets.scenes.schema import Stance
from tests.fakes.analytic_plate import analytic_plate
from tests.fakes.tiny_network import TinyWeights
from tests.unit.pipelines.conftest import make_cutout

BLOCK = make_cutout(200, 280, (300, 380))
CANVAS = (400, 380)
ShotMaker = Callable[[int], Shot]


# A network of random weights paints nothing that passes the gates, so that its last picture is insisted on.
OPTIONS: dict[str, dict[str, OptionValue]] = {"diffusion": {"loading": "cpu", "seeds": 1, "insist": True}}


def opened(name: str, folder: pytest.TempPathFactory) -> RenderEngine:
    if missing := RENDER_ENGINES.missing_packages(name):
        install = f"pip install 'listing-studio[{RENDER_ENGINES.entry(name).extra}]'"
        pytest.skip(f"The engine '{name}' needs {', '.join(missing)}: {install}")
    home = folder.mktemp("weights")
    store: WeightsFolder = WeightsStore(home, load_catalog(), offline=True)
    if name == "diffusion":
        from tests.fakes.toy_painters import ToyWeights, build_toys  # noqa: PLC0415

        build_toys(home)
        store = ToyWeights(home, TinyWeights(home))
    return RENDER_ENGINES.open(EngineChoice(name=name, options=OPTIONS.get(name, {})), store)


def shot_with(shadow: Shadow, seed: int = 0) -> Shot:
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    place = Box(90, 40, 90 + crop.width, 40 + crop.height)
    return Shot(CANVAS, crop, place, background=(250, 250, 245), shadow=shadow, seed=seed)


def staged_shot(seed: int = 0) -> Shot:
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    camera = camera_of(15, (0, 0, 6), 80, 26, CANVAS)
    staging = Staging(analytic_plate(camera=camera), Stance.STANDING, 12.0)
    return Shot(CANVAS, crop, Box(150, 120, 250, 260), seed=seed, staging=staging)


SHOTS: dict[str, ShotMaker] = {
    "seamless": lambda seed: shot_with(Shadow.CONTACT, seed),
    "staged": staged_shot,
    "diffusion": staged_shot,
}


@pytest.fixture(params=RENDER_ENGINES.names(), scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[RenderEngine, ShotMaker]:
    if request.param not in SHOTS:
        pytest.skip(f"The {request.param} engine has its own suite: it needs weights.")
    return opened(request.param, tmp_path_factory), SHOTS[request.param]


@pytest.fixture
def seamless(tmp_path_factory: pytest.TempPathFactory) -> RenderEngine:
    return opened("seamless", tmp_path_factory)


def test_a_scene_has_the_shots_canvas(made: tuple[RenderEngine, ShotMaker]) -> None:
    renderer, shot_of = made
    shot = shot_of(0)
    scene = renderer.render(shot, place_product(BLOCK, shot), silent)
    everywhere = np.ones((380, 400), np.bool_)
    light = scene.light(everywhere)
    assert scene.plate.shape == (380, 400, 3)
    assert np.isfinite(light).all()
    assert 0 <= float(light.min()) <= float(light.max()) <= 1


def test_the_same_shot_gives_the_same_scene(made: tuple[RenderEngine, ShotMaker]) -> None:
    renderer, shot_of = made
    shot = shot_of(4)
    placed = place_product(BLOCK, shot)
    first, second = (renderer.render(shot, placed, silent) for _ in range(2))
    everywhere = np.ones((380, 400), np.bool_)
    assert np.array_equal(first.light(everywhere), second.light(everywhere))


def test_the_product_keeps_its_bytes(made: tuple[RenderEngine, ShotMaker]) -> None:
    renderer, shot_of = made
    shot = shot_of(0)
    placed = place_product(BLOCK, shot)
    picture = compose(placed, shot, renderer.render(shot, placed, silent))
    whole = placed.matte >= 1
    assert whole.any()
    assert np.array_equal(picture[shot.place.slices][whole], placed.photograph[whole])


def test_a_shadow_never_brightens_the_ground(made: tuple[RenderEngine, ShotMaker]) -> None:
    renderer, shot_of = made
    shot = shot_of(0)
    scene = renderer.render(shot, place_product(BLOCK, shot), silent)
    if scene.painted is not None:
        pytest.skip("A painted shadow lies in the plate.")
    assert scene.shadow is not None
    assert 0 <= float(scene.shadow.min()) < 0.8
    assert float(scene.shadow.max()) == 1


def test_every_step_is_told_and_the_last_is_the_whole(made: tuple[RenderEngine, ShotMaker]) -> None:
    renderer, shot_of = made
    shot = shot_of(0)
    told: list[tuple[str, int, int]] = []
    renderer.render(shot, place_product(BLOCK, shot), lambda *step: told.append(step))
    assert told[0][1] == 0
    assert told[-1][1] == told[-1][2]
    for stage in {stage for stage, _, _ in told}:
        steps = [done for name, done, _ in told if name == stage]
        assert steps == sorted(steps)


@pytest.mark.parametrize("shadow", list(Shadow))
def test_a_seamless_scene_is_its_ground_where_nothing_falls(seamless: RenderEngine, shadow: Shadow) -> None:
    shot = shot_with(shadow)
    scene = seamless.render(shot, place_product(BLOCK, shot), silent)
    bare = scene.is_bare()
    assert bare[0].all()
    assert bare[-1].all()
    assert (to_srgb(scene.light(bare)) == (250, 250, 245)).all()
    assert (shadow is Shadow.NONE) == bool(bare.all())


def test_a_seamless_reflection_is_the_same_again(seamless: RenderEngine) -> None:
    shot = shot_with(Shadow.REFLECTION, seed=4)
    placed = place_product(BLOCK, shot)
    first, second = (seamless.render(shot, placed, silent) for _ in range(2))
    everywhere = np.ones((380, 400), np.bool_)
    assert np.array_equal(first.light(everywhere), second.light(everywhere))
