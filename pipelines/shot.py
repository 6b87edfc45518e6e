"""The plan for one slot: where the photographed product goes, on which canvas, over what ground."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.plate import Plate
from pipelines.values import WHITE, Box, Shadow, Size
from presets.scenes.schema import Stance


@dataclass(frozen=True, eq=False)
class Staging:
    """How a product stands in a set.

    Attributes:
        plate: the empty set as this picture shows it: of the canvas's aspect, mirrored and tinted already.
        stance: how the product is held.
        height_cm: true length of the product's crop box along the picture's height.
        at_cm: where its axis meets the stand, (x, y).
        lamps: lamp id -> factor on that lamp's light; lamps not named keep 1.
        warmth: shift of the whole light, -1 (cool) to 1 (warm).
        shadow: strength of what the product takes from the light, 0 to 1.
        relight: how far the set's light may shade the product, 0 (never: bytes stay the photograph's) to 1.
        grain: deviation of the noise laid on the plate to match the photo's, in display light.
        keep_out: boxes of the canvas, in pixels, that the product must leave free for text.
        words: what the seller says of the place, beyond the set; read by engines that paint.
        markets: ISO country codes the picture is for, lower case; engines that paint leave out what offends there.
    """

    plate: Plate
    stance: Stance
    height_cm: float
    at_cm: tuple[float, float] = (0.0, 0.0)
    lamps: Mapping[str, float] = field(default_factory=dict)
    warmth: float = 0.0
    shadow: float = 1.0
    relight: float = 0.0
    grain: float = 0.006
    keep_out: tuple[Box, ...] = ()
    words: str = ""
    markets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shot:
    """Everything rendering and composing need to know; equal shots give equal pictures, whatever the marketplace.

    Attributes:
        size: of the canvas.
        crop: the part of the photo that holds the product with its soft edge.
        place: where that part lands on the canvas, wholly inside it.
        background: colour of the ground, an sRGB byte each.
        shadow: what the product leaves on the ground.
        seed: of whatever is left to chance.
        staging: the set it stands in; None is a plain ground of one colour.
        notes: what planning had to decide, for the person.
    """

    size: Size
    crop: Box
    place: Box
    background: tuple[int, int, int] = WHITE
    shadow: Shadow = Shadow.NONE
    seed: int = 0
    staging: Staging | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        width, height = self.size
        if self.place.left < 0 or self.place.top < 0 or self.place.right > width or self.place.bottom > height:
            raise ValueError(f"The product's place {self.place} leaves the canvas of {width} x {height}.")

    @property
    def scale(self) -> float:
        """Canvas pixels for each photo pixel; above 1 the photo is enlarged."""
        return max(self.place.width / self.crop.width, self.place.height / self.crop.height)
