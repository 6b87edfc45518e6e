"""Proof that a picture shows the photographed product: the identity receipt."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.delta_e import delta_e
from pipelines.linear_light import LUMINANCE, to_linear, to_srgb
from pipelines.shot import Shot
from pipelines.stages.label import LabelReceipt
from pipelines.values import Linear, Mask, Matte, Rgb, Shadow

_FINE_PX, _REACH = 3.0, 19  # deviation and width of what counts as a pixel's surroundings
_DIMMED, _TOLD = 0.87, 0.996  # light of the copy, and how well its structure is to be told from rounding


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
        px_per_cm: picture pixels for each true centimetre of the product; None where its size plays no part.
        relight: least and largest factor of the place's light on the product; None where it keeps its own.
        edge_correlation: of the product's fine structure in picture and photo, before encoding, at most 1; None where
            the product is smooth.
        label: what is printed on the product, read in photo and picture; None where nothing is, or nobody reads.
        seen_through: share of the product that looks as the photo's backdrop does, as clear glass would; None where
            that is little, or was not measured.
    """

    equal_share: float
    mean_delta_e: float
    worst_delta_e: float
    encoder_mean_delta_e: float
    encoder_worst_delta_e: float
    silhouette_overlap: float | None
    scale: float
    px_per_cm: float | None = None
    relight: tuple[float, float] | None = None
    edge_correlation: float | None = None
    label: LabelReceipt | None = None
    seen_through: float | None = None


@dataclass(frozen=True, eq=False)
class Laid:
    """What a product was laid on.

    Attributes:
        ground: the picture without it, of the shape of the shot's `place`.
        gain: the place's light on it, if any (see `Scene.gain`).
    """

    ground: Rgb
    gain: Linear | None = None


def identity_receipt(
    photograph: Rgb, matte: Matte, shot: Shot, picture: Rgb, decoded: Rgb, laid: Laid | None = None
) -> IdentityReceipt | None:
    """Compare a composed picture, and the same read back from its file, with the photograph.

    None where no pixel is surely product, as in a fine chain made small.

    Args:
        photograph: the photo's crop scaled to the shot's place.
        matte: of the whole photo; the product is where it, scaled anew here, is 1.
        shot: what was planned.
        picture: as composed, of the shot's canvas.
        decoded: as read back.
        laid: what the product was laid on; None is the shot's plain background.
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
        silhouette_overlap=_overlap(matte, picture, shot, laid) if shot.shadow is Shadow.NONE else None,
        scale=shot.scale,
        px_per_cm=shot.place.height / shot.staging.height_cm if shot.staging else None,
        relight=_range(laid.gain[product]) if laid is not None and laid.gain is not None else None,
        edge_correlation=_edge_correlation(photograph, picture[shot.place.slices], product),
    )


def _range(gain: Linear) -> tuple[float, float]:
    return float(gain.min()), float(gain.max())


def _edge_correlation(photograph: Rgb, ours: Rgb, product: Mask) -> float | None:
    """Return how alike the fine structure of two pictures is inside the product: 1 is the same but for its light.

    None where structure is no stronger than the rounding to bytes, which a copy of the photo in less light tells.
    """
    inner = cv2.erode(product.astype(np.uint8), np.ones((_REACH, _REACH), np.uint8)) > 0
    where = inner if inner.any() else product
    fine = _fine_structure(photograph, product)[where]
    dimmed = _fine_structure(to_srgb(to_linear(photograph) * np.float32(_DIMMED)), product)[where]
    if not _correlation(fine, dimmed) >= _TOLD:
        return None
    return _correlation(fine, _fine_structure(ours, product)[where])


def _correlation(one: Linear, other: Linear) -> float:
    """Return Pearson's correlation; 0 where one of them is even."""
    if min(float(one.std()), float(other.std())) < 1e-6:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _fine_structure(pixels: Rgb, product: Mask) -> Linear:
    """Return the logarithm of luminance less its surroundings' on the product, in which slow light cancels."""
    share = product.astype(np.float32)
    light = np.log(to_linear(pixels) @ LUMINANCE + np.float32(0.003)) * share
    size = (_REACH, _REACH)
    around = cv2.GaussianBlur(light, size, _FINE_PX) / np.maximum(cv2.GaussianBlur(share, size, _FINE_PX), 1e-3)
    return np.asarray(light - around, np.float32)


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


def _overlap(matte: Matte, picture: Rgb, shot: Shot, laid: Laid | None) -> float:
    """Compare what differs from the ground with the matte; outlines are filled, as highlights may be ground-white."""
    ground = np.array(shot.background, np.int16) if laid is None else laid.ground.astype(np.int16)
    distance = np.abs(picture[shot.place.slices].astype(np.int16) - ground).max(axis=-1)
    seen, known = _filled(distance > 2), _filled(_scaled_matte(matte, shot) > 0.02)
    return float((seen & known).sum() / max(1, (seen | known).sum()))


def _filled(mask: Mask) -> Mask:
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros(mask.shape, np.uint8), contours, -1, 1, cv2.FILLED) > 0
