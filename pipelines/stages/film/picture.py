"""A picture of the product before its ground, and a camera that goes over it: in two layers, or by the ground's depth.

The product is only ever scaled and moved: its layer is the photograph's own pixels.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from pipelines.footage import Frame, Rgba
from pipelines.stages.film.nearness import LENS, Near, seen_nearer
from pipelines.values import Rgb
from presets.films.schema import Move

_INK = 127  # of a product's alpha: what is fainter is edge and shadow
_LEAST = 1.02  # a camera that may come no nearer at all would stand still
_MARGIN = 0.02  # of a picture's shorter side, between its edge and the product


@dataclass(frozen=True)
class Moment:
    """Where the camera is: as `Move`, at one moment."""

    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    lead: float = 0.0


def moment_of(move: Move, share: float) -> Moment:
    """Return where a move is after a share of its time; it starts and ends gently."""
    eased = share * share * (3 - 2 * share) * 0.5 + share * 0.5
    zoom, (start, end) = move.zoom, move.shift
    return Moment(
        zoom[0] + (zoom[1] - zoom[0]) * eased,
        (start[0] + (end[0] - start[0]) * eased, start[1] + (end[1] - start[1]) * eased),
        move.lead * (eased if zoom[1] >= zoom[0] else 1 - eased),
    )


@dataclass(frozen=True, eq=False)
class LayeredPicture:
    """A product before its ground.

    Attributes:
        ground: all but the product, shadows on it included.
        product: sRGB and alpha, the colours already multiplied by alpha, `finer` times finer than the ground.
        left, top: of the product's layer, in pixels of the ground.
        foot: where the product stands, in pixels of the ground: what both layers grow about.
        near: how near the ground's parts are; where it is known, each moves by its own depth, else all move as one.
    """

    ground: Rgb
    product: Rgba
    finer: float
    left: float
    top: float
    foot: tuple[float, float]
    near: Near | None = None

    def __post_init__(self) -> None:
        self.ground.setflags(write=False)
        self.product.setflags(write=False)

    def drawn(self, moment: Moment) -> Rgb:
        """Return the picture as the camera sees it at a moment, of the ground's shape."""
        height, width = self.ground.shape[:2]
        shift = self._shift(moment)
        if moment.zoom == 1 and (moment.lead == 0 or self.near is None):
            canvas = self.ground.copy()
        elif self.near is not None:
            zooms = moment.zoom**LENS, moment.zoom * (1 + moment.lead)
            canvas = seen_nearer(self._padded, self.near, self.foot, zooms, shift)
        else:
            matrix = _matrix(moment.zoom, self.foot, shift)
            warped = cv2.warpAffine(self._padded, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
            canvas = np.asarray(cv2.cvtColor(warped, cv2.COLOR_RGBA2RGB), np.uint8)
        self._product(moment.zoom * (1 + moment.lead), shift).laid_on(canvas)
        return canvas

    def within(self, move: Move) -> Move:
        """Return a move, smaller where it would push the product's top or sides out of the picture."""
        peak, most = max(move.zoom) * (1 + move.lead), self._most
        if peak <= most:
            return move
        part = (most - 1) / (peak - 1)
        one, two = (1 + (zoom - 1) * part for zoom in move.zoom)
        return move.model_copy(update={"zoom": (one, two), "lead": move.lead * part})

    @cached_property
    def _most(self) -> float:
        """How far the product may grow about its foot and keep a margin; without bounds where it is cut at rest."""
        height, width = self.ground.shape[:2]
        ink = self.product[..., 3] > _INK
        if not ink.any():
            return float("inf")
        columns = np.flatnonzero(ink.any(axis=0)) / self.finer + self.left
        top = float(np.flatnonzero(ink.any(axis=1))[0]) / self.finer + self.top
        (x, y), margin = self.foot, _MARGIN * min(height, width)
        sides = ((y, y - top), (x, x - float(columns[0])), (width - x, float(columns[-1]) - x))
        if any(reach > room for room, reach in sides):
            return float("inf")
        return max(_LEAST, min((room - margin) / reach for room, reach in sides if reach > 0))

    def product_at_rest(self) -> Rgba:
        """Return the product alone where it is before the camera moves, of the ground's shape."""
        height, width = self.ground.shape[:2]
        page = np.zeros((height, width, 4), np.uint8)
        frame = self._product(1.0, (0.0, 0.0))
        top, left = max(0, frame.top), max(0, frame.left)
        part = frame.pixels[top - frame.top :, left - frame.left :][: height - top, : width - left]
        page[top : top + part.shape[0], left : left + part.shape[1]] = part
        return page

    @cached_property
    def _padded(self) -> Rgba:
        """The ground with a fourth channel: OpenCV warps four channels nearly three times as fast as three."""
        return np.asarray(cv2.cvtColor(self.ground, cv2.COLOR_RGB2RGBA), np.uint8)

    def _shift(self, moment: Moment) -> tuple[float, float]:
        """Return the shift in pixels, as far as no edge is bared."""
        height, width = self.ground.shape[:2]
        (x, y), room = self.foot, moment.zoom ** (1 if self.near is None else LENS) - 1
        return (
            min(max(moment.shift[0] * width, -room * (width - x)), room * x),
            min(max(moment.shift[1] * height, -room * (height - y)), room * y),
        )

    def _product(self, zoom: float, shift: tuple[float, float]) -> Frame:
        scale = zoom / self.finer
        x = zoom * (self.left - self.foot[0]) + self.foot[0] + shift[0]
        y = zoom * (self.top - self.foot[1]) + self.foot[1] + shift[1]
        left, top = int(np.floor(x)), int(np.floor(y))
        height, width = self.product.shape[:2]
        size = int(np.ceil(width * scale + x - left)), int(np.ceil(height * scale + y - top))
        # Pixels' middles, not corners, are what a warp speaks of.
        offset_x, offset_y = x - left + 0.5 * scale - 0.5, y - top + 0.5 * scale - 0.5
        matrix = np.array([[scale, 0, offset_x], [0, scale, offset_y]])
        seen = cv2.warpAffine(self.product, matrix, size, borderMode=cv2.BORDER_CONSTANT)
        return Frame(np.asarray(seen, np.uint8), left, top)


def enlarged(picture: LayeredPicture, scale: float) -> LayeredPicture:
    """Return a picture whose ground is so many times as large; the product's pixels stay the photograph's."""
    height, width = picture.ground.shape[:2]
    size = round(width * scale), round(height * scale)
    ground = np.asarray(cv2.resize(picture.ground, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    left, top, foot = picture.left * scale, picture.top * scale, (picture.foot[0] * scale, picture.foot[1] * scale)
    return LayeredPicture(ground, picture.product, picture.finer / scale, left, top, foot, picture.near)


def _matrix(zoom: float, foot: tuple[float, float], shift: tuple[float, float]) -> np.ndarray:
    x, y = foot[0] - 0.5, foot[1] - 0.5
    return np.array([[zoom, 0, x - zoom * x + shift[0]], [0, zoom, y - zoom * y + shift[1]]])
