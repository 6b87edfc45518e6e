"""Help for hard cases: a box, keep and drop strokes, an edge shift. The same touch-up gives the same matte."""

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from pipelines.channels import squared
from pipelines.stages.cutout.guided_filter import as_guide, fit_lines
from pipelines.stages.cutout.morphology import grown
from pipelines.values import Box, Mask, Matte, Rgb

_SPREAD = 8  # how far a stroke may speak for its surroundings, in times its radius
_PALETTE = 8  # colours that stand for a stroke, and for what is against it
_SOLVED_PX = 640  # long side at which a stroke's surroundings are worked out


class Stroke(BaseModel):
    """A brush's path: (x, y) points in the photo's pixels, and half the brush's width."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: tuple[tuple[float, float], ...] = Field(min_length=1)
    radius_px: float = Field(gt=0, le=2000)


class Touchup(BaseModel):
    """What a person corrected.

    Attributes:
        box: outside is backdrop, and the engine looks at the inside only.
        keep: strokes over product.
        drop: strokes over backdrop; where both cross, drop wins.
        edge_shift_px: the outline moved outward by so many pixels; negative moves it inward.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    box: Box | None = None
    keep: tuple[Stroke, ...] = ()
    drop: tuple[Stroke, ...] = ()
    edge_shift_px: float = Field(default=0.0, ge=-50, le=50)


def touched_up(pixels: Rgb, matte: Matte, touchup: Touchup) -> Matte:
    """Return the matte with the strokes obeyed, what is alike around them following, and the outline shifted."""
    for strokes, value in ((touchup.keep, 1), (touchup.drop, 0)):
        for stroke in strokes:
            matte = _followed(pixels, matte, stroke, value)
    for strokes, value in ((touchup.keep, 1), (touchup.drop, 0)):
        matte = np.where(_drawn(strokes, matte.shape), np.float32(value), matte)
    return _shifted(matte, touchup.edge_shift_px) if touchup.edge_shift_px else matte


def _followed(pixels: Rgb, matte: Matte, stroke: Stroke, value: int) -> Matte:
    """Give `value` to what joins the stroke and has its colours rather than those of what it speaks against."""
    window = _window(stroke, matte.shape)
    near, before = pixels[window], matte[window]
    painted = _drawn((stroke,), matte.shape)[window]
    if not painted.any():
        return matte
    scale = min(1.0, _SOLVED_PX / max(before.shape))
    size = max(1, round(before.shape[1] * scale)), max(1, round(before.shape[0] * scale))
    small = np.asarray(cv2.resize(near, size, interpolation=cv2.INTER_AREA), np.uint8)
    brush = cv2.resize(painted.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
    reach = max(1, round(stroke.radius_px * _SPREAD * scale))
    old = cv2.resize(before, size, interpolation=cv2.INTER_AREA)
    joined = _joined(small, brush, old < 0.5 if value else old > 0.5, reach)
    guide = as_guide(small)
    wanted = np.where(joined, np.float32(value), old)
    solved = fit_lines(guide, wanted, 4, 1e-4).at(before.shape).read(as_guide(near))
    zone = cv2.resize(grown(joined, 3).astype(np.uint8), before.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    after = matte.copy()
    sharp = np.clip((solved - 0.2) / 0.6, 0, 1)
    after[window] = np.where(zone, np.maximum(before, sharp) if value else np.minimum(before, sharp), before)
    return after


def _joined(pixels: Rgb, brush: Mask, other: Mask, reach: int) -> Mask:
    """What may follow the brush: nearer to its colours than to the others', within reach, and touching it."""
    lab = np.asarray(cv2.cvtColor(as_guide(pixels), cv2.COLOR_RGB2LAB), np.float32)
    against = other & ~grown(brush, reach)
    own = _distance(lab, _palette(lab[brush]))
    alike = own < 12
    if against.any():
        alike &= own < _distance(lab, _palette(lab[against]))
    candidates = (alike & other & grown(brush, reach)) | brush
    _, labels = cv2.connectedComponents(candidates.astype(np.uint8), connectivity=8)
    return candidates & np.isin(labels, np.unique(labels[brush]))


def _palette(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """A few colours that stand for many: k-means from evenly spaced lightness, so that it repeats exactly."""
    ordered = colours[np.argsort(colours[:, 0], kind="stable")]
    ordered = ordered[np.linspace(0, len(ordered) - 1, min(len(ordered), 2000)).astype(int)]
    centres = ordered[np.linspace(0, len(ordered) - 1, min(len(ordered), _PALETTE)).astype(int)]
    for _ in range(6):
        nearest = ((ordered[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.stack(
            [ordered[nearest == k].mean(axis=0) if (nearest == k).any() else c for k, c in enumerate(centres)]
        )
    return centres


def _distance(lab: NDArray[np.float32], palette: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.sqrt(np.min([squared(lab - colour) for colour in palette], axis=0))


def _window(stroke: Stroke, shape: tuple[int, ...]) -> tuple[slice, slice]:
    points = np.array(stroke.points)
    reach = stroke.radius_px * (_SPREAD + 2) + 8
    (left, top), (right, bottom) = points.min(axis=0) - reach, points.max(axis=0) + reach
    rows = slice(int(np.clip(top, 0, shape[0] - 1)), int(np.clip(bottom, 1, shape[0])))
    return rows, slice(int(np.clip(left, 0, shape[1] - 1)), int(np.clip(right, 1, shape[1])))


def _drawn(strokes: tuple[Stroke, ...], shape: tuple[int, ...]) -> Mask:
    canvas = np.zeros(shape[:2], np.uint8)
    for stroke in strokes:
        points = np.rint(np.array(stroke.points)).astype(np.int32)
        cv2.polylines(
            canvas, [points.reshape(-1, 1, 2)], isClosed=False, color=1, thickness=max(1, round(2 * stroke.radius_px))
        )
        for x, y in points:
            cv2.circle(canvas, (int(x), int(y)), max(1, round(stroke.radius_px)), 1, cv2.FILLED)
    return canvas > 0


def _shifted(matte: Matte, shift_px: float) -> Matte:
    """Move the outline along its normal by reading the soft edge off the signed distance to it."""
    inside = (matte > 0.5).astype(np.uint8)
    outward = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5) - cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    outward += np.where(inside > 0, 0.5, -0.5)
    moved = np.clip(0.5 + shift_px - outward, 0, 1).astype(np.float32)
    return np.maximum(matte, moved) if shift_px > 0 else np.minimum(matte, moved)
