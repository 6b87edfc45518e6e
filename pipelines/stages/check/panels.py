"""Signs of several pictures in one: seams from edge to edge, insets in corners, panels on a ground."""

from collections.abc import Sequence

import numpy as np

from pipelines.stages.check.rectangles import row_steps, working_copy
from pipelines.values import Box, Mask, Rgb, Size

_SEAM_STEP, _SEAM_SHARE = 8, 0.85
_ABRUPT = 0.7
_SEAM_MARGIN = 0.10  # nearer to the frame it is a band
_JOINT_PX, _SAME_SURFACE_LEVELS, _LIT_LEVELS = 10, 10.0, 8.0
_PANEL_SOLID, _PANEL_SIDE = 0.95, 0.06
_CORNER_GAP = 0.08
_MOST_OF_PRODUCT, _JUTS_OUT = 0.6, 0.3


def find_seams(pixels: Rgb) -> tuple[Box, ...]:
    """Return straight steps that run from one side of the picture to the other, as thin boxes."""
    small, scale = working_copy(pixels)
    turned = np.ascontiguousarray(small.transpose(1, 0, 2))
    height, width = pixels.shape[:2]
    tops = [min(height - 1, int(row / scale)) for row in _seam_rows(small)]
    lefts = [min(width - 1, int(column / scale)) for column in _seam_rows(turned)]
    level = tuple(Box(0, top, width, min(height, top + 3)) for top in tops)
    return level + tuple(Box(left, 0, min(width, left + 3), height) for left in lefts)


def _seam_rows(view: Rgb) -> Sequence[int]:
    changed = row_steps(view) >= _SEAM_STEP
    share = changed.mean(axis=1)
    end = max(4, view.shape[1] // 30)
    ends = np.minimum(changed[:, :end].mean(axis=1), changed[:, -end:].mean(axis=1))
    margin = int(_SEAM_MARGIN * view.shape[0])
    rows = list[int]()
    for row in np.flatnonzero((share >= _SEAM_SHARE) & (ends >= 0.7)):
        around = np.concatenate([share[max(0, row - 8) : max(0, row - 3)], share[row + 4 : row + 9]])
        alone = len(around) > 0 and float(np.median(around)) < 0.5 * share[row]
        inside = margin <= row <= len(share) - margin and (not rows or row - rows[-1] > 4)
        if inside and alone and _is_abrupt(view, int(row)) and not _is_joint(view, int(row)):
            rows.append(int(row))
    return rows


def _is_joint(view: Rgb, row: int) -> bool:
    """Tell whether a line is a joint of tiles or boards: on both sides lies the same surface, lit as the joint is.

    The gap of a collage is of one colour from end to end.
    """
    around = view[max(0, row - 2 * _JOINT_PX) : row + 2 * _JOINT_PX].astype(np.float32)
    above, below = around[:_JOINT_PX].mean(axis=0), around[-_JOINT_PX:].mean(axis=0)
    if float(np.median(np.abs(above - below).max(axis=1))) > _SAME_SURFACE_LEVELS:
        return False
    inner = around[_JOINT_PX:-_JOINT_PX]
    clearest = inner[int(np.abs(inner - (above + below) / 2).mean(axis=(1, 2)).argmax())]
    window = np.ones(_JOINT_PX, np.float32) / _JOINT_PX
    tone = np.convolve(clearest.mean(axis=1), window, mode="valid")
    return float(np.percentile(tone, 95) - np.percentile(tone, 5)) >= _LIT_LEVELS


def _is_abrupt(view: Rgb, row: int) -> bool:
    """Tell whether the change is over within two rows; a table's far edge is softer."""
    above, below = view[max(0, row - 4)].astype(np.int16), view[min(len(view) - 1, row + 6)].astype(np.int16)
    # Behind a thin gap the picture may go on as before: what lies in the gap counts as well
    beyond = np.stack([below, *view[row + 2 : row + 5].astype(np.int16)])
    whole = np.abs(beyond - above).max(axis=(0, 2))
    step = np.abs(view[row + 2].astype(np.int16) - view[row]).max(axis=1)
    clear = whole >= _SEAM_STEP
    return bool(clear.any()) and float(np.median(step[clear] / whole[clear])) >= _ABRUPT


def is_panel(clear: Mask, box: Box) -> bool:
    """Tell whether a separate piece is large and fills its box as a pasted rectangle does.

    `clear` is what stands off the ground by more than coding noise does.
    """
    part = clear[box.slices]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if min(len(rows), len(columns)) < _PANEL_SIDE * max(clear.shape):
        return False
    return float(part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean()) >= _PANEL_SOLID


def is_corner_inset(box: Box, size: Size) -> bool:
    """Tell whether a rectangle sits in a corner of the picture, as an inset does."""
    width, height = size
    near = _CORNER_GAP * max(size)
    beside = min(box.left, width - box.right) <= near
    above = min(box.top, height - box.bottom) <= near
    return beside and above and box.width <= 0.55 * width and box.height <= 0.55 * height


def is_attached_inset(box: Box, product: Mask, ground: Mask) -> bool:
    """Tell whether a rectangle juts out of a product onto a plain ground without being most of it."""
    if float(product[box.slices].sum()) > _MOST_OF_PRODUCT * float(product.sum()):
        return False
    rows = slice(max(0, box.top - 4), min(ground.shape[0], box.bottom + 4))
    columns = slice(max(0, box.left - 4), min(ground.shape[1], box.right + 4))
    around = ground[rows, columns]
    sides = np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]])
    return float(sides.mean()) >= _JUTS_OUT
