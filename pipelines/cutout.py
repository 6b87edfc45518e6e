"""From a photo to its cutout: the photo's own matte or an engine's, and the person's touch-up."""

from dataclasses import replace

import numpy as np

from pipelines.progress import Progress
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.stages.cutout.refine import finish
from pipelines.stages.cutout.touchup import Touchup, touched_up
from pipelines.values import Box, Cutout, Matte, Photo


def make_cutout(photo: Photo, engine: CutoutEngine, touchup: Touchup, progress: Progress) -> Cutout:
    """Return the product, cut out.

    A photo with a matte of its own keeps it, whichever engine is chosen. The same arguments give the same matte.

    Raises:
        NoProductError: nothing stands out, or the touch-up leaves nothing.
    """
    if touchup == Touchup() and photo.matte is None:
        return engine.cut(photo, progress)
    matte = _found(photo, engine, touchup.box, progress)
    return finish(photo, touched_up(photo.pixels, matte, touchup))


def _found(photo: Photo, engine: CutoutEngine, box: Box | None, progress: Progress) -> Matte:
    """The photo's own or the engine's matte, empty outside of the box."""
    inside = _clipped(box, photo)
    matte = np.zeros(photo.pixels.shape[:2], np.float32)
    if photo.matte is not None:
        matte[inside.slices] = photo.matte[inside.slices]
        return matte
    part = replace(photo, pixels=np.ascontiguousarray(photo.pixels[inside.slices]))
    matte[inside.slices] = engine.cut(part, progress).matte
    return matte


def _clipped(box: Box | None, photo: Photo) -> Box:
    width, height = photo.size
    if box is None:
        return Box(0, 0, width, height)
    left, top = min(max(box.left, 0), width - 1), min(max(box.top, 0), height - 1)
    return Box(left, top, max(left + 1, min(box.right, width)), max(top + 1, min(box.bottom, height)))
