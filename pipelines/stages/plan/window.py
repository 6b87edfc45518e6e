"""Which part of a plate a picture shows, so that the product is large enough, well placed and clear of text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.plan.fit import Body
from pipelines.values import Box, Size

# Plate pixels stretched further than this are seen to be soft beside a sharp product.
SOFT_ENLARGEMENT, WORTH_ENLARGING, MOST_ENLARGEMENT = 2.0, 2.5, 3.0
_AIM = 0.42  # of the frame, by the product's long axis: near enough to sell, far enough to see the place
_SMALL = 0.2  # below it, coming closer is worth a soft place
_ASKED = 4.0  # what a person placed weighs that much more than what is usual
_FEWER_PIXELS = 0.5  # cost of a canvas e times smaller, against 1.2 of a product e times off the aim
LEAST_AIR = 0.035  # of a side, around the product
_ZOOMS = 15
_SOLID = 0.1  # of the outline's matte: less is its soft edge
_SPOTS = {"centre": 0.5, "left": 0.36, "right": 0.64}
_HIGHEST_FOOT, _LOWEST_FOOT = 0.5, 0.9


class Spot(StrEnum):
    """Where in the frame the product stands: in the middle, or on one of the thirds."""

    CENTRE = "centre"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Composed:
    """Where a person wants the product; None leaves it to the usual composition.

    Attributes:
        foot: the middle of its outline's lower edge, in fractions of the frame's width and height.
        share: of the frame that its long axis takes: the larger of its shares of width and height.
    """

    foot: tuple[float, float] | None = None
    share: float | None = None


AS_USUAL = Composed()


@dataclass(frozen=True)
class Area:
    """A rectangle in fractions of the frame."""

    left: float
    top: float
    right: float
    bottom: float

    def box(self, canvas: Size) -> Box:
        """Return it in whole pixels of a canvas."""
        width, height = canvas
        return Box(
            math.floor(self.left * width),
            math.floor(self.top * height),
            math.ceil(self.right * width),
            math.ceil(self.bottom * height),
        )


@dataclass(frozen=True)
class Figure:
    """The product as the plate's camera sees it, in plate pixels: its outline's corner and size, and its axis."""

    left: float
    top: float
    width: float
    height: float
    axis_x: float


@dataclass(frozen=True)
class Framing:
    """What a frame is asked for.

    Attributes:
        plate: size of the plate; `step` of its grid.
        aspect: width over height of the canvas.
        canvas_width: in pixels; `least_width` is what the canvas may shrink to where the plate has no more pixels.
        least_share, most_share: of the frame that the product's long axis may take.
        air: free share of width and height around the product.
        spot: where the product stands; `composed` goes before it.
        keep_out: what it must leave free.
    """

    plate: Size
    step: Size
    aspect: float
    canvas_width: int
    least_width: int
    least_share: float = 0.0
    most_share: float = 1.0
    air: tuple[float, float] = (LEAST_AIR, LEAST_AIR)
    spot: Spot = Spot.CENTRE
    composed: Composed = AS_USUAL
    keep_out: tuple[Area, ...] = ()

    @property
    def across(self) -> float:
        """How far across the frame the product is wanted."""
        return self.composed.foot[0] if self.composed.foot else _SPOTS[self.spot.value]

    def middle_of(self, figure: Figure) -> float:
        """Return what of the product is to stand there: its axis, or the middle of its outline where a person drew."""
        return figure.left + figure.width / 2 if self.composed.foot else figure.axis_x


@dataclass(frozen=True)
class Framed:
    """A part of the plate, and how far it is from what was wanted."""

    window: Box
    cost: float


def frame_window(figure: Figure, body: Body, framing: Framing) -> Framed | None:
    """Return the best part of the plate, of the canvas's aspect; None where no part holds the product as asked."""
    solid = body.outline > _SOLID
    found = sorted(_candidates(figure, framing), key=lambda framed: framed.cost)
    return next((one for one in found if not _touches(solid, figure, one.window, framing.keep_out)), None)


def largest_window(framing: Framing) -> Size:
    """Return the largest part of the plate that has the canvas's aspect."""
    width, height = framing.plate
    return _aligned(min(width, height * framing.aspect), framing)


def _candidates(figure: Figure, framing: Framing) -> Iterator[Framed]:
    """Yield windows that hold the product with air around it, each with how far it is from what is wanted."""
    largest = largest_window(framing)[0]
    smallest = max(framing.least_width / MOST_ENLARGEMENT, figure.width, 8)
    if smallest > largest:
        return
    shifts = [0.0, *(sign * step for step in (0.06, 0.12, 0.18, 0.24, 0.3) for sign in (-1, 1))]
    widths = [largest * (smallest / largest) ** (index / (_ZOOMS - 1)) for index in range(_ZOOMS)]
    if share := framing.composed.share:
        asked = max(figure.width, figure.height * framing.aspect) / share
        widths.append(min(max(asked, smallest), largest))
    for width in widths:
        size = _aligned(width, framing)
        if not _is_shared(figure, size, framing):
            continue
        # What is asked across the frame and down it does not meet: each place of a side is judged once
        lefts = dict.fromkeys(spot for aside in shifts if (spot := _across(figure, size, framing, aside)))
        tops = dict.fromkeys(spot for lift in shifts[:7] if (spot := _down(figure, size, framing, lift)))
        near, large = _share_cost(figure, size, framing), _pixel_costs(size, framing)
        for (left, aside), (top, below) in product(lefts, tops):
            yield Framed(Box(left, top, left + size[0], top + size[1]), near + aside + below + large[0] + large[1])


