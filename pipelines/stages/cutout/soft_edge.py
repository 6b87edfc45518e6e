"""The matte on the edge itself: how much product light is mixed into each pixel."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import inner, squared
from pipelines.linear_light import to_linear
from pipelines.stages.cutout.morphology import grown, shrunken
from pipelines.values import Linear, Mask, Matte, Rgb

_SIGMAS_PX = (1.5, 4.5)  # from here colours are taken, nearest first
_WINDOWS_PX = (25, 121)  # and from here only where those find nothing
_NEXT = 0.01
_CONTRAST = 0.15  # in linear light: below it noise says more than the colours
_CRISP = 1.4  # a lens' edge is about a pixel wide, a filter's wider
_OFF_LINE = 8.0  # how much a pixel that is no mixture of the two colours is distrusted
_VARIED = 4.0  # how much a product whose colours vary is: metal's rim is not its middle's colour
_AROUND_PX = 6.0  # sigma within which they vary
_AROUND_WINDOW_PX, _FAR = 61, 1e-3  # and a window and its weight, where those find nothing


def solve_edge(pixels: Rgb, matte: Matte) -> Matte:
    """Return the matte with its soft pixels solved as mixtures of the colours on either side.

    Light mixes linearly: pixel = a product + (1 - a) backdrop, with both taken from the nearest certain pixels. Where
    these hardly differ, the pixel is no mixture of them, or the product around it is of many colours, the matte stays
    as it was.
    """
    light = to_linear(pixels)
    inside = shrunken(matte > 0.97, 1)
    product = _nearest(light, inside)
    backdrop = _nearest(light, shrunken(matte < 0.03, 1))
    across = product - backdrop
    contrast = squared(across)
    share = np.clip(inner(light - backdrop, across) / np.maximum(contrast, 1e-6), 0, 1)
    off = squared(np.asarray(light - backdrop - share[..., None] * across, np.float32))
    trust = contrast / (contrast + _CONTRAST**2 + _OFF_LINE * off + _VARIED * _variance(light, inside))
    soft = grown((matte > 0.02) & (matte < 0.98), 1)
    solved = np.where(soft, trust * share + (1 - trust) * matte, matte)
    return np.clip((solved - 0.5) * _CRISP + 0.5, 0, 1).astype(np.float32)


def _nearest(light: Linear, certain: Mask) -> NDArray[np.float32]:
    """The colour of the nearest certain pixels, everywhere."""
    weight = certain.astype(np.float32)
    masked = light * weight[..., None]
    total, share = np.zeros_like(light), np.full(weight.shape, 1e-12, np.float32)
    for level, sigma in enumerate(_SIGMAS_PX):
        total += _NEXT**level * cv2.GaussianBlur(masked, (0, 0), sigma)
        share += _NEXT**level * cv2.GaussianBlur(weight, (0, 0), sigma)
    for level, window in enumerate(_WINDOWS_PX, start=len(_SIGMAS_PX)):
        total += _NEXT**level * cv2.blur(masked, (window, window))
        share += _NEXT**level * cv2.blur(weight, (window, window))
    return total / share[..., None]


def _variance(light: Linear, certain: Mask) -> NDArray[np.float32]:
    """How much the certain pixels around differ from each other, in squared linear light."""
    weight = certain.astype(np.float32)

    def total(values: NDArray[np.float32]) -> NDArray[np.float32]:
        window = _AROUND_WINDOW_PX, _AROUND_WINDOW_PX
        near = cv2.GaussianBlur(values, (0, 0), _AROUND_PX)
        return np.asarray(near + np.float32(_FAR) * cv2.blur(values, window), np.float32)

    share = np.maximum(total(weight), 1e-9)
    mean = np.asarray(total(light * weight[..., None]) / share[..., None], np.float32)
    mean_square = total(squared(light) * weight) / share
    return np.maximum(mean_square - squared(mean), 0).astype(np.float32)
