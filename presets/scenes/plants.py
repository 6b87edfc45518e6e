"""What grows: branches, stems in a vase, fronds, grass, moss, firs, flowers, and what falls from them.

Branches and stalks start at their origin and grow along +x: `rise_deg` lifts them over the level, as gobos too.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length, Point, Share
from presets.scenes.roled import RoledThing

Habit: TypeAlias = Literal["olive", "eucalyptus", "broad", "lemon", "ivy", "box"]
Count: TypeAlias = Annotated[int, Field(ge=1, le=2000)]
Seed: TypeAlias = Annotated[int, Field(ge=0)]
Area: TypeAlias = tuple[Length, Length]
Path: TypeAlias = Annotated[tuple[Point, ...], Field(min_length=2)]


class BranchThing(RoledThing):
    """A leafy branch; `material` is its leaves'.

    Attributes:
        leaf_cm: length of its leaves; the habit's own when absent.
        twigs: side shoots.
        droop_deg: how far its tip bends down; the habit's own when absent.
    """

    kind: Literal["branch"] = "branch"
    habit: Habit = "olive"
    length_cm: Length = 30
    leaf_cm: Length | None = None
    twigs: int = Field(default=3, ge=0, le=20)
    droop_deg: float | None = None
    rise_deg: float = 0
    seed: Seed = 1
    stem_material: str = ""


class StemsThing(RoledThing):
    """Branches out of a vase whose mouth is the origin; `lean_deg` from upright."""

    kind: Literal["stems"] = "stems"
    habit: Habit = "olive"
    length_cm: Length = 28
    leaf_cm: Length | None = None
    count: Count = 6
    twigs: int = Field(default=0, ge=0, le=20)
    droop_deg: float | None = None
    lean_deg: float = Field(default=32, ge=0, le=90)
    seed: Seed = 1
    stem_material: str = ""


class PalmThing(RoledThing):
    """One feather palm's leaf."""

    kind: Literal["palm"] = "palm"
    length_cm: Length = 60
    pairs: Count = 32
    leaf_cm: Length | None = None
    rise_deg: float = 0
    seed: Seed = 1
    stem_material: str = ""


class FernThing(RoledThing):
    """A crown of fronds; `lean_deg` from upright."""

    kind: Literal["fern"] = "fern"
    length_cm: Length = 28
    fronds: Count = 9
    lean_deg: float = Field(default=38, ge=0, le=90)
    seed: Seed = 1
    stem_material: str = ""


class HedgeThing(RoledThing):
    """A box full of branches standing on z = 0, to be out of focus behind."""

    kind: Literal["hedge"] = "hedge"
    size_cm: tuple[Length, Length, Length]
    habit: Habit = "broad"
    count: Count = 80
    seed: Seed = 1
    young_material: str = ""
    stem_material: str = ""


class GrassThing(RoledThing):
    """A lawn or tuft about the origin, none of it within `clear_cm` of the middle."""

    kind: Literal["grass"] = "grass"
    area_cm: Area
    height_cm: Length = 6
    per_cm2: float = Field(default=4, gt=0, le=40)
    clear_cm: float = Field(default=0, ge=0)
    seed: Seed = 1
    young_material: str = ""


class MossThing(RoledThing):
    """Cushions of moss about the origin, none within `clear_cm` of the middle."""

    kind: Literal["moss"] = "moss"
    area_cm: Area
    height_cm: Length = 4
    clear_cm: float = Field(default=0, ge=0)
    seed: Seed = 1
    young_material: str = ""
    soil_material: str = ""


class FirThing(RoledThing):
    """A spray of fir; `young` are the needles of its tips."""

    kind: Literal["fir"] = "fir"
    length_cm: Length = 22
    twigs: int = Field(default=6, ge=0, le=20)
    needle_cm: Length = 1.9
    droop_deg: float = 10
    rise_deg: float = 0
    seed: Seed = 1
    young_material: str = ""
    stem_material: str = ""


class FirGarlandThing(RoledThing):
    """Fir bound along points."""

    kind: Literal["fir-garland"] = "fir-garland"
    points_cm: Path
    reach_cm: Length = 10
    seed: Seed = 1
    young_material: str = ""
    stem_material: str = ""


