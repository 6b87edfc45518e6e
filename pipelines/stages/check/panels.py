"""Signs of several pictures in one: seams from edge to edge, and rectangles too straight to be photographed."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Mask, Rgb, Size

_WORK_PX = 1000
_SEAM_STEP, _SEAM_SHARE = 8, 0.85
_ABRUPT = 0.7
_SEAM_MARGIN = 0.10  # nearer to the frame it is a band
_LINE_STEP, _LINE_SHARE, _SMOOTH_PX, _THICKEST_LINE = 9, 0.09, 11, 10
_CORNER_SLACK = 0.012
_MAX_LINES = 60
_PANEL_SOLID, _PANEL_SIDE = 0.95, 0.06
_FRAME_GAP, _FRAME_INSET, _FRAME_LEVELS = 0.09, 0.025, 40
_CORNER_GAP = 0.08
_MOST_OF_PRODUCT, _JUTS_OUT = 0.6, 0.3


def find_seams(pixels: Rgb) -> tuple[Box, ...]:
    """Return straight steps that run from one side of the picture to the other, as thin boxes."""
    small, scale = _work(pixels)
    turned = np.ascontiguousarray(small.transpose(1, 0, 2))
    height, width = pixels.shape[:2]
    tops = [min(height - 1, int(row / scale)) for row in _seam_rows(small)]
    lefts = [min(width - 1, int(column / scale)) for column in _seam_rows(turned)]
    level = tuple(Box(0, top, width, min(height, top + 3)) for top in tops)
    return level + tuple(Box(left, 0, min(width, left + 3), height) for left in lefts)


def _work(pixels: Rgb) -> tuple[Rgb, float]:
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_PX / max(height, width))
    if scale == 1.0:
        return pixels, 1.0
    size = max(8, round(width * scale)), max(8, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), scale


def _steps(view: Rgb) -> NDArray[np.uint8]:
    """Return how far each row differs from the second next, as (height - 2, width)."""
    difference = cv2.absdiff(view[2:], view[:-2])
    return np.maximum(np.maximum(difference[..., 0], difference[..., 1]), difference[..., 2])


def _seam_rows(view: Rgb) -> Sequence[int]:
    changed = _steps(view) >= _SEAM_STEP
    share = changed.mean(axis=1)
    end = max(4, view.shape[1] // 30)
    ends = np.minimum(changed[:, :end].mean(axis=1), changed[:, -end:].mean(axis=1))
    margin = int(_SEAM_MARGIN * view.shape[0])
    rows = list[int]()
    for row in np.flatnonzero((share >= _SEAM_SHARE) & (ends >= 0.7)):
        around = np.concatenate([share[max(0, row - 8) : max(0, row - 3)], share[row + 4 : row + 9]])
        alone = len(around) > 0 and float(np.median(around)) < 0.5 * share[row]
        inside = margin <= row <= len(share) - margin and (not rows or row - rows[-1] > 4)
        if inside and alone and _is_abrupt(view, int(row)):
            rows.append(int(row))
    return rows


def _is_abrupt(view: Rgb, row: int) -> bool:
    """Tell whether the change is over within two rows; a table's far edge is softer."""
    above, below = view[max(0, row - 4)].astype(np.int16), view[min(len(view) - 1, row + 6)].astype(np.int16)
    whole = np.abs(below - above).max(axis=1)
    step = np.abs(view[row + 2].astype(np.int16) - view[row]).max(axis=1)
    clear = whole >= _SEAM_STEP
    return bool(clear.any()) and float(np.median(step[clear] / whole[clear])) >= _ABRUPT


def find_rectangles(pixels: Rgb) -> tuple[Box, ...]:
    """Return upright rectangles, a tenth of the frame or more, whose four sides are straight to the pixel."""
    small, scale = _work(pixels)
    across = _lines(small)
    down = _lines(np.ascontiguousarray(small.transpose(1, 0, 2)))
    slack = max(3, round(_CORNER_SLACK * max(small.shape[:2])))
    found = list[Box]()
    for index, top in enumerate(across):
        for bottom in across[index + 1 :]:
            box = _closed(top, bottom, down, slack)
            if box is not None and not any(_alike(box, other, 2 * slack) for other in found):
                found.append(box)
    return tuple(_scaled(box, scale, pixels.shape[1], pixels.shape[0]) for box in found)


