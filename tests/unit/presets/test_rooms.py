"""Where goods are at home is told by tags that scenes have."""

import pytest

from presets.lexicon.library import load_terms, rooms_for
from presets.scenes.library import load_scenes


def test_every_room_is_a_tag_of_some_scene() -> None:
    tags = {tag for scene in load_scenes().items.values() for tag in scene.tags}
    missing = {tag for rooms in load_terms().rooms.values() for tag in rooms} - tags
    assert missing == set()


@pytest.mark.parametrize("category", load_terms().categories)
def test_every_category_is_at_home_somewhere(category: str) -> None:
    assert rooms_for(category, "en")


def test_the_nearest_room_is_taken() -> None:
    assert "kitchen" in rooms_for("mug", "en") and "garden" in rooms_for("plant-pot", "en")
    assert rooms_for("florero", "es") == rooms_for("vase", "en") or rooms_for("jarrón", "es") == rooms_for("vase", "en")
    assert rooms_for("garden angel", "en") == ()
