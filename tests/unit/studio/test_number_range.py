"""Numbers typed on the command line."""

import click
import pytest
from click.testing import CliRunner

from studio.number_range import NumberRange


@click.command()
@click.option("--share", type=NumberRange(0.2, 4))
def typed(share: float) -> None:
    click.echo(repr(share))


@pytest.mark.parametrize(("text", "number"), [("0.2", 0.2), ("4", 4.0), (" 1e0 ", 1.0), ("2,5", 2.5)])
def test_numbers_within_bounds_are_taken(text: str, number: float) -> None:
    assert CliRunner().invoke(typed, ["--share", text]).stdout == f"{number!r}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nan", "'nan' is no number. Write one from 0.2 to 4."),
        ("two", "'two' is no number"),
        ("2,500", "'2,500' is no number"),
    ]
    + [(text, f"{text} is not from 0.2 to 4.") for text in ("0.19", "5", "inf", "-inf")],
)
def test_others_are_refused_in_words(text: str, said: str) -> None:
    done = CliRunner().invoke(typed, ["--share", text])
    assert done.exit_code == 2
    assert said in done.stderr
