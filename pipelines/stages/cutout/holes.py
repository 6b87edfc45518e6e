"""Gaps through the product in which the backdrop shows: a basket's lattice, a whisk's wires."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.cutout.backdrop_model import Backdrop, model_backdrop
from pipelines.stages.cutout.morphology import disc, grown, labelled, shrunken
from pipelines.values import Mask, Matte, Rgb, bounding_box

# Distances from the backdrop, in times its unevenness.
_IS_BACKDROP, _MAY_BE, _IS_PRODUCT = 3.0, 5.5, 8.0
_FADES = 3.0
_DEEPEST = 14.0  # what saturated ground turns to where it glows into its own shadows
_ROUNDS, _WORTH_A_ROUND = 3, 0.05
_MANY = 8  # so many small gaps are a lattice; fewer may be print, unless the map doubts them too
_LATTICE = 20  # so many gaps, and what is backdrop is told by colour everywhere in the product
_LARGE = 0.02  # inradius over the product's long side: a gap of a network's own resolution
_WIDE = 4  # times that: a ring's or a handle's opening
_CERTAIN = 0.9  # of the map
_MOSTLY = 0.4  # share of the map's product that is gap in a thing of wires or a loop
_BLUR = 1.5  # below the valley a gap's own grain ends and wires that the lens blurs begin
_LEAK = 0.12  # of the widest gap's radius: half the width of a leak
_LOBE = 0.8  # of it: what a gap has beyond discs of that radius is a corner where its edge is clear, else a leak
_UNCLEAR = 0.25  # share of a lobe's edge that may hardly differ from the backdrop
_CORNER = 0.004  # of the long side: half the width of a lobe worth a look
_BRIDGE = 0.4  # of the widest gap's radius: shadows between gaps are no wider
_COARSE_PX = 24  # the widest gap's radius, at the size where that is judged
_BIN = 0.5  # of the histogram of distances
_WIRE_PX = 5  # what is thinner may cross a large gap
_LEFT_OVER = 0.15  # share of what looks like backdrop that need not be a gap
_SEPARATES = 0.015  # share of the product that may look like backdrop before colour means nothing


@dataclass(frozen=True, eq=False)
class _Gaps:
    """Candidate gaps, one entry a label; entry 0 is the ground.

    Attributes:
        labels: each pixel's gap.
        area, radius: px.
        contrast: mean distance from the backdrop just around the gap.
        blurred: share of what is just around that hardly differs from the backdrop.
        doubt: mean of the map inside.
    """

    labels: NDArray[np.int32]
    area: NDArray[np.float64]
    radius: NDArray[np.float64]
    contrast: NDArray[np.float64]
    blurred: NDArray[np.float64]
    doubt: NDArray[np.float64]


def open_holes(pixels: Rgb, coarse: Matte) -> Matte:
    """Return the map with gaps opened where the backdrop shows through, with a clear edge all around.

    A product of which much resembles its backdrop, gaps aside, is left as it is: it may be glass, or white on white.
    What an opened gap shows tells more of the backdrop, so that large ones are looked through again.
    """
    for _ in range(_ROUNDS):
        opened = _opened(pixels, coarse)
        if np.abs(opened - coarse).sum() < _WORTH_A_ROUND * coarse.sum():
            return opened
        coarse = opened
    return coarse


def _opened(pixels: Rgb, coarse: Matte) -> Matte:
    backdrop = model_backdrop(pixels, coarse)
    if backdrop is None:
        return coarse
    told = _gaps_told(backdrop, coarse)
    if told is None:
        return coarse
    distance, gaps, limit = told
    near = _reach(gaps) if limit <= _IS_BACKDROP else np.ones_like(gaps)
    gaps = _spread(gaps, (distance < max(_MAY_BE, limit)) & (coarse > 0.3) & near)
    gaps = _without_lobes(gaps, distance, limit)
    fades = max(_FADES, limit - _BLUR)
    explained = np.clip((distance - fades) / max(_IS_PRODUCT - fades, _BLUR), 0, 1)
    if labelled(gaps, 4)[0] > _LATTICE:
        return np.minimum(coarse, np.where(coarse > 0.3, explained, 1)).astype(np.float32)
    return np.where(grown(gaps, 2), np.minimum(coarse, explained), coarse).astype(np.float32)


def _gaps_told(backdrop: Backdrop, coarse: Matte) -> tuple[NDArray[np.float32], Mask, float] | None:
    """The gaps, the distances that tell them, and up to where; None where colour tells nothing of the product."""
    lit, shaded = backdrop.from_lit, backdrop.from_shaded
    valley = _valley(shaded[coarse > _CERTAIN])
    clean = _accepted(shaded, coarse, valley)
    mostly = np.count_nonzero(clean) > _MOSTLY * np.count_nonzero(coarse > _CERTAIN)  # less may be print
    if mostly and separates(shaded, clean, coarse):
        return shaded, clean, valley
    gaps = _accepted(lit, coarse)
    if not separates(lit, gaps, coarse):
        return None
    wider = _accepted(shaded, coarse) & _reach(gaps)
    if np.count_nonzero(wider & ~gaps) <= np.count_nonzero(gaps) and separates(shaded, wider, coarse):
        return shaded, wider, _IS_BACKDROP
    return lit, gaps, _IS_BACKDROP


def separates(distance: NDArray[np.float32], gaps: Mask, coarse: Matte) -> bool:
    """Whether colour tells the product, gaps aside, from the backdrop."""
    certain = coarse > _CERTAIN
    alike = certain & (distance < _IS_BACKDROP)
    unclear = np.count_nonzero(alike & ~grown(gaps, 1))
    return bool(unclear <= max(_SEPARATES * np.count_nonzero(certain), _LEFT_OVER * np.count_nonzero(alike)))


def _reach(gaps: Mask) -> Mask:
    """Where shadowed backdrop may belong to the gaps found in the light: between them, and not far off."""
    radius_px = _inradius_px(gaps)
    if not radius_px:
        return np.ones_like(gaps)
    step = max(1.0, radius_px / _COARSE_PX)
    small = cv2.resize(gaps.astype(np.uint8), None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_NEAREST)
    margin = round(_BRIDGE * _COARSE_PX) + 1
    padded = np.pad(small, margin)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, disc(max(1, round(_BRIDGE * radius_px / step))))
    inner = closed[margin:-margin, margin:-margin]
    return grown(cv2.resize(inner, gaps.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, 3)


def _inradius_px(mask: Mask) -> float:
    return float(cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5).max()) if mask.any() else 0.0


def _spread(gaps: Mask, similar: Mask) -> Mask:
    """The gaps and what is similar to backdrop and joins one, unless that is the larger part."""
    if not gaps.any():
        return gaps
    _, labels, _ = labelled(similar | gaps, 4)
    wider = np.isin(labels, np.unique(labels[gaps])) & (similar | gaps)
    return wider if np.count_nonzero(wider) < 2 * np.count_nonzero(gaps) else gaps


def _accepted(distance: NDArray[np.float32], coarse: Matte, limit: float = _IS_BACKDROP) -> Mask:
    """The gaps that have a clear edge; with a wider limit a clean one all around, and a large one among them."""
    box = bounding_box(coarse)
    large_px = max(2, round(_LARGE * max(box.width, box.height))) if box else 2
    gaps = _gaps(distance, coarse, large_px, limit)
    shadowed = (gaps.radius > _WIDE * large_px) & (limit <= _IS_BACKDROP)  # shadows blur a wide gap's edge in places
    clear = (gaps.contrast > 6) & (gaps.blurred < np.where(shadowed, 0.4, 0.12)) & (gaps.area >= 10)
    clear[0] = False
    small = clear & (gaps.radius <= large_px)
    if limit > _IS_BACKDROP and np.array_equal(small, clear):
        clear[:] = False
    if np.count_nonzero(small) < _MANY:
        clear &= ~small | (gaps.doubt < 0.6)
    return _unleaked(clear[gaps.labels])


def _unleaked(gaps: Mask) -> Mask:
    """The gaps without what hangs on a wide one by a leak: dull metal beyond a ring's bright edge."""
    neck_px = round(_LEAK * _inradius_px(gaps))
    if neck_px < 2:
        return gaps
    count, labels, _ = labelled(gaps, 4)
    wide = grown(shrunken(gaps, neck_px), neck_px + 2) & gaps
    widened = np.zeros(count, bool)
    widened[np.unique(labels[wide])] = True
    return wide | (gaps & ~widened[labels])


