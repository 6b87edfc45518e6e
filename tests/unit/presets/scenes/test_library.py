"""Sets: ours load, a seller's own add or replace, and what is wrong has an address."""

from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.scenes.library import load_scenes, read_scene
from presets.scenes.schema import SceneSet

ROOM = """
id = "my-room"
title = "My room"
tags = ["room"]
prompt = "a bare room"
stand = { max_width_cm = 20, max_depth_cm = 20, max_height_cm = 20 }
views = [{ elevation_deg = 12, target_cm = [0, 0, 8], distance_cm = 80 }]
lamps = [{ kind = "panel", id = "key", at_cm = [-60, -60, 80], size_cm = [20, 20], power = 1 }]
materials = { paint = { colour = "#c0c0c0", tintable = true }, steel = { metallic = 1 } }
things = [{ kind = "floor", material = "paint" }, { kind = "ball", material = "steel", radius_cm = 4 }]
palettes = { dusk = { paint = "#404860" } }
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    path = tmp_path / "room.toml"
    path.write_text(ROOM, encoding="utf-8")
    return path


def test_our_sets_load_and_can_be_seen_from_several_heights() -> None:
    scenes = load_scenes().items
    assert {"oak-window", "podium-blush"} <= set(scenes)
    for scene in scenes.values():
        heights = {view.elevation_deg for view in scene.views}
        assert heights >= {5, 12, 25, 43}, scene.id


def test_a_sellers_set_stands_beside_ours_or_replaces_one(room: Path) -> None:
    library = load_scenes(room.parent)
    assert library.get("my-room").title == "My room"
    room.write_text(ROOM.replace("my-room", "oak-window"), encoding="utf-8")
    assert load_scenes(room.parent).get("oak-window").title == "My room"


def test_an_unknown_scene_or_palette_names_the_near_ones() -> None:
    library = load_scenes()
    with pytest.raises(PresetError, match=r"no scene 'oak-windw'\. Did you mean oak-window"):
        library.get("oak-windw")
    with pytest.raises(PresetError, match=r"no palette 'wallnut'\. Did you mean walnut"):
        library.palette("oak-window", "wallnut")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("radius_cm = 4", "radius = 4", r"things.1.ball.radius_cm: Field required"),
        ('material = "steel"', 'material = "stee"', r"things.1.material: no such material: 'stee'; there are: paint"),
        ('dusk = { paint = "', 'dusk = { steel = "', r"palettes.dusk.steel: not a tintable material; those are: paint"),
        ("palettes = {", 'natural = ["steel"]\npalettes = {', r"natural.0: not a tintable material; those are: paint"),
        ("views = [", "views = [{ elevation_deg = 12, target_cm = [0, 0, 1], distance_cm = 9 }, ", "views: two at 12"),
        ("at_cm = [-60, -60, 80]", "at_cm = [0, 0, 0]", r"lamps.0.panel: aim_cm: a lamp cannot aim at its own place"),
        ("metallic = 1", "emit = 5", r"lamps: a material emits light"),
        ('kind = "ball"', 'kind = "bal"', r"things.1: Input tag 'bal' found using 'kind'"),
        ("#404860", "blue", r"palettes.dusk.paint: String should match pattern"),
    ],
)
def test_a_mistake_has_an_address(room: Path, right: str, wrong: str, told: str) -> None:
    room.write_text(ROOM.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PresetError, match=rf"(?m)^room\.toml: {told}"):
        read_scene(room)


def test_a_set_suits_the_markets_it_is_made_for_and_none_it_offends(room: Path) -> None:
    scene = read_scene(room)
    assert scene.suits("de")
    only = SceneSet.model_validate({**scene.model_dump(), "markets": ["jp"]})
    assert only.suits("jp")
    assert not only.suits("de")
    avoided = SceneSet.model_validate({**scene.model_dump(), "avoid": [{"market": "de", "reason": "A word."}]})
    assert not avoided.suits("de")
