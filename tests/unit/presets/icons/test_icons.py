"""Signs: paths that can be drawn, each term once."""

import pytest
from pydantic import ValidationError

from presets.icons.library import load_icons
from presets.icons.schema import Icon, IconSet


def test_a_term_has_its_sign_and_others_none() -> None:
    icons = load_icons()
    assert icons.of_term("dishwasher-safe") == "dishwasher"
    assert icons.of_term("unheard-of") == ""
    assert icons.find("leaf") is not None and icons.find("unheard-of") is None


@pytest.mark.parametrize(
    ("path", "fault"), [("M 1", "M takes 2 numbers, not 1"), ("M 1 30", "leaves the grid"), ("Q 1 2", "write steps")]
)
def test_a_path_that_cannot_be_drawn_is_refused(path: str, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Icon(id="a", strokes=(path,))


def test_no_term_has_two_signs() -> None:
    one = Icon(id="a", terms=("leaf",), strokes=("M 1 1 L 2 2",))
    with pytest.raises(ValidationError, match="term: leaf stands twice"):
        IconSet(breadth=1.6, icons=(one, one.model_copy(update={"id": "b"})))
