"""What every pattern has."""

from typing import Annotated, TypeAlias

from pydantic import Field

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Length

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
