"""Lettering, logos and badges outside the product, and the cells of a 10 x 10 grid that they touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from cv2.typing import MatLike

from pipelines.channels import brightest
from pipelines.stages.check.ground import Ground
from pipelines.stages.check.layout import Layout, Thing
from pipelines.stages.check.overhang import Overhang
from pipelines.stages.check.overlay import find_overlay
from pipelines.stages.check.reader import TextReader
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Box, Mask, Rgb, Size

GRID = 10
_SURE = 0.6
_PRINTED = 0.5  # of a line's box lies on the product
_TWO_TONE = 0.80  # share of a box's variance that two tones explain
_LARGEST_MARK = 0.05  # of the frame
_TALL_LINE = 0.3  # of the frame's height
_LINE_PX, _STROKE_PX = 48, 17
_INK, _INK_LEVELS, _FEWEST_CHANGES = (0.05, 0.40), 12.0, 8.0
_CLEAR_LEVELS, _SKIRT_LEVELS, _CRISP_SHARE = 24, 8, 0.7


class Added(StrEnum):
    """What was added."""

    LETTERS = "letters"
    MARK = "mark"  # a logo or a badge
    TINT = "tint"  # strokes of a watermark


@dataclass(frozen=True)
class Lettering:
    """Something added; `text` is empty where it could not be read."""

    box: Box
    kind: Added
    text: str = ""


def touched_cells(boxes: Sequence[Box], size: Size) -> frozenset[tuple[int, int]]:
    """Return the (row, column) of every grid cell that a box touches with at least a pixel."""
    width, height = size
    cells = set[tuple[int, int]]()
    for box in boxes:
        rows = range(box.top * GRID // height, (box.bottom - 1) * GRID // height + 1)
        columns = range(box.left * GRID // width, (box.right - 1) * GRID // width + 1)
        cells.update((row, column) for row in rows for column in columns)
    return frozenset(cells)


def read_outside(pixels: Rgb, product: Mask | None, added: Mask | None, reader: TextReader) -> tuple[Lettering, ...]:
    """Return the lines the reader finds that do not lie on the product.

    Args:
        pixels, product, added: of one shape; `added` is what else lies on a plain ground. Without a product every
            line counts.
    """
    found = list[Lettering]()
    # In a scene the product's mask is too rough to tell what sticks out of it
    overhang = Overhang.of(pixels, product, added) if product is not None and added is not None else None
    for line in reader.find(pixels):
        if product is not None and _is_printed(line, product, added) and not (overhang and overhang.inks(line.box)):
            continue
        text, sureness = reader.read(pixels, line)
        letters = sum(1 for letter in text if letter.isalnum())
        # A product's own outline is read as a letter or two: a mug is a D
        fewest = 3 if line.size[1] > _TALL_LINE * pixels.shape[0] else 2
        if sureness >= _SURE and letters >= fewest:
            found.append(Lettering(line.box, Added.LETTERS, text))
        elif is_lettering(line.levelled(pixels)):
            found.append(Lettering(line.box, Added.LETTERS))
    return tuple(found)


def _is_printed(line: TextLine, product: Mask, added: Mask | None) -> bool:
    """Tell whether a line lies on the product, or is the product's own shape taken for a letter."""
    own = line.share_of(product)
    if added is None:
        return own > _PRINTED
    return own > _PRINTED or own > 2 * line.share_of(added)


def is_lettering(line: Rgb) -> bool:
    """Tell whether a strip of pixels holds strokes of one tone, as a line of any script does, whatever lies behind."""
    part = cv2.cvtColor(np.ascontiguousarray(line), cv2.COLOR_RGB2GRAY)
    if min(part.shape) < 6 or part.shape[1] < 1.2 * part.shape[0]:
        return False
    scale = _LINE_PX / part.shape[0]
    size = max(_LINE_PX, round(part.shape[1] * scale)), _LINE_PX
    part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    # What is narrower than a third of the line's height stands out; edges of things behind the line do not
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE_PX, _STROKE_PX))
    return any(_are_strokes(cv2.morphologyEx(part, hat, kernel)) for hat in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT))


