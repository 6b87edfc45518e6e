"""The light that a product was photographed in, so that a warm lamp does not make white beige."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.linear_light import to_linear, to_srgb
from pipelines.values import Cutout, Linear, Rgb

# A backdrop this even (spread of its luminance, over its mean) and of one tint (log2 of red over blue, from the 5th to
# the 95th percentile) may tell the light: our examples have 0.17 where a wall is all, 0.7 and more for wall and table.
_MOST_SPREAD = 0.25
_MOST_TINTS = 0.35
_LEAST_LIGHT = 0.08
_DARK = 1e-3
_MOST_STEP = 1.5  # log2 of red over blue: a lamp of 4000 K that the camera left as it is; more is wood or kraft paper
_OFF_LAMPS = 0.3  # how far green may lie from the middle of red and blue, in shares of their distance
_NEUTRAL_CHROMA = 4.0  # CIELAB
_NEUTRAL_LIGHTNESS = 35.0
_NEUTRAL_SHARE = 0.12  # of the product: more than a glint
_GROUND_PX = 200_000
_FEWEST_PX = 200


def in_white_light(pixels: Rgb, light: Linear) -> Rgb:
    """Return pixels as they would be in white light, of the same shape."""
    return to_srgb(to_linear(pixels) / light)


def light_on(cutout: Cutout) -> Linear:
    """Return the light's red, green and blue, the strongest being 1; white where nothing tells it.

    A plain backdrop is taken for white or grey where its tint is one that lamps and skies have, between orange and
    blue. Something neutral on the product says otherwise: that light is white, and the backdrop itself is tinted.
    """
    white = np.ones(3, np.float32)
    ground = _ground(cutout)
    if ground is None or not _is_of_lamps(ground) or _shows_neutral(cutout):
        return white
    return np.asarray(ground / ground.max(), np.float32)


def _ground(cutout: Cutout) -> Linear | None:
    """Return the light that a plain backdrop sends back; None without one."""
    pixels = cutout.pixels[cutout.matte <= 0]
    if len(pixels) < _FEWEST_PX:
        return None
    light = to_linear(pixels[:: max(1, len(pixels) // _GROUND_PX)])
    luminance = light.mean(axis=1)
    middle = np.median(light, axis=0)
    spread = float(luminance.std() / max(1e-4, luminance.mean()))
    tints = np.ptp(np.percentile(np.log2((light[:, 0] + _DARK) / (light[:, 2] + _DARK)), (5, 95)))
    plain = spread <= _MOST_SPREAD and float(tints) <= _MOST_TINTS and float(middle.min()) >= _LEAST_LIGHT
    return np.asarray(middle, np.float32) if plain else None


def _is_of_lamps(light: Linear) -> bool:
    """Tell whether a tint lies between orange and blue, as black bodies' do (CIE 15), and not towards green or pink."""
    red, green, blue = (float(value) for value in np.log2(light))
    return abs(red - blue) <= _MOST_STEP and abs(green - (red + blue) / 2) <= max(0.1, _OFF_LAMPS * abs(red - blue))


def _shows_neutral(cutout: Cutout) -> bool:
    """Tell whether a part of the product is white or grey as the photo has it."""
    lab = _lab(cutout.pixels[cutout.matte >= cutout.matte.max()])
    neutral = (np.hypot(lab[:, 1], lab[:, 2]) < _NEUTRAL_CHROMA) & (lab[:, 0] > _NEUTRAL_LIGHTNESS)
    return float(neutral.mean()) >= _NEUTRAL_SHARE


def _lab(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    sample = pixels[:: max(1, len(pixels) // _GROUND_PX)]
    return np.asarray(cv2.cvtColor(sample[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0], np.float32)
