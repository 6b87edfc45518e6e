"""Proof that a picture shows the photographed product: the identity receipt."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.delta_e import delta_e
from pipelines.shot import Shot
from pipelines.values import Mask, Matte, Rgb, Shadow


@dataclass(frozen=True)
class IdentityReceipt:
    """How the product in a picture compares with the photograph scaled to its place.

    Attributes:
        equal_share: product pixels whose bytes are the photograph's, before encoding, [0, 1].
        mean_delta_e, worst_delta_e: CIEDE2000 over the product, before encoding; see `_differences`.
        encoder_mean_delta_e, encoder_worst_delta_e: the same for the decoded file.
        silhouette_overlap: intersection over union of the product's outline in picture and photo, [0, 1]; None where a
            shadow or reflection hides the outline.
        scale: picture pixels for each photo pixel.
    """

    equal_share: float
    mean_delta_e: float
    worst_delta_e: float
    encoder_mean_delta_e: float
    encoder_worst_delta_e: float
    silhouette_overlap: float | None
    scale: float


def identity_receipt(photograph: Rgb, matte: Matte, shot: Shot, picture: Rgb, decoded: Rgb) -> IdentityReceipt | None:
    """Compare a composed picture, and the same read back from its file, with the photograph.

    None where no pixel is surely product, as in a fine chain made small.

    Args:
        photograph: the photo's crop scaled to the shot's place.
        matte: of the whole photo; the product is where it, scaled anew here, is 1.
        shot: what was planned.
        picture: as composed, of the shot's canvas.
        decoded: as read back.
    """
    product = _product(matte, shot)
    if not product.any():
        return None
    ours, read_back = picture[shot.place.slices][product], decoded[shot.place.slices][product]
    original = photograph[product]
    before, after = _differences(original, ours), _differences(original, read_back)
    return IdentityReceipt(
        equal_share=float((original == ours).all(axis=-1).mean()),
        mean_delta_e=before[0],
        worst_delta_e=before[1],
        encoder_mean_delta_e=after[0],
        encoder_worst_delta_e=after[1],
        silhouette_overlap=_overlap(matte, picture, shot) if shot.shadow is Shadow.NONE else None,
        scale=shot.scale,
    )


def _differences(original: Rgb, other: Rgb) -> tuple[float, float]:
    """Return mean and worst CIEDE2000 of two lists of pixels, shape (n, 3).

    The mean is taken over every eighth pixel; the worst over those and the 20,000 that differ most in bytes.
    """
    if not len(original) or np.array_equal(original, other):
        return 0.0, 0.0
    apart = np.abs(original.astype(np.int16) - other).sum(axis=-1)
    most = np.argpartition(apart, max(0, len(apart) - 20_000))[-20_000:]
    every = delta_e(original[::8], other[::8])
    return float(every.mean()), float(max(every.max(), delta_e(original[most], other[most]).max()))


def _product(matte: Matte, shot: Shot) -> Mask:
    """Return where the scaled matte is surely product: inside the resampled edge, by two pixels where there are any."""
    whole = (_scaled_matte(matte, shot) >= 1).astype(np.uint8)
    eroded = (cv2.erode(whole, np.ones((side, side), np.uint8)) > 0 for side in (5, 3))
    return next((mask for mask in eroded if mask.any()), np.zeros(whole.shape, np.bool_))


def _scaled_matte(matte: Matte, shot: Shot) -> Matte:
    size = (shot.place.width, shot.place.height)
    interpolation = cv2.INTER_AREA if shot.scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(matte[shot.crop.slices], size, interpolation=interpolation), np.float32)


def _overlap(matte: Matte, picture: Rgb, shot: Shot) -> float:
    """Compare what differs from the ground with the matte; outlines are filled, as highlights may be ground-white."""
    distance = np.abs(picture[shot.place.slices].astype(np.int16) - np.array(shot.background, np.int16)).max(axis=-1)
    seen, known = _filled(distance > 2), _filled(_scaled_matte(matte, shot) > 0.02)
    return float((seen & known).sum() / max(1, (seen | known).sum()))


def _filled(mask: Mask) -> Mask:
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros(mask.shape, np.uint8), contours, -1, 1, cv2.FILLED) > 0