def _are_strokes(hat: MatLike) -> bool:
    # The root brings strokes over light and over dark nearer to each other, and keeps both off what is no stroke
    root = np.sqrt(hat * np.float32(255)).astype(np.uint8)
    level, ink = cv2.threshold(root, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    share = float(ink.mean())
    if not _INK[0] <= share <= _INK[1] or _two_tone_share(root, level) < _TWO_TONE:
        return False
    if float(hat[ink > 0].mean() - hat[ink == 0].mean()) < _INK_LEVELS:
        return False
    changes = np.abs(np.diff(ink.astype(np.int8), axis=1)).sum(axis=1)
    inked = changes[changes > 0]
    # Letters change tone several times along a line; a plain object's box does so twice
    fewest = max(_FEWEST_CHANGES, 2 * hat.shape[1] / hat.shape[0])
    return len(inked) > 0.4 * len(changes) and float(np.percentile(inked, 75)) >= fewest


def _two_tone_share(grey: MatLike, level: float) -> float:
    low, high = grey[grey <= level], grey[grey > level]
    if not len(low) or not len(high):
        return 0.0
    total = float(grey.var())
    inside = (float(low.var()) * len(low) + float(high.var()) * len(high)) / grey.size
    return 0.0 if total < 9 else 1 - inside / total


def marks_outside(pixels: Rgb, layout: Layout, ground: Ground) -> tuple[Lettering, ...]:
    """Return rows of small pieces on a plain ground (letters of any script), single flat ones (logos,
    badges), and the strokes of a watermark."""
    rows = _rows([mark for mark in layout.marks if _is_ink(mark, ground)])
    taken = [Lettering(_around(row), Added.LETTERS) for row in rows]
    in_rows = {thing for row in rows for thing in row}
    for thing in (*layout.marks, *layout.objects[1:]):
        if thing in in_rows or not _is_crisp(thing, ground):
            continue
        letters = is_lettering(pixels[thing.box.slices])
        if letters or is_flat_mark(pixels, thing):
            taken.append(Lettering(thing.box, Added.LETTERS if letters else Added.MARK))
    return (*taken, *(Lettering(box, Added.TINT) for box in find_overlay(ground)))


def _rows(marks: Sequence[Thing]) -> tuple[tuple[Thing, ...], ...]:
    """Group pieces of like height that stand beside each other; three or more are a line of letters."""
    rows = list[list[Thing]]()
    for thing in sorted(marks, key=lambda mark: mark.box.left):
        row = next((row for row in rows if _follows(thing.box, row[-1].box)), None)
        if row is None:
            rows.append([thing])
        else:
            row.append(thing)
    return tuple(tuple(row) for row in rows if len(row) >= 3)


def _follows(box: Box, last: Box) -> bool:
    taller = max(box.height, last.height)
    overlap = min(box.bottom, last.bottom) - max(box.top, last.top)
    return overlap > 0.3 * min(box.height, last.height) and -0.5 * taller <= box.left - last.right <= 1.2 * taller


def _around(things: Sequence[Thing]) -> Box:
    return Box(
        min(thing.box.left for thing in things),
        min(thing.box.top for thing in things),
        max(thing.box.right for thing in things),
        max(thing.box.bottom for thing in things),
    )


def _is_ink(thing: Thing, ground: Ground) -> bool:
    """Tell whether a piece stands out as letters do; what is fainter is a crumb of a shadow or reflection."""
    return int(ground.deviation[thing.box.slices].max()) >= _SKIRT_LEVELS


def _is_crisp(thing: Thing, ground: Ground) -> bool:
    """Tell whether a piece stands off the ground at once; a stain or a haze has a wide pale skirt."""
    part = ground.deviation[thing.box.slices]
    clear = int((part > _CLEAR_LEVELS).sum())
    return clear > 0 and clear >= _CRISP_SHARE * int((part > _SKIRT_LEVELS).sum())


def is_flat_mark(pixels: Rgb, thing: Thing) -> bool:
    """Tell whether a piece is drawn in a few flat colours, as badges and logos are and photographed objects are not."""
    part = pixels[thing.box.slices].astype(np.int16)
    if min(part.shape[:2]) < 8 or thing.area > _LARGEST_MARK * pixels.shape[0] * pixels.shape[1]:
        return False
    across = brightest(np.abs(np.diff(part, axis=1)))
    down = brightest(np.abs(np.diff(part, axis=0)))
    still = float(((across[:-1] == 0) & (down[:, :-1] == 0)).mean())
    quiet = float(((across[:-1] <= 2) & (down[:, :-1] <= 2)).mean())
    colours, counts = np.unique((part[::2, ::2] >> 3).reshape(-1, 3), axis=0, return_counts=True)
    top = float(np.sort(counts)[-4:].sum() / counts.sum()) if len(colours) else 0.0
    return top > 0.80 and (still > 0.55 or quiet > 0.75)
