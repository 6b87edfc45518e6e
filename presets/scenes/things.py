"""All kinds of thing a set can be built of, told apart by `kind`."""

from typing import Annotated, TypeAlias

from pydantic import Field

from presets.scenes.cloths import Cloth
from presets.scenes.feasts import Feast
from presets.scenes.gobos import Gobo
from presets.scenes.grounds import Ground
from presets.scenes.plants import Plant
from presets.scenes.shapes import Shape
from presets.scenes.wares import Ware

Thing: TypeAlias = Annotated[Shape | Gobo | Plant | Ware | Feast | Cloth | Ground, Field(discriminator="kind")]
