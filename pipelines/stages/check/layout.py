"""What lies on a plain ground: product, shadow, and everything else that is neither."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipelines.stages.check.ground import Ground, connected_to
from pipelines.stages.check.mirrored import find_mirrored
from pipelines.values import Box, Mask, Rgb

_WORK_PX = 1000  # soft shadows and separate objects are told apart at this long side
_SHADOW_STEP, _SHADOW_STEEPER = 1.2, 0.12  # levels a pixel, and more where it is deeper: an outline steps faster
_SHADOW_ROUGH, _SHADOW_ROUGHER = 0.3, 0.02  # levels of grain, and more where a deep core bends
_SHADOW_LEVELS = (3, 5, 8, 11, 15, 20, 27, 36, 48, 64, 85, 113, 150)
_SHADOW_CHROMA = 14.0
_LONGEST_WALK = 160  # of four-connected half-size pixels: eight-connected ones slip through a slanted outline
_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
_SPECK_FRACTION = 2e-6
_FOOT_FRACTION = 0.4  # of the product's height: higher up, what darkens a white ground is no contact shadow
_MIRROR_FRACTION, _MIRROR_CHROMA = 0.75, 70.0  # a reflection lies below that share of the height, and has colour
_IN_SHADOW, _SHADOW_RIM_PX = 0.12, 6  # of the surroundings of a fragment that the shadow or reflection broke into
_INSIDE_HULL = 0.9
_SECOND_OBJECT = 0.06  # of the largest object's area: less is a mark, not a second product


@dataclass(frozen=True)
class Thing:
    """A separate piece on the ground, in the picture's own pixels."""

    box: Box
    area: int


@dataclass(frozen=True, eq=False)
class Layout:
    """Masks have the picture's shape.

    Attributes:
        product: the product's pixels, holes filled.
        shadow: soft, neutral darkening of the ground beside it.
        objects: separate pieces as large as a product could be, the product itself first.
        marks: separate small pieces: lettering, logos, badges, or small parts.
        pieces: the pixels of the marks.
    """

    product: Mask
    pieces: Mask
    shadow: Mask
    objects: tuple[Thing, ...]
    marks: tuple[Thing, ...]

    @cached_property
    def natural_shadow(self) -> Mask:
        """The shadow under and beside the product's foot; soft grey elsewhere is a stain on the ground."""
        rows = np.flatnonzero(self.product.any(axis=1))
        if not len(rows):
            return np.zeros_like(self.shadow)
        natural = self.shadow.copy()
        natural[: int(rows[0] + _FOOT_FRACTION * (rows[-1] - rows[0]))] = False
        return natural


def find_layout(pixels: Rgb, ground: Ground) -> Layout:
    """Return what lies on a plain ground."""
    height, width = pixels.shape[:2]
    body = ~ground.mask
    walked, mirrored = _shadow(pixels, ground), find_mirrored(ground.deviation, body)
    shadow = walked | mirrored
    solid = (body & ~shadow).astype(np.uint8)
    if ground.noise < 1:
        solid = cv2.medianBlur(solid, 3)  # coding noise beside an edge is single pixels
    count, found, stats, _centres = cv2.connectedComponentsWithStats(solid, connectivity=8)
    labels = np.asarray(found, dtype=np.int32)
    speck = max(4, _SPECK_FRACTION * height * width)
    pieces = [index for index in range(1, count) if stats[index, cv2.CC_STAT_AREA] >= speck]
    pieces.sort(key=lambda index: -int(stats[index, cv2.CC_STAT_AREA]))
    things = {index: _thing(stats[index]) for index in pieces}
    hull = _hull(labels, pieces[0]) if pieces else None
    own, objects, marks = _sort(things, hull)
    product, other = np.zeros((2, count), dtype=bool)
    other[pieces] = True
    product[own], other[own] = True, False
    body_of_product = product[labels]
    if hull is not None:
        # A pale product fades into the ground here and there, and the walk slips in: what it took lies in the hull
        slipped = walked & hull & ~mirrored
        body_of_product |= slipped
        shadow &= ~slipped
    loose = other[labels]
    marks, fragments = _apart(marks, shadow, loose, ground)
    for thing in fragments:
        shadow[thing.box.slices] |= loose[thing.box.slices]
    return Layout(body_of_product, loose & ~shadow, shadow, tuple(objects), tuple(marks))


def _apart(marks: list[Thing], shadow: Mask, loose: Mask, ground: Ground) -> tuple[list[Thing], list[Thing]]:
    """Return the marks, and apart from them the fragments of a shadow or reflection that lie against it, as pale."""
    kept, fragments = list[Thing](), list[Thing]()
    reach = _SHADOW_RIM_PX
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    for thing in marks:
        box = thing.box
        view = np.s_[max(0, box.top - reach) : box.bottom + reach, max(0, box.left - reach) : box.right + reach]
        piece, level = loose[view], ground.deviation[view]
        # Around the piece itself: the box of a thin bent rim is mostly bare ground
        rim = (cv2.dilate(piece.astype(np.uint8), kernel) > 0) & ~piece
        beside = rim & shadow[view]
        touches = int(beside.sum()) > _IN_SHADOW * max(1, int(rim.sum()))
        pale = touches and float(np.percentile(level[piece], 90)) <= float(level[beside].max()) + ground.threshold
        (fragments if pale else kept).append(thing)
    return kept, fragments


def _thing(row: NDArray[np.int32]) -> Thing:
    left, top = int(row[cv2.CC_STAT_LEFT]), int(row[cv2.CC_STAT_TOP])
    width, height = int(row[cv2.CC_STAT_WIDTH]), int(row[cv2.CC_STAT_HEIGHT])
    return Thing(Box(left, top, left + width, top + height), int(row[cv2.CC_STAT_AREA]))


