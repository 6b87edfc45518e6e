"""Everything measured in one picture's pixels, each figure worked out when first asked for and then kept."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import cv2
import numpy as np

from pipelines.stages.check.bands import Band, find_bands, inside_bands
from pipelines.stages.check.fill import FillFigures, MarginFigures, fill_figures, margin_figures
from pipelines.stages.check.frame_line import find_frame_line
from pipelines.stages.check.ground import Ground, find_ground
from pipelines.stages.check.ground_pixels import GroundPixels, ground_pixels, halo_share, widened
from pipelines.stages.check.layout import Layout, find_layout
from pipelines.stages.check.lettering import Lettering, marks_outside, read_outside
from pipelines.stages.check.likeness import Likeness, likeness_of
from pipelines.stages.check.panels import find_seams
from pipelines.stages.check.picture_file import PictureFile
from pipelines.stages.check.reader import TextReader
from pipelines.stages.check.rectangles import find_rectangles
from pipelines.stages.check.sharpness import SharpnessFigures, sharpness_of
from pipelines.values import Box, Mask, Matte, Rgb, Size, bounding_box

_FINE_PX = 2000  # product and shadow are found at this long side, and carried up to larger pictures
_SHADOW_TAIL = 0.05  # of the long side: where a shadow has faded to a level or two
_VISIBLE_LEVELS = 10
_SEEN_LEVELS = 4  # a picture whose levels differ by fewer shows nothing
_BOLD_LEVELS = 40
_CLEAR_LEVELS, _NOISE_REACH_PX = 12, 8
_FRAME_LINE = 0.012  # of the long side: clear of the thickest line that counts as one
_PALE_LEVELS = 90
_REMEMBERED = 8
_WHOLLY = 0.95

Saliency: TypeAlias = Callable[[Rgb], Matte]


class Picture:
    """One decoded picture. Facts are cached; `pixels` are never changed."""

    def __init__(self, pixels: Rgb, reader: TextReader | None, saliency: Saliency | None) -> None:
        self.pixels = pixels
        self._reader = reader
        self._saliency = saliency

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        return find_bands(self.pixels)

    @cached_property
    def _unbanded(self) -> Box:
        return inside_bands(self.bands, self.size)

    @cached_property
    def rectangles(self) -> tuple[Box, ...]:
        """Upright rectangles with sides straight to the pixel."""
        found = find_rectangles(self.pixels[self._unbanded.slices])
        return tuple(_shifted(box, self._unbanded) for box in found)

    @cached_property
    def inner_frame(self) -> Box | None:
        """A line drawn around the picture at a little distance from its sides."""
        found = find_frame_line(self.pixels[self._unbanded.slices])
        return None if found is None else _shifted(found, self._unbanded)

    @cached_property
    def inside(self) -> Box:
        """What added borders leave of the frame; ground and product are looked for here."""
        frame = self.inner_frame
        if frame is None:
            return self._unbanded
        line = round(_FRAME_LINE * max(self.size))
        return Box(frame.left + line, frame.top + line, frame.right - line, frame.bottom - line)

    @cached_property
    def fine(self) -> Rgb:
        """The inside, at a long side of at most `_FINE_PX`; masks of ground and product have its shape."""
        part = self.pixels[self.inside.slices]
        scale = _FINE_PX / max(part.shape[:2])
        if scale >= 1:
            return part
        size = max(8, round(part.shape[1] * scale)), max(8, round(part.shape[0] * scale))
        return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)

    @cached_property
    def ground(self) -> Ground:
        return find_ground(self.fine)

    @cached_property
    def layout(self) -> Layout | None:
        """What lies on the ground; None where the ground is not plain."""
        return find_layout(self.fine, self.ground) if self.ground.plain else None

    @cached_property
    def product(self) -> Mask | None:
        """The product, in the shape of `fine`; None where nothing tells it from its surroundings."""
        if self.layout is not None:
            return self.layout.product if self.layout.product.any() else None
        if self._saliency is None:
            return None
        mask = self._saliency(self.fine) > 0.5
        return mask if mask.any() else None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to be seen but one ground."""
        return self.ground.plain and int(self.ground.deviation.max()) < _SEEN_LEVELS

    @cached_property
    def product_box(self) -> Box | None:
        """In the picture's own pixels."""
        if self.product is None:
            return None
        box = bounding_box(self.product.astype(np.float32))
        # Coding noise lies around an outline like a thin fur: what stands off clearly bounds the product, where it does
        clear = bounding_box((self.product & (self.ground.deviation > _CLEAR_LEVELS)).astype(np.float32))
        if box is not None and clear is not None and _nearly(clear, box):
            box = clear
        return None if box is None else self.whole_box(box)

    @cached_property
    def fill(self) -> FillFigures | None:
        if self.product is None or self.product_box is None:
            return None
        share = self.inside.width * self.inside.height / (self.size[0] * self.size[1])
        return fill_figures(self.product_box, float(self.product.mean()) * share, self.size)

    @cached_property
    def margins(self) -> MarginFigures | None:
        return None if self.product_box is None else margin_figures(self.product_box, self.size)

    @cached_property
    def shadow_share(self) -> float | None:
        """Share of the background that a shadow darkens; None where the ground is not plain."""
        if self.layout is None:
            return None
        background = ~self.layout.product
        visible = self.layout.shadow & (self.ground.deviation >= _VISIBLE_LEVELS)
        return float(visible.sum() / max(1, int(background.sum())))

    @cached_property
    def halo_share(self) -> float:
        """Share of the product's outline that carries a pale fringe; 0 where there is no outline to see."""
        return halo_share(self.ground, self.layout) if self.layout else 0.0

    @cached_property
    def is_pale(self) -> bool:
        """Whether half of the product is near the ground's colour."""
        return self.product is not None and float(np.median(self.ground.deviation[self.product])) < _PALE_LEVELS

    @cached_property
    def lettering(self) -> tuple[Lettering, ...]:
        """Lettering, logos and badges outside the product, boxes in the picture's own pixels."""
        found = list[Lettering]()
        if self.layout is not None:
            marks = marks_outside(self.fine, self.layout, self.ground)
            found += [replace(mark, box=self.whole_box(mark.box)) for mark in marks]
        if self._reader is not None:
            product = None if self.product is None else self.whole_mask(self.product)
            added = None if self.layout is None else self.whole_mask(self.layout.pieces | self.layout.shadow)
            found += read_outside(self.pixels, product, added, self._reader)
        return tuple(found)

    @property
    def can_read(self) -> bool:
        return self._reader is not None

    @cached_property
    def seams(self) -> tuple[Box, ...]:
        """Straight seams from side to side, as thin boxes."""
        return tuple(_shifted(box, self.inside) for box in find_seams(self.pixels[self.inside.slices]))

    @cached_property
    def whole_ground(self) -> Mask | None:
        """The ground at full size; None where it is not plain."""
        return self.whole_mask(self.ground.mask) if self.ground.plain else None

    @cached_property
    def sharpness(self) -> SharpnessFigures:
        return sharpness_of(self.fine)

    @cached_property
    def likeness(self) -> Likeness:
        """Of the product's box by what stands out well: coding noise around it differs from copy to copy."""
        content = None
        if self.layout is not None:
            found = bounding_box((self.layout.product & (self.ground.deviation > _BOLD_LEVELS)).astype(np.float32))
            content = None if found is None else self.whole_box(found)
        return likeness_of(self.pixels, content or self.product_box)

    def is_printed(self, box: Box) -> bool:
        """Tell whether a box lies wholly on the product, where that is known."""
        return self.product is not None and float(self.whole_mask(self.product)[box.slices].mean()) > _WHOLLY

    def ground_against(self, colour: tuple[int, int, int]) -> GroundPixels:
        """Measure the background of a plain picture against a colour, at full size."""
        if colour not in self._against:
            self._against[colour] = ground_pixels(self.pixels, self._occupied, colour)
        return self._against[colour]

    def taken_share(self, zone: Box) -> float | None:
        """Return the share of a zone that product or anything else lies on; None where that cannot be told."""
        if self.product is None:
            return None
        taken = self.product if self.layout is None else ~self.ground.mask & ~self.layout.shadow
        return float(self.whole_mask(taken)[zone.slices].mean())

    @cached_property
    def _against(self) -> dict[tuple[int, int, int], GroundPixels]:
        return {}

    @cached_property
    def _occupied(self) -> Mask:
        """Full-size mask of what is not background: product, its shadow, and marks on the ground."""
        if self.layout is None:
            return np.zeros(self.pixels.shape[:2], dtype=bool)
        shadow = widened(self.layout.natural_shadow, _SHADOW_TAIL)
        return self.whole_mask(self.layout.product | self.layout.pieces | shadow)

    def whole_mask(self, fine: Mask) -> Mask:
        """Return a mask of the fine picture as one of the whole picture."""
        whole = np.zeros(self.pixels.shape[:2], dtype=bool)
        size = self.inside.width, self.inside.height
        whole[self.inside.slices] = cv2.resize(fine.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
        return whole

    def whole_box(self, box: Box) -> Box:
        """Return a box of the fine picture as one of the whole picture."""
        across, down = self.inside.width / self.fine.shape[1], self.inside.height / self.fine.shape[0]
        return Box(
            self.inside.left + int(box.left * across),
            self.inside.top + int(box.top * down),
            self.inside.left + min(self.inside.width, int(np.ceil(box.right * across))),
            self.inside.top + min(self.inside.height, int(np.ceil(box.bottom * down))),
        )


def _shifted(box: Box, origin: Box) -> Box:
    return Box(box.left + origin.left, box.top + origin.top, box.right + origin.left, box.bottom + origin.top)


def _nearly(clear: Box, box: Box) -> bool:
    """Tell whether two boxes differ by coding noise alone: less than a block on each side."""
    gaps = (clear.left - box.left, clear.top - box.top, box.right - clear.right, box.bottom - clear.bottom)
    return max(gaps) <= _NOISE_REACH_PX


@dataclass
class PictureMemory:
    """Keeps the pictures measured last, by their decoded pixels, with the instruments they are measured with."""

    reader: TextReader | None = None
    saliency: Saliency | None = None
    _pictures: OrderedDict[str, Picture] = field(default_factory=OrderedDict[str, Picture])

    def picture(self, file: PictureFile) -> Picture:
        known = self._pictures.pop(file.pixel_hash, None)
        self._pictures[file.pixel_hash] = known or Picture(file.pixels, self.reader, self.saliency)
        while len(self._pictures) > _REMEMBERED:
            self._pictures.popitem(last=False)
        return self._pictures[file.pixel_hash]
