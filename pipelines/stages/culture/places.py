"""What a set shows, in words."""

import re
from collections.abc import Sequence

from presets.scenes.schema import SceneSet


def named_in(place: SceneSet) -> str:
    """Return all that tells in words what a set shows: its name, tags, feasts, things and prompt."""
    kinds = (thing.kind for thing in place.things)
    told = (place.id, place.title, place.summary, place.prompt, *place.tags, *place.seasons, *kinds)
    return " | ".join(told).replace("-", " ").lower()


def tags_in(text: str, tags: Sequence[str]) -> list[str]:
    """Return those tags that a text in English names, their plurals too."""
    return [tag for tag in tags if re.search(rf"\b{re.escape(tag.replace('-', ' '))}s?\b", text)]
