"""What a network paints on: the embedded engine's scene, small, with the product standing in it."""

from dataclasses import dataclass, replace
from math import sqrt

import cv2
import numpy as np
from PIL import Image

from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.compose import compose
from pipelines.stages.render.engine import RenderEngine
from pipelines.values import Box, Mask, Matte, Rgb, Size

GRID_PX = 16  # networks see the picture in squares of this side
MOST_PX = 1024 * 1024  # larger canvases would be shrunk by the network's own code
KEPT_CORE_PX = 3  # how far inside the matte the kept part begins, so that no rim of the old backdrop is kept


@dataclass(frozen=True, eq=False)
class Canvas:
    """The rough scene at the network's size.

    Attributes:
        shot, placed: the picture's own, made smaller.
        scene: what the embedded engine rendered for them.
        picture: that scene with the product, of the small shot's size.
        matte: of the product, of the same size.
    """

    shot: Shot
    placed: Placed
    scene: Scene
    picture: Rgb
    matte: Matte

    @property
    def core(self) -> Mask:
        """Where the network is asked to keep the product."""
        side = 2 * KEPT_CORE_PX + 1
        return cv2.erode((self.matte >= 0.98).astype(np.uint8), np.ones((side, side), np.uint8)) > 0

    def padded(self) -> tuple[Rgb, Mask]:
        """Return picture and repaint mask, mirrored outwards to multiples of 16; the picture lies at the top left."""
        width, height = self.shot.size
        down, right = -height % GRID_PX, -width % GRID_PX
        picture = np.pad(self.picture, ((0, down), (0, right), (0, 0)), "symmetric")
        return picture, np.pad(~self.core, ((0, down), (0, right)), constant_values=True)

    def trimmed(self, painted: Rgb) -> Rgb:
        """Return the part of a padded picture that is the shot."""
        width, height = self.shot.size
        return painted[:height, :width]


def draw_canvas(renderer: RenderEngine, shot: Shot, placed: Placed, progress: Progress) -> Canvas:
    """Render the shot small with an engine that needs no network, and stand the product in it."""
    small = shrunk_shot(shot)
    product = shrunk_product(placed, small)
    scene = renderer.render(small, product, progress)
    matte = np.zeros(scene.plate.shape[:2], np.float32)
    matte[small.place.slices] = product.matte
    return Canvas(small, product, scene, compose(product, small, scene), matte)


def shrunk_shot(shot: Shot) -> Shot:
    """Return the same shot on a canvas that fits the network, never larger than it was."""
    size = canvas_size(shot.size)
    across, down = size[0] / shot.size[0], size[1] / shot.size[1]
    staging = shot.staging
    if staging is not None:
        keep_out = tuple(_scaled(box, across, down, size) for box in staging.keep_out)
        staging = replace(staging, keep_out=keep_out, grain=0.0)  # the network would take grain for texture
    return replace(shot, size=size, place=_scaled(shot.place, across, down, size), staging=staging)


def canvas_size(size: Size) -> Size:
    """Return the largest size of the same aspect, to a pixel, that the network takes once padded to its grid."""
    width, height = size
    factor = min(1.0, sqrt(MOST_PX / (width * height)))
    while True:
        small = max(1, round(width * factor)), max(1, round(height * factor))
        if _on_grid(small[0]) * _on_grid(small[1]) <= MOST_PX:
            return small
        factor *= 0.998


def shrunk_product(placed: Placed, small: Shot) -> Placed:
    """Return the placed product at the small shot's place; edge colours stay weighed by the matte."""
    size = small.place.width, small.place.height
    layers = np.dstack([placed.foreground, np.rint(placed.matte * 255).astype(np.uint8)])
    scaled = np.asarray(Image.fromarray(layers).resize(size, Image.Resampling.HAMMING))
    photograph = np.asarray(Image.fromarray(placed.photograph).resize(size, Image.Resampling.HAMMING))
    matte = scaled[..., 3]
    foreground = np.where(matte[..., None] == 255, photograph, scaled[..., :3])
    return Placed(photograph, matte.astype(np.float32) / np.float32(255), foreground)


def _on_grid(side: int) -> int:
    return -(-side // GRID_PX) * GRID_PX


def _scaled(box: Box, across: float, down: float, size: Size) -> Box:
    left, top = min(int(box.left * across), size[0] - 1), min(int(box.top * down), size[1] - 1)
    right, bottom = round(box.right * across), round(box.bottom * down)
    return Box(left, top, min(size[0], max(right, left + 1)), min(size[1], max(bottom, top + 1)))
