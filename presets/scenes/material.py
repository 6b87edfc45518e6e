"""What things are made of."""

from pydantic import Field

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Share
from presets.scenes.textures import Texture


class Material(Strict):
    """How a surface looks.

    Attributes:
        colour: its base colour; with a texture of its own tones, a colour typical of it.
        texture: what it is painted with.
        roughness: 0 is a mirror, 1 is chalk.
        specular: strength of the highlights of what is not metal; 0.5 is most polished things.
        sheen: velvety light along the outlines of cloth.
        clearcoat: a thin gloss over it, as of lacquer.
        bump_cm: height of the texture's relief.
        glass: refractive index of a clear body, about 1.5; light passes through it, shadows stay dark.
        thin: share of the light that passes through a leaf, a petal or paper and comes out scattered behind.
        emit: light that it gives off, against a white card in the set's light; it shines in the dome's light alone.
        tintable: whether palettes, tints and brand colours may change it without rendering again.
    """

    colour: Colour = "#cccccc"
    texture: Texture | None = None
    roughness: float = Field(default=0.5, ge=0.01, le=1)
    metallic: Share = 0
    specular: Share = 0.4
    sheen: Share = 0
    clearcoat: Share = 0
    bump_cm: float = Field(default=0, ge=0, le=5)
    glass: float | None = Field(default=None, gt=1, le=3)
    thin: Share = 0
    emit: float = Field(default=0, ge=0)
    tintable: bool = False
