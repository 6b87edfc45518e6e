"""A film that is too long says by how much, and what could go."""

import pytest

from pipelines.errors import PlanError
from pipelines.stages.film.length import check_length, expendable, sentence_seconds
from pipelines.stages.script.read import read_script

SCRIPT = read_script("First one. Second one here. Third one is longer than that. Last.", "en", "pitch.txt")


def test_the_least_that_helps_could_go_and_never_the_first_or_last() -> None:
    assert expendable([9, 2, 5, 9], 1.5) == [1]
    assert expendable([9, 2, 5, 9], 3) == [2]
    assert expendable([9, 2, 5, 9], 6) == [1, 2]
    assert expendable([9, 2, 5, 9], 8) == []


def test_too_long_is_told_in_seconds_and_sentences() -> None:
    with pytest.raises(PlanError) as error:
        check_length(SCRIPT, "pitch.txt", [20, 10, 30, 5], 2.0, 60)
    assert str(error.value) == (
        "pitch.txt: the film would last 67 s; 60 s are allowed, 7 s less. Without 'Second one here.' it would fit."
    )


def test_more_sentences_than_a_message_can_name_are_counted() -> None:
    script = read_script("One. " * 40, "en", "pitch.txt")
    with pytest.raises(
        PlanError, match=r"100 s less\. Leave out 10 of its 40 sentences, or make several films of it\."
    ):
        check_length(script, "pitch.txt", [10] * 40, 0.0, 300)


def test_what_fits_or_has_no_limit_passes() -> None:
    check_length(SCRIPT, "pitch.txt", [20, 10, 20, 5], 2.0, 60)
    check_length(SCRIPT, "pitch.txt", [200, 100, 300, 50], 2.0, None)


def test_sentences_last_to_the_end_of_their_pause() -> None:
    ends = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]
    assert sentence_seconds(SCRIPT, ends) == [2, 3, 6, 2]
