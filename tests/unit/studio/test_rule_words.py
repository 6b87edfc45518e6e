"""Every rule of every preset has words a seller understands."""

from typing import get_args

import pytest
from pydantic import TypeAdapter

from presets.library import load_presets
from presets.rules import Rule
from studio.rule_words import demand_in_words

RULES: TypeAdapter[Rule] = TypeAdapter(Rule)

WORDS = [
    ({"kind": "pixel_size", "min_long_side": 1000}, "Long side at least 1,000 pixels."),
    (
        {"kind": "pixel_size", "min_width": 80, "max_width": 80, "min_height": 80, "max_height": 80},
        "Exactly 80 x 80 pixels.",
    ),
    (
        {"kind": "pixel_size", "min_width": 1340, "min_height": 1785, "exclusive": True},
        "More than 1340 x 1785 pixels.",
    ),
    ({"kind": "pixel_size", "min_width": 800, "exclusive": True}, "More than 800 pixels wide."),
    (
        {"kind": "pixel_size", "min_long_side": 500, "product_only": True},
        "Long side at least 500 pixels of the product itself, white space not counted.",
    ),
    ({"kind": "file_weight", "max_bytes": 3_145_728}, "The file weighs at most 3,145,728 bytes (3.1 MB)."),
    (
        {"kind": "file_weight", "min_bytes": 200_000, "max_bytes": 1_000_000},
        "The file weighs at least 200 KB and at most 1 MB.",
    ),
    ({"kind": "aspect_ratio", "min_ratio": 1.0, "max_ratio": 1.0}, "Square."),
    ({"kind": "aspect_ratio", "min_ratio": 0.6944, "max_ratio": 0.6944}, "1.44 times as high as wide."),
    ({"kind": "aspect_ratio", "min_ratio": 0.75, "max_ratio": 1.0}, "A shape between 3:4, upright and square."),
    (
        {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.8, "max_fraction": 0.85},
        "The product, at its longer axis, takes 80 to 85 % of the frame.",
    ),
    (
        {"kind": "margins", "vertical": 0.1, "horizontal": 0.05, "either": True},
        "At least 10 % of the height free above and below, or 5 % of the width free on either side.",
    ),
    (
        {"kind": "free_zone", "left": 0, "top": 0, "right": 0.3, "bottom": 0.3},
        "Nothing lies 0 to 30 % across and 0 to 30 % down from the upper left corner.",
    ),
    ({"kind": "image_count", "min_count": 24, "max_count": 24}, "Exactly 24 in a listing."),
    (
        {"kind": "file_name", "pattern": ".*", "template": "{sku}.PT{number:02d}.{ext}"},
        "A file name such as SKU.PT01.jpg, with your own SKU in it.",
    ),
    (
        {"kind": "video_file", "containers": ["mp4"], "video_codecs": ["h264"], "max_seconds": 60.0},
        "MP4; pictures in H.264; at most 60 seconds.",
    ),
]


@pytest.mark.parametrize(("fields", "words"), WORDS)
def test_a_demand_in_words(fields: dict[str, object], words: str) -> None:
    rule = RULES.validate_python({"slots": ["main"], "level": "must", "sources": ["A"], **fields})
    assert demand_in_words(rule) == words


def test_every_kind_has_words_of_its_own() -> None:
    kinds = get_args(get_args(Rule)[0])
    assert set(kinds) <= set(demand_in_words.registry)


def test_every_rule_of_every_preset_is_one_sentence() -> None:
    for preset in load_presets().presets.values():
        for rule in preset.rules:
            words = demand_in_words(rule)
            assert words[0].isupper() or words[0].isdigit(), words
            assert words.endswith(".") and "None" not in words and "  " not in words, words