def _without_lobes(gaps: Mask, distance: NDArray[np.float32], limit: float) -> Mask:
    """The gaps without the lobes of the widest that end at no clear edge: metal that mirrors its ground, beside it."""
    radius_px, corner_px = _LOBE * _inradius_px(gaps), max(2, round(_CORNER * max(gaps.shape)))
    if radius_px < 2 * corner_px:
        return gaps
    round_part = _opened_by(gaps, radius_px)
    _, owners, _ = labelled(gaps, 4)
    lobes = gaps & np.isin(owners, np.unique(owners[round_part])) & ~round_part
    count, labels, _ = labelled(grown(shrunken(lobes, corner_px), corner_px) & lobes, 4)
    around = np.where(grown(gaps, 1), 0, cv2.dilate(labels.astype(np.float32), disc(5))).astype(np.int32)
    edge = np.maximum(np.bincount(around.ravel(), minlength=count), 1)
    unclear = np.bincount(around.ravel(), (distance < limit + _IS_BACKDROP).ravel(), count) / edge > _UNCLEAR
    unclear[0] = False
    return (gaps & ~grown(unclear[labels], corner_px)) | round_part


def _opened_by(mask: Mask, radius_px: float) -> Mask:
    """What discs of that radius can cover of the mask, and 2 px around."""
    wide = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1] > radius_px
    return mask & (cv2.distanceTransform((~wide).astype(np.uint8), cv2.DIST_L2, 5) <= radius_px + 2)


