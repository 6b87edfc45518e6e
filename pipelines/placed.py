"""The product at its place: scaled once, then never touched again."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from pipelines.shot import Shot
from pipelines.values import Cutout, Matte, Rgb


@dataclass(frozen=True, eq=False)
class Placed:
    """The scaled product, of the size of the shot's `place`.

    Attributes:
        photograph: the scaled photo: what every product pixel is compared with.
        matte: the scaled matte.
        foreground: the product's own colours: the scaled photograph's bytes where the matte is 1.
    """

    photograph: Rgb
    matte: Matte
    foreground: Rgb


def place_product(cutout: Cutout, shot: Shot) -> Placed:
    """Scale a cutout to its place. Edge colours are weighted by the matte, so nothing of the old backdrop leaks in."""
    alpha = np.rint(cutout.matte[shot.crop.slices] * 255).astype(np.uint8)
    layers = np.dstack([cutout.foreground[shot.crop.slices], alpha])
    # Pillow weighs the colours of an RGBA picture by its alpha. Hamming has no negative lobes: a matte must not ring.
    scaled = np.asarray(Image.fromarray(layers).resize(_size(shot), Image.Resampling.HAMMING))
    matte = scaled[..., 3]
    photograph = scaled_photograph(cutout.pixels, shot)
    foreground = np.where(matte[..., None] == 255, photograph, scaled[..., :3])
    return Placed(photograph, matte.astype(np.float32) / np.float32(255), foreground)


def scaled_photograph(pixels: Rgb, shot: Shot) -> Rgb:
    """Return the photo's crop at the size of the shot's place."""
    box = (shot.crop.left, shot.crop.top, shot.crop.right, shot.crop.bottom)
    return np.asarray(Image.fromarray(pixels).resize(_size(shot), Image.Resampling.LANCZOS, box))


def _size(shot: Shot) -> tuple[int, int]:
    return shot.place.width, shot.place.height
