"""Where goods are at home is told by tags that scenes have."""

import pytest

from presets.lexicon.library import load_terms, rooms_for
from presets.scenes.library import load_scenes


def test_every_room_is_a_tag_of_some_scene() -> None:
    tags = {tag for scene in load_scenes().items.values() for tag in scene.tags}
    terms = load_terms()
    missing = {tag for rooms in (*terms.rooms.values(), *terms.rooms_for.values()) for tag in rooms} - tags
    assert missing == set()


@pytest.mark.parametrize("category", load_terms().categories)
def test_every_category_is_at_home_somewhere(category: str) -> None:
    assert rooms_for(category, "en")


def test_the_nearest_room_is_taken() -> None:
    assert "kitchen" in rooms_for("mug", "en") and "garden" in rooms_for("plant-pot", "en")
    assert rooms_for("florero", "es") == rooms_for("vase", "en") or rooms_for("jarrón", "es") == rooms_for("vase", "en")


def test_what_no_category_names_is_at_home_where_it_is_for_and_else_in_a_home() -> None:
    assert rooms_for("soft-toy", "en") == rooms_for("toy", "en") != ()
    assert (
        rooms_for("Spieluhr", "de", ("gift", "home"))
        == rooms_for("garden angel", "en")
        == load_terms().rooms_for["home"]
    )
    assert "forest" in rooms_for("Zelt", "de", ("gift", "Camping")) and "living room" in rooms_for("mug rug", "en")
    assert set(load_terms().rooms_for) <= set(load_terms().occasions)
