"""What feasts are decked with: candles, lanterns, lattices, baubles, bulbs, gifts, fans, hearts."""

from typing import Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length
from presets.scenes.plants import Count, Path, Seed
from presets.scenes.roled import RoledThing
from presets.scenes.thing import ThingBase


class CandleThing(RoledThing):
    """A candle; `flame_material` should emit light."""

    kind: Literal["candle"] = "candle"
    radius_cm: Length = 3
    height_cm: Length = 9
    lit: bool = True
    seed: Seed = 1
    wick_material: str = ""
    flame_material: str = ""


class DiyaThing(RoledThing):
    """A small clay lamp with its spout to the camera."""

    kind: Literal["diya"] = "diya"
    width_cm: Length = 7
    lit: bool = True
    oil_material: str = ""
    wick_material: str = ""
    flame_material: str = ""


class PaperLanternThing(RoledThing):
    """A ribbed paper lantern that hangs from its origin on a cord; `cap` are its rims and cord."""

    kind: Literal["paper-lantern"] = "paper-lantern"
    width_cm: Length = 18
    height_cm: Length = 15
    ribs: Count = 16
    tassel: bool = True
    cap_material: str = ""
    tassel_material: str = ""


class MetalLanternThing(RoledThing):
    """A standing lantern of pierced panels under a dome, with a candle in it."""

    kind: Literal["metal-lantern"] = "metal-lantern"
    width_cm: Length = 13
    height_cm: Length = 26
    sides: int = Field(default=6, ge=4, le=12)
    wax_material: str = ""
    wick_material: str = ""
    flame_material: str = ""


class LatticeThing(ThingBase):
    """A pierced screen of eight-pointed stars and crosses about its middle, upright; also a gobo.

    Attributes:
        surround_cm: how far an opaque wall reaches beyond it; 0 is none.
    """

    kind: Literal["lattice"] = "lattice"
    width_cm: Length
    height_cm: Length
    cell_cm: Length = 8
    bar_cm: Length = 0.8
    depth_cm: Length = 0.8
    surround_cm: float = Field(default=0, ge=0)


class BaubleThing(RoledThing):
    """A glass ball with its cap, lying on the ground; `tilt_deg` lays the cap to a side."""

    kind: Literal["bauble"] = "bauble"
    radius_cm: Length = 3.5
    cap_material: str = ""


class BulbsThing(ThingBase):
    """Small bulbs in a box standing on z = 0, far behind: spots of light out of focus.

    Attributes:
        apart_cm: least distance between two as the camera sees them, so that their blurs stay apart.
    """

    kind: Literal["bulbs"] = "bulbs"
    size_cm: tuple[Length, Length, Length]
    count: Count = 40
    apart_cm: Length = 12
    radius_cm: Length = 0.5
    seed: Seed = 1


class LightStringThing(RoledThing):
    """Bulbs that hang from a cord along points."""

    kind: Literal["light-string"] = "light-string"
    points_cm: Path
    apart_cm: Length = 8
    radius_cm: Length = 0.8
    cord_material: str = ""


class GiftThing(RoledThing):
    """A wrapped box with ribbon and bow."""

    kind: Literal["gift"] = "gift"
    size_cm: tuple[Length, Length, Length]
    ribbon_cm: Length = 2
    ribbon_material: str = ""


class FanThing(RoledThing):
    """A pleated paper fan about its pivot, upright, facing the camera; 360 degrees make a rosette."""

    kind: Literal["fan"] = "fan"
    radius_cm: Length = 10
    spread_deg: float = Field(default=360, gt=20, le=360)
    pleats: Count = 24
    rib_material: str = ""


class HeartThing(ThingBase):
    """A puffed heart lying flat, its point to the camera."""

    kind: Literal["heart"] = "heart"
    width_cm: Length = 6
    thick_cm: Length = 1.6


Feast: TypeAlias = (
    CandleThing
    | DiyaThing
    | PaperLanternThing
    | MetalLanternThing
    | LatticeThing
    | BaubleThing
    | BulbsThing
    | LightStringThing
    | GiftThing
    | FanThing
    | HeartThing
)
