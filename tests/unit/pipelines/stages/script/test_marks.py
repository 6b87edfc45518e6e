"""The marks of a script."""

import pytest

from pipelines.errors import ScriptError
from pipelines.script import Direction, DirectionKind
from pipelines.stages.script.marks import PAUSE_SECONDS, runs_of


def test_text_without_marks_is_one_run() -> None:
    assert [run.text for run in runs_of("A mug, and a lid.", "x")] == ["A mug, and a lid."]


def test_stars_stress_what_is_between_them() -> None:
    runs = runs_of("A *very light* mug", "x")
    assert [(run.text, run.emphasis) for run in runs] == [("A ", False), ("very light", True), (" mug", False)]


@pytest.mark.parametrize(
    ("mark", "seconds"), [("[pause]", PAUSE_SECONDS), ("[pause 1.5]", 1.5), ("[pause: 2s]", 2.0), ("[pause 0,3]", 0.3)]
)
def test_a_pause_stands_before_what_follows(mark: str, seconds: float) -> None:
    runs = runs_of(f"One{mark}two", "x")
    assert [(run.text, run.pause_seconds) for run in runs] == [("One", 0), ("two", seconds)]


def test_cues_wait_for_the_next_word() -> None:
    runs = runs_of("Look [close-up: the handle][show: 40 h] here", "x")
    assert runs[-1].directions == (
        Direction(DirectionKind.CLOSE_UP, "the handle"),
        Direction(DirectionKind.SHOW, "40 h"),
    )


def test_another_language_is_a_run_of_its_own() -> None:
    runs = runs_of("It is [fr: très chic] here", "x")
    assert [(run.text, run.language) for run in runs] == [("It is ", None), ("très chic", "fr"), (" here", None)]


def test_plain_signs_are_written_with_a_backslash() -> None:
    assert "".join(run.text for run in runs_of(r"5 \* 3 \[sic\] \\", "x")) == r"5 * 3 [sic] " + "\\"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\ntwo [laugh]", r"pitch\.txt: line 2: '\[laugh\]' is no mark; there are \[pause\]"),
        ("a [pause 99]", "a pause lasts up to 5 seconds"),
        ("a [pause soon]", r"'\[pause soon\]' is no mark"),
        ("a *b", r"a '\*' has no partner"),
        ("a ] b", r"line 1: a '\]' has no partner"),
        ("a [b", r"line 1: a '\[' has no partner"),
    ],
)
def test_a_broken_mark_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ScriptError, match=said):
        runs_of(text, "pitch.txt")
