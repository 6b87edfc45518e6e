"""All kinds of thing a set can be built of, told apart by `kind`."""

from typing import Annotated, TypeAlias

from pydantic import Field

from presets.scenes.gobos import Gobo
from presets.scenes.shapes import Shape

Thing: TypeAlias = Annotated[Shape | Gobo, Field(discriminator="kind")]
