"""Three invented marketplaces whose rules are all `must`: on white, in scenes, and the Japanese kind."""

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from presets.rule_base import Level
from presets.rules import Rule
from presets.schema import Confidence, Preset, Role, SlotHead, Source

_RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
_SOURCE = Source(title="The benchmark's own rule book", confidence=Confidence.OFFICIAL)


def preset(preset_id: str, *rules: dict[str, Any]) -> Preset:
    whole = [{"slots": ("main",), "level": Level.MUST, "sources": ("book",), **rule} for rule in rules]
    return Preset(
        id=preset_id,
        title=preset_id,
        checked_on=date(2026, 11, 1),
        sources={"book": _SOURCE},
        slots=(SlotHead(id="main", title="Main image", role=Role.MAIN),),
        rules=tuple(_RULE.validate_python(rule) for rule in whole),
    )


_FILE = (
    {"kind": "file_format", "formats": ("jpeg", "png")},
    {"kind": "pixel_size", "min_long_side": 1000, "max_long_side": 5000},
    {"kind": "aspect_ratio", "min_ratio": 1, "max_ratio": 1},
    {"kind": "file_weight", "min_bytes": 10_000, "max_bytes": 5_000_000},
    {"kind": "colour"},
    {"kind": "still"},
    {"kind": "jpeg_quality", "min_quality": 60},
    {"kind": "file_name", "pattern": r"[A-Za-z0-9_.-]+"},
    {"kind": "added_border"},
    {"kind": "single_view"},
    {"kind": "sharpness"},
)
RULEBOOK = {
    "white": preset(
        "white",
        *_FILE,
        {"kind": "background", "ground": "exact"},
        {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.85, "max_fraction": 0.95},
        {"kind": "whole_product"},
        {"kind": "added_text"},
    ),
    "bare": preset("bare", {"kind": "visible_shadow"}, {"kind": "background", "ground": "exact"}),
    "scene": preset("scene", *_FILE, {"kind": "background", "ground": "photo_or_exact"}, {"kind": "added_text"}),
    "japan": preset(
        "japan",
        *_FILE,
        {"kind": "background", "ground": "photo_or_exact"},
        {"kind": "added_text", "max_cells": 20},
        {"kind": "margins", "vertical": 0.05, "horizontal": 0.05},
        {"kind": "free_zone", "left": 0, "top": 0, "right": 0.3, "bottom": 0.3},
    ),
    "tag": preset("tag", {"kind": "source_type", "accepted": ("trainedAlgorithmicMedia", "compositeSynthetic")}),
    "listing": preset(
        "listing",
        {"kind": "image_count", "min_count": 2, "max_count": 4},
        {"kind": "no_duplicates"},
        {"kind": "images_beside_video", "max_images": 2},
    ),
}
