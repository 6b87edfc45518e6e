"""The visible mark that a market's law wants on a picture which a generative model made a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from pipelines.errors import PlanError
from pipelines.stages.film.panel import Setting, at_start, fitted, flush, panel, plate_of, words_of
from pipelines.values import Box, Rgb, Size
from presets.films.schema import Ground
from presets.languages.library import language
from presets.markets.checks import Disclosure, Made, Place, Where
from presets.markets.library import load_markets, rulings

_LEAST_SHARE = 0.03  # of the shorter side, where law tells no size
_CAPITALS = 0.72  # of an em
_AWAY = 0.02  # of the shorter side, from the edges


@dataclass(frozen=True)
class Mark:
    """What is to be written.

    Attributes:
        tag: of its language.
        least_share: height of its letters, in shares of the picture's shorter side.
        law: which wants it.
    """

    text: str
    tag: str
    least_share: float
    law: str


def marks_wanted(countries: Sequence[str], today: date) -> tuple[Mark, ...]:
    """Return the marks of some markets for pictures with a generated part, each once."""
    known = load_markets().items
    found = (_of(country, today) for country in dict.fromkeys(countries) if country in known)
    return tuple(dict.fromkeys(mark for marks in found for mark in marks))


def _of(country: str, today: date) -> list[Mark]:
    market = load_markets().get(country)
    tag = language(market.languages[0]).id
    checks = [ruling.check for ruling in rulings(market) if Where.PICTURE in ruling.check.where]
    wanted = [check.measured for check in checks if check.valid_from is None or check.valid_from <= today]
    return [
        Mark(one.wording.get(tag) or language(tag).film.made_by_ai, tag, one.least_share or _LEAST_SHARE, one.law)
        for one in wanted
        if isinstance(one, Disclosure) and one.made is Made.GENERATED and Place.ON_IT in one.places
    ]


def marked(picture: Rgb, product: Box, marks: Sequence[Mark]) -> Rgb:
    """Return a picture with its marks, each in a corner that the product leaves free.

    Raises:
        PlanError: the product leaves none free.
        MissingPackageError: the fonts are not installed.
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
