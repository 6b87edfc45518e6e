"""The visible marks on a picture which a generative model made a part of, in corners that the product leaves free."""

from collections.abc import Sequence
from math import ceil

from pipelines.errors import PlanError
from pipelines.stages.culture.mark import Mark
from pipelines.stages.film.panel import Setting, at_start, fitted, flush, panel, plate_of, words_of
from pipelines.values import Box, Rgb, Size
from presets.films.schema import Ground
from presets.languages.library import language

_CAPITALS = 0.72  # of an em
_AWAY = 0.02  # of the shorter side, from the edges


def marked(picture: Rgb, product: Box, marks: Sequence[Mark]) -> Rgb:
    """Return a picture with its marks, each in a corner that the product leaves free.

    Raises:
        PlanError: the product leaves none free.
    """
    canvas, taken = picture.copy(), [product]
    for mark in marks:
        taken.append(_laid(canvas, mark, taken))
    return canvas


def _laid(canvas: Rgb, mark: Mark, taken: Sequence[Box]) -> Box:
    """Lay a mark on a canvas, in place, and return where it is."""
    size = canvas.shape[1], canvas.shape[0]
    spoken = language(mark.tag)
    letters_px = ceil(mark.least_share * min(size) / _CAPITALS)
    whole = Box(0, 0, size[0], size[1])
    (layout,) = fitted([words_of(mark.text, spoken)], Setting(spoken, whole, letters_px))
    if max(word.word.size_px for word in layout.words) < letters_px:
        raise PlanError(f"'{mark.text}' in the size that {mark.law} asks for does not fit the picture.")
    plate = panel(flush(layout, mirrored=False), plate_of(Ground.GLASS, (0, 0, 0)))
    for corner in _corners((plate.shape[1], plate.shape[0]), size):
        if not any(_meet(corner, other) for other in taken):
            at_start(plate, corner, mirrored=False).laid_on(canvas)
            return corner
    raise PlanError(
        f"{mark.law} wants '{mark.text}' in a corner of the picture, and the product leaves none free. "
        "Choose a smaller --share, or the 'staged' engine."
    )


def _corners(plate: Size, size: Size) -> list[Box]:
    away = round(_AWAY * min(size))
    lefts, tops = (size[0] - plate[0] - away, away), (size[1] - plate[1] - away, away)
    return [Box(left, top, left + plate[0], top + plate[1]) for top in tops for left in lefts]


def _meet(one: Box, other: Box) -> bool:
    apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
    return not apart
