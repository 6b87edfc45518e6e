"""Where an eye is drawn to first, with no network: the spectral residual of a picture."""

import cv2
import numpy as np

from pipelines.values import Matte, Rgb

_WIDTH_PX = 64  # the scale at which the method sees, as published
_MEAN_SIDE = 3
_BLUR_SIGMA = 2.5


def spectral_residual(pixels: Rgb) -> Matte:
    """Return how much each pixel stands out from what is usual in the picture, [0, 1], of the picture's own size.

    Hou and Zhang, "Saliency Detection: A Spectral Residual Approach", CVPR 2007; of lightness and both colour axes of
    CIELAB, the strongest of the three.
    """
    scale = _WIDTH_PX / max(pixels.shape[:2])
    size = (max(8, round(pixels.shape[1] * scale)), max(8, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    found = np.max([_residual(lab[..., channel]) for channel in range(3)], axis=0)
    grown = cv2.resize(found, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.clip(grown / max(float(grown.max()), 1e-6), 0, 1).astype(np.float32)


def _residual(channel: np.ndarray) -> np.ndarray:
    spectrum = np.fft.fft2(channel)
    amplitude = np.log(np.abs(spectrum) + 1e-6)
    usual = cv2.blur(amplitude, (_MEAN_SIDE, _MEAN_SIDE), borderType=cv2.BORDER_REFLECT_101)
    back = np.fft.ifft2(np.exp(amplitude - usual + 1j * np.angle(spectrum)))
    weight = float(np.ptp(channel)) / 100  # a channel without contrast has nothing to show
    return cv2.GaussianBlur(np.abs(back) ** 2, (0, 0), _BLUR_SIGMA) * weight
