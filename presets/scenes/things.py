"""What sets are built of: things, by a small vocabulary of generators, and the materials they are made of."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.rules import Strict

Point: TypeAlias = tuple[float, float, float]
Colour: TypeAlias = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Material(Strict):
    """How a surface looks.

    Attributes:
        colour: its base colour, or the colour its texture is tinted from.
        tintable: whether palettes and brand colours may change it without rendering again.
    """

    colour: Colour = "#cccccc"
    roughness: float = Field(default=0.5, ge=0.01, le=1)
    metallic: float = Field(default=0, ge=0, le=1)
    tintable: bool = False


class ThingBase(Strict):
    """Every thing: what it is made of, where it stands, and how it is turned about the upright axis."""

    material: str
    at_cm: Point = (0, 0, 0)
    turn_deg: float = 0


class BoxThing(ThingBase):
    """A bevelled box standing on its base."""

    kind: Literal["box"] = "box"
    size_cm: Point
    bevel_cm: float = Field(default=0.2, ge=0)


Thing: TypeAlias = Annotated[BoxThing, Field(discriminator="kind")]
