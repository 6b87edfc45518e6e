"""The colour guided filter (He, Sun and Tang, 2013): a matte made to follow a picture's edges."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.channels import Plane, inner
from pipelines.values import Linear, Matte, Rgb


@dataclass(frozen=True, eq=False)
class LocalLines:
    """A matte as a local line in colour: matte = slope . colour + offset.

    Fitted at one size, it may be read off a larger version of the same picture, whose edges the matte then has.
    """

    slope: Linear
    offset: Plane

    def at(self, shape: tuple[int, ...]) -> "LocalLines":
        """Return the lines for a picture of (height, width, ...)."""
        size = shape[1], shape[0]
        if self.offset.shape == shape[:2]:
            return self
        slope, offset = (np.asarray(cv2.resize(part, size), np.float32) for part in (self.slope, self.offset))
        return LocalLines(slope, offset)

    def read(self, guide: Linear, rows: slice = slice(None)) -> Matte:
        """Return the matte of the guide, float32 in [0, 1], which shows the given rows of the lines' picture."""
        return np.clip(inner(self.slope[rows], guide) + self.offset[rows], 0, 1).astype(np.float32)


def as_guide(pixels: Rgb) -> Linear:
    """Return the pixels as float32 in [0, 1]."""
    return np.multiply(pixels, np.float32(1 / 255), dtype=np.float32)


def fit_lines(guide: Linear, matte: Matte, radius_px: int, epsilon: float) -> LocalLines:
    """Fit the matte to the guide in every square window.

    Args:
        guide: float32 (height, width, 3) in [0, 1].
        matte: of the same height and width.
        radius_px: of the window.
        epsilon: colour variance below which the guide counts as flat.
    """
    window = 2 * radius_px + 1, 2 * radius_px + 1

    def mean(values: Plane) -> Plane:
        return np.asarray(cv2.blur(values, window, borderType=cv2.BORDER_REFLECT), np.float32)

    centre, level = mean(guide), mean(matte)
    cross = mean(guide * matte[..., None]) - centre * level[..., None]
    pairs = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    spread = [mean(guide[..., i] * guide[..., j]) - centre[..., i] * centre[..., j] for i, j in pairs]
    slope = _solved([np.asarray(part, np.float32) for part in spread], np.asarray(cross, np.float32), epsilon)
    return LocalLines(mean(slope), mean(level - inner(slope, centre)))


def _solved(spread: list[Plane], cross: Linear, epsilon: float) -> Linear:
    """Solve every pixel's symmetric 3 x 3 system by cofactors."""
    rr, rg, rb, gg, gb, bb = spread
    rr, gg, bb = rr + epsilon, gg + epsilon, bb + epsilon
    c_rr, c_rg, c_rb = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c_gg, c_gb, c_bb = rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg
    det = np.maximum(rr * c_rr + rg * c_rg + rb * c_rb, 1e-15)
    x, y, z = cross[..., 0] / det, cross[..., 1] / det, cross[..., 2] / det
    return np.stack(
        [c_rr * x + c_rg * y + c_rb * z, c_rg * x + c_gg * y + c_gb * z, c_rb * x + c_gb * y + c_bb * z], axis=2
    ).astype(np.float32)
