"""How far a cutout is from the exact one. Mattes are float32 in [0, 1], colours sRGB uint8."""

from dataclasses import asdict, dataclass, fields

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.delta_e import delta_e
from pipelines.linear_light import to_linear, to_srgb
from pipelines.values import Mask, Matte, Rgb, bounding_box


@dataclass(frozen=True)
class Figures:
    """One cutout, measured; None where the picture has nothing to measure.

    Attributes:
        iou: of the mattes above one half.
        mae_percent: mean absolute difference of the mattes.
        sad_thousands: the sum of it.
        boundary_f: of the outlines, matched within 2 px.
        hole_recall: share of the enclosed background that is dropped.
        rim_delta_e: CIEDE2000 of the composite on white, in the true soft edge and 2 px around.
        shadow_percent: share of background about the base that is kept.
    """

    iou: float
    mae_percent: float
    sad_thousands: float
    boundary_f: float
    hole_recall: float | None
    rim_delta_e: float
    shadow_percent: float


HIGHER_IS_BETTER = ("iou", "boundary_f", "hole_recall")
NAMES = tuple(field.name for field in fields(Figures))


def measure(matte: Matte, colours: Rgb, true_matte: Matte, true_colours: Rgb) -> Figures:
    """Compare a cutout with the exact one."""
    difference = np.abs(matte - true_matte)
    found, truth = matte > 0.5, true_matte > 0.5
    return Figures(
        iou=np.count_nonzero(found & truth) / max(1, np.count_nonzero(found | truth)),
        mae_percent=100 * float(difference.mean()),
        sad_thousands=float(difference.sum()) / 1000,
        boundary_f=_boundary_f(found, truth),
        hole_recall=_hole_recall(matte, true_matte),
        rim_delta_e=_rim_delta_e(matte, colours, true_matte, true_colours),
        shadow_percent=100 * _leftover_shadow(matte, true_matte),
    )


def mean(figures: list[Figures]) -> dict[str, float]:
    """Average each figure over the pictures that have it."""
    rows = [asdict(row) for row in figures]
    return {name: float(np.mean([row[name] for row in rows if row[name] is not None])) for name in NAMES}


def _boundary_f(found: Mask, truth: Mask) -> float:
    edges = [cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_GRADIENT, _disc(1)) for mask in (found, truth)]
    near = [cv2.dilate(edge, _disc(2)) for edge in edges]
    precision = np.count_nonzero(edges[0] & near[1]) / max(1, np.count_nonzero(edges[0]))
    recall = np.count_nonzero(edges[1] & near[0]) / max(1, np.count_nonzero(edges[1]))
    return 2 * precision * recall / max(1e-9, precision + recall)


def _hole_recall(matte: Matte, true_matte: Matte) -> float | None:
    count, labels = cv2.connectedComponents((true_matte < 0.5).astype(np.uint8), connectivity=4)
    outside = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    hole = ~np.isin(labels, [0, *outside]) & (true_matte < 0.05)
    if count < 2 or np.count_nonzero(hole) < 64:
        return None
    return float((matte[hole] < 0.5).mean())


def _rim_delta_e(matte: Matte, colours: Rgb, true_matte: Matte, true_colours: Rgb) -> float:
    soft = ((true_matte > 0) & (true_matte < 1)).astype(np.uint8)
    rim = cv2.dilate(soft, _disc(2)) > 0
    ours, theirs = (_on_white(colours[rim], matte[rim]), _on_white(true_colours[rim], true_matte[rim]))
    return float(delta_e(ours, theirs).mean())


def _on_white(colours: Rgb, matte: Matte) -> Rgb:
    alpha = matte[:, None]
    return to_srgb(to_linear(colours[None])[0] * alpha + (1 - alpha))[None]


def _leftover_shadow(matte: Matte, true_matte: Matte) -> float:
    box = bounding_box(true_matte)
    if box is None:
        return 0.0
    reach = round(0.15 * box.height)
    base = np.zeros(matte.shape, bool)
    base[max(0, box.bottom - reach) : box.bottom + reach, max(0, box.left - reach) : box.right + reach] = True
    base &= cv2.dilate((true_matte > 0).astype(np.uint8), _disc(3)) == 0
    return float((matte[base] > 0.1).mean()) if base.any() else 0.0


def _disc(radius_px: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius_px + 1,) * 2), np.uint8)
