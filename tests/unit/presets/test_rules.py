"""Rules that begin and end on a day, and the words of the README about all kinds."""

import re
from datetime import date
from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from presets.forbidden import Forbidden
from presets.library import load_presets
from presets.rule_base import Level
from presets.rules import Rule

RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
BASE = {"slots": ["main"], "level": "must", "sources": ["A"]}
KINDS = get_args(get_args(Rule)[0])


def rule(**fields: object) -> Rule:
    return RULES.validate_python({**BASE, **fields})


def test_a_coming_rule_warns_until_its_day_and_fails_from_it() -> None:
    coming = rule(kind="still", valid_from=date(2027, 1, 31))
    assert coming.level_on(date(2027, 1, 30)) is Level.SHOULD
    assert coming.level_on(date(2027, 1, 31)) is Level.MUST
    assert rule(kind="still", level="note", valid_from=date(2027, 1, 31)).level_on(date(2026, 1, 1)) is Level.NOTE


def test_a_rule_holds_through_its_last_day() -> None:
    ending = rule(kind="still", valid_until=date(2027, 1, 30))
    assert ending.level_on(date(2027, 1, 30)) is Level.MUST
    assert ending.level_on(date(2027, 1, 31)) is None


def test_google_changes_from_100_to_500_pixels_without_a_gap() -> None:
    sizes = [rule for rule in load_presets().slot("google-shopping", "main").rules if rule.kind == "pixel_size"]
    for day, fails in ((date(2027, 1, 30), 100), (date(2027, 1, 31), 500)):
        holding = [rule.min_width for rule in sizes if rule.level_on(day) is Level.MUST and rule.min_width]
        assert holding == [fails]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "file_name", "pattern": "("},
        {"kind": "file_name", "pattern": ".*", "template": "{asin}.{ext}"},
        {"kind": "file_name", "pattern": ".*", "template": "{sku"},
        {"kind": "file_name", "pattern": ".*", "template": "{sku:d}.jpg"},
        {"kind": "file_weight"},
        {"kind": "margins", "vertical": 0.5},
        {"kind": "free_zone", "left": 0.5, "top": 0, "right": 0.5, "bottom": 1},
        {"kind": "free_zone", "left": 0, "top": 0, "right": 1, "bottom": 1},
        {"kind": "image_count", "min_count": 3, "max_count": 2},
        {"kind": "video_file", "min_seconds": 30.0, "max_seconds": 10.0},
        {"kind": "aspect_ratio", "min_ratio": 2.0, "max_ratio": 1.0},
    ],
)
def test_a_rule_that_makes_no_sense_does_not_load(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        rule(**fields)


def test_the_names_we_give_match_what_the_marketplace_asks() -> None:
    named = [rule for preset in load_presets().presets.values() for rule in preset.rules if rule.kind == "file_name"]
    made = [rule for rule in named if rule.template]
    assert len(made) >= 6
    for rule_ in made:
        name = str(rule_.template).format(sku="B0123ABC", number=1, ext="jpg")
        assert re.fullmatch(rule_.pattern, name), (rule_.pattern, name)


def test_the_readme_tells_every_kind_field_and_code(readme: str) -> None:
    table = {line.split("|")[1].strip(" `"): line for line in readme.splitlines() if line.startswith("| `")}
    for kind in KINDS:
        name = get_args(kind.model_fields["kind"].annotation)[0]
        assert name in table, name
        common = {"kind", "slots", "level", "sources", "note", "valid_from", "valid_until"}
        for field in set(kind.model_fields) - common:
            plain = field.removeprefix("min_").removeprefix("max_")
            assert field in table[name] or f"`{plain}`" in table[name], f"{name}.{field}"
    for code in Forbidden:
        assert f"`{code.value}`" in readme, code
