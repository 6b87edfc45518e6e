"""A brand's colour over a set's materials."""

import numpy as np
import pytest

from pipelines.errors import PlanError
from pipelines.hex_colour import rgb_of
from pipelines.oklab import oklab_of
from pipelines.stages.plan.colours import brand_tints, branded, tintable
from presets.scenes.library import load_scenes
from tests.fakes.analytic_plates import scene_of

_NATURAL = {"wood", "marble", "travertine", "slate", "sandstone", "sand", "pool", "soil", "grass", "moss", "snow"}
MATERIALS = {
    "floor": {"colour": "#e8e2d4", "tintable": True},
    "shade": {"colour": "#6a5a3c", "tintable": True},
    "wall": {"colour": "#c0c8d0"},
}


def test_a_pale_blue_is_blue_and_not_violet() -> None:
    tints = brand_tints(scene_of(materials=MATERIALS), "#1d4ed8")
    assert set(tints) == {"floor", "shade"}
    for colour in tints.values():
        red, green, blue = rgb_of(colour)
        assert red < green < blue


@pytest.mark.parametrize("brand", ["#ff0000", "#c2410c", "#2f5d50", "#ffd400", "#7c3aed", "#000000", "#ffffff"])
def test_light_and_dark_keep_their_order(brand: str) -> None:
    tints = brand_tints(scene_of(materials=MATERIALS), brand)
    assert sum(rgb_of(tints["floor"])) > sum(rgb_of(tints["shade"])) + 60


def test_a_grey_brand_greys() -> None:
    red, green, blue = rgb_of(brand_tints(scene_of(materials=MATERIALS), "#808080")["floor"])
    assert max(red, green, blue) - min(red, green, blue) <= 2


def test_a_set_without_tintable_materials_says_so() -> None:
    plain = {name: {"colour": "#cccccc"} for name in ("floor", "wall")}
    with pytest.raises(PlanError, match="Nothing in Test room takes a brand's colour"):
        brand_tints(scene_of(materials=plain, palettes={}), "#1d4ed8")


def test_wood_keeps_its_colour_and_the_rest_is_dyed() -> None:
    scene = scene_of(materials=MATERIALS, natural=["shade"])
    assert set(brand_tints(scene, "#2f5d50")) == {"floor"}
    assert tintable(scene) == ["floor", "shade"]


def test_a_set_all_of_stone_says_how_it_is_dyed_nevertheless() -> None:
    with pytest.raises(PlanError, match=r"Name its floor with --tint floor=#2f5d50, or choose another scene\."):
        brand_tints(scene_of(natural=["floor"]), "#2f5d50")


def test_no_set_of_ours_lets_a_brand_dye_wood() -> None:
    for scene in load_scenes().items.values():
        textures = {name: scene.materials[name].texture for name in branded(scene)}
        assert not [name for name, texture in textures.items() if texture and texture.kind in _NATURAL], scene.id


def test_a_light_wall_is_tinted_and_a_single_backdrop_is_the_brands() -> None:
    pale = {name: {"colour": colour, "tintable": True} for name, colour in (("wall", "#e8e0d4"), ("bowl", "#8a4a3a"))}
    kitchen = brand_tints(scene_of(materials={**MATERIALS, **pale}), "#c8102e")
    wall, bowl, red = oklab_of([kitchen["wall"], kitchen["bowl"], "#c8102e"])
    assert np.hypot(*wall[1:]) < 0.6 * np.hypot(*red[1:]) < np.hypot(*bowl[1:])
    backdrop = brand_tints(scene_of(materials={"floor": pale["wall"], "wall": {}}), "#c8102e")["floor"]
    assert oklab_of([backdrop])[0, 0] == pytest.approx(red[0], abs=0.01)
