"""The sheet a page is drawn on: it knows where products and words are, and lets none of them meet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.errors import PageError
from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear
from pipelines.page import PlacedText
from pipelines.placed import Placed, place_product
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.captions.raster import letters_of, rounded
from pipelines.stages.compose import compose
from pipelines.stages.page.block import Block
from pipelines.stages.page.breaks import SOFT_HYPHEN
from pipelines.stages.page.strokes import Coverage, Spot, around, disc, polygon, stroke
from pipelines.stages.render.contact_shadow import contact_shadow
from pipelines.values import Box, Cutout, Mask, Rgb, Size, bounding_box

MOST_ENLARGED = 1.5  # canvas pixels a photo pixel: beyond it a product looks soft
_GAP = 0.012  # of the short side: how near words may come to a product
_SHADOW_ROOM = 0.6  # of the product's longer side
_LIGHT_FROM_LEFT = 0.5
_TRACE = 1 / 255


@dataclass(frozen=True)
class Seat:
    """Where a product was laid.

    Attributes:
        box: of its solid outline, on the page.
        scale: page pixels a photo pixel.
        origin: where the photo's top left corner would be.
    """

    box: Box
    scale: float
    origin: Spot

    def spot(self, x_px: float, y_px: float) -> Spot:
        """Return where a place of the photo is on the page."""
        return self.origin[0] + x_px * self.scale, self.origin[1] + y_px * self.scale


@dataclass
class Canvas:
    """A sheet in the making; `texts`, `products` and `notes` tell what is on it.

    Attributes:
        safe: what words and products keep inside.
        least_px: the smallest em that can be read.
    """

    size: Size
    paper: str
    safe: Box
    least_px: int
    pixels: Rgb = field(init=False)
    taken: Mask = field(init=False)
    texts: list[PlacedText] = field(default_factory=list[PlacedText])
    products: list[Box] = field(default_factory=list[Box])
    notes: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        width, height = self.size
        self.pixels = np.empty((height, width, 3), np.uint8)
        self.pixels[:] = rgb_of(self.paper)
        self.taken = np.zeros((height, width), np.bool_)

    @property
    def gap_px(self) -> int:
        """How near words may come to a product."""
        return max(2, round(_GAP * min(self.size)))

    def panel(self, box: Box, colour: str, corner_px: int = 0) -> None:
        """Fill a box with round corners."""
        self._lay(rounded((box.width, box.height), (0, 0, box.width, box.height), corner_px), box, colour)

    def stroke(self, spots: Sequence[Spot], width_px: float, colour: str) -> None:
        """Draw a line through spots."""
        if (box := around(spots, width_px, self.size)) is not None:
            self._lay(stroke(spots, width_px, box), box, colour)

    def disc(self, centre: Spot, radius_px: float, colour: str) -> None:
        """Draw a filled circle."""
        if (box := around([centre], radius_px + 1, self.size)) is not None:
            self._lay(disc(centre, radius_px, box), box, colour)

    def polygon(self, spots: Sequence[Spot], colour: str) -> None:
        """Draw a filled polygon."""
        if (box := around(spots, 2, self.size)) is not None:
            self._lay(polygon(spots, box), box, colour)

    def picture(self, pixels: Rgb, box: Box, corner_px: int = 0) -> None:
        """Lay a picture of the box's own size, its corners round."""
        cover = rounded((box.width, box.height), (0, 0, box.width, box.height), corner_px)[..., None]
        under = self.pixels[box.slices]
        self.pixels[box.slices] = np.where(cover >= 1, pixels, np.rint(under + (pixels - 1.0 * under) * cover))
        self.products.append(box)
        self._take(np.ones((box.height, box.width), np.bool_), box)

    def blend(self, layer: NDArray[np.float32], box: Box) -> None:
        """Lay a premultiplied RGBA layer, 0 to 255, of the box's own size."""
        under = self.pixels[box.slices]
        mixed = layer[..., :3] + under * (1 - layer[..., 3:] / 255)
        self.pixels[box.slices] = np.rint(np.clip(mixed, 0, 255)).astype(np.uint8)
        self._take(layer[..., 3] > 0, box)

    def write(self, block: Block, at: Spot, colour: str) -> Box:
        """Write a text whose top left is `at`, and return the box of its ink.

        Raises:
            PageError: it would leave the safe area, or touch a product or another text.
        """
        width, height = int(block.width_px) + block.size_px, int(block.height_px) + block.size_px
        pad = block.size_px / 2  # ink may reach beyond its advance
        left, top = int(at[0] - pad), int(at[1] - pad)
        cover = np.zeros((height, width), np.float32)
        for word in block.words:
            origin = at[0] - left + word.x_px, at[1] - top + word.baseline_px
            np.maximum(cover, letters_of(word, origin, (width, height)), out=cover)
        ink = bounding_box(cover, _TRACE)
        if ink is None:
            raise PageError(f"'{block.line.text}' has nothing to be seen. Write it with letters.")
        box = Box(left + ink.left, top + ink.top, left + ink.right, top + ink.bottom)
        self._check(box, block)
        self._lay(cover[ink.slices], box, colour)
        line = replace(block.line, text=block.line.text.replace(SOFT_HYPHEN, ""))
        self.texts.append(PlacedText(line, box, block.language.id, block.size_px))
        return box

    def product(self, cutout: Cutout, area: Box, *, stands: float = 1.0, shadow: bool = True) -> Seat:
        """Lay a product into an area, whole and unchanged but for its scale; `stands` 0 is at the top, 1 at the foot.

        Raises:
            PageError: the cutout holds no product.
        """
        solid, crop = bounding_box(cutout.matte), bounding_box(cutout.matte, _TRACE)
        if solid is None or crop is None:
            raise PageError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
        scale = min(area.width / crop.width, area.height / crop.height, MOST_ENLARGED)
        width, height = max(1, int(crop.width * scale)), max(1, int(crop.height * scale))
        left = area.left + (area.width - width) // 2
        top = area.top + round((area.height - height) * stands)
        place = Box(left, top, left + width, top + height)
        placed = place_product(cutout, Shot(self.size, crop, place))
        self._compose(placed, Shot(self.size, crop, place), shadow=shadow)
        self._take(placed.matte > _TRACE, place)
        origin = left - crop.left * scale, top - crop.top * scale
        box = Box(
            round(origin[0] + solid.left * scale), round(origin[1] + solid.top * scale),
            round(origin[0] + solid.right * scale), round(origin[1] + solid.bottom * scale),
        )  # fmt: skip
        self.products.append(place)
        return Seat(box, scale, origin)

    def _compose(self, placed: Placed, shot: Shot, *, shadow: bool) -> None:
        """Lay the product on what is drawn so far; only its surroundings are looked at."""
        room = round(_SHADOW_ROOM * max(shot.place.width, shot.place.height))
        part = around([(shot.place.left, shot.place.top), (shot.place.right, shot.place.bottom)], room, self.size)
        if part is None:
            return
        local = Shot((part.width, part.height), shot.crop, _moved(shot.place, -part.left, -part.top))
        fallen = contact_shadow(placed.matte, local.place, local.size, _LIGHT_FROM_LEFT, 0) if shadow else None
        self.pixels[part.slices] = compose(placed, local, Scene(to_linear(self.pixels[part.slices]), fallen))

    def _take(self, inside: Mask, place: Box) -> None:
        """Keep words away from a product, and from so much around it."""
        gap = self.gap_px
        solid = cv2.copyMakeBorder(inside.astype(np.uint8), gap, gap, gap, gap, cv2.BORDER_CONSTANT)
        disc_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * gap + 1, 2 * gap + 1))
        grown = cv2.dilate(solid, disc_) > 0
        left, top = place.left - gap, place.top - gap
        width, height = self.size
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(width, left + grown.shape[1]), min(height, top + grown.shape[0])
        if x1 > x0 and y1 > y0:
            self.taken[y0:y1, x0:x1] |= grown[y0 - top : y1 - top, x0 - left : x1 - left]

    def _check(self, box: Box, block: Block) -> None:
        safe, text = self.safe, block.line.text
        if box.left < safe.left or box.top < safe.top or box.right > safe.right or box.bottom > safe.bottom:
            raise PageError(f"'{text}' would leave the page's safe area. Say it in fewer words.")
        if self.taken[box.slices].any():
            raise PageError(f"'{text}' would touch the product. Say it in fewer words, or choose another page.")
        if other := next((other for other in self.texts if _meet(other.box, box)), None):
            raise PageError(f"'{text}' would touch '{other.text}'. Say one of them in fewer words.")

    def _lay(self, cover: Coverage, box: Box, colour: str) -> None:
        under = self.pixels[box.slices]
        share = cover[..., None]
        mixed = under + (np.array(rgb_of(colour), np.float32) - under) * share
        self.pixels[box.slices] = np.rint(mixed).astype(np.uint8)


def _moved(box: Box, x: int, y: int) -> Box:
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
