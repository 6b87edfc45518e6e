"""A product's points appear with their words, or in turn; none before it is said, and none twice as new."""

from fractions import Fraction

from pipelines.film import Take
from pipelines.stages.film.look import Spoken
from pipelines.stages.film.points import points_of
from pipelines.stages.script.read import read_script
from presets.films.schema import TakeKind
from tests.fakes.spoken import read_out

FPS = Fraction(10)
SCRIPT = read_script("Meet the mug. Light and tough! Holds 350 ml. Order now.", "en", "x")
SPEECH = read_out(SCRIPT)  # 0.4 s a word, 0.5 s after each sentence
TAKES = [Take(TakeKind.CORNER, 0, 20, 0), Take(TakeKind.PRODUCT, 20, 60, 1), Take(TakeKind.CORNER, 60, 80, 2)]


def starts(*lines: str) -> list[tuple[int, int, bool]]:
    points = points_of(lines, TAKES, Spoken(SCRIPT, SPEECH), FPS)
    assert all(point.take.first <= point.first < point.take.last for point in points)
    return [(point.number, point.first, point.new) for point in points]


def test_points_that_are_said_come_with_their_words() -> None:
    assert starts("Light and tough", "Holds 350 ml") == [
        (0, int(SPEECH.words[3].start / 1600), True),
        (0, 20, False),
        (1, int(SPEECH.words[6].start / 1600), True),
        (0, 60, False),
        (1, 60, False),
    ]


def test_points_of_which_one_is_not_said_come_in_turn() -> None:
    found = starts("Light and tough", "Holds 350 ml", "Made of steel")
    assert [(number, new) for number, _, new in found] == [
        (0, True), (0, False), (1, True), (0, False), (1, False), (2, True),
    ]  # fmt: skip


def test_without_points_or_room_there_are_none() -> None:
    assert points_of((), TAKES, Spoken(SCRIPT, SPEECH), FPS) == []
    assert points_of(("Light and tough",), [], Spoken(SCRIPT, SPEECH), FPS) == []
