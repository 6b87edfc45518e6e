import numpy as np
import pytest

from pipelines.stages.raytrace.build import BUILDERS, build
from pipelines.stages.raytrace.mesh import Floats, Mesh
from presets.scenes.cloths import ClothThing, CurtainThing, TowelsThing
from presets.scenes.grounds import DunesThing, PegboardThing, PlanksThing, TilesThing, WaterThing
from presets.scenes.thing import ThingBase

THINGS = [
    ClothThing(material="a"),
    ClothThing(material="a", rumple=True),
    CurtainThing(material="a"),
    TowelsThing(material="a", further_materials=("b",)),
    PlanksThing(material="a", length_cm=60),
    TilesThing(material="a", grout_material="b", running=True),
    WaterThing(material="a", rings=((0, 0),)),
    DunesThing(material="a"),
    PegboardThing(material="a", hole_material="b"),
]


def _points(thing: ThingBase) -> Floats:
    shapes = [part.shape for part in build(thing)]
    assert all(isinstance(shape, Mesh) for shape in shapes)
    return np.concatenate([shape.points for shape in shapes])


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.kind)
def test_builds_the_same_finite_shape_of_the_materials_it_names(thing: ThingBase) -> None:
    parts = build(thing)
    assert {part.material for part in parts} <= {name for _, name in thing.materials()}
    for part, again in zip(parts, build(thing), strict=True):
        assert np.isfinite(part.shape.points).all()
        assert np.array_equal(part.shape.points, again.shape.points)


def test_each_has_a_builder() -> None:
    assert {type(thing) for thing in THINGS} <= set(BUILDERS)


@pytest.mark.parametrize("rumple", [False, True])
def test_cloth_is_flat_where_the_product_stands_and_folded_elsewhere(*, rumple: bool) -> None:
    points = _points(ClothThing(material="a", clear_cm=12, fold_cm=3, rumple=rumple))
    away = np.hypot(points[:, 0], points[:, 1])
    assert np.abs(points[away < 8, 2]).max() < 0.01
    assert points[:, 2].max() > 1.5
    assert points[:, 2].min() >= 0


def test_towels_lie_on_one_another_and_on_the_ground() -> None:
    one, three = (_points(TowelsThing(material="a", count=count, thick_cm=3)) for count in (1, 3))
    assert -0.3 < one[:, 2].min() < 0.3
    assert 2.7 < one[:, 2].max() < 3.3
    assert 8 < three[:, 2].max() < 9.5


def test_boards_fill_their_area_and_have_no_grain_in_common() -> None:
    thing = PlanksThing(material="a", width_cm=100, depth_cm=60, plank_cm=10, uneven_cm=0)
    (part,) = build(thing)
    assert np.allclose(np.ptp(part.shape.points[:, :2], axis=0), (100, 60), atol=0.5)
    assert np.isclose(part.shape.points[:, 2].max(), thing.thick_cm)
    starts = {round(float(u), 3) for u in part.shape.uv.reshape(6, -1, 2)[:, :, 0].min(axis=1)}
    assert len(starts) == 6


def test_tiles_face_the_camera_in_front_of_their_grout() -> None:
    tiles, grout = build(TilesThing(material="a", grout_material="b", width_cm=40, height_cm=40, askew_deg=0))
    assert tiles.shape.points[:, 1].min() < grout.shape.points[:, 1].min()
    assert tiles.shape.points[:, 2].min() >= 0


def test_rings_run_from_where_they_are_thrown() -> None:
    calm, ringed = (_points(WaterThing(material="a", ripple_cm=0, rings=rings)) for rings in ((), ((30, 10),)))
    assert np.ptp(calm[:, 2]) == 0
    near = np.hypot(ringed[:, 0] - 30, ringed[:, 1] - 10) < 8
    assert np.ptp(ringed[near, 2]) > 4 * np.ptp(ringed[np.hypot(ringed[:, 0], ringed[:, 1]) > 120, 2])


def test_dunes_are_level_where_the_product_stands() -> None:
    points = _points(DunesThing(material="a", mound_cm=8, ripple_cm=0))
    away = np.hypot(points[:, 0], points[:, 1])
    assert np.abs(points[away < 9, 2]).max() < 0.01
    assert np.ptp(points[:, 2]) > 3
