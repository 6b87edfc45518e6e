"""What a product takes from each lamp of a set, point by point, and what the ground gives back."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.values import Linear, Matte


@dataclass(frozen=True, eq=False)
class LitGround:
    """Shares of light taken, on one grid that covers the picture unless said otherwise.

    Attributes:
        dimmed: lamp id -> share of that lamp's light that the product stops.
        around: the same of an even light from all sides: what the product stops of light that comes by way of the set.
        line: along the product's foot, of the placed matte's shape and some rows more; None without a foot.
        colour: mean linear light of the product's lower part, which it sends back to the ground.
        mirrored: how much of the product the ground mirrors, and its light; None where it mirrors none.
    """

    dimmed: Mapping[str, Matte]
    around: Matte
    line: Matte | None
    colour: Linear
    mirrored: tuple[Matte, Linear] | None = None
