"""The sets that ship: complete, honest about where a product can stand, and free where it will stand."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from pipelines.stages.raytrace.build import build
from pipelines.stages.raytrace.mesh import Mesh
from presets.scenes.feasts import Feast
from presets.scenes.library import read_scene
from presets.scenes.plants import LitterThing, Plant
from presets.scenes.schema import SceneSet
from presets.scenes.wares import Ware

FILES = sorted((Path(__file__).parents[4] / "presets" / "scenes").glob("*.toml"))
DRESSING = (*get_args(Plant), *get_args(Ware), *get_args(Feast))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def scene(request: pytest.FixtureRequest) -> SceneSet:
    return read_scene(request.param)


def test_a_set_is_named_like_its_file() -> None:
    assert [read_scene(path).id for path in FILES] == [path.stem for path in FILES]


def test_it_is_seen_from_the_usual_heights(scene: SceneSet) -> None:
    assert {5, 12, 25, 43} <= {view.elevation_deg for view in scene.views}


def test_few_lamps_light_it(scene: SceneSet) -> None:
    assert 2 <= len(scene.lamps) <= 4


def test_it_can_be_tinted(scene: SceneSet) -> None:
    assert len(scene.palettes) >= 3
    for name, colours in scene.palettes.items():
        changed = [key for key, colour in colours.items() if colour != scene.materials[key].colour]
        assert changed, name


def test_every_material_is_used(scene: SceneSet) -> None:
    used = {name for thing in scene.things for _, name in thing.materials()}
    assert set(scene.materials) == used


def test_dressing_leaves_the_product_its_place(scene: SceneSet) -> None:
    """Nothing but the ground reaches into a box of 18 x 12 cm, 1.5 to 20 cm over the stand."""
    for thing in scene.things:
        if not isinstance(thing, DRESSING) or isinstance(thing, LitterThing):
            continue
        if np.hypot(thing.at_cm[0], thing.at_cm[1]) > 60:
            continue
        for part in build(thing):
            assert isinstance(part.shape, Mesh)
            x, y, z = part.shape.points.T
            inside = (np.abs(x) < 9) & (np.abs(y) < 6) & (z > 1.5) & (z < 20)
            assert not inside.any(), f"{thing}"
