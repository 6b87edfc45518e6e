"""What photos suggest goes into empty fields alone."""

import pytest

pytest.importorskip("gradio", reason="pip install 'listing-studio[web]'")

from pipelines.understanding import How, Suggestion, Understanding
from studio.tabs.suggesting import suggested

SEEN = Understanding(
    (
        Suggestion("colours", "white", How.MEASURED, 0.7),
        Suggestion("colours", "navy", How.MEASURED, 0.1),
        Suggestion("category", "mug", How.SUPPOSED),
        Suggestion("materials", "enamel", How.SUPPOSED),
        Suggestion("label", "LINDEN", How.READ),
    ),
    1.0,
)


def test_empty_fields_are_filled() -> None:
    empty = {"category": None, "materials": [], "colours": [], "features": []}
    assert suggested(SEEN, empty) == {"category": "mug", "materials": ["enamel"], "colours": ["white"]}


def test_what_a_person_filled_in_stays() -> None:
    assert suggested(SEEN, {"category": "vase", "materials": ["steel"], "colours": ["red"]}) == {}
