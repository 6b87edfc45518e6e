"""Presenters load, are many sorts of people, and mistakes in a file have an address."""

from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.presenters.library import load_presenters, read_presenter
from presets.presenters.schema import HairStyle, Voice

OWN = """
id = "ana"
title = "Ana"
about = "a seller's own"
voice = "female"
skin = "#c08a64"

[hair]
style = "bob"
colour = "#332222"

[dress]
style = "tee"
colour = "#336699"
"""


def test_there_are_many_and_they_differ() -> None:
    people = load_presenters().items.values()
    assert len(people) >= 8
    assert sum(person.voice is Voice.FEMALE for person in people) >= 4
    assert sum(person.voice is Voice.MALE for person in people) >= 3
    assert len({person.skin for person in people}) >= 8
    assert len({person.hair.style for person in people}) >= 7
    assert len({person.dress.style for person in people}) >= 6
    assert any(person.hair.style is HairStyle.HIJAB for person in people)
    assert any(person.face.lines for person in people)


def test_one_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "ana.toml").write_text(OWN, encoding="utf-8")
    assert read_presenter(tmp_path / "ana.toml").title == "Ana"
    assert load_presenters().get("maya").id == "maya"


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('skin = "brown"', 'skin = "#c08a64"', "ana.toml: skin: "),
        ('style = "mohawk"', 'style = "bob"', "ana.toml: hair.style: "),
        ('style = "tee"\nsize = 3', 'style = "tee"', "ana.toml: dress.size: "),
        ('voice = "female"\n[face]\njaw = 9', 'voice = "female"', "ana.toml: face.jaw: "),
    ],
)
def test_mistakes_have_an_address(tmp_path: Path, wrong: str, right: str, message: str) -> None:
    text = OWN.replace(right, wrong)
    (tmp_path / "ana.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PresetError, match=r"ana\.toml") as caught:
        read_presenter(tmp_path / "ana.toml")
    assert message in str(caught.value)


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(PresetError, match="maya"):
        load_presenters().get("mya")
