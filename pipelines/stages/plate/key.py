"""What a plate was rendered from, as one name."""

import json
from hashlib import sha256
from math import gcd

from pipelines.values import Size
from presets.scenes.schema import SceneSet, View

TRACING = 1
"""Raised whenever the same set would give another plate, so that older ones are no longer found.

A changed default of the vocabulary is such a case: a key holds what a set says, so that new fields leave it alone.
"""

_RENDERED = {"id", "lamps", "materials", "things"}


def plate_key(scene: SceneSet, view: View, size: Size) -> str:
    """Return the SHA-256, hexadecimal, of all that changes a plate's light: not its words, palettes or pixel count."""
    width, height = size
    common = gcd(width, height)
    source = {
        "set": scene.model_dump(mode="json", include=_RENDERED, exclude_unset=True),
        "view": view.model_dump(mode="json", exclude_unset=True),
        "aspect": [width // common, height // common],
        "tracing": TRACING,
    }
    return sha256(json.dumps(source, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
