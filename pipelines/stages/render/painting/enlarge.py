"""From the network's size to the picture's: the scene only, never the product."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from PIL import Image

from pipelines.values import Rgb, Size

Enlarge: TypeAlias = Callable[[Rgb, Size], Rgb]
"""Pixels and a size (width, height) to pixels of that size."""


def lanczos(pixels: Rgb, size: Size) -> Rgb:
    """Resample to any size."""
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
