"""All kinds of pattern that surfaces are painted with, told apart by `kind`; the plain ones are here."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Colour, Share
from presets.scenes.surfaces import Surface
from presets.scenes.texture import TextureBase


class MottledTexture(TextureBase):
    """The material's colour in blotches: clay, leather, lacquer.

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


Texture: TypeAlias = Annotated[Surface | MottledTexture | FadeTexture, Field(discriminator="kind")]
