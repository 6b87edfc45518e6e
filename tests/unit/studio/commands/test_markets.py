"""`studio markets`: countries, and what is looked at in one, with where it was read."""

import json

from click.testing import CliRunner

from presets.markets.library import load_markets
from studio.cli import studio


def typed(*words: str):
    return CliRunner().invoke(studio, ["markets", *words])


def test_every_market_is_a_line() -> None:
    lines = typed().output.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(load_markets().items)
    assert "sg\tSingapore\ten, zh, ms, ta\tSGD\t" in typed().output


def test_one_market_tells_its_checks_with_their_sources() -> None:
    output = typed("FR").output
    assert "must\tlanguage\tmeasured\tName, offer, description and all advertising are in French" in output
    assert "official\tSénat" in output
    assert "recalled\t" in output


def test_json_is_a_record_a_line() -> None:
    records = [json.loads(line) for line in typed("cn", "--json").output.splitlines()]
    assert next(one for one in records if one["id"] == "absolute-words")["sources"][0]["confidence"] == "official"


def test_an_unknown_country_is_one_sentence() -> None:
    result = typed("uk")
    assert result.exit_code != 0
    assert "There is no market 'uk'" in str(result.exception)
