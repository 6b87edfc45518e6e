import numpy as np
import pytest

from pipelines.errors import NoProductError, PlanError, UnfitPhotoError
from pipelines.shot import Shot
from pipelines.stages.plan.plan import Wish, plan_shot
from pipelines.values import Cutout, Shadow, bounding_box
from presets.rules import FillMeasure
from presets.schema import Export
from tests.unit.pipelines.conftest import SlotMaker, make_cutout

SQUARE = Export(width=1000, height=1000)
BIG = make_cutout(1200, 1500, (1600, 2000))


def shares(cutout: Cutout, shot: Shot) -> dict[str, float]:
    """Measure the fill anew, from the placed box alone."""
    solid = bounding_box(cutout.matte, 0.5)
    assert solid is not None
    width, height = solid.width * shot.scale / shot.size[0], solid.height * shot.scale / shot.size[1]
    return {"long_axis": max(width, height), "width": width, "height": height, "box_area": width * height}


@pytest.mark.parametrize("measure", ["long_axis", "box_area", "height", "width"])
@pytest.mark.parametrize(("least", "most"), [(0.85, 1.0), (0.3, 0.45), (0.6, 0.8)])
def test_fill_lies_in_the_rules_bounds(slot_of: SlotMaker, measure: str, least: float, most: float) -> None:
    rule = {"kind": "frame_fill", "measure": measure, "min_fraction": least, "max_fraction": most}
    slot = slot_of([rule], SQUARE)
    if measure in ("width", "box_area") and least == 0.85:
        assert any("cannot fill" in note for note in plan_shot(BIG.matte, slot, Wish()).notes)
        return
    shot = plan_shot(BIG.matte, slot, Wish())
    assert least <= shares(BIG, shot)[FillMeasure(measure).value] <= most


def test_aim_is_met_where_the_rule_names_one(slot_of: SlotMaker) -> None:
    rule = {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.9, "aim_fraction": 0.95}
    shot = plan_shot(BIG.matte, slot_of([rule], SQUARE), Wish())
    assert shares(BIG, shot)["long_axis"] == pytest.approx(0.95, abs=0.003)


def test_margins_of_either_pair_are_enough(slot_of: SlotMaker) -> None:
    rule = {"kind": "margins", "vertical": 0.1, "horizontal": 0.05, "either": True}
    shot = plan_shot(BIG.matte, slot_of([rule], Export(width=660, height=900)), Wish())
    above, beside = shot.place.top / 900, shot.place.left / 660
    assert above >= 0.1 or beside >= 0.05


def test_a_free_corner_stays_free_of_the_product(slot_of: SlotMaker) -> None:
    zone = {"kind": "free_zone", "left": 0, "top": 0, "right": 0.3, "bottom": 0.3}
    fill = {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.5, "max_fraction": 0.9}
    shot = plan_shot(BIG.matte, slot_of([zone, fill], SQUARE), Wish())
    assert shot.place.left >= 300 or shot.place.top >= 300
    assert shot.notes == ()


def test_equal_rules_give_equal_shots_whatever_the_marketplace(slot_of: SlotMaker) -> None:
    rule = {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.85}
    first = plan_shot(BIG.matte, slot_of([rule], SQUARE), Wish())
    second = plan_shot(BIG.matte, slot_of([{**rule, "min_fraction": 0.8}], SQUARE), Wish())
    assert first == second
    assert hash(first) == hash(second)


def test_a_photo_with_few_pixels_gets_a_smaller_canvas_the_rules_allow(slot_of: SlotMaker) -> None:
    small = make_cutout(300, 440, (500, 600))
    slot = slot_of([{"kind": "pixel_size", "min_long_side": 500}], SQUARE)
    shot = plan_shot(small.matte, slot, Wish())
    assert shot.size == (503, 503) or 500 <= shot.size[0] <= 510
    assert shot.scale <= 1.01
    assert "instead of 1000 x 1000" in shot.notes[0]


def test_enlarging_is_said_and_bounded(slot_of: SlotMaker) -> None:
    small = make_cutout(300, 440, (500, 600))
    slot = slot_of([{"kind": "pixel_size", "min_long_side": 700}], SQUARE)
    shot = plan_shot(small.matte, slot, Wish())
    assert shot.size == (700, 700)
    assert any("enlarged 1.4" in note for note in shot.notes)
    with pytest.raises(UnfitPhotoError, match=r"440 px long.* px too few"):
        plan_shot(small.matte, slot, Wish(max_enlargement=1.2))


def test_an_exact_canvas_never_shrinks(slot_of: SlotMaker) -> None:
    exact = {"kind": "pixel_size", "min_width": 80, "max_width": 80, "min_height": 80, "max_height": 80}
    tiny = make_cutout(50, 60, (100, 100))
    assert plan_shot(tiny.matte, slot_of([exact], Export(width=80, height=80)), Wish()).size == (80, 80)


def test_strictly_greater_is_kept_when_the_canvas_shrinks(slot_of: SlotMaker) -> None:
    rule = {"kind": "pixel_size", "min_width": 400, "min_height": 500, "exclusive": True}
    small = make_cutout(250, 400, (500, 600))
    width, height = plan_shot(small.matte, slot_of([rule], Export(width=800, height=1000)), Wish()).size
    assert width > 400
    assert height > 500


def test_white_space_does_not_count_where_the_rule_says_so(slot_of: SlotMaker) -> None:
    rule = {"kind": "pixel_size", "min_long_side": 500, "product_only": True}
    small = make_cutout(300, 400, (500, 600))
    shot = plan_shot(small.matte, slot_of([rule], SQUARE), Wish())
    assert max(shot.place.width, shot.place.height) >= 500
    assert shot.scale == pytest.approx(1.25, abs=0.02)


def test_a_forbidden_shadow_is_refused_and_a_doubtful_one_said(slot_of: SlotMaker) -> None:
    wish = Wish(shadow=Shadow.CONTACT)
    with pytest.raises(PlanError, match="allows no shadow"):
        plan_shot(BIG.matte, slot_of([{"kind": "visible_shadow"}], SQUARE), wish)
    doubtful = slot_of([{"kind": "visible_shadow", "level": "should"}], SQUARE)
    assert "safe choice" in plan_shot(BIG.matte, doubtful, wish).notes[0]


def test_an_empty_matte_a_film_and_a_slot_without_canvas_are_refused(slot_of: SlotMaker) -> None:
    with pytest.raises(NoProductError):
        plan_shot(np.zeros((20, 20), np.float32), slot_of([], SQUARE), Wish())
    with pytest.raises(PlanError, match="holds a film"):
        plan_shot(BIG.matte, slot_of([], None, media="video"), Wish())
    with pytest.raises(PlanError, match="nothing of a canvas"):
        plan_shot(BIG.matte, slot_of([]), Wish())
