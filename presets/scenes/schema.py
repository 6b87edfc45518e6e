"""A set as data: an empty place that is rendered once, and then lends its light to any product.

Lengths are centimetres, angles degrees. x runs to the right, y away from the camera, z up; the origin is the point of
the stand's surface on which the product's axis stands. Colours are sRGB as `#rrggbb`.
"""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Id, Length, Point
from presets.scenes.material import Material
from presets.scenes.things import Thing


class Stance(StrEnum):
    """How a product is held in a set."""

    STANDING = "standing"  # upright on the stand
    LYING = "lying"  # flat on the stand, seen from above
    HANGING = "hanging"  # from a hook or rail, clear of the ground
    LEANING = "leaning"  # upright, its back against the wall


class Stand(Strict):
    """Where a product can be, and how the surface under it takes light.

    Attributes:
        max_width_cm, max_depth_cm, max_height_cm: of a product that fits in the frame and on the surface.
        roughness: of the surface, 0 is a mirror.
        f0: reflectance at normal incidence; 0.04 is most polished things, 0 gives no reflection.
        reflect: strength of the product's reflection, 0 to 1.
        wall_y_cm: where the wall stands that a leaning product touches.
        hook_z_cm: height of the hook of hanging products.
    """

    max_width_cm: float = Field(gt=0)
    max_depth_cm: float = Field(gt=0)
    max_height_cm: float = Field(gt=0)
    roughness: float = Field(default=0.5, ge=0.01, le=1)
    f0: float = Field(default=0.03, ge=0, le=1)
    reflect: float = Field(default=0.0, ge=0, le=1)
    wall_y_cm: float | None = None
    hook_z_cm: float | None = None


class View(Strict):
    """A camera that looks level or down at a point; the field of view spans the picture's shorter side.

    Attributes:
        aperture_cm: radius of the lens; 0 has everything in focus.
        focus_cm: distance of sharp focus; the target's distance when absent.
    """

    elevation_deg: float = Field(ge=0, le=90)
    target_cm: Point
    distance_cm: float = Field(gt=0)
    fov_deg: float = Field(default=26, gt=1, lt=120)
    aperture_cm: float = Field(default=0, ge=0)
    focus_cm: float | None = Field(default=None, gt=0)


class Panel(Strict):
    """A rectangular light: small and far is sun through a window, large and near is a soft box.

    Attributes:
        size_cm: width and height of the emitting face, which looks from `at_cm` to `aim_cm`.
        colour: of the light; it moves no power.
        power: light that arrives at `aim_cm` when nothing stands between: 1 makes a white card that faces the lamp
            there reflect a luminance of 1.
        gobo: things between the lamp and its aim that cast shadows in this lamp's light alone: window bars, leaves.
            Each stands in the panel's own frame: the origin is the aim, y along the beam away from the lamp (so that
            [0, -50, 0] is half a metre before the aim), x to the right and z up as the lamp looks. They are black,
            whatever their material, and the camera does not see them.
    """

    kind: Literal["panel"] = "panel"
    id: Id
    at_cm: Point
    aim_cm: Point = (0, 0, 0)
    size_cm: tuple[Length, Length]
    colour: Colour = "#ffffff"
    power: float = Field(gt=0)
    gobo: tuple[Thing, ...] = ()

    @model_validator(mode="after")
    def _looks_somewhere(self) -> "Panel":
        if self.at_cm == self.aim_cm:
            raise ValueError("aim_cm: a lamp cannot aim at its own place")
        return self


class Dome(Strict):
    """Light from all around: straight up, from the horizon, and from below.

    Attributes:
        power: as a panel's, for a level card under the open dome.
    """

    kind: Literal["dome"] = "dome"
    id: Id
    top: Colour = "#ffffff"
    horizon: Colour = "#ffffff"
    bottom: Colour = "#808080"
    power: float = Field(gt=0)


Lamp: TypeAlias = Annotated[Panel | Dome, Field(discriminator="kind")]


class Avoid(Strict):
    """A market in which the set offends or misleads, and why."""

    market: str = Field(pattern=r"^[a-z]{2}$", description="ISO 3166-1 country code, lower case.")
    reason: str = Field(min_length=1)


class SceneSet(Strict):
    """One set.

    Attributes:
        title, summary: for a person.
        tags: what it is: "kitchen", "wood", "morning"; people search by them.
        seasons: seasons and feasts it belongs to; empty is all year.
        markets: ISO country codes it is made for; empty is everywhere.
        stances: how products can be in it.
        views: cameras, no two at one elevation; a product's photo picks the nearest.
        exposure: brightness of the finished picture: display-linear light that the plates' 75th percentile becomes.
        mirror: whether it may be flipped left to right to suit the product's light.
        palettes: name -> new base colours of tintable materials.
        natural: tintable materials that a brand's colour leaves alone: wood, stone, sand, fruit. Named, they are dyed.
        prompt: what a diffusion engine is told of the place.
    """

    id: Id
    title: str
    summary: str = ""
    tags: tuple[str, ...] = Field(min_length=1)
    seasons: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    stances: tuple[Stance, ...] = (Stance.STANDING,)
    stand: Stand
    views: tuple[View, ...] = Field(min_length=1)
    exposure: float = Field(default=0.5, gt=0, le=1)
    mirror: bool = True
    lamps: tuple[Lamp, ...] = Field(min_length=1)
    materials: dict[Id, Material]
    things: tuple[Thing, ...] = Field(min_length=1)
    palettes: dict[Id, dict[Id, Colour]] = Field(default_factory=dict)
    natural: tuple[Id, ...] = ()
    prompt: str

    @model_validator(mode="after")
    def _is_consistent(self) -> "SceneSet":
        faults = [*self._material_faults(), *self._palette_faults(), *self._double_faults()]
        if self.glows and not any(isinstance(lamp, Dome) for lamp in self.lamps):
            faults.append("lamps: a material emits light, which shines in a dome's light; there is no dome")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def suits(self, market: str) -> bool:
        """Tell whether it may be shown in a market, an ISO country code: made for it or for all, and not to avoid."""
        made_for = not self.markets or market in self.markets
        return made_for and all(avoid.market != market for avoid in self.avoid)

    @property
    def glows(self) -> bool:
        """Whether anything in it gives off light of its own."""
        return any(
            name in self.materials and self.materials[name].emit > 0
            for thing in self.things
            for _, name in thing.materials()
        )

    def _material_faults(self) -> list[str]:
        known = ", ".join(sorted(self.materials)) or "none"
        return [
            f"things.{index}.{field}: no such material: '{name}'; there are: {known}"
            for index, thing in enumerate(self.things)
            for field, name in thing.materials()
            if name not in self.materials
        ]

    def _palette_faults(self) -> list[str]:
        tintable = {key for key, material in self.materials.items() if material.tintable}
        named = [(f"palettes.{name}.{key}", key) for name, colours in self.palettes.items() for key in colours]
        named += [(f"natural.{index}", key) for index, key in enumerate(self.natural)]
        return [
            f"{where}: not a tintable material; those are: {', '.join(sorted(tintable)) or 'none'}"
            for where, key in named
            if key not in tintable
        ]

    def _double_faults(self) -> list[str]:
        names = [lamp.id for lamp in self.lamps]
        heights = [view.elevation_deg for view in self.views]
        return [
            *(f"lamps: '{name}' is there twice" for name in sorted(set(names)) if names.count(name) > 1),
            *(f"views: two at {height:g} degrees" for height in sorted(set(heights)) if heights.count(height) > 1),
        ]
