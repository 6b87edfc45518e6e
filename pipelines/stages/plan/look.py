"""How a set is shown in one picture, and which other looks differ from it in exactly one thing."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from pipelines.stages.plan.window import Spot
from presets.scenes.schema import Panel, SceneSet

Taken = TypeVar("Taken")


class Mood(StrEnum):
    """How the set's light is balanced."""

    AS_SET = "as-set"
    SOFT = "soft"  # more from all around, less from the lamps: pale shadows
    CRISP = "crisp"  # more from the lamps: deep shadows
    WARM = "warm"
    COOL = "cool"


@dataclass(frozen=True)
class Balance:
    """Factors on the lamps and on the light from all around, and a shift from cool (-1) to warm (1)."""

    lamps: float
    around: float
    warmth: float


_BALANCES = {
    Mood.AS_SET: Balance(1.0, 1.0, 0.0),
    Mood.SOFT: Balance(0.4, 1.6, 0.0),
    Mood.CRISP: Balance(1.45, 0.4, 0.0),
    Mood.WARM: Balance(1.15, 0.8, 1.0),
    Mood.COOL: Balance(0.85, 1.15, -0.9),
}


@dataclass(frozen=True)
class Look:
    """What a picture of a product in a place is told apart by.

    Attributes:
        scene: id of the set.
        view_deg: elevation of its camera.
        light: balance of its light.
        mirror: flipped left to right.
        palette: name of its colours; empty for its own.
        spot: where the product stands in the frame.
    """

    scene: str
    view_deg: float
    light: Mood = Mood.AS_SET
    mirror: bool = False
    palette: str = ""
    spot: Spot = Spot.CENTRE


@dataclass(frozen=True)
class Choices:
    """What else each thing of a look may be, for variants.

    Attributes:
        scenes: other sets, each with the view and mirroring it would be shown in.
        views: elevations of the set's other cameras that the photo allows.
        palettes: of the set, `` for its own.
        mirror: whether flipping the set is allowed, by set and by the product's own light.
    """

    scenes: tuple[Look, ...] = ()
    views: tuple[float, ...] = ()
    palettes: tuple[str, ...] = ()
    mirror: bool = False
    lights: tuple[Mood, ...] = tuple(Mood)
    spots: tuple[Spot, ...] = tuple(Spot)


_WORDS: Mapping[str, str] = MappingProxyType(
    {"scene": "set", "view_deg": "view", "light": "light", "mirror": "side", "palette": "palette", "spot": "place"}
)


def variants(base: Look, choices: Choices, seed: int) -> list[list[Look]]:
    """Return looks that differ from `base` in one thing each, a list for each kind of thing; chance orders each list.

    Another set brings its own view and side along: it is one thing all the same.
    """
    chance = random.Random(seed)
    kinds: list[list[Look]] = [
        list(choices.scenes),
        [replace(base, light=light) for light in choices.lights if light is not base.light],
        [replace(base, palette=palette) for palette in choices.palettes if palette != base.palette],
        [replace(base, mirror=not base.mirror)] if choices.mirror else [],
        [replace(base, view_deg=view) for view in choices.views if view != base.view_deg],
        [replace(base, spot=spot) for spot in choices.spots if spot is not base.spot],
    ]
    for looks in kinds[1:]:
        chance.shuffle(looks)
    return kinds


def in_turn(kinds: Sequence[Sequence[Look]], take: Callable[[Look], Taken | None]) -> Iterator[Taken]:
    """Yield what `take` makes of looks, one of each kind in turn: of the kind's next one where it makes nothing."""
    left = [iter(looks) for looks in kinds]
    while left:
        going: list[Iterator[Look]] = []
        for looks in left:
            taken = next((made for made in map(take, looks) if made is not None), None)
            if taken is not None:
                yield taken
                going.append(looks)
        left = going


def difference(base: Look, look: Look) -> str:
    """Return the one thing that sets `look` apart, in words: "light: warm"; empty where nothing does."""
    if look.scene != base.scene:
        return f"set: {look.scene}"
    changed = [name for name in _WORDS if getattr(look, name) != getattr(base, name)]
    return ", ".join(f"{_WORDS[name]}: {_value(look, name)}" for name in changed)


def lamp_factors(scene: SceneSet, mood: Mood) -> Mapping[str, float]:
    """Return the factor on each lamp of a set for a mood."""
    balance = _BALANCES[mood]
    if mood is Mood.AS_SET:
        return {}
    return {lamp.id: balance.lamps if isinstance(lamp, Panel) else balance.around for lamp in scene.lamps}


def warmth_of(mood: Mood) -> float:
    """Return the shift of the whole light, -1 (cool) to 1 (warm)."""
    return _BALANCES[mood].warmth


def _value(look: Look, name: str) -> str:
    value = getattr(look, name)
    match name:
        case "view_deg":
            return f"{value:g} degrees"
        case "mirror":
            return "flipped" if value else "as built"
        case "palette":
            return value or "the set's own"
        case _:
            return str(value)
