"""Cutout engines that misbehave, and one that does not."""

import numpy as np

from pipelines.errors import NoProductError
from pipelines.progress import Progress
from pipelines.values import Cutout, Photo


class CentreCutout:
    """Takes the middle half of any photo for the product; counts its cuts."""

    def __init__(self) -> None:
        self.cuts = 0

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        self.cuts += 1
        progress("cutout", 1, 1)
        matte = np.zeros(photo.pixels.shape[:2], np.float32)
        height, width = matte.shape
        matte[height // 4 : -height // 4, width // 4 : -width // 4] = 1
        return Cutout(photo.pixels, matte, photo.pixels)


class FailsOnThird(CentreCutout):
    """Raises on its third photo, and works before and after."""

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        cutout = super().cut(photo, progress)
        if self.cuts == 3:
            raise RuntimeError("the third photo")
        return cutout


class WrongSize(CentreCutout):
    """Returns a matte that does not fit its photo."""

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        return Cutout(photo.pixels, np.zeros((3, 3), np.float32), photo.pixels)


class FindsNothing(CentreCutout):
    """Sees no product anywhere."""

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        raise NoProductError(f"No product stands out in {photo.name}.")
