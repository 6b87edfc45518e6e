"""What stands on tables: vessels, fruit, baskets, cushions, books, frames, toys."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length
from presets.scenes.plants import Count, Path, Seed
from presets.scenes.roled import RoledThing
from presets.scenes.thing import ThingBase

FruitKind: TypeAlias = Literal["lemon", "orange", "apple", "pomegranate", "date", "lump", "ball"]


class VesselThing(ThingBase):
    """A hollow round vessel with a lip; `width_cm` is its widest."""

    kind: Literal["vessel"] = "vessel"
    shape: Literal[
        "bulb", "bottle", "urn", "cylinder", "flare", "bowl", "dish", "plate", "mug", "cup", "pot", "pet"
    ] = "bulb"
    width_cm: Length
    height_cm: Length
    wall_cm: Length = 0.35
    handle: bool = False


class FruitThing(RoledThing):
    """One fruit. `lump` is a crumb or clod, `ball` a berry or bead."""

    kind: Literal["fruit"] = "fruit"
    of: FruitKind = "lemon"
    radius_cm: Length = 3
    seed: Seed = 1
    stem_material: str = ""


class HeapThing(RoledThing):
    """Fruit heaped in a dish that is so wide and its floor so much higher at the rim than in the middle."""

    kind: Literal["heap"] = "heap"
    of: FruitKind = "lemon"
    radius_cm: Length = 3
    count: Annotated[int, Field(ge=1, le=120)] = 7
    dish_radius_cm: Length = 9
    dish_rise_cm: float = Field(default=0, ge=0)
    seed: Seed = 1
    stem_material: str = ""


class HalfCitrusThing(RoledThing):
    """Half a lemon or orange, cut face up."""

    kind: Literal["half-citrus"] = "half-citrus"
    radius_cm: Length = 3
    seed: Seed = 1
    pith_material: str = ""
    flesh_material: str = ""


class PumpkinThing(RoledThing):
    """A pumpkin; `flatness` is its height over its width."""

    kind: Literal["pumpkin"] = "pumpkin"
    width_cm: Length = 16
    flatness: float = Field(default=0.75, gt=0.2, le=1.5)
    ribs: Annotated[int, Field(ge=5, le=24)] = 11
    seed: Seed = 1
    stem_material: str = ""


class CrateThing(ThingBase):
    """An open wooden box of slats."""

    kind: Literal["crate"] = "crate"
    size_cm: tuple[Length, Length, Length]
    slats: Annotated[int, Field(ge=1, le=12)] = 3
    seed: Seed = 1


class BasketThing(ThingBase):
    """A round woven basket."""

    kind: Literal["basket"] = "basket"
    width_cm: Length = 24
    height_cm: Length = 12
    handle: bool = False
    seed: Seed = 1


class CushionThing(RoledThing):
    """A filled cushion lying flat; `trim` is its seam."""

    kind: Literal["cushion"] = "cushion"
    width_cm: Length = 36
    depth_cm: Length = 36
    thick_cm: Length = 11
    seed: Seed = 1
    trim_material: str = ""


class RopeThing(ThingBase):
    """A rope or string along points."""

    kind: Literal["rope"] = "rope"
    points_cm: Path
    radius_cm: Length = 0.4


class BookRowThing(ThingBase):
    """Books standing side by side from the origin to the right; `material` is their pages'."""

    kind: Literal["book-row"] = "book-row"
    cover_materials: Annotated[tuple[str, ...], Field(min_length=1, max_length=24)]
    thick_cm: Annotated[tuple[Length, ...], Field(min_length=1)] = (2.4, 3.2, 1.8, 2.8)
    height_cm: Length = 22
    depth_cm: Length = 15
    seed: Seed = 1


class FrameThing(RoledThing):
    """An empty picture frame or a board, standing, its face to the camera; `tilt_deg` -10 leans it back."""

    kind: Literal["frame"] = "frame"
    width_cm: Length = 18
    height_cm: Length = 24
    band_cm: Length = 1.5
    depth_cm: Length = 1.6
    panel_material: str = ""


class PencilThing(RoledThing):
    """A sharpened pencil lying along +x; `rise_deg` stands it up."""

    kind: Literal["pencil"] = "pencil"
    length_cm: Length = 17
    radius_cm: Length = 0.37
    rise_deg: float = 0
    wood_material: str = ""
    lead_material: str = ""


class StackingRingsThing(ThingBase):
    """A toy of rings on a peg; the materials go round from the base, ball last."""

    kind: Literal["stacking-rings"] = "stacking-rings"
    ring_materials: Annotated[tuple[str, ...], Field(min_length=1, max_length=12)]
    width_cm: Length = 13
    rings: Count = 5


Ware: TypeAlias = (
    VesselThing
    | FruitThing
    | HeapThing
    | HalfCitrusThing
    | PumpkinThing
    | CrateThing
    | BasketThing
    | CushionThing
    | RopeThing
    | BookRowThing
    | FrameThing
    | PencilThing
    | StackingRingsThing
)
