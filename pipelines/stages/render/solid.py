"""The solid that stops light, as anything else sees it."""

from collections.abc import Sequence
from typing import Protocol

from pipelines.stages.render.beam import Cell, Occluder


class Solid(Protocol):
    """What stops light."""

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """Return what stops beams from a cell."""
        ...