def _gaps(distance: NDArray[np.float32], coarse: Matte, large_px: int, limit: float) -> _Gaps:
    inside = shrunken(coarse > 0.3, 1)
    alike = ((distance < limit) & inside).astype(np.uint8)
    merged = cv2.min(cv2.morphologyEx(alike, cv2.MORPH_CLOSE, disc(_WIRE_PX)), inside.astype(np.uint8))
    small = cv2.morphologyEx(alike, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    alike = np.asarray(cv2.max(small, cv2.morphologyEx(merged, cv2.MORPH_OPEN, disc(large_px))), np.uint8)
    count, labels, stats = labelled(alike > 0, 4)
    radius = np.zeros(count)
    np.maximum.at(radius, labels.ravel(), cv2.distanceTransform(alike, cv2.DIST_L2, 5).ravel())
    around, owner = _around(alike, labels)
    edge = np.maximum(np.bincount(owner, minlength=count), 1)
    beyond = np.minimum(distance[around], 20)
    area = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    return _Gaps(
        labels,
        area,
        radius,
        np.bincount(owner, beyond, count) / edge,
        np.bincount(owner, beyond < limit + _IS_BACKDROP, count) / edge,
        np.bincount(labels.ravel(), coarse.ravel(), count) / np.maximum(area, 1),
    )


def _valley(distances: NDArray[np.float32]) -> float:
    """Where backdrop seen through gaps ends and product begins: the emptiest place in the histogram of distances."""
    counts, edges = np.histogram(distances, bins=np.arange(_IS_BACKDROP, _DEEPEST + _BIN / 2, _BIN))
    spread = np.convolve(counts, np.ones(3), "valid")
    return float(edges[int(spread.argmin())])


def _around(alike: NDArray[np.uint8], labels: NDArray[np.int32]) -> tuple[Mask, NDArray[np.int32]]:
    """The pixels 2 to 5 px outside a gap, and whose they are; a gap at the outline has backdrop there."""
    away, found = cv2.distanceTransformWithLabels(1 - alike, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP)
    nearest = np.asarray(found, np.int32)
    owners = np.zeros(int(nearest.max()) + 1, np.int32)
    known, first = np.unique(labels, return_index=True)
    rising = np.argsort(np.bincount(labels.ravel())[known], kind="stable")
    known, first = known[rising], first[rising]  # of gaps that touch at a corner the largest counts
    owners[nearest.ravel()[first[known > 0]]] = known[known > 0]
    around = (away > 2) & (away < 5)
    return np.asarray(around), owners[nearest[around]]
