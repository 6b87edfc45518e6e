"""Small real things: a mug is a red square with a soft edge."""

from collections.abc import Callable, Sequence
from datetime import date

import cv2
import numpy as np
import pytest

from pipelines.values import Cutout
from presets.rules import Rule
from presets.schema import Export, Preset, Slot

SlotMaker = Callable[..., Slot]


def make_cutout(width: int = 60, height: int = 80, photo: tuple[int, int] = (120, 140)) -> Cutout:
    """A textured red block of the given size in the middle of a grey photo, with a soft edge of about a pixel."""
    left, top = (photo[0] - width) // 2, (photo[1] - height) // 2
    hard = np.zeros((photo[1], photo[0]), np.float32)
    hard[top : top + height, left : left + width] = 1
    matte = np.rint(cv2.GaussianBlur(hard, (3, 3), 0.6) * 255).astype(np.float32) / np.float32(255)
    texture = np.random.default_rng(5).integers(-20, 20, (photo[1], photo[0], 3))
    red = np.clip(np.array([180, 40, 50]) + texture, 0, 255).astype(np.uint8)
    pixels = np.where(hard[..., None] > 0, red, np.uint8(140)).astype(np.uint8)
    return Cutout(pixels, matte, np.where(matte[..., None] > 0, red, pixels).astype(np.uint8))


@pytest.fixture
def block() -> Cutout:
    return make_cutout()


@pytest.fixture
def slot_of() -> SlotMaker:
    def make(rules: Sequence[dict[str, object]] = (), export: Export | None = None, media: str = "image") -> Slot:
        common = {"slots": ["main"], "level": "must", "sources": ["A"]}
        preset = Preset.model_validate(
            {
                "id": "shop",
                "title": "Shop",
                "checked_on": date(2026, 11, 1),
                "sources": {"A": {"title": "Rules page", "confidence": "official", "url": "https://example.org/rules"}},
                "slots": [{"id": "main", "title": "Main", "role": "main", "media": media, "export": export}],
                "rules": [{**common, **rule} for rule in rules],
            }
        )
        slot = preset.slot("main")
        assert slot is not None
        return slot

    return make


__all__ = ["Rule", "SlotMaker", "make_cutout"]
