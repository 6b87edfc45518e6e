"""Variants: one thing at a time, the same ones for the same seed."""

from dataclasses import fields
from itertools import islice

from pipelines.stages.plan.look import Choices, Look, Mood, difference, in_turn, lamp_factors, variants
from tests.fakes.analytic_plates import scene_of

BASE = Look("room", 12.0)
OTHER = Look("shelf", 15.0, mirror=True)
CHOICES = Choices(scenes=(OTHER,), views=(5.0, 12.0), palettes=("", "sage", "night"), mirror=True)


def changed(look: Look) -> list[str]:
    return [field.name for field in fields(Look) if getattr(look, field.name) != getattr(BASE, field.name)]


def test_each_variant_changes_one_thing_and_says_it() -> None:
    looks = [look for looks in variants(BASE, CHOICES, seed=3) for look in looks]
    assert len(looks) == len(set(looks)) == 1 + 4 + 2 + 1 + 1 + 2
    for look in looks:
        if look.scene == BASE.scene:
            assert len(changed(look)) == 1
        assert difference(BASE, look).count(":") == 1


def test_the_first_ones_change_different_things() -> None:
    first = list(islice(in_turn(variants(BASE, CHOICES, seed=0), lambda look: look), 6))
    assert [difference(BASE, look).partition(":")[0] for look in first] == [
        "set",
        "light",
        "palette",
        "side",
        "view",
        "place",
    ]


def test_where_one_is_not_taken_the_next_of_its_kind_is() -> None:
    kinds = variants(BASE, CHOICES, seed=0)
    refused = kinds[1][0]
    looks = list(in_turn(kinds, lambda look: None if look == refused else look))
    assert looks[1] == kinds[1][1]
    assert len(looks) == sum(map(len, kinds)) - 1


def test_the_seed_decides_and_nothing_else() -> None:
    assert variants(BASE, CHOICES, 5) == variants(BASE, CHOICES, 5)
    assert any(variants(BASE, CHOICES, 5) != variants(BASE, CHOICES, seed) for seed in range(4))


def test_moods_turn_lamps_against_the_light_from_all_around() -> None:
    scene = scene_of()
    assert lamp_factors(scene, Mood.AS_SET) == {}
    crisp, soft = lamp_factors(scene, Mood.CRISP), lamp_factors(scene, Mood.SOFT)
    assert crisp["key"] > 1 > crisp["fill"]
    assert soft["key"] < 1 < soft["fill"]
