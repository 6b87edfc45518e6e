"""What every renderer promises, whichever it is."""

import numpy as np
import pytest

from models.catalog import load_catalog
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.linear_light import to_srgb
from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.shot import Shot
from pipelines.stages.render.engine import RENDER_ENGINES, RenderEngine
from pipelines.values import Box, Shadow, bounding_box
from tests.unit.pipelines.conftest import make_cutout

BLOCK = make_cutout(200, 280, (300, 380))


@pytest.fixture(params=RENDER_ENGINES.names())
def renderer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RenderEngine:
    store = WeightsStore(tmp_path_factory.mktemp("weights"), load_catalog(), offline=True)
    return RENDER_ENGINES.open(EngineChoice(name=request.param), store)


def shot_with(shadow: Shadow, seed: int = 0) -> Shot:
    crop = bounding_box(BLOCK.matte, 1 / 255)
    assert crop is not None
    place = Box(90, 40, 90 + crop.width, 40 + crop.height)
    return Shot((400, 380), crop, place, background=(250, 250, 245), shadow=shadow, seed=seed)


@pytest.mark.parametrize("shadow", list(Shadow))
def test_a_scene_has_the_shots_canvas_and_its_ground_where_nothing_falls(
    renderer: RenderEngine, shadow: Shadow
) -> None:
    shot = shot_with(shadow)
    scene = renderer.render(shot, place_product(BLOCK, shot), silent)
    bare = scene.is_bare()
    assert scene.plate.shape == (380, 400, 3)
    assert bare[0].all()
    assert bare[-1].all()
    assert (to_srgb(scene.light(bare)) == (250, 250, 245)).all()
    assert (shadow is Shadow.NONE) == bool(bare.all())


@pytest.mark.parametrize("shadow", [Shadow.CONTACT, Shadow.REFLECTION])
def test_the_same_shot_gives_the_same_scene(renderer: RenderEngine, shadow: Shadow) -> None:
    shot = shot_with(shadow, seed=4)
    placed = place_product(BLOCK, shot)
    first, second = (renderer.render(shot, placed, silent) for _ in range(2))
    everywhere = np.ones((380, 400), np.bool_)
    assert np.array_equal(first.light(everywhere), second.light(everywhere))


def test_a_shadow_never_brightens_the_ground(renderer: RenderEngine) -> None:
    shot = shot_with(Shadow.CONTACT)
    scene = renderer.render(shot, place_product(BLOCK, shot), silent)
    assert scene.shadow is not None
    assert 0 <= float(scene.shadow.min()) < 0.8
    assert float(scene.shadow.max()) == 1
