"""Sheets of type and ornament, for labels and cartons."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipelines.stages.raytrace.texture import Pixels


def font(points: float, face: str = "DejaVuSans-Bold.ttf") -> ImageFont.FreeTypeFont:
    """An open font at a size in pixels."""
    return ImageFont.truetype(face, round(points))


class Print:
    """A sheet to be printed on: rectangles and lines of type placed by fractions of its size."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        self.image = Image.new("RGB", (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)

    def band(self, box: tuple[float, float, float, float], ink: str, outline: int = 0) -> "Print":
        """Fill, or outline by so many pixels, a box of fractions (left, top, right, bottom)."""
        width, height = self.image.size
        edges = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
        self.draw.rectangle(edges, **({"outline": ink, "width": outline} if outline else {"fill": ink}))
        return self

    def disc(self, centre: tuple[float, float], radius: float, ink: str) -> "Print":
        """A filled circle; the radius is a fraction of the width."""
        width, height = self.image.size
        x, y, r = centre[0] * width, centre[1] * height, radius * width
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=ink)
        return self

    def line(
        self, text: str, at: tuple[float, float], height: float, ink: str, face: str = "DejaVuSans-Bold.ttf"
    ) -> "Print":
        """Type centred at a fraction of the sheet, its size a fraction of the sheet's height."""
        width, sheet = self.image.size
        self.draw.text((at[0] * width, at[1] * sheet), text, ink, font(height * sheet, face), anchor="mm")
        return self

    def leaf(self, at: tuple[float, float], length: float, ink: str) -> "Print":
        """A sprig: a stem with paired leaves, its length a fraction of the sheet's height."""
        width, height = self.image.size
        x, y, size = at[0] * width, at[1] * height, length * height
        self.draw.line((x, y - size / 2, x, y + size / 2), ink, max(2, round(size * 0.02)))
        for step in range(6):
            centre = y + size * (0.35 - 0.15 * step)
            for side in (-1, 1):
                tip = (x + side * size * 0.26, centre - size * 0.13)
                middle = (x + side * size * 0.15, centre - size * 0.01), (x + side * size * 0.1, centre - size * 0.12)
                self.draw.polygon([(x, centre), middle[0], tip, middle[1]], fill=ink)
        return self

    def pixels(self) -> Pixels:
        """The sheet as an array."""
        return np.array(self.image)
