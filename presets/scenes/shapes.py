"""Plain bodies and grounds."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from presets.scenes.fields import Length, Point
from presets.scenes.thing import ThingBase

Corner: TypeAlias = Annotated[tuple[float, ...], Field(min_length=2, max_length=3)]
Profile: TypeAlias = Annotated[tuple[Corner, ...], Field(min_length=2)]


class BoxThing(ThingBase):
    """A bevelled box standing on its base."""

    kind: Literal["box"] = "box"
    size_cm: tuple[Length, Length, Length]
    bevel_cm: float = Field(default=0.2, ge=0)


class CylinderThing(ThingBase):
    """A bevelled cylinder standing on its base, or a cone where the top's radius differs."""

    kind: Literal["cylinder"] = "cylinder"
    radius_cm: Length
    top_radius_cm: Length | None = None
    height_cm: Length
    bevel_cm: float = Field(default=0.2, ge=0)


class DiscThing(ThingBase):
    """A bevelled disc standing on its rim, its face to the camera."""

    kind: Literal["disc"] = "disc"
    radius_cm: Length
    depth_cm: Length = 2
    bevel_cm: float = Field(default=0.2, ge=0)


class LatheThing(ThingBase):
    """A profile turned about the upright axis: vases, bowls, bottles.

    Attributes:
        profile_cm: (radius, height) from the middle of the base outwards and up, and down inside where it is hollow;
            a third number rounds that corner.
        smooth: whether a curve runs through the points instead of straight lines between corners.
    """

    kind: Literal["lathe"] = "lathe"
    profile_cm: Profile
    smooth: bool = False

    @model_validator(mode="after")
    def _has_no_negative_radius(self) -> "LatheThing":
        if any(corner[0] < 0 for corner in self.profile_cm):
            raise ValueError("profile_cm: a radius cannot be below 0")
        return self


class BallThing(ThingBase):
    """A ball, or an ellipsoid, that rests on its lowest point; `squash` are factors on its x, y and z."""

    kind: Literal["ball"] = "ball"
    radius_cm: Length
    squash: tuple[Length, Length, Length] = (1, 1, 1)


class RingThing(ThingBase):
    """A round pipe bent to a ring that lies on the ground: `tilt_deg` 90 stands it up about its middle."""

    kind: Literal["ring"] = "ring"
    radius_cm: Length
    pipe_cm: Length = 1


class TubeThing(ThingBase):
    """A round pipe along points; `smooth` runs a curve through them."""

    kind: Literal["tube"] = "tube"
    points_cm: Annotated[tuple[Point, ...], Field(min_length=2)]
    radius_cm: Length
    smooth: bool = True


class ArchThing(ThingBase):
    """A rounded arch standing on its two feet, its opening to the camera.

    Attributes:
        width_cm, height_cm: over all; the height is at least half the width.
        depth_cm: along y.
        band_cm: width of its band in the front view.
    """

    kind: Literal["arch"] = "arch"
    width_cm: Length
    height_cm: Length
    depth_cm: Length = 6
    band_cm: Length = 4
    bevel_cm: float = Field(default=0.2, ge=0)

    @model_validator(mode="after")
    def _stands(self) -> "ArchThing":
        if self.height_cm < self.width_cm / 2:
            raise ValueError("height_cm: an arch is at least half as high as wide")
        if self.band_cm >= self.width_cm / 2:
            raise ValueError("band_cm: a band of half the width leaves no opening")
        return self


class FloorThing(ThingBase):
    """A level rectangle, `depth_cm` to the back from where it stands."""

    kind: Literal["floor"] = "floor"
    width_cm: Length = 600
    depth_cm: Length = 400


class WallThing(ThingBase):
    """An upright rectangle that faces the camera."""

    kind: Literal["wall"] = "wall"
    width_cm: Length = 600
    height_cm: Length = 300


class CycThing(ThingBase):
    """A seamless sweep: floor, curve and wall in one sheet.

    Attributes:
        front_cm: how far the floor comes forward from the origin.
        back_cm: where the wall stands behind it.
        bend_cm: radius of the curve.
    """

    kind: Literal["cyc"] = "cyc"
    width_cm: Length = 600
    front_cm: Length = 200
    back_cm: Length = 90
    height_cm: Length = 300
    bend_cm: Length = 35

    @model_validator(mode="after")
    def _bends_inside(self) -> "CycThing":
        if self.bend_cm > min(self.back_cm, self.height_cm):
            raise ValueError("bend_cm: the curve is larger than the floor or the wall")
        return self


class BooksThing(ThingBase):
    """A pile of books lying down, a little askew; `material` is their pages', each cover has one of its own.

    Attributes:
        width_cm, depth_cm: of the largest.
    """

    kind: Literal["books"] = "books"
    cover_materials: Annotated[tuple[str, ...], Field(min_length=1, max_length=12)]
    width_cm: Length = 22
    depth_cm: Length = 15
    seed: int = Field(default=1, ge=0)


Shape: TypeAlias = (
    BoxThing
    | CylinderThing
    | DiscThing
    | LatheThing
    | BallThing
    | RingThing
    | TubeThing
    | ArchThing
    | FloorThing
    | WallThing
    | CycThing
    | BooksThing
)
