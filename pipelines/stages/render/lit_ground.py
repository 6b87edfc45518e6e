"""What a product takes from each lamp of a set, point by point."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.values import Matte


@dataclass(frozen=True, eq=False)
class LitGround:
    """Shares of light taken, on one grid that covers the picture unless said otherwise.

    Attributes:
        dimmed: lamp id -> share of that lamp's light that the product stops.
        around: the same of an even light from all sides: what the product stops of light that comes by way of the set.

        line: along the product's foot, of the placed matte's shape and some rows more; None without a foot.
    """

    dimmed: Mapping[str, Matte]
    around: Matte
    line: Matte | None = None
