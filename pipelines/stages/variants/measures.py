"""What can be measured of a picture as a shopper first meets it: small, among others, on a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.delta_e import delta_e
from pipelines.hex_colour import rgb_of
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.cutout.saliency import resized, shrunk
from pipelines.stages.variants.spectral import spectral_residual
from pipelines.values import Box, Mask, Matte, Rgb

TILE_PX = 160  # side of a result's square on a phone, two beside each other in 390 points
_SEEN_PX = 2 * TILE_PX  # long side at which the product is looked for: figures are of the tile
PHONE_PX = 390  # width of a phone's screen in points
PAGES = ("#ffffff", "#f3f3f3")  # grounds of result pages
_TOLD_APART = 2.3  # CIEDE2000; just noticeable: Mahy, van Eycken, Oosterlinck, Color Research and Application 19 (1994)
# Smaller differences are a tie: half a per cent of the tile, one step of CIEDE2000, half a point of a letter
_STEPS = {"share": 0.005, "outline": 1.0, "on_page": 1.0, "attention": 0.02, "letter_px": 0.5}
_RIM_PX = 2
_FRAME_PX = 2

Attention = Callable[[Rgb], Matte]
"""Pixels to a map of the same height and width in [0, 1]: 1 draws the eye most."""


@dataclass(frozen=True)
class Measured:
    """Figures of one picture, none of them a promise of clicks; more is better for each.

    Attributes:
        share: of a square tile that the product covers.
        outline: how far the product stands out from what is around it in the picture: the median CIEDE2000 difference
            across its outline, at tile size.
        on_page: the same between what meets the page and the page: the picture's frame, or the product's outline where
            the frame is of the page's own colour; the least of the pages asked for.
        attention: share of what draws the eye that is on the product (the energy-based pointing game of Wang et al.,
            "Score-CAM", CVPRW 2020).
        letter_px: height of the lowest line of lettering where the picture is as wide as a phone, in points; None
            without lettering. Apple's Human Interface Guidelines ask for 11 points.
    """

    share: float
    outline: float
    on_page: float
    attention: float
    letter_px: float | None = None


def measure(
    pixels: Rgb,
    product: Mask,
    lines: Sequence[TextLine] = (),
    attention: Attention = spectral_residual,
    pages: Sequence[str] = PAGES,
) -> Measured:
    """Return the figures of a picture.

    Args:
        product: where the product is, of the picture's height and width.
        lines: of lettering, in the picture's own pixels.

    Raises:
        ValueError: the mask is of another size, or holds nothing.
    """
    if product.shape != pixels.shape[:2]:
        raise ValueError(f"A mask of {product.shape} does not fit pixels of {pixels.shape}.")
    tile, inside = _tile(pixels, product)
    if not inside.any():
        raise ValueError("The product is smaller than a pixel of a result's tile, so that nothing can be measured.")
    drawn = attention(tile)
    return Measured(
        share=float(inside.sum()) / TILE_PX**2,
        outline=_outline(tile, inside),
        on_page=min(_on_page(tile, inside, page) for page in pages),
        attention=float(drawn[inside].sum()) / max(float(drawn.sum()), 1e-6),
        letter_px=_letter_px(lines, pixels.shape[1]),
    )


@dataclass(frozen=True)
class Ranked:
    """One picture among others.

    Attributes:
        places: measure -> its place there, 1 is best; ties share the mean of their places.
        mean_place: over all measures.
    """

    name: str
    places: Mapping[str, float]
    mean_place: float


def rank(measured: Mapping[str, Measured]) -> tuple[Ranked, ...]:
    """Return pictures in order of their mean place over all measures that each of them has (Borda's count).

    It tells how pictures measure against each other, not which will sell: that is what the experiment is for.
    """
    kinds = [one.name for one in fields(Measured) if all(getattr(m, one.name) is not None for m in measured.values())]
    places = {kind: _places([round(getattr(one, kind) / _STEPS[kind]) for one in measured.values()]) for kind in kinds}
    ranked = []
    for index, name in enumerate(measured):
        own = {kind: places[kind][index] for kind in kinds}
        ranked.append(Ranked(name, own, sum(own.values()) / max(len(own), 1)))
    return tuple(sorted(ranked, key=lambda one: one.mean_place))


def product_mask(pixels: Rgb, find: Attention, box: Box | None = None) -> Mask:
    """Return where the product is.

    Args:
        find: a network's map of what is a thing of its own, such as the checker's.
        box: that the product lies in, where it is known; other things are left out.
    """
    found = resized(find(shrunk(pixels, _SEEN_PX)), pixels.shape) > 0.5
    if box is None:
        return found
    inside = np.zeros(found.shape, np.bool_)
    inside[box.slices] = True
    return found & inside


def _places(values: Sequence[int]) -> list[float]:
    return [1 + sum(other > value for other in values) + (values.count(value) - 1) / 2 for value in values]


def _tile(pixels: Rgb, product: Mask) -> tuple[Rgb, Mask]:
    """A picture and its product as small as a result shows them."""
    scale = TILE_PX / max(pixels.shape[:2])
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    share = cv2.resize(product.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8), share > 0.5


def _rims(inside: Mask) -> tuple[Mask, Mask]:
    """The outline's two sides: a band within the product, and one around it."""
    kernel = np.ones((3, 3), np.uint8)
    area = inside.astype(np.uint8)
    shrunk = cv2.erode(area, kernel, iterations=_RIM_PX, borderValue=1)
    grown = cv2.dilate(area, kernel, iterations=_RIM_PX)
    return inside & ~shrunk.astype(bool), grown.astype(bool) & ~inside


def _outline(tile: Rgb, inside: Mask) -> float:
    """Each pixel of the inner band against the mean of the outer band beside it."""
    inner, outer = _rims(inside)
    if not outer.any() or not inner.any():
        return 0.0
    beside = _mean_beside(tile, outer)
    return float(np.median(delta_e(tile[inner], beside[inner])))


def _mean_beside(tile: Rgb, outer: Mask) -> Rgb:
    side = 4 * _RIM_PX + 1
    weight = cv2.blur(outer.astype(np.float32), (side, side))
    kept = tile.astype(np.float32) * outer[..., None]
    mean = cv2.blur(kept, (side, side)) / np.maximum(weight, 1e-6)[..., None]
    return np.clip(mean, 0, 255).astype(np.uint8)


def _on_page(tile: Rgb, inside: Mask, page: str) -> float:
    frame = np.ones(inside.shape, np.bool_)
    frame[_FRAME_PX:-_FRAME_PX, _FRAME_PX:-_FRAME_PX] = False
    met = _from_page(tile[frame], page)
    if met > _TOLD_APART:
        return met
    inner, _outer = _rims(inside)
    return _from_page(tile[inner], page)


def _from_page(pixels: Rgb, page: str) -> float:
    ground: NDArray[np.uint8] = np.broadcast_to(np.array(rgb_of(page), np.uint8), pixels.shape)
    return float(np.median(delta_e(pixels, np.ascontiguousarray(ground))))


def _letter_px(lines: Sequence[TextLine], width: int) -> float | None:
    heights = [line.size[1] for line in lines]
    return min(heights) * PHONE_PX / width if heights else None
