"""Whether the product in generated frames is still the photographed one, frame by frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.delta_e import delta_e
from pipelines.errors import StudioError
from pipelines.values import Matte, Rgb

Affine: TypeAlias = NDArray[np.float32]
"""Shape (2, 3): where a point of the still is in a frame."""
Plane: TypeAlias = NDArray[np.float32]

LEAST_LIKENESS = 0.75
MOST_DELTA_E = 6.0  # of CIEDE2000, mean: light that moves a little is within it, another colour is not
MOST_STRETCH = 1.12  # of the product's width against its height
_LOOKED_AT_PX = 384
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-4)
_SOFT_PX = 5  # gaussian, for aligning
_FINE_PX, _WINDOW_PX = 4.0, 33
_TOLD_LEVELS = 6.0  # of 255: structure that is more than noise


class DriftError(StudioError):
    """A generated stretch of film in which the product is no longer the photographed one."""


@dataclass(frozen=True, eq=False)
class FrameIdentity:
    """The product in one frame against the still's.

    Attributes:
        likeness: how well the product's fine structure, moved into its place, agrees with the frame where it does so
            least: a correlation over a window of a line of its label, at most 1; of all its luminance where it is
            smooth.
        delta_e: mean CIEDE2000 over the product, less the frame's own change of light.
        moved: where the product is in the frame.
    """

    likeness: float
    delta_e: float
    moved: Affine

    @property
    def stretch(self) -> float:
        """How much its two axes are scaled apart: turning, or melting, shows as it; 1 for none."""
        values = np.linalg.svd(self.moved[:, :2], compute_uv=False)
        return float(values[0] / max(values[1], 1e-6))

    @property
    def faithful(self) -> bool:
        same = self.likeness >= LEAST_LIKENESS and self.delta_e <= MOST_DELTA_E
        return same and self.stretch <= MOST_STRETCH


def identities(still: Rgb, matte: Matte, frames: Sequence[Rgb]) -> list[FrameIdentity]:
    """Return every frame's identity; each is sought from where the product was in the one before.

    Args:
        matte: of the product in the still, of its shape.
    """
    scale = min(1.0, _LOOKED_AT_PX / max(still.shape[:2]))
    seen = _small(still, scale)
    product = np.asarray(_small((matte * 255).astype(np.uint8), scale) > 250, np.uint8)
    moved: Affine = np.eye(2, 3).astype(np.float32)
    found: list[FrameIdentity] = []
    for frame in frames:
        identity = _identity(seen, product, _small(frame, scale), moved)
        moved = identity.moved if identity.likeness > 0 else moved
        found.append(FrameIdentity(identity.likeness, identity.delta_e, _unscaled(identity.moved, scale)))
    return found


def require_faithful(found: Sequence[FrameIdentity]) -> None:
    """Return where the product stays itself in every frame.

    Raises:
        DriftError: it does not; which frame, and by what.
    """
    for number, one in enumerate(found):
        if not one.faithful:
            raise DriftError(
                f"In frame {number + 1} of {len(found)} the product is no longer the photographed one: its structure "
                f"agrees by {one.likeness:.2f} ({LEAST_LIKENESS:g} is needed), its colours are off by "
                f"{one.delta_e:.1f} delta E (at most {MOST_DELTA_E:g}), it is stretched {one.stretch:.2f}x (at most "
                f"{MOST_STRETCH:g}x). Try another --seed, or leave --motion out."
            )


def _identity(still: Rgb, product: NDArray[np.uint8], frame: Rgb, start: Affine) -> FrameIdentity:
    one, other = (cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) for pixels in (still, frame))
    try:
        likeness, moved = cv2.findTransformECC(
            one, other, start.copy(), cv2.MOTION_AFFINE, _STEPS, inputMask=product, gaussFiltSize=_SOFT_PX
        )
    except cv2.error:  # nothing of the kind is there any more
        return FrameIdentity(0.0, float("inf"), start)
    size = still.shape[1], still.shape[0]
    back = np.asarray(cv2.warpAffine(frame, moved, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), np.uint8)
    where = cv2.erode(product, np.ones((3, 3), np.uint8)) > 0
    where = where if where.any() else product > 0
    fine = _fine_likeness(_fine(still), _fine(back), where)
    off = _colours_off(_soft(still)[where], _soft(back)[where])
    return FrameIdentity(min(float(likeness), fine), off, np.asarray(moved, np.float32))


def _soft(pixels: Rgb) -> Rgb:
    """Return colours without the fine structure, which is compared on its own."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), _FINE_PX / 2), np.uint8)


def _fine(pixels: Rgb) -> Plane:
    """Return luminance less its surroundings'."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), _FINE_PX), np.float32)


def _fine_likeness(one: Plane, other: Plane, product: NDArray[np.bool_]) -> float:
    """Return the correlation of the window that agrees least, but for a fiftieth of them; 1 without any structure."""

    def mean(plane: NDArray[np.floating]) -> Plane:
        return np.asarray(cv2.boxFilter(plane, -1, (_WINDOW_PX, _WINDOW_PX), borderType=cv2.BORDER_REFLECT), np.float32)

    share = product.astype(np.float32)
    first, second = one * share, other * share
    energy, theirs = mean(first * first), mean(second * second)
    told = (energy > _TOLD_LEVELS**2) & product
    if not told.any():
        return 1.0
    agrees = mean(first * second) / np.sqrt(np.maximum(energy * theirs, 1e-6))
    return float(np.percentile(agrees[told], 2))


def _colours_off(one: Rgb, other: Rgb) -> float:
    """Return the mean difference, all of the other brought to the first's median light."""
    light = float(np.median(one.mean(axis=1))) / max(1.0, float(np.median(other.mean(axis=1))))
    level = np.clip(other * np.clip(light, 0.8, 1.25), 0, 255).astype(np.uint8)
    return float(delta_e(one, level).mean())


def _small(pixels: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _unscaled(moved: Affine, scale: float) -> Affine:
    whole = moved.copy()
    middle = (moved[:, :2].sum(axis=1) - 1) / 2  # pixels' middles, not corners, are what a warp speaks of
    whole[:, 2] = (moved[:, 2] + middle) / scale - middle
    return whole
