"""Plates cut, flipped and dyed without rendering."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.stages.plate.dress import cropped, grid_step, mirrored, tinted
from pipelines.stages.plate.dye import linear_colour
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Box, Linear
from presets.scenes.schema import Panel
from tests.fakes.analytic_plates import plate_of, scene_of

SCENE = scene_of()
PLATE = plate_of(SCENE, SCENE.views[1], (256, 256))


def shown(light: Linear, factor: float) -> Linear:
    return displayed(np.asarray(light * factor, np.float32))


def test_a_part_shows_the_same_points_at_the_same_brightness() -> None:
    assert grid_step(PLATE) == (2, 2)
    box = Box(40, 90, 200, 250)
    part = cropped(PLATE, box)
    assert part.camera.size == (160, 160)
    assert np.array_equal(part.lights["key"], PLATE.lights["key"][box.slices])
    for row, column in ((10, 20), (70, 5)):
        seen = part.camera.project(part.position_cm[row, column])
        assert seen == pytest.approx([column * 2 + 0.5, row * 2 + 0.5], abs=0.02)
    assert exposure_of(part) == pytest.approx(exposure_of(PLATE))


def test_a_flipped_plate_is_a_flipped_set() -> None:
    flipped = mirrored(PLATE)
    assert np.array_equal(flipped.lights["key"], PLATE.lights["key"][:, ::-1])
    row, column = 100, 30
    seen = flipped.camera.project(flipped.position_cm[row, column])
    assert seen == pytest.approx([column * 2 + 1.5, row * 2 + 0.5], abs=0.02)
    lamp = flipped.scene.lamps[0]
    assert isinstance(lamp, Panel)
    assert lamp.at_cm[0] == 70
    twice = mirrored(flipped)
    assert np.array_equal(twice.position_cm, PLATE.position_cm)
    assert twice.scene == SCENE


def test_dye_changes_its_material_alone_and_a_dark_dye_stays_dark() -> None:
    dyed = tinted(PLATE, {"floor": "#303848"})
    floor = PLATE.lights["key"][240, 128], dyed.lights["key"][240, 128]
    assert floor[1] / floor[0] == pytest.approx(linear_colour("#303848") / linear_colour("#b08050"), rel=0.02)
    assert np.array_equal(dyed.lights["fill"][2, 128], PLATE.lights["fill"][2, 128])
    assert exposure_of(dyed) == pytest.approx(exposure_of(PLATE))
    assert shown(dyed.lights["key"], exposure_of(dyed))[240].mean() < 0.4 * (
        shown(PLATE.lights["key"], exposure_of(PLATE))[240].mean()
    )


def test_a_name_that_is_no_material_changes_nothing() -> None:
    assert tinted(PLATE, {"ceiling": "#000000"}) is PLATE


def test_what_a_gloss_mirrors_takes_no_dye() -> None:
    gloss = scene_of(
        materials={"floor": {"colour": "#3f9fae", "specular": 1, "roughness": 0.04, "tintable": True}, "wall": {}}
    )
    pool = plate_of(gloss, gloss.views[0], (256, 256))
    dyed = tinted(pool, {"floor": "#6f7fa8"})
    change = dyed.lights["key"] / pool.lights["key"]
    far, near = change[150, 128], change[250, 128]
    wanted = linear_colour("#6f7fa8") / linear_colour("#3f9fae")
    assert 1 <= far[0] < near[0] < 0.8 * wanted[0]
    assert far[0] < 1.6


@pytest.mark.parametrize("wanted", ["#93ad3c", "#e4e0d8", "#2f6fd0"])
def test_red_things_take_colours_that_red_hardly_sends(wanted: str) -> None:
    scene = scene_of(materials={"floor": {"colour": "#b3222b", "specular": 0, "tintable": True}, "wall": {}})
    dyed = tinted(plate_of(scene, scene.views[1], (128, 128)), {"floor": wanted})
    light = dyed.lights["key"][120, 64]
    assert light / light.max() == pytest.approx(linear_colour(wanted) / linear_colour(wanted).max(), abs=0.07)


def test_a_lamp_out_of_focus_before_a_dyed_wall_keeps_its_colour() -> None:
    scene = scene_of(
        materials={
            "floor": {"colour": "#2e5c43", "specular": 0, "tintable": True},
            "wall": {},
            "bulb": {"colour": "#ffa040", "emit": 4},
        }
    )
    plate = plate_of(scene, scene.views[1], (128, 128))
    fill = plate.lights["fill"].copy()
    fill[110:114, 60:64] += linear_colour("#ffa040")
    dyed = tinted(replace(plate, lights={**plate.lights, "fill": fill}), {"floor": "#4a1a20"})
    bulb, around = dyed.lights["fill"][112, 62], dyed.lights["fill"][112, 20]
    assert bulb == pytest.approx(fill[112, 62], abs=0.06)
    share = around / around.max()
    assert share == pytest.approx(linear_colour("#4a1a20") / linear_colour("#4a1a20").max(), abs=0.1)
