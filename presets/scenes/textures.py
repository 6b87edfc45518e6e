"""Patterns that surfaces are painted with, by a small vocabulary of generators."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.rules import Strict
from presets.scenes.fields import Colour, Length, Share

OAK = ("#7a5433", "#a87c50", "#c79f70", "#dcbd93")
Tones: TypeAlias = Annotated[tuple[Colour, ...], Field(min_length=2, max_length=8)]


class TextureBase(Strict):
    """Every pattern: true to scale on whatever it is laid on.

    Attributes:
        tile_cm: width of one tile; it repeats beyond.
        turn_deg: by which the pattern is turned on the surface, counter-clockwise.
        seed: of its chances.
    """

    tile_cm: Length = 60
    turn_deg: float = 0
    seed: int = Field(default=1, ge=0)


class WoodTexture(TextureBase):
    """Planks whose grain runs along the surface's first direction.

    Attributes:
        tones: from late wood, the dark, to early wood.
        planks: to a tile.
    """

    kind: Literal["wood"] = "wood"
    tones: Tones = OAK
    planks: int = Field(default=5, ge=1, le=40)


class MarbleTexture(TextureBase):
    """Stone of the material's colour with veins."""

    kind: Literal["marble"] = "marble"
    vein: Colour = "#6f7278"


class WeaveTexture(TextureBase):
    """Plain-woven cloth of the material's colour; `threads` to a tile."""

    kind: Literal["weave"] = "weave"
    tile_cm: Length = 12
    threads: int = Field(default=110, ge=4, le=600)


class MottledTexture(TextureBase):
    """The material's colour in blotches: paper, plaster, clay, leather.

    Attributes:
        strength: deviation of the brightness.
        coarseness: slope of the noise's spectrum: 1 is grain, 4 is clouds.
    """

    kind: Literal["mottled"] = "mottled"
    strength: Share = 0.02
    coarseness: float = Field(default=2.6, ge=0, le=6)


class FadeTexture(TextureBase):
    """From the material's colour at the bottom to `top` at a height of `tile_cm`; it does not repeat."""

    kind: Literal["fade"] = "fade"
    top: Colour


Texture: TypeAlias = Annotated[
    WoodTexture | MarbleTexture | WeaveTexture | MottledTexture | FadeTexture, Field(discriminator="kind")
]
