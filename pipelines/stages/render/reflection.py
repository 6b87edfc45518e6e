"""The product mirrored in a polished ground, fading with depth."""

import cv2
import numpy as np

from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.shot import Shot
from pipelines.stages.render.footprint import read_footprint
from pipelines.values import Linear, Matte

_STRENGTH = 0.34
_FADE = 0.1  # of the product's height: the depth at which a reflection has fallen to 1 / e
_BLUR = 0.006  # of the product's height, reached at the depth of _FADE
_STEADY = (
    0.012  # of the product's height: a matte's edge trembles over less, and mirrored it would tremble twice as far
)


def soft_reflection(placed: Placed, shot: Shot) -> tuple[Matte, Linear]:
    """Return how much of the mirrored product shows, and its light, both of the shot's canvas.

    Every column is mirrored at its own lower edge, but no higher than the upright axis meets the ground, so that round
    bases keep contact all along and handles mirror at the ground, not at themselves.
    """
    footprint = read_footprint(placed.matte)
    width, height = shot.size
    edge = np.maximum(footprint.lower_edge, footprint.axis_row).astype(np.float32)[None, :] + shot.place.top
    base = _steady(edge, footprint.height)
    row = np.arange(shot.place.top, height, dtype=np.float32)[:, None]
    depth = np.maximum(row - base, 0)
    # Where the steady line lies below the edge itself, the edge is what is seen down to it
    source_row = np.minimum(base - depth, edge) - np.float32(shot.place.top)
    fade = np.where(row >= np.minimum(base, edge), _STRENGTH * np.exp(-depth / (_FADE * footprint.height)), 0)
    softness = np.clip(depth / (_FADE * footprint.height), 0, 1)[..., None]
    layer = np.dstack([to_linear(placed.foreground) * placed.matte[..., None], placed.matte])
    sharp, soft = _mirrored(layer, source_row, 0), _mirrored(layer, source_row, _BLUR * footprint.height)
    mixed = sharp * (1 - softness) + soft * softness
    share = np.zeros((height, width), np.float32)
    mirrored = np.zeros((height, width, 3), np.float32)
    rows, columns = slice(shot.place.top, height), slice(shot.place.left, shot.place.right)
    share[rows, columns] = mixed[..., 3] * fade * _frame_fade(row, height)
    mirrored[rows, columns] = mixed[..., :3] / np.maximum(mixed[..., 3:], 1e-4)
    return np.where(share < 0.5 / 255, 0, share).astype(np.float32), mirrored


def _steady(edge: Matte, height: int) -> Matte:
    """Return the mirror line, of shape (1, width), without the tremble of the matte's edge."""
    reach = max(5, round(_STEADY * height) | 1)
    wide = np.pad(edge, ((0, 0), (reach, reach)), mode="edge")
    calm = np.median(np.lib.stride_tricks.sliding_window_view(wide[0], reach), axis=1)[None, :].astype(np.float32)
    smooth = cv2.GaussianBlur(calm, (0, 0), reach / 3, borderType=cv2.BORDER_REPLICATE)
    start = reach - reach // 2
    return np.asarray(smooth[:, start : start + edge.shape[1]], np.float32)


def _mirrored(layer: Linear, row: Matte, blur: float) -> Linear:
    """Return `layer` looked up at `row`, each pixel in its own column."""
    column = np.ascontiguousarray(np.broadcast_to(np.arange(layer.shape[1], dtype=np.float32), row.shape))
    soft = cv2.GaussianBlur(layer, (0, 0), blur) if blur else layer
    return np.asarray(cv2.remap(soft, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), np.float32)


def _frame_fade(row: Matte, height: int) -> Matte:
    """Return 0 at the frame's lower rim, so that no reflection is cut by it."""
    ramp = np.clip((height - 1 - row) / (0.08 * height) - 0.05, 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)
