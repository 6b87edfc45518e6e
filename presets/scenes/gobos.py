"""What stands between a lamp and the set to cast a pattern; usable as things too."""

from typing import Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length
from presets.scenes.thing import ThingBase


class WindowThing(ThingBase):
    """A window's bars in an opaque wall, about its middle.

    Attributes:
        width_cm, height_cm: of the opening.
        columns, rows: of panes.
        bar_cm: width of a bar.
        surround_cm: how far the wall reaches beyond the opening; 0 is bars in the open.
    """

    kind: Literal["window"] = "window"
    width_cm: Length
    height_cm: Length
    columns: int = Field(default=2, ge=1, le=12)
    rows: int = Field(default=3, ge=1, le=12)
    bar_cm: Length = 1.6
    surround_cm: float = Field(default=250, ge=0)


class BlindsThing(ThingBase):
    """Level slats about their middle, in an opaque wall.

    Attributes:
        pitch_cm: from slat to slat.
        open_fraction: share of the pitch through which light falls.
        surround_cm: as a window's.
    """

    kind: Literal["blinds"] = "blinds"
    width_cm: Length
    height_cm: Length
    pitch_cm: Length = 4
    open_fraction: float = Field(default=0.5, gt=0, lt=1)
    surround_cm: float = Field(default=250, ge=0)


Gobo: TypeAlias = WindowThing | BlindsThing
