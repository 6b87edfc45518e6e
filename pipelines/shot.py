"""The plan for one slot: where the photographed product goes, on which canvas, over what ground."""

from dataclasses import dataclass, field

from pipelines.values import WHITE, Box, Shadow, Size


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
        notes: what planning had to decide, for the person.
    """

    size: Size
    crop: Box
    place: Box
    background: tuple[int, int, int] = WHITE
    shadow: Shadow = Shadow.NONE
    seed: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        width, height = self.size
        if self.place.left < 0 or self.place.top < 0 or self.place.right > width or self.place.bottom > height:
            raise ValueError(f"The product's place {self.place} leaves the canvas of {width} x {height}.")

    @property
    def scale(self) -> float:
        """Canvas pixels for each photo pixel; above 1 the photo is enlarged."""
        return max(self.place.width / self.crop.width, self.place.height / self.crop.height)
