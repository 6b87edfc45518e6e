"""What a preset cannot keep is found before a picture is made."""

from datetime import date
from typing import Any

import pytest

from presets.contradictions import contradictions
from presets.schema import Preset


def preset(*rules: dict[str, Any], width: int = 1000, height: int = 1000, shadow: str = "none") -> Preset:
    base = {"slots": ["main"], "level": "should", "sources": ["A"]}
    return Preset.model_validate(
        {
            "id": "shop",
            "title": "Shop",
            "checked_on": date(2026, 11, 22),
            "sources": {"A": {"title": "Guide", "confidence": "official"}},
            "slots": [
                {
                    "id": "main",
                    "title": "Main",
                    "role": "main",
                    "export": {"width": width, "height": height, "shadow": shadow},
                }
            ],
            "rules": [{**base, **rule} for rule in rules],
        }
    )


def fill(**fields: Any) -> dict[str, Any]:
    return {"kind": "frame_fill", "measure": "long_axis", **fields}


WRONG: list[tuple[Preset, str]] = [
    (
        preset({"kind": "pixel_size", "min_long_side": 1600}),
        "slots.0.export: 1000 x 1000 px is not long side at least 1600, against rules.0.pixel_size",
    ),
    (
        preset({"kind": "pixel_size", "min_width": 1000, "exclusive": True}),
        "slots.0.export: 1000 x 1000 px is not width over 1000, against rules.0.pixel_size",
    ),
    (
        preset({"kind": "pixel_size", "max_pixels": 900_000}),
        "slots.0.export: 1000 x 1000 px is not at most 900000 pixels, against rules.0.pixel_size",
    ),
    (
        preset({"kind": "pixel_size", "min_long_side": 950, "product_only": True}, fill(max_fraction=0.9)),
        "slots.0.export: 1000 x 1000 px leaves the product 900 x 900 px, not long side at least 950, "
        "against rules.0.pixel_size",
    ),
    (
        preset({"kind": "aspect_ratio", "min_ratio": 0.75, "max_ratio": 0.8}),
        "slots.0.export: 1000 x 1000 px has no width / height between 0.75 and 0.8, against rules.0.aspect_ratio",
    ),
    (
        preset({"kind": "file_format", "formats": ["png", "webp"]}),
        "slots.0.export: 'jpeg' is not among png, webp, against rules.0.file_format",
    ),
    (
        preset({"kind": "visible_shadow"}, shadow="contact"),
        "slots.0.export: the shadow 'contact' darkens the ground, against rules.0.visible_shadow",
    ),
    (
        preset(fill(min_fraction=0.95), {"kind": "margins", "vertical": 0.05, "horizontal": 0.05}),
        "rules.0.frame_fill: 0.95 of the long_axis cannot be reached, margins leave 0.9",
    ),
    (
        preset(fill(min_fraction=0.85), fill(max_fraction=0.8)),
        "rules.0.frame_fill: 0.85 is more than max_fraction 0.8 in rules.1.frame_fill",
    ),
    (
        preset(fill(aim_fraction=0.8), fill(min_fraction=0.85)),
        "rules.0.frame_fill: aim_fraction 0.8 is less than min_fraction 0.85 in rules.1.frame_fill",
    ),
    (
        preset({"kind": "file_weight", "min_bytes": 300_000}, {"kind": "file_weight", "max_bytes": 200_000}),
        "rules.0.file_weight: at least 300000 bytes, rules.1.file_weight at most 200000",
    ),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_a_contradiction_is_told_once_with_its_address(wrong: Preset, told: str) -> None:
    assert contradictions(wrong) == [told]


def test_what_fits_is_not_complained_about() -> None:
    margins = {"kind": "margins", "vertical": 0.1, "horizontal": 0.05, "either": True}
    assert contradictions(preset(fill(min_fraction=0.9), margins)) == []
    assert contradictions(preset({"kind": "aspect_ratio", "min_ratio": 0.73, "max_ratio": 0.73}, width=730)) == []
    assert contradictions(preset({"kind": "background", "ground": "plain"}, shadow="contact")) == []
    assert contradictions(preset({"kind": "background", "ground": "exact", "level": "note"}, shadow="contact")) == []
