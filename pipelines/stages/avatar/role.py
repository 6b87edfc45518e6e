"""Who speaks, and how the camera sees it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pipelines.portrait import Portrait
from pipelines.values import Size
from presets.presenters.schema import Presenter

LEAST_PX = 64
"""Of footage, on each side."""


class Framing(StrEnum):
    """How much of a person is seen."""

    HALF_BODY = "half_body"
    HEAD = "head"  # with the shoulders, for a corner


@dataclass(frozen=True)
class Role:
    """One person in one film.

    Attributes:
        who: the person, drawn or photographed.
        size: of the footage, in pixels, at least `LEAST_PX` on each side.
        fps: frames a second.
        mirrored: left and right change places.
        seed: of all that chance decides: when somebody blinks, where a glance goes.
    """

    who: Presenter | Portrait
    size: Size
    fps: Fraction = Fraction(25)
    framing: Framing = Framing.HALF_BODY
    mirrored: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.size) < LEAST_PX:
            raise ValueError(f"A presenter needs {LEAST_PX} pixels on each side, not {self.size[0]} x {self.size[1]}.")
        if self.fps <= 0:
            raise ValueError(f"{self.fps} frames a second is no rate.")