class PineConeThing(RoledThing):
    """An open cone standing on its foot; `tip` are the rims of its scales. `tilt_deg` 80 lays it down."""

    kind: Literal["pine-cone"] = "pine-cone"
    length_cm: Length = 8
    seed: Seed = 1
    tip_material: str = ""


class BlossomThing(RoledThing):
    """A bare branch in bloom; `material` is its petals'."""

    kind: Literal["blossom"] = "blossom"
    flower: Literal["cherry", "plum"] = "cherry"
    length_cm: Length = 40
    flowers: Count = 40
    twigs: int = Field(default=4, ge=0, le=20)
    rise_deg: float = 0
    seed: Seed = 1
    heart_material: str = ""
    bud_material: str = ""
    stem_material: str = ""


class RoseThing(RoledThing):
    """A rose's head that opens upwards, or, with a stem, a cut rose lying along +x."""

    kind: Literal["rose"] = "rose"
    width_cm: Length = 6
    stem_cm: Length | None = None
    rise_deg: float = 0
    seed: Seed = 1
    leaf_material: str = ""
    stem_material: str = ""


class TulipsThing(RoledThing):
    """Tulips out of a vase whose mouth is the origin, or, if `count` is 1, one that lies along +x."""

    kind: Literal["tulips"] = "tulips"
    length_cm: Length = 28
    count: Count = 7
    lean_deg: float = Field(default=34, ge=0, le=90)
    seed: Seed = 1
    leaf_material: str = ""
    stem_material: str = ""


class MarigoldsThing(RoledThing):
    """A garland of marigolds along points; every second three heads are of `second_material`."""

    kind: Literal["marigolds"] = "marigolds"
    points_cm: Path
    width_cm: Length = 4.2
    seed: Seed = 1
    second_material: str = ""


class PampasThing(RoledThing):
    """Dried plumes out of a vase whose mouth is the origin."""

    kind: Literal["pampas"] = "pampas"
    length_cm: Length = 46
    count: Count = 5
    lean_deg: float = Field(default=22, ge=0, le=90)
    seed: Seed = 1
    stem_material: str = ""


class LitterThing(RoledThing):
    """Fallen leaves, petals or needles strewn about the origin, in three colours by turns."""

    kind: Literal["litter"] = "litter"
    of: Literal["maple", "beech", "oak", "petal", "needle"] = "maple"
    count: Count = 20
    size_cm: Length = 6
    area_cm: Area
    clear_cm: float = Field(default=0, ge=0)
    seed: Seed = 1
    second_material: str = ""
    third_material: str = ""


class StonesThing(RoledThing):
    """Pebbles lying about the origin, three kinds by turns; `piled` stacks them flat instead."""

    kind: Literal["stones"] = "stones"
    count: Count = 10
    radius_cm: Length = 2
    area_cm: Area = (30, 20)
    clear_cm: float = Field(default=0, ge=0)
    piled: bool = False
    seed: Seed = 1
    dark_material: str = ""
    light_material: str = ""


class ShellThing(RoledThing):
    """A sea shell lying down."""

    kind: Literal["shell"] = "shell"
    form: Literal["scallop", "whelk"] = "scallop"
    size_cm: Length = 6
    seed: Seed = 1


class DriftwoodThing(RoledThing):
    """A worn, bent log lying along x."""

    kind: Literal["driftwood"] = "driftwood"
    length_cm: Length = 30
    girth_cm: Length = 2
    bend: Share = 0.15
    seed: Seed = 1


class LogSliceThing(RoledThing):
    """A slice of a trunk whose cut face is at z = 0."""

    kind: Literal["log-slice"] = "log-slice"
    radius_cm: Length = 12
    height_cm: Length = 4
    seed: Seed = 1
    bark_material: str = ""


Plant: TypeAlias = (
    BranchThing
    | StemsThing
    | PalmThing
    | FernThing
    | HedgeThing
    | GrassThing
    | MossThing
    | FirThing
    | FirGarlandThing
    | PineConeThing
    | BlossomThing
    | RoseThing
    | TulipsThing
    | MarigoldsThing
    | PampasThing
    | LitterThing
    | StonesThing
    | ShellThing
    | DriftwoodThing
    | LogSliceThing
)
