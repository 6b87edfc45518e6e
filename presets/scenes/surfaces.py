"""Patterns of natural and made surfaces: wood, stone, cloth, grounds."""

from typing import Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Colour, Length, Share
from presets.scenes.texture import TextureBase, Tones

_TIMBERS: dict[str, tuple[str, ...]] = {
    "oak": ("#5e3d22", "#8f6540", "#b88d5f", "#d0ac80", "#e0c6a0"),
    "walnut": ("#22140c", "#402817", "#5f4029", "#7b5638", "#957052"),
    "ash": ("#a98a66", "#cbb08c", "#dfcaa8", "#ebdcc2", "#f4ead8"),
    "weathered": ("#3f3832", "#6a6057", "#91877c", "#aba196", "#c2b9ae"),
    "whitewashed": ("#a1917c", "#cfc4b4", "#e2dbd0", "#ece8e0", "#f4f2ed"),
    "cherry": ("#57291a", "#85452c", "#a8633f", "#c08057", "#d39c74"),
    "ebony": ("#0d0b0a", "#1a1614", "#27211e", "#352d29", "#463c37"),
}
Timber: TypeAlias = Literal["oak", "walnut", "ash", "weathered", "whitewashed", "cherry", "ebony"]


class WoodTexture(TextureBase):
    """Boards side by side, their grain along the surface's first direction.

    Attributes:
        species: whose tones it has.
        tones: in their place, from late wood, the dark, to early wood.
        planks: boards to a tile.
        joints: whether boards end inside the tile and another goes on.
        seam_cm: width of the gap between boards; 0 is glued.
        knots: share of boards with a knot.
        pores: strength of the dark dashes that open-pored timber shows.
        cracks: strength of long splits, as of old boards.
    """

    kind: Literal["wood"] = "wood"
    species: Timber = "oak"
    tones: Tones | None = None
    planks: int = Field(default=5, ge=1, le=40)
    joints: bool = True
    seam_cm: float = Field(default=0.12, ge=0, le=3)
    knots: Share = 0.25
    pores: Share = 0.8
    cracks: Share = 0

    @property
    def shades(self) -> tuple[str, ...]:
        """Its tones, from dark to light."""
        return self.tones or _TIMBERS[self.species]


class MarbleTexture(TextureBase):
    """Polished stone of the material's colour with veins.

    Attributes:
        vein: colour of the veins.
        second_vein: of a second, thinner net of veins: rust or gold.
        density: how much of the stone veins take.
    """

    kind: Literal["marble"] = "marble"
    tile_cm: Length = 80
    vein: Colour = "#6f7278"
    second_vein: Colour | None = None
    density: Share = 0.8


class TravertineTexture(TextureBase):
    """Layered limestone of the material's colour, its layers along the first direction, with pits.

    Attributes:
        layer: colour of the darker layers.
        pits: how many of the pores stand open.
    """

    kind: Literal["travertine"] = "travertine"
    tile_cm: Length = 50
    layer: Colour = "#b09474"
    pits: Share = 0.5


class TerrazzoTexture(TextureBase):
    """Chips of stone in cement of the material's colour.

    Attributes:
        chips: their colours.
        chip_cm: size of the largest.
        cover: share of the surface that chips take.
    """

    kind: Literal["terrazzo"] = "terrazzo"
    tile_cm: Length = 40
    chips: Tones = ("#c98f74", "#7d8b7c", "#d8b27a", "#5d5a58", "#b7a99a")
    chip_cm: Length = 2.2
    cover: Share = 0.4


class ConcreteTexture(TextureBase):
    """Cast concrete of the material's colour; `pores` is how many bubbles show."""

    kind: Literal["concrete"] = "concrete"
    tile_cm: Length = 90
    pores: Share = 0.4


class SlateTexture(TextureBase):
    """Split stone of the material's colour in shallow terraces."""

    kind: Literal["slate"] = "slate"


class SandstoneTexture(TextureBase):
    """Grainy stone of the material's colour in faint layers along the first direction."""

    kind: Literal["sandstone"] = "sandstone"


class PlasterTexture(TextureBase):
    """Lime plaster of the material's colour, laid with a trowel or a brush.

    Attributes:
        brushed: share of brush strokes against smooth trowelled cloud.
        strength: of its clouds.
    """

    kind: Literal["plaster"] = "plaster"
    tile_cm: Length = 120
    brushed: Share = 0.3
    strength: Share = 0.5


