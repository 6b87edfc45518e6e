"""Plain things: each kind builds, at its size, standing where its model says."""

from typing import Any, get_args

import numpy as np
import pytest

from pipelines.stages.raytrace.build import BUILDERS, build, build_gobo, panel_axes
from pipelines.stages.raytrace.mesh import Mesh
from presets.scenes.gobos import BlindsThing, WindowThing
from presets.scenes.schema import Panel
from presets.scenes.shapes import (
    ArchThing,
    BallThing,
    BooksThing,
    BoxThing,
    CycThing,
    CylinderThing,
    DiscThing,
    FloorThing,
    LatheThing,
    RingThing,
    TubeThing,
    WallThing,
)
from presets.scenes.thing import ThingBase
from presets.scenes.things import Thing

# Width, depth and height of each body, and whether it is closed.
BODIES: list[tuple[ThingBase, tuple[float, float, float], bool]] = [
    (BoxThing(size_cm=(10, 6, 4)), (10, 6, 4), True),
    (CylinderThing(radius_cm=5, height_cm=3), (10, 10, 3), True),
    (CylinderThing(radius_cm=5, top_radius_cm=2, height_cm=8), (10, 10, 8), True),
    (DiscThing(radius_cm=6, depth_cm=2), (12, 2, 12), True),
    (BallThing(radius_cm=4, squash=(1, 1, 0.5)), (8, 8, 4), True),
    (RingThing(radius_cm=5, pipe_cm=1), (12, 12, 2), True),
    (TubeThing(points_cm=((0, 0, 0), (0, 0, 10)), radius_cm=1, smooth=False), (2, 2, 10), True),
    (ArchThing(width_cm=40, height_cm=50, depth_cm=8, band_cm=5), (40, 8, 50), True),
    (LatheThing(profile_cm=((0, 0), (4, 0), (4, 9), (0, 9))), (8, 8, 9), True),
    (FloorThing(width_cm=60, depth_cm=40), (60, 40, 0), False),
    (WallThing(width_cm=60, height_cm=30), (60, 0, 30), False),
    (CycThing(width_cm=60, front_cm=50, back_cm=40, height_cm=70, bend_cm=20), (60, 90, 70), False),
    (WindowThing(width_cm=30, height_cm=40, surround_cm=10), (50, 0, 60), False),
    (BlindsThing(width_cm=30, height_cm=40, pitch_cm=4, surround_cm=0), (30, 0, 38), False),
]


def mesh_of(thing: ThingBase) -> Mesh:
    (part,) = build(thing)
    assert isinstance(part.shape, Mesh)
    return part.shape


def kinds_of(union: Any) -> set[type[ThingBase]]:
    inner = get_args(union)
    return {kind for kind in get_args(inner[0] if len(inner) == 2 and get_args(inner[0]) else union)}


def test_the_table_builds_every_kind_a_set_may_name() -> None:
    assert set(BUILDERS) == kinds_of(Thing)


@pytest.mark.parametrize(("thing", "size", "closed"), BODIES, ids=lambda value: getattr(value, "kind", ""))
def test_a_body_has_its_size_and_stands_on_the_ground(
    thing: ThingBase, size: tuple[float, float, float], closed: bool
) -> None:
    mesh = mesh_of(thing)
    extent = np.ptp(mesh.points, axis=0)
    assert extent == pytest.approx(size, rel=0.02, abs=0.02)
    if not isinstance(thing, (WindowThing, BlindsThing)):
        assert mesh.points[:, 2].min() == pytest.approx(0, abs=0.02)
    if closed:
        assert open_edges(mesh) == 0


def open_edges(mesh: Mesh) -> int:
    """How many edges border one face only, once vertices at one place are one."""
    keys = np.round(mesh.points * 1e4).astype(np.int64)
    _, same = np.unique(keys, axis=0, return_inverse=True)
    faces = same.reshape(-1)[mesh.faces]
    whole = faces[(faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])]
    edges = np.sort(np.concatenate([whole[:, [0, 1]], whole[:, [1, 2]], whole[:, [2, 0]]]), axis=1)
    _, counts = np.unique(edges, axis=0, return_counts=True)
    return int((counts % 2).sum())


def test_a_textured_body_is_true_to_scale() -> None:
    mesh = mesh_of(BoxThing(size_cm=(30, 20, 10)))
    assert np.ptp(mesh.uv, axis=0) == pytest.approx((30, 20), rel=0.05)
    grown = mesh_of(BoxThing(size_cm=(30, 20, 10), scale=2))
    assert np.ptp(grown.uv, axis=0) == pytest.approx((60, 40), rel=0.05)


def test_a_thing_is_tilted_then_turned_then_set_down() -> None:
    laid = mesh_of(BoxThing(size_cm=(2, 4, 10), tilt_deg=90, turn_deg=90, at_cm=(1, 2, 3)))
    assert np.ptp(laid.points, axis=0) == pytest.approx((10, 2, 4), abs=0.01)
    assert laid.points.mean(axis=0)[2] == pytest.approx(3, abs=0.1)


def test_each_book_has_its_cover_and_pages_within() -> None:
    parts = build(BooksThing(material="pages", cover_materials=("red", "blue"), seed=2))
    assert [part.material for part in parts] == ["red", "pages", "blue", "pages"]
    tops = [float(part.shape.points[:, 2].max()) for part in parts]
    assert tops[0] > tops[1]
    assert tops[2] > tops[3] > tops[0]


def test_a_gobo_stands_in_the_beam_facing_the_lamp() -> None:
    window = WindowThing(width_cm=20, height_cm=20, surround_cm=0, at_cm=(0, -30, 0))
    panel = Panel(id="sun", at_cm=(-60, 0, 80), aim_cm=(0, 0, 10), size_cm=(4, 4), power=1, gobo=(window,))
    (part,) = build_gobo(panel)
    assert isinstance(part.shape, Mesh)
    beam = panel_axes(panel)[1]
    along = (part.shape.points - np.array(panel.aim_cm)) @ beam
    assert along == pytest.approx(np.full(len(along), -30), abs=1e-6)
