"""What flows between the stages: frozen values that cannot be wrong.

One pixel convention everywhere: sRGB `uint8`, R-G-B, shape (height, width, 3); mattes `float32` in [0, 1], shape
(height, width). A `size` is (width, height) in pixels, a `shape` is NumPy's. Arrays held by a value are read-only.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rgb: TypeAlias = NDArray[np.uint8]
Matte: TypeAlias = NDArray[np.float32]
Linear: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]
Size: TypeAlias = tuple[int, int]

WHITE = (255, 255, 255)


class Shadow(StrEnum):
    """What the product leaves on the ground of a main image."""

    NONE = "none"
    CONTACT = "contact"
    REFLECTION = "reflection"


@dataclass(frozen=True)
class Box:
    """A rectangle of whole pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError(f"A box from ({self.left}, {self.top}) to ({self.right}, {self.bottom}) holds no pixel.")

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


@dataclass(frozen=True, eq=False)
class Photo:
    """What the seller shot, upright and in sRGB.

    Attributes:
        pixels: Rgb.
        name: what messages call it: the file's name.
        sha256: of the file's bytes, hexadecimal.
        matte: the file's own alpha channel where it has a real one.
        notes: what reading had to do, for the person: "The first of 12 frames is used."
    """

    pixels: Rgb
    name: str
    sha256: str
    matte: Matte | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_rgb(self.pixels, "pixels")
        if self.matte is not None:
            _check_matte(self.matte, self.pixels)

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]


@dataclass(frozen=True, eq=False)
class Cutout:
    """A product and where it is.

    Attributes:
        pixels: the photo's pixels, untouched.
        matte: 1 is product.
        foreground: the product's own colours: equal to `pixels` where the matte is 1, and freed from the old
            backdrop's colour on the soft edge.
    """

    pixels: Rgb
    matte: Matte
    foreground: Rgb

    def __post_init__(self) -> None:
        _check_rgb(self.pixels, "pixels")
        _check_rgb(self.foreground, "foreground")
        _check_matte(self.matte, self.pixels)
        if self.foreground.shape != self.pixels.shape:
            raise ValueError(f"A foreground of {self.foreground.shape} does not fit pixels of {self.pixels.shape}.")

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]


def bounding_box(matte: Matte, threshold: float = 0.5) -> Box | None:
    """Return the smallest box around all matte values above `threshold`, or None where there is none."""
    inside = matte > threshold
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(rows):
        return None
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _check_rgb(pixels: Rgb, what: str) -> None:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise ValueError(f"{what} must be uint8 of shape (height, width, 3), not {pixels.dtype} of {pixels.shape}.")
    pixels.setflags(write=False)


def _check_matte(matte: Matte, pixels: Rgb) -> None:
    if matte.dtype != np.float32 or matte.shape != pixels.shape[:2]:
        raise ValueError(f"A matte of {matte.shape} ({matte.dtype}) does not fit pixels of {pixels.shape}.")
    if not 0 <= float(matte.min()) <= float(matte.max()) <= 1:
        raise ValueError(f"A matte must lie in [0, 1], not [{matte.min()}, {matte.max()}].")
    matte.setflags(write=False)
