"""Page templates: all load, and none lays one thing over another."""

from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.pages.library import load_pages, read_page

HEAD = 'id = "card"\ntitle = "Card"\nabout = "A card."\n[[layouts]]\nratio = 1.0\n'


def test_all_templates_load() -> None:
    assert {"dimensions", "features"} <= set(load_pages().items)


def test_parts_that_meet_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "card.toml"
    parts = """parts = [
  { kind = "product", area = [0, 0, 0.6, 1] },
  { kind = "points", area = [0.5, 0, 1, 1] },
]"""
    path.write_text(HEAD + parts, encoding="utf-8")
    with pytest.raises(PresetError, match=r"card.toml: layouts.0: parts.1.points: lies over parts.0.product"):
        read_page(path)


@pytest.mark.parametrize("ratio", [0.5, 1.0, 1.6, 3.2])
def test_the_layout_nearest_in_shape_is_taken(ratio: float) -> None:
    for template in load_pages().items.values():
        chosen = template.layout(ratio)
        assert chosen in template.layouts
        if any(layout.ratio == ratio for layout in template.layouts):
            assert chosen.ratio == ratio
