"""Where a film cuts: speech is the clock, the script the director."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pipelines.film import Cut
from pipelines.script import Script
from pipelines.speech import frames_covering
from pipelines.stages.film.cut import cut_of
from pipelines.stages.script.read import read_script
from presets.films.library import load_films
from presets.films.schema import TakeKind
from tests.fakes.spoken import read_out

FPS = Fraction(25)
TEMPLATE = load_films().get("showroom")
TEXT = (
    "This mug goes with you. It weighs very little indeed. [close-up: rim] See how smooth this is. "
    "[show: $9] Yours for nine dollars today. Order it now please. Bye."
)


def cut(text: str = TEXT) -> tuple[Script, Cut]:
    script = read_script(text, "en", "pitch.txt")
    return script, cut_of(script, read_out(script), TEMPLATE, FPS)


def test_takes_cover_the_speech_and_the_end_card() -> None:
    script, made = cut()
    speech = read_out(script)
    spoken = frames_covering(len(speech.samples), speech.sample_rate, FPS)
    assert made.takes[0].first == 0
    assert made.takes[-1].kind is TakeKind.END
    assert made.takes[-1].first == spoken
    assert made.count == spoken + round(TEMPLATE.end_seconds * FPS)


def test_a_part_is_written_beside_it_unless_it_is_the_name_of_a_photo() -> None:
    script, made = cut()
    assert [figure.text for figure in made.figures] == ["rim", "$9"]
    other = cut_of(script, read_out(script), TEMPLATE, FPS, lambda part: part == "rim")
    assert [figure.text for figure in other.figures] == ["$9"]
    assert other.takes == made.takes


def test_cuts_lie_between_sentences() -> None:
    script, made = cut()
    words = read_out(script).words
    at, pauses = 0, []
    for sentence in script.sentences[:-1]:
        at += len(sentence.words)
        pauses.append((words[at - 1].end, words[at].start))
    for take in made.takes[1:-1]:
        sample = take.first * speech_rate() / FPS
        assert any(end - speech_rate() / FPS <= sample <= start for end, start in pauses)


def speech_rate() -> int:
    return read_out(read_script("One.", "en", "x")).sample_rate


def test_a_close_up_is_seen_where_the_script_asks_for_it() -> None:
    _, made = cut()
    (take,) = [take for take in made.takes if take.part is not None]
    assert (take.kind, take.part) == (TakeKind.PRODUCT, "rim")
    rim, price = made.figures
    assert (rim.text, rim.first) == ("rim", take.first)
    assert price.text == "$9"


def test_the_presenter_takes_leave_and_a_short_goodbye_is_no_take_of_its_own() -> None:
    _, made = cut()
    assert made.takes[-2].kind is TakeKind.PITCH
    least = round(TEMPLATE.least_seconds * FPS)
    assert all(take.last - take.first >= least for take in made.takes[:-1])


def test_a_figure_stays_long_enough_to_be_read_and_none_lies_over_another() -> None:
    _, made = cut("Look. [show: 1] One thing. [show: 2] Two. [show: 3] And that is all there is to it.")
    assert [figure.text for figure in made.figures] == ["1", "2", "3"]
    for figure, after in zip(made.figures, made.figures[1:], strict=False):
        assert figure.last <= after.first


def test_other_words_than_the_scripts_are_no_film() -> None:
    script = read_script(TEXT, "en", "x")
    speech = read_out(script)
    other = replace(speech, words=speech.words[1:])
    with pytest.raises(ValueError, match="other words than the script"):
        cut_of(script, other, TEMPLATE, FPS)
