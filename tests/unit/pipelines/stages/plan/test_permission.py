"""Which slots take a scene, and who says so."""

from datetime import date

import pytest

from pipelines.errors import PlanError
from pipelines.stages.plan.permission import Surroundings, check_permission
from presets.library import load_presets
from tests.unit.pipelines.conftest import SlotMaker

TODAY = date(2026, 11, 24)
LIBRARY = load_presets()


def allowed(preset: str, slot: str, made: Surroundings = Surroundings.RENDERED, *, insist: bool = False) -> str:
    return " ".join(check_permission(LIBRARY.slot(preset, slot), made, TODAY, insist=insist))


def test_etsys_first_photo_is_no_rendering_and_the_house_rules_say_so() -> None:
    with pytest.raises(PlanError, match=r"First photo: .*not allowed.*Listing Image Requirements, Etsy House Rules"):
        allowed("etsy", "main", insist=True)


def test_etsys_first_photo_may_stand_in_another_photo() -> None:
    allowed("etsy", "main", Surroundings.PHOTOGRAPHED)


@pytest.mark.parametrize("preset", ["amazon-us", "walmart", "bol"])
def test_a_main_image_on_white_takes_no_scene(preset: str) -> None:
    with pytest.raises(PlanError, match="Choose another --slot"):
        allowed(preset, "main", insist=True)


def test_advice_is_set_aside_by_insisting() -> None:
    with pytest.raises(PlanError, match="--insist"):
        allowed("naver", "main")
    assert "to be plain" in allowed("naver", "main", insist=True)


@pytest.mark.parametrize(
    ("preset", "slot"),
    [
        ("amazon-us", "lifestyle"),
        ("amazon-us", "aplus.header"),
        ("ebay", "main"),
        ("etsy", "lifestyle"),
        ("ozon", "main"),
    ],
)
def test_slots_that_take_scenes_take_rendered_ones(preset: str, slot: str) -> None:
    assert "not allowed" not in allowed(preset, slot)


def test_generated_places_are_to_be_disclosed_rendered_ones_not() -> None:
    assert "AI switch" in allowed("tiktok-shop", "lifestyle", Surroundings.GENERATED)
    assert allowed("tiktok-shop", "lifestyle") == ""


@pytest.mark.parametrize("slot", ["swatch"])
def test_a_swatch_shows_no_place(slot: str) -> None:
    with pytest.raises(PlanError, match="shows a colour"):
        allowed("amazon-us", slot)


def test_an_announced_ban_warns_until_it_comes(slot_of: SlotMaker) -> None:
    rule = {"kind": "synthetic_scene", "use": "forbidden", "valid_from": date(2027, 1, 1)}
    with pytest.raises(PlanError, match="--insist"):
        check_permission(slot_of([rule]), Surroundings.RENDERED, TODAY, insist=False)
    assert check_permission(slot_of([rule]), Surroundings.RENDERED, TODAY, insist=True)