class LinenTexture(TextureBase):
    """Plain weave of uneven yarn in the material's colour; `threads` to a tile."""

    kind: Literal["linen"] = "linen"
    tile_cm: Length = 16
    threads: int = Field(default=130, ge=4, le=600)


class CheckTexture(TextureBase):
    """Woven check: stripes of `stripe` both ways on cloth of the material's colour.

    Attributes:
        stripes: to a tile; each is as wide as the ground between.
        threads: to a tile.
    """

    kind: Literal["check"] = "check"
    tile_cm: Length = 16
    stripe: Colour = "#b3262b"
    stripes: int = Field(default=4, ge=1, le=60)
    threads: int = Field(default=160, ge=4, le=800)


class VelvetTexture(TextureBase):
    """Pile of the material's colour, brushed in patches."""

    kind: Literal["velvet"] = "velvet"
    tile_cm: Length = 50


class FeltTexture(TextureBase):
    """Pressed fibres of the material's colour."""

    kind: Literal["felt"] = "felt"
    tile_cm: Length = 12


class KnitTexture(TextureBase):
    """Stocking stitch of the material's colour; `stitches` across a tile."""

    kind: Literal["knit"] = "knit"
    tile_cm: Length = 16
    stitches: int = Field(default=24, ge=2, le=200)


class TowelTexture(TextureBase):
    """Terry loops of the material's colour."""

    kind: Literal["towel"] = "towel"
    tile_cm: Length = 14


class GlazeTexture(TextureBase):
    """Hand-made glaze of the material's colour that pools and thins; cut up by tiles, each gets a tone of its own.

    Attributes:
        variety: how far tones part.
    """

    kind: Literal["glaze"] = "glaze"
    tile_cm: Length = 97
    variety: Share = 0.5


class PaperTexture(TextureBase):
    """Matt paper of the material's colour, with fine fibres."""

    kind: Literal["paper"] = "paper"
    tile_cm: Length = 30


class SandTexture(TextureBase):
    """Grains about the material's colour; `ripples` waves to a tile shade it, 0 is smooth."""

    kind: Literal["sand"] = "sand"
    tile_cm: Length = 24
    ripples: int = Field(default=0, ge=0, le=60)


class PoolTexture(TextureBase):
    """Clear water over a floor of the material's colour, on which waves throw a net of light.

    Attributes:
        light: strength of the net.
    """

    kind: Literal["pool"] = "pool"
    tile_cm: Length = 70
    light: Share = 0.5


class SoilTexture(TextureBase):
    """Crumbs of earth about the material's colour."""

    kind: Literal["soil"] = "soil"
    tile_cm: Length = 30


class GrassTexture(TextureBase):
    """Lawn from above, blades about the material's colour."""

    kind: Literal["grass"] = "grass"
    tile_cm: Length = 40


class MossTexture(TextureBase):
    """Cushions of moss about the material's colour."""

    kind: Literal["moss"] = "moss"
    tile_cm: Length = 24


class SnowTexture(TextureBase):
    """Fresh snow of the material's colour, with glints."""

    kind: Literal["snow"] = "snow"
    tile_cm: Length = 30


class RubberTexture(TextureBase):
    """Gym flooring: rubber of the material's colour with flecks of `flecks`."""

    kind: Literal["rubber"] = "rubber"
    tile_cm: Length = 30
    flecks: Tones = ("#7f8fa0", "#b9bfc4")
    cover: Share = 0.06


class CorkTexture(TextureBase):
    """Pressed cork granules about the material's colour."""

    kind: Literal["cork"] = "cork"
    tile_cm: Length = 20


Surface: TypeAlias = (
    WoodTexture
    | MarbleTexture
    | TravertineTexture
    | TerrazzoTexture
    | ConcreteTexture
    | SlateTexture
    | SandstoneTexture
    | PlasterTexture
    | LinenTexture
    | CheckTexture
    | VelvetTexture
    | FeltTexture
    | KnitTexture
    | TowelTexture
    | GlazeTexture
    | PaperTexture
    | SandTexture
    | PoolTexture
    | SoilTexture
    | GrassTexture
    | MossTexture
    | SnowTexture
    | RubberTexture
    | CorkTexture
)