def _lines(view: Rgb) -> list[tuple[int, int, int]]:
    """Return straight horizontal edges as (row, first column, last column), by row."""
    # Smoothing along the line keeps it and takes away grain and texture
    strong = (_steps(np.asarray(cv2.blur(view, (_SMOOTH_PX, 1)), dtype=np.uint8)) >= _LINE_STEP).astype(np.uint8)
    length = max(12, round(_LINE_SHARE * view.shape[1]))
    straight = cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _labels, stats, _centres = cv2.connectedComponentsWithStats(straight, connectivity=8)
    lines = [
        (int(top) + int(height) // 2, int(left), int(left + width))
        for left, top, width, height, _area in stats[1:count]
        if height <= _THICKEST_LINE
    ]
    lines.sort(key=lambda line: line[1] - line[2])
    return sorted(lines[:_MAX_LINES])


def _closed(
    top: tuple[int, int, int], bottom: tuple[int, int, int], uprights: Sequence[tuple[int, int, int]], slack: int
) -> Box | None:
    """Return the rectangle between two horizontal edges where two upright edges close it."""
    if abs(top[1] - bottom[1]) > slack or abs(top[2] - bottom[2]) > slack or bottom[0] - top[0] < 4 * slack:
        return None
    for x in (top[1], top[2]):
        if not any(
            abs(row - x) <= slack and first <= top[0] + slack and last >= bottom[0] - slack
            for row, first, last in uprights
        ):
            return None
    return Box(top[1], top[0], top[2], bottom[0])


def _alike(one: Box, other: Box, slack: int) -> bool:
    return (
        max(
            abs(one.left - other.left),
            abs(one.top - other.top),
            abs(one.right - other.right),
            abs(one.bottom - other.bottom),
        )
        <= slack
    )


def _scaled(box: Box, scale: float, width: int, height: int) -> Box:
    left, top = min(width - 1, int(box.left / scale)), min(height - 1, int(box.top / scale))
    return Box(
        left, top, min(width, max(left + 1, int(box.right / scale))), min(height, max(top + 1, int(box.bottom / scale)))
    )


def is_panel(clear: Mask, box: Box) -> bool:
    """Tell whether a separate piece is large and fills its box as a pasted rectangle does.

    `clear` is what stands off the ground by more than coding noise does.
    """
    part = clear[box.slices]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if min(len(rows), len(columns)) < _PANEL_SIDE * max(clear.shape):
        return False
    return float(part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean()) >= _PANEL_SOLID


def is_inner_frame(box: Box, pixels: Rgb) -> bool:
    """Tell whether a rectangle is a line around the picture: close to all four sides, with like colours on both sides.

    The straight outline of a product that fills its frame has ground outside and product inside.
    """
    height, width = pixels.shape[:2]
    gaps = (box.left, box.top, width - box.right, height - box.bottom)
    inset = round(_FRAME_INSET * max(width, height))
    if max(gaps) > _FRAME_GAP * max(width, height) or min(gaps) < 2 or min(box.width, box.height) <= 4 * inset:
        return False
    outer, inner = _outline(pixels, _grown(box, 3, width, height)), _outline(pixels, _grown(box, -inset, width, height))
    return float(np.abs(np.median(outer, axis=0) - np.median(inner, axis=0)).max()) <= _FRAME_LEVELS


def _grown(box: Box, by: int, width: int, height: int) -> Box:
    left, top = max(0, box.left - by), max(0, box.top - by)
    return Box(left, top, min(width, box.right + by), min(height, box.bottom + by))


def _outline(pixels: Rgb, box: Box) -> Rgb:
    part = pixels[box.slices]
    return np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])


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