def _hull(labels: NDArray[np.int32], label: int) -> Mask:
    """Return the convex hull of a piece."""
    piece = labels == label
    rows = np.flatnonzero(piece.any(axis=1))
    first, last = piece[rows].argmax(axis=1), piece.shape[1] - 1 - piece[rows, ::-1].argmax(axis=1)
    ends = np.concatenate([np.stack([first, rows], axis=1), np.stack([last, rows], axis=1)]).astype(np.int32)
    hull = np.zeros(labels.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(ends), 1)
    return hull > 0


def _sort(things: dict[int, Thing], hull: Mask | None) -> tuple[list[int], list[Thing], list[Thing]]:
    """Return the labels that are product, all product-sized things, and the marks."""
    if hull is None:
        return [], [], []
    (first, largest), *rest = things.items()
    own, objects, marks = [first], [largest], list[Thing]()
    for label, thing in rest:
        if float(hull[thing.box.slices].mean()) > _INSIDE_HULL:
            own.append(label)  # a strand, a bead, a fragment of a white product's shading
        elif thing.area >= _SECOND_OBJECT * largest.area:
            own.append(label)
            objects.append(thing)
        else:
            marks.append(thing)
    return own, objects, marks


def _shadow(pixels: Rgb, ground: Ground) -> Mask:
    """Return the soft, neutral darkening that deepens all the way from the ground towards the product."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.GaussianBlur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (0, 0), 0.8).astype(np.float32)
    red, green, blue = (np.float32(level) - small[..., channel] for channel, level in enumerate(ground.colour))
    depth = np.asarray((red + green + blue) / 3, dtype=np.float32)
    step = np.hypot(cv2.Sobel(depth, cv2.CV_32F, 1, 0), cv2.Sobel(depth, cv2.CV_32F, 0, 1)) / 8
    chroma = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    ground_small = cv2.resize(ground.mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    rows = np.flatnonzero((~ground_small).any(axis=1))
    most_chroma = np.full((size[1], 1), _SHADOW_CHROMA + ground.spread, np.float32)
    if len(rows):
        most_chroma[int(rows[0] + _MIRROR_FRACTION * (rows[-1] - rows[0])) :] = _MIRROR_CHROMA
    # A shadow on a plain ground is smooth; a product has grain, weave, glaze, and an outline
    rough = cv2.blur(cv2.absdiff(depth, cv2.GaussianBlur(depth, (0, 0), 2.5)), (7, 7))
    smooth = rough <= _SHADOW_ROUGH + _SHADOW_ROUGHER * depth + ground.noise
    soft = smooth & (step <= _SHADOW_STEP + _SHADOW_STEEPER * depth) & (chroma <= most_chroma)
    reached = _deepening(depth, soft, ground_small)
    reached = cv2.morphologyEx(reached.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return (cv2.resize(reached, (width, height), interpolation=cv2.INTER_NEAREST) > 0) & ~ground.mask


def _deepening(depth: NDArray[np.float32], soft: Mask, ground: Mask) -> Mask:
    """Return what a walk from the ground reaches over `soft` without coming up again.

    A white product is darkest at its outline and paler inside: a walk would come up, and so stays out.
    """
    reached = np.zeros_like(ground)
    area = _around((soft & ~ground).astype(np.uint8))
    if area is None:
        return reached
    start, part, deep = ground[area], soft[area], depth[area]
    for level in _SHADOW_LEVELS:
        open_now = start | (part & (deep <= level))
        reached[area] |= connected_to(start, open_now) & (deep >= 0.75 * level - 3)
    return _straight_from(ground, reached)


def _straight_from(ground: Mask, soft: Mask) -> Mask:
    """Return what is reached over `soft` from the ground nearest to it.

    A walk that enters a pale product where it stands in its shadow arrives beside ground that an outline shuts off.
    """
    half = ground.shape[1] // 2 + 1, ground.shape[0] // 2 + 1
    # All four pixels must agree: an outline one pixel thin still shuts
    start, passable = (
        (cv2.resize(mask.astype(np.float32), half, interpolation=cv2.INTER_AREA) > 0.99).astype(np.uint8)
        for mask in (ground, soft | ground)
    )
    passable[start > 0] = 0
    kept = np.zeros_like(start)
    if (area := _around(passable)) is not None:
        kept[area] = _walked(start[area], passable[area], cv2.distanceTransform(1 - start, cv2.DIST_L2, 3)[area])
    size = ground.shape[1], ground.shape[0]
    wide = cv2.dilate(cv2.resize(kept, size, interpolation=cv2.INTER_NEAREST), np.ones((3, 3), np.uint8))
    return (wide > 0) & soft & ~ground


def _around(mask: NDArray[np.uint8]) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return slice(max(0, rows[0] - 2), rows[-1] + 3), slice(max(0, columns[0] - 2), columns[-1] + 3)


def _walked(start: NDArray[np.uint8], passable: NDArray[np.uint8], straight: MatLike) -> NDArray[np.uint8]:
    """Return the passable pixels to which the walk from `start` is not much longer than the straight way."""
    front, kept = start, np.zeros_like(start)
    for walked in range(1, _LONGEST_WALK + 1):
        grown = cv2.bitwise_or(cv2.bitwise_and(cv2.dilate(front, _CROSS), passable), front)
        fresh = cv2.subtract(grown, front)
        if not cv2.countNonZero(fresh):
            break
        close = (straight >= walked / 2 - 3).astype(np.uint8)
        kept = cv2.bitwise_or(kept, cv2.bitwise_and(fresh, close))
        front = grown
    return np.asarray(kept, dtype=np.uint8)
