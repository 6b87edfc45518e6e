"""No preset asks for a picture that cannot be: every main slot is planned for products of three shapes."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from pipelines.stages.plan.plan import Wish, plan_shot
from pipelines.values import Matte
from presets.library import load_presets
from presets.rules import FillMeasure, FrameFill, Margins
from presets.schema import Role, Slot

SHAPES = {"round": (1100, 1100), "tall": (300, 1150), "wide": (1150, 300)}


def main_slots() -> Iterator[Slot]:
    library = load_presets()
    for preset in library.presets.values():
        yield from (library.slot(preset.id, head.id) for head in preset.slots if head.role is Role.MAIN)


def ellipse(axes: tuple[int, int]) -> Matte:
    return cv2.ellipse(np.zeros((2400, 2400), np.float32), (1200, 1200), axes, 0, 0, 360, (1.0,), -1)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_main_slot_can_be_planned_inside_its_own_rules(shape: str) -> None:
    matte = ellipse(SHAPES[shape])
    for slot in main_slots():
        where = f"{slot.preset} {slot.id}"
        shot = plan_shot(matte, slot, Wish())
        assert shot.notes == (), where
        assert slot.head.export and shot.size == (slot.head.export.width, slot.head.export.height), where
        wide, high = shot.place.width / shot.size[0], shot.place.height / shot.size[1]
        for rule in slot.rules:
            if isinstance(rule, FrameFill) and rule.measure is FillMeasure.LONG_AXIS:
                assert rule.min_fraction <= max(wide, high) <= rule.max_fraction, where
            if isinstance(rule, Margins):
                beside, above = wide <= 1 - 2 * rule.horizontal, high <= 1 - 2 * rule.vertical
                assert (beside or above) if rule.either else (beside and above), where
