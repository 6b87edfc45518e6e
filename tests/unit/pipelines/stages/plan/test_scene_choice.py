"""Which set `auto` takes."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pipelines.errors import PlanError
from pipelines.stages.plan.colours import brand_tints, check_materials
from pipelines.stages.plan.scene_choice import Need, in_season, stands_out, suitable_scenes
from tests.fakes.analytic_plates import plate_of, scene_of

NOVEMBER = date(2026, 11, 24)
NEED = Need(12.0, None, 12.0, 9.0, None, (), NOVEMBER)
ROOM = scene_of("room")
HALL = scene_of("hall", stand={"max_width_cm": 90, "max_depth_cm": 90, "max_height_cm": 120})
SHELF = scene_of("shelf", stand={"max_width_cm": 6, "max_depth_cm": 6, "max_height_cm": 8})
ABOVE = scene_of("above", elevations=(60,))
FEAST = scene_of("feast", seasons=["christmas"], avoid=[{"market": "sa", "reason": "Not kept."}])
SUMMER = scene_of("summer", seasons=["summer"])
ALL = (ROOM, HALL, SHELF, ABOVE, FEAST, SUMMER)


def chosen(need: Need) -> list[str]:
    return [candidate.scene.id for candidate in suitable_scenes(ALL, need)]


def test_sets_too_small_too_high_or_out_of_season_are_left_out() -> None:
    assert set(chosen(NEED)) == {"room", "hall"}
    assert chosen(NEED)[-1] == "hall", "a mug is lost in a hall"


def test_a_season_asked_for_is_the_only_one() -> None:
    assert chosen(replace(NEED, season="summer")) == ["summer"]


def test_where_a_feast_is_not_kept_its_set_is_not_taken() -> None:
    asked = replace(NEED, season="christmas")
    assert chosen(asked) == ["feast"]
    with pytest.raises(PlanError, match="for christmas"):
        chosen(replace(asked, markets=("sa",)))


def test_what_no_set_takes_is_said_with_its_figures() -> None:
    with pytest.raises(PlanError, match=r"None of 6 scenes takes a product 300 cm high"):
        chosen(replace(NEED, height_cm=300))


def test_seasons_come_by_themselves_and_feasts_when_asked_for() -> None:
    assert in_season(SUMMER, None, date(2026, 7, 1))
    assert not in_season(SUMMER, None, NOVEMBER)
    assert not in_season(FEAST, None, date(2026, 12, 20))
    assert in_season(FEAST, "christmas", NOVEMBER)
    assert not in_season(scene_of("both", seasons=["christmas", "winter"]), None, date(2026, 12, 20))


def test_a_product_stands_out_from_what_is_not_its_colour() -> None:
    plate = plate_of(ROOM, ROOM.views[0], (256, 256))
    like, unlike = np.array([[176, 150, 120]], np.uint8), np.array([[20, 30, 160]], np.uint8)
    assert stands_out(plate, unlike, 12) > 2 * stands_out(plate, like, 12)


def test_a_brand_dyes_what_takes_colour_and_keeps_light_and_dark() -> None:
    scene = scene_of(
        materials={
            "floor": {"colour": "#404040", "tintable": True},
            "wall": {"colour": "#e0e0e0", "tintable": True},
            "lamp": {"colour": "#ffffff"},
        }
    )
    tints = brand_tints(scene, "#1f5fbf")
    assert set(tints) == {"floor", "wall"}
    assert int(tints["floor"][5:], 16) > int(tints["floor"][1:3], 16)
    assert sum(bytes.fromhex(tints["wall"][1:])) > sum(bytes.fromhex(tints["floor"][1:])) + 150


def test_a_misspelt_material_is_told_the_near_ones() -> None:
    with pytest.raises(PlanError, match=r"no material 'flor'.*Those that do: floor"):
        check_materials(ROOM, {"flor": "#000000"})
