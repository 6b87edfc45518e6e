"""Grounds with a shape of their own: boards, tiles, water, dunes; and perforated board."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length, Share
from presets.scenes.thing import ThingBase

Spot: TypeAlias = tuple[float, float]


class PlanksThing(ThingBase):
    """Boards side by side about the origin, along x, their upper side at `thick_cm`.

    Each is painted from a place of its own in its texture, so that no two are alike: best with a texture of wood whose
    boards are as wide.

    Attributes:
        plank_cm: width of a board.
        gap_cm: between boards.
        length_cm: of a board; it is as long as the whole when absent.
        uneven_cm: by which boards stand higher and lower.
    """

    kind: Literal["planks"] = "planks"
    width_cm: Length = 180
    depth_cm: Length = 70
    plank_cm: Length = 12
    thick_cm: Length = 3
    gap_cm: float = Field(default=0.15, ge=0)
    length_cm: Length | None = None
    uneven_cm: float = Field(default=0.03, ge=0)
    bevel_cm: float = Field(default=0.12, ge=0)
    seed: int = Field(default=1, ge=0)


class TilesThing(ThingBase):
    """A wall of single tiles that face the camera, each a little askew; `tilt_deg` -90 lays it as a floor.

    Attributes:
        size_cm: width and height of a tile.
        askew_deg: deviation of each tile's tilt, which is what makes glaze glitter.
        running: whether rows are shifted by half a tile.
        grout_material: of the plane behind.
    """

    kind: Literal["tiles"] = "tiles"
    width_cm: Length = 140
    height_cm: Length = 90
    size_cm: tuple[Length, Length] = (9.8, 9.8)
    gap_cm: Length = 0.25
    thick_cm: Length = 1.0
    bevel_cm: Length = 0.25
    askew_deg: float = Field(default=0.7, ge=0, le=10)
    running: bool = False
    grout_material: str
    seed: int = Field(default=1, ge=0)


class WaterThing(ThingBase):
    """A water's surface about the origin, at z = 0 when calm.

    Attributes:
        ripple_cm: height of its small waves.
        rings: places from which rings run, each (x, y).
        ring_cm: height of the rings.
        pitch_cm: from ring to ring.
    """

    kind: Literal["water"] = "water"
    width_cm: Length = 400
    depth_cm: Length = 260
    ripple_cm: float = Field(default=0.12, ge=0)
    rings: Annotated[tuple[Spot, ...], Field(max_length=20)] = ()
    ring_cm: float = Field(default=0.25, ge=0)
    pitch_cm: Length = 5
    seed: int = Field(default=1, ge=0)


class DunesThing(ThingBase):
    """Loose ground about the origin: wind ripples and mounds that rise outside a flat place.

    Attributes:
        mound_cm: height of its mounds.
        ripple_cm: height of the ripples; 0 has none, as snow.
        pitch_cm: from ripple to ripple.
        clear_cm: radius of the flat place.
        calm: how much of the ripples is gone in the flat place.
    """

    kind: Literal["dunes"] = "dunes"
    width_cm: Length = 260
    depth_cm: Length = 200
    mound_cm: float = Field(default=6, ge=0)
    ripple_cm: float = Field(default=0.5, ge=0)
    pitch_cm: Length = 5
    clear_cm: float = Field(default=12, ge=0)
    calm: Share = 0.8
    seed: int = Field(default=1, ge=0)


class PegboardThing(ThingBase):
    """An upright board with rows of holes, its face to the camera."""

    kind: Literal["pegboard"] = "pegboard"
    width_cm: Length = 120
    height_cm: Length = 80
    pitch_cm: Length = 2.54
    hole_cm: Length = 0.6
    hole_material: str


Ground: TypeAlias = PlanksThing | TilesThing | WaterThing | DunesThing | PegboardThing
