"""The presenter on the other side: every template stays readable, and nothing comes under a platform's buttons."""

import pytest

from presets.films.library import load_films
from presets.films.schema import Layout
from presets.films.sides import Side, side_of, turned

LAYOUTS = [
    pytest.param(layout, id=f"{template.id} {layout.aspect.value}")
    for template in load_films().items.values()
    for layout in template.layouts
    if layout.presented
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_turned_layout_has_the_presenter_on_the_other_side_and_is_as_readable(layout: Layout) -> None:
    other = turned(layout)
    assert side_of(other) is not side_of(layout)
    Layout.model_validate(other.model_dump())
    for take in ("pitch", "corner"):
        was, now = getattr(layout, take), getattr(other, take)
        assert now.presenter.area[2] - now.presenter.area[0] == pytest.approx(
            was.presenter.area[2] - was.presenter.area[0]
        )
        buttons = [area for area in was.picture.clear if area[0] >= layout.safe[2]]
        assert all(area in now.picture.clear for area in buttons)
    assert (other.product, other.end) == (layout.product, layout.end)


def test_mirrored_the_same_layout_has_her_on_the_other_side() -> None:
    layout = load_films().get("showroom").layouts[0]
    assert side_of(layout) is Side.LEFT
    assert side_of(layout, mirrored=True) is Side.RIGHT
    assert side_of(turned(layout), mirrored=True) is Side.LEFT
