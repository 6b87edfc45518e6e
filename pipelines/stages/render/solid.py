"""The solid that a silhouette suggests: cards that stand for it in the light of any direction."""

from collections.abc import Sequence
from typing import Protocol

from pipelines.stages.render.cards import Card, Vector


class Solid(Protocol):
    """What stops light."""

    def facing(self, way: Vector) -> Sequence[Card]:
        """Return the cards that stop beams from a direction, a unit vector towards the light."""
        ...
