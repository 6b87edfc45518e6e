"""Plants, wares and what feasts are decked with: each kind builds, repeats itself, and goes where its model says."""

from typing import Any, get_args

import numpy as np
import pytest

from pipelines.stages.raytrace.mesh import Mesh
from pipelines.stages.raytrace.part import Part
from pipelines.stages.raytrace.plants import PLANT_BUILDERS
from pipelines.stages.raytrace.wares import WARE_BUILDERS
from presets.scenes.feasts import BulbsThing, Feast, LatticeThing
from presets.scenes.plants import BranchThing, GrassThing, LitterThing, Plant
from presets.scenes.thing import ThingBase
from presets.scenes.wares import HeapThing, PumpkinThing, Ware

BUILDERS = {**PLANT_BUILDERS, **WARE_BUILDERS}
NEEDED: dict[str, dict[str, Any]] = {
    "hedge": {"size_cm": (30, 20, 20), "count": 6},
    "grass": {"area_cm": (10, 10)},
    "moss": {"area_cm": (16, 16)},
    "litter": {"area_cm": (30, 30)},
    "fir-garland": {"points_cm": [(0, 0, 0), (12, 0, 0)]},
    "marigolds": {"points_cm": [(0, 0, 0), (12, 0, 0)]},
    "vessel": {"width_cm": 12, "height_cm": 10},
    "crate": {"size_cm": (20, 16, 10)},
    "rope": {"points_cm": [(0, 0, 0), (12, 4, 0)]},
    "book-row": {"cover_materials": ["green", "blue"]},
    "stacking-rings": {"ring_materials": ["green", "blue"]},
    "lattice": {"width_cm": 16, "height_cm": 16},
    "bulbs": {"size_cm": (60, 10, 40), "count": 12},
    "light-string": {"points_cm": [(-10, 0, 10), (10, 0, 10)]},
    "gift": {"size_cm": (12, 10, 8)},
}
KINDS: list[type[ThingBase]] = [*get_args(Plant), *get_args(Ware), *get_args(Feast)]


def _thing(kind: type[ThingBase], **changes: Any) -> ThingBase:
    name = kind.model_fields["kind"].default
    return kind(material="stuff", **{**NEEDED.get(name, {}), **changes})


def _meshes(parts: Any) -> list[Mesh]:
    return [part.shape for part in parts]


def _points(parts: Any) -> Any:
    return np.concatenate([mesh.points for mesh in _meshes(parts)])


def test_every_model_has_its_builder() -> None:
    assert set(BUILDERS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model_fields["kind"].default)
def test_every_kind_builds_sound_meshes_and_the_same_twice(kind: type[ThingBase]) -> None:
    thing = _thing(kind)
    first, second = BUILDERS[kind](thing), BUILDERS[kind](thing)
    assert first
    for part, again in zip(first, second, strict=True):
        assert isinstance(part, Part)
        assert part.material in {"stuff", "green", "blue"}
        assert isinstance(part.shape, Mesh)
        assert np.isfinite(part.shape.points).all()
        assert part.shape.faces.min() >= 0
        assert part.shape.faces.max() < len(part.shape.points)
        assert len(part.shape.uv) == len(part.shape.points)
        np.testing.assert_array_equal(part.shape.points, again.shape.points)
    assert 0.5 < np.ptp(_points(first), axis=0).max() < 250


@pytest.mark.parametrize("kind", get_args(Ware), ids=lambda kind: kind.model_fields["kind"].default)
def test_wares_stand_on_the_table(kind: type[ThingBase]) -> None:
    lowest = _points(BUILDERS[kind](_thing(kind)))[:, 2].min()
    assert -0.75 < lowest < 0.75


def test_parts_take_the_material_named_for_them() -> None:
    branch = BranchThing(material="leaf", stem_material="bark")
    assert {part.material for part in BUILDERS[BranchThing](branch)} == {"leaf", "bark"}
    assert ("stem_material", "bark") in branch.materials()
    assert BranchThing(material="leaf").materials() == [("material", "leaf")]


def test_another_seed_grows_another_branch() -> None:
    one, other = (_points(BUILDERS[BranchThing](BranchThing(material="leaf", seed=seed))) for seed in (1, 2))
    assert one.shape != other.shape or not np.allclose(one, other)


@pytest.mark.parametrize(
    "thing",
    [LitterThing(area_cm=(60, 60), clear_cm=15, count=60, size_cm=4), GrassThing(area_cm=(40, 40), clear_cm=15)],
)
def test_the_middle_stays_free(thing: ThingBase) -> None:
    points = _points(BUILDERS[type(thing)](thing))
    low = points[points[:, 2] < 0.5]
    assert np.hypot(low[:, 0], low[:, 1]).min() > 9


def test_bulbs_keep_their_distance() -> None:
    bulbs = BulbsThing(material="glow", size_cm=(100, 30, 60), count=20, apart_cm=14, radius_cm=0.5)
    points = _points(BUILDERS[BulbsThing](bulbs))
    middles = points.reshape(-1, len(points) // 20, 3).mean(1)
    apart = np.linalg.norm(middles[:, None, [0, 2]] - middles[None, :, [0, 2]], axis=-1) + 1e6 * np.eye(20)
    assert apart.min() > 13


def test_sizes_are_those_asked_for() -> None:
    pumpkin = _points(BUILDERS[PumpkinThing](PumpkinThing(material="skin", width_cm=20)))
    assert np.ptp(pumpkin[:, 0]) == pytest.approx(20, rel=0.08)
    screen = _points(BUILDERS[LatticeThing](LatticeThing(material="wood", width_cm=30, height_cm=20)))
    assert np.ptp(screen[:, 0]) == pytest.approx(30, abs=3)
    assert np.ptp(screen[:, 2]) == pytest.approx(20, abs=3)


def test_heaped_fruit_lies_in_its_dish_and_piles_up() -> None:
    heap = HeapThing(material="skin", of="ball", radius_cm=2, count=20, dish_radius_cm=8)
    points = _points(BUILDERS[HeapThing](heap))
    assert np.hypot(points[:, 0], points[:, 1]).max() < 8.3
    assert points[:, 2].max() > 4.5
