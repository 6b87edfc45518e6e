"""A decoded file before its colours are settled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.values import Matte, Size

# Pillow refuses twice its own limit by itself (178,956,970); staying under it needs no global setting.
# A 151-megapixel medium-format back still fits.
MOST_PIXELS = 178_000_000
LEAST_SIDE = 16
MOST_ASPECT = 50
ADOBE_RGB_NOTE = (
    "Its camera marked it as Adobe RGB but embedded no profile: its colours are taken for sRGB and look paler than "
    "they are. Save it as sRGB in the camera's program."
)
TURNED_NOTE = "It was turned upright, as its EXIF data asks."


@dataclass(frozen=True, eq=False)
class Raster:
    """A file's pixels in the file's own colours and lying as the file lays them.

    Attributes:
        colours: 8 bits a channel, of mode L, RGB, CMYK or LAB.
        alpha: 1 is opaque; None where the file has no transparency.
        icc: the embedded profile's bytes.
        orientation: EXIF's, 1 to 8; 1 where decoding has already turned the pixels.
        notes: what decoding had to do.
    """

    colours: Image.Image
    alpha: Matte | None = None
    icc: bytes | None = None
    orientation: int = 1
    notes: tuple[str, ...] = ()


def size_problem(size: Size) -> str | None:
    """Return why a picture of `size` is not decoded as a photo, or None where it is."""
    width, height = size
    here = f"has {width:,} x {height:,} pixels"
    if width * height > MOST_PIXELS:
        most = f"{MOST_PIXELS / 1e6:.0f} megapixels"
        return f"{here}; photos up to {most} are read. Save it smaller"
    if min(size) < LEAST_SIDE:
        return f"{here}, which is too few to show a product. Use the camera's own file"
    if max(size) > MOST_ASPECT * min(size):
        return f"{here}: a strip, not a photo. Use the camera's own file"
    return None


def to_eight_bits(samples: NDArray[np.generic], brightest: float) -> NDArray[np.uint8]:
    """Scale samples so that `brightest` becomes 255, rounding to the nearest level."""
    scaled = np.multiply(samples, np.float32(255 / brightest), dtype=np.float32)
    np.clip(scaled, 0, 255, out=scaled)
    return np.rint(scaled, out=scaled).astype(np.uint8)
