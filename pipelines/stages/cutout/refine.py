"""From coarse looks to a cutout at the photo's full size; serves every engine."""

import cv2
import numpy as np

from pipelines.errors import NoProductError
from pipelines.progress import Progress
from pipelines.stages.cutout.foreground import own_colours
from pipelines.stages.cutout.guided_filter import as_guide, fit_lines
from pipelines.stages.cutout.holes import open_holes
from pipelines.stages.cutout.morphology import disc, grown, labelled
from pipelines.stages.cutout.outline import even_outline
from pipelines.stages.cutout.saliency import Coarse, Look, look_twice
from pipelines.stages.cutout.soft_edge import solve_edge
from pipelines.values import Cutout, Matte, Photo, Rgb

_STAGE = "cutout"
# Radii as shares of the long side: the first pass moves the outline to the edge, the second sharpens it.
_SNAP, _SETTLE = 0.008, 0.005
_THIN = 0.2  # of the product's width: a window as wide as a chain would wash it out
_FLAT = 1e-4  # colour variance below which an edge is noise
_JOINT_PX = 1  # radius at working size of the lines that carry the matte to the full size: wider ones see the ground
_STRIP_PX = 512  # rows of the full size held at once


def cut_with(photo: Photo, look: Look, progress: Progress) -> Cutout:
    """Return the cutout of what `look` sees.

    Raises:
        NoProductError: nothing stands out.
    """
    coarse = None if _is_plain(photo.pixels) else look_twice(photo.pixels, look)
    progress(_STAGE, 1, 3)
    if coarse is None:
        raise no_product(photo)
    matte = at_full_size(photo.pixels, coarse, _worked_out(coarse))
    progress(_STAGE, 2, 3)
    cutout = finish(photo, matte)
    progress(_STAGE, 3, 3)
    return cutout


def finish(photo: Photo, matte: Matte) -> Cutout:
    """Return the cutout of a matte: in steps of 1/255, with the product's own colours.

    Raises:
        NoProductError: the matte is empty.
    """
    steps = (np.rint(matte * 255) / np.float32(255)).astype(np.float32)
    if np.count_nonzero(steps > 0.5) < 1e-4 * steps.size:
        raise no_product(photo)
    return Cutout(photo.pixels, steps, own_colours(photo.pixels, steps))


def no_product(photo: Photo) -> NoProductError:
    """The error of a photo in which nothing stands out."""
    return NoProductError(
        f"No product stands out in {photo.name}. Use a backdrop that differs from the product, "
        "or choose another cutout engine."
    )


def sharpened(matte: Matte) -> Matte:
    """Return the matte with a soft edge of about a pixel made of the guided filter's wide one."""
    return np.clip((matte - 0.2) / 0.6, 0, 1).astype(np.float32)


def _is_plain(pixels: Rgb) -> bool:
    """Whether the photo shows one colour and noise."""
    small = cv2.resize(pixels, (64, 64), interpolation=cv2.INTER_AREA)
    return int(np.ptp(small.reshape(-1, 3), axis=0).max()) < 6


def _worked_out(coarse: Coarse) -> Matte:
    """The matte of the surroundings, at working size."""
    guide = as_guide(coarse.pixels)
    opened = open_holes(coarse.pixels, coarse.map)
    widest_px = max(2, round(_THIN * _width_px(opened)))
    snap_px, settle_px = (min(widest_px, max(2, round(share * max(opened.shape)))) for share in (_SNAP, _SETTLE))
    snapped = _without_ghosts(sharpened(fit_lines(guide, opened, snap_px, _FLAT).read(guide)))
    settled = sharpened(fit_lines(guide, snapped, settle_px, _FLAT).read(guide))
    evened = even_outline(coarse.pixels, settled, opened)
    return (evened.unseen * evened.matte + (1 - evened.unseen) * solve_edge(coarse.pixels, evened.matte)).astype(
        np.float32
    )


def _width_px(matte: Matte) -> float:
    """How wide the product is on average between its outlines, those of its gaps included."""
    solid = (matte > 0.5).astype(np.uint8)
    outline = np.count_nonzero(solid - cv2.erode(solid, disc(1)))
    return 2 * np.count_nonzero(solid) / max(1, outline)


def _without_ghosts(matte: Matte) -> Matte:
    """Drop what is soft and far from anything certain."""
    count, labels, stats = labelled(matte > 0.55)
    if count < 2:
        return matte
    areas = stats[:, cv2.CC_STAT_AREA]
    certain = areas >= 0.002 * areas[1:].max()
    certain[0] = False
    return np.where(grown(certain[labels], max(4, round(0.01 * max(matte.shape)))), matte, 0).astype(np.float32)


def at_full_size(pixels: Rgb, coarse: Coarse, small: Matte) -> Matte:
    """Return the photo's matte, with the edges that its full size shows; a strip of rows at a time.

    Args:
        pixels: of the whole photo.
        coarse: its product's surroundings.
        small: the matte of these, at working size.
    """
    matte = np.zeros(pixels.shape[:2], np.float32)
    near = pixels[coarse.box.slices]
    if near.shape == coarse.pixels.shape:
        matte[coarse.box.slices] = small
        return matte
    lines = fit_lines(as_guide(coarse.pixels), small, _JOINT_PX, _FLAT).at(near.shape)
    for top in range(0, near.shape[0], _STRIP_PX):
        rows = slice(top, top + _STRIP_PX)
        matte[coarse.box.slices][rows] = lines.read(as_guide(near[rows]), rows)
    return matte