def _aligned(width: float, framing: Framing) -> Size:
    """Return a window's size in whole grid steps, of the canvas's aspect as nearly as steps allow."""
    step_x, step_y = framing.step
    most_x, most_y = framing.plate[0] // step_x, framing.plate[1] // step_y
    around = range(max(1, round(width / step_x) - 12), round(width / step_x) + 1)
    choices = [(n * step_x, round(n * step_x / framing.aspect / step_y) * step_y) for n in around if n <= most_x]
    usable = [size for size in choices if 0 < size[1] <= most_y * step_y] or [(step_x, step_y)]
    return min(usable, key=lambda size: (round(abs(size[0] / size[1] / framing.aspect - 1), 4), -size[0]))


def _across(figure: Figure, size: Size, framing: Framing, aside: float) -> tuple[int, float] | None:
    """Return a window's left side where the product stands as wanted, moved by a share of the window, and its cost;
    None where the product has no air there.
    """
    width, middle = size[0], framing.middle_of(figure)
    left = _snapped(middle - (framing.across + aside) * width, framing.step[0], framing.plate[0] - width)
    air = framing.air[0] * width
    if left + air > figure.left or figure.left + figure.width > left + width - air:
        return None
    return left, _foot_weight(framing) * 2.5 * abs((middle - left) / width - framing.across)


def _down(figure: Figure, size: Size, framing: Framing, lift: float) -> tuple[int, float] | None:
    """Return a window's upper side and its cost, as `_across`."""
    height, foot_y = size[1], figure.top + figure.height
    wanted = _wanted_foot(figure, height, framing)
    top = _snapped(foot_y - (wanted + lift) * height, framing.step[1], framing.plate[1] - height)
    air = framing.air[1] * height
    if top + air > figure.top or foot_y > top + height - air:
        return None
    return top, _foot_weight(framing) * 1.5 * abs((foot_y - top) / height - wanted)


def _wanted_foot(figure: Figure, height: float, framing: Framing) -> float:
    """Return how far down the foot is wanted: as the set was composed, and so that the product hangs about centred."""
    if framing.composed.foot:
        return framing.composed.foot[1]
    composed = (figure.top + figure.height) / framing.plate[1]
    centred = 0.54 + figure.height / height / 2
    return min(max((composed + centred) / 2, _HIGHEST_FOOT), _LOWEST_FOOT)


def _snapped(position: float, step: int, most: int) -> int:
    return min(max(0, round(position / step)), most // step) * step


def _share(figure: Figure, size: Size) -> float:
    return max(figure.width / size[0], figure.height / size[1])


def _is_shared(figure: Figure, size: Size, framing: Framing) -> bool:
    """Tell whether the product takes as much of a window as it may."""
    return framing.least_share <= _share(figure, size) <= framing.most_share


def _share_cost(figure: Figure, size: Size, framing: Framing) -> float:
    share, asked = _share(figure, size), framing.composed.share
    if asked:
        return _ASKED * 1.2 * abs(math.log(share / asked))
    return 1.2 * abs(math.log(share / _AIM)) + 2.0 * max(0.0, math.log(_SMALL / share))


def _pixel_costs(size: Size, framing: Framing) -> tuple[float, float]:
    """Return what a smaller canvas costs, and what a soft one."""
    canvas = min(framing.canvas_width, max(framing.least_width, WORTH_ENLARGING * size[0]))
    fewer = _FEWER_PIXELS * math.log(framing.canvas_width / canvas)
    return fewer, 1.6 * max(0.0, math.log(canvas / size[0] / SOFT_ENLARGEMENT))


def _foot_weight(framing: Framing) -> float:
    return _ASKED if framing.composed.foot else 1.0


def _touches(solid: NDArray[np.bool_], figure: Figure, window: Box, areas: Sequence[Area]) -> bool:
    """Tell whether the product's outline lies in an area of the frame that is kept free."""
    rows, columns = solid.shape
    for area in areas:
        left, right = ((window.left + x * window.width - figure.left) / figure.width for x in (area.left, area.right))
        top, bottom = ((window.top + y * window.height - figure.top) / figure.height for y in (area.top, area.bottom))
        across = slice(max(0, math.floor(left * columns)), max(0, math.ceil(right * columns)))
        down = slice(max(0, math.floor(top * rows)), max(0, math.ceil(bottom * rows)))
        if solid[down, across].any():
            return True
    return False
