"""A film's history says who speaks: somebody drawn, or a person who gave leave, without their file's name."""

from datetime import date
from pathlib import Path

from pipelines.jobs.recipes import who_speaks
from tests.fakes.film_job import job_with


def test_a_drawn_presenter_is_named() -> None:
    assert who_speaks(job_with(presenter="leo")) == {"presenter": "leo", "part presenter": "drawn"}


def test_the_leave_of_a_portrait_is_recorded_with_its_day_and_no_name() -> None:
    told = who_speaks(job_with(portrait=Path("anna-smith.jpg"), consent=date(2026, 11, 26)))
    assert told["leave of the person in the portrait"] == "2026-11-26"
    assert told["part presenter"] == "portrait moved by a machine"
    assert "anna" not in str(told)
