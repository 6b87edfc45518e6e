"""What stands behind the presenter and behind cards: the product's place, far out of focus, or a plain gradient."""

import cv2
import numpy as np

from pipelines.stages.captions.raster import rounded
from pipelines.values import Box, Rgb, Size

_BLUR = 0.035  # of the long side
_SHADE = 0.34  # of a card's shadow


def out_of_focus(ground: Rgb, size: Size) -> Rgb:
    """Return a place as a backdrop of a size: blurred, calm, and a little darker towards the foot."""
    width, height = size
    eighth = (max(2, width // 8), max(2, height // 8))
    small = cv2.resize(_covering(ground, size), eighth, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(0.5, _BLUR * max(eighth)), borderType=cv2.BORDER_REPLICATE)
    wide = cv2.resize(small.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    fall = np.linspace(1.04, 0.8, height, dtype=np.float32)[:, None, None]
    return np.asarray(np.clip(wide * fall + _dither(size), 0, 255), np.uint8)


def gradient(colour: tuple[int, int, int], size: Size) -> Rgb:
    """Return a ground of one colour, lighter above."""
    width, height = size
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    base = np.array(colour, np.float32)
    light = base + (255 - base) * 0.72
    rows = light * (1 - share) + (base + (255 - base) * 0.38) * share
    return np.asarray(np.clip(np.broadcast_to(rows, (height, width, 3)) + _dither(size), 0, 255), np.uint8)


def with_shadow(backdrop: Rgb, card: Box, radius: int) -> Rgb:
    """Return a backdrop with the soft shadow of a card that lies on it."""
    height, width = backdrop.shape[:2]
    spread = max(2, round(0.02 * height))
    box = (card.left, card.top + spread // 2, card.right, card.bottom + spread // 2)
    shade = cv2.GaussianBlur(rounded((width, height), box, radius), (0, 0), spread)
    return np.asarray(np.rint(backdrop * (1 - _SHADE * shade[..., None])), np.uint8)


def with_paper(backdrop: Rgb, sheet: Box, radius: int) -> Rgb:
    """Return a backdrop with a white sheet on it."""
    height, width = backdrop.shape[:2]
    share = rounded((width, height), (sheet.left, sheet.top, sheet.right, sheet.bottom), radius)[..., None]
    return np.asarray(np.rint(backdrop + (255.0 - backdrop) * share), np.uint8)


def _covering(ground: Rgb, size: Size) -> Rgb:
    """Return the middle of a picture that has the aspect of a size."""
    height, width = ground.shape[:2]
    wanted = size[0] / size[1]
    across, down = min(width, round(height * wanted)), min(height, round(width / wanted))
    left, top = (width - across) // 2, (height - down) // 2
    return ground[top : top + max(1, down), left : left + max(1, across)]


def _dither(size: Size) -> np.ndarray:
    """Half a step of noise: eight bits show bands in a gradient this soft."""
    return np.random.default_rng(7).uniform(0, 1, (size[1], size[0], 1)).astype(np.float32)
