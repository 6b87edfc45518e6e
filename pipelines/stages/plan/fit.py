"""How large and where a product may stand so that every rule about fill, margins and free zones holds."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np

from pipelines.values import Box, Matte, Size, bounding_box
from presets.rules import FillMeasure, FrameFill, FreeZone, Margins, Rule

# What a picture aims for where its slot says nothing: whole, large, with air around it.
_DEFAULT_AIM = 0.88
# No product comes closer to the frame than this share of a side, so that soft edges are never cut.
_AIR = 0.01
# The eye's centre lies a little above the middle, so a little more air goes below than above; a shadow may lift the
# product further, by at most this share of the free height.
_SHARE_ABOVE = 0.47
_MOST_LIFT = 0.2
# Resampling and rounding may undercut the smallest fill or exceed the largest by this much.
_SLACK = 0.004


@dataclass(frozen=True)
class Body:
    """A product's outline in photo pixels: `box` around the solid part, `extent` with the soft edge, `area` of it."""

    box: Box
    extent: Box
    area: float
    centroid_x: float
    outline: Matte

    @classmethod
    def of(cls, matte: Matte) -> "Body | None":
        """Measure a matte; None where it holds no product."""
        box, extent = bounding_box(matte, 0.5), bounding_box(matte, 1 / 255)
        if box is None or extent is None:
            return None
        inside = matte[extent.slices]
        columns = inside.sum(axis=0)
        centroid = extent.left + float((columns * np.arange(extent.width)).sum() / columns.sum())
        shrink = min(1.0, 128 / max(extent.width, extent.height))
        small = (max(1, round(extent.width * shrink)), max(1, round(extent.height * shrink)))
        outline = np.asarray(cv2.resize(inside, small, interpolation=cv2.INTER_AREA), np.float32)
        return cls(box, extent, float(inside.sum()), centroid, outline)

    def share(self, measure: FillMeasure, canvas: Size, scale: float) -> float:
        """Return the frame's share at `scale` canvas pixels per photo pixel."""
        width, height = self.box.width * scale / canvas[0], self.box.height * scale / canvas[1]
        match measure:
            case FillMeasure.LONG_AXIS:
                return max(width, height)
            case FillMeasure.WIDTH:
                return width
            case FillMeasure.HEIGHT:
                return height
            case FillMeasure.BOX_AREA:
                return width * height
            case FillMeasure.MASK_AREA:
                return self.area * scale * scale / (canvas[0] * canvas[1])

    def scale_for(self, measure: FillMeasure, canvas: Size, share: float) -> float:
        """Return the scale at which the product takes `share` of the frame."""
        at_one = self.share(measure, canvas, 1.0)
        is_area = measure in (FillMeasure.BOX_AREA, FillMeasure.MASK_AREA)
        return math.sqrt(share / at_one) if is_area else share / at_one


@dataclass(frozen=True)
class Fit:
    """A product's scale and the canvas position of its extent's top left corner, in pixels."""

    scale: float
    left: float
    top: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """A fit and how far it is from what was wanted."""

    fit: Fit
    cost: float


@dataclass(frozen=True)
class _Air:
    """Least free share beside and above or below the product, and the ground kept below it, of its own height."""

    horizontal: float
    vertical: float
    ground: float


def fit_product(body: Body, canvas: Size, rules: Sequence[Rule], ground: float) -> Fit:
    """Return the fit that keeps all fill, margin and zone rules; its notes say which could not be kept.

    `ground` is what a shadow or reflection needs below the product, as a share of the product's height.
    """
    least, aim, most = _scales(body, canvas, rules)
    notes: tuple[str, ...] = ()
    if least > most:
        notes = ("The product's shape cannot fill the demanded share of the frame; it is as large as fits.",)
    scale = min(max(aim, least), most)
    zones = [rule for rule in rules if isinstance(rule, FreeZone)]
    air = _Air(*_margins(rules), ground)
    wanted = _position(body, canvas, scale, air)
    if zones and _touches(body, canvas, wanted, zones):
        clear = _clear_of(zones, body, canvas, _candidates(body, canvas, (max(least, 0.7 * scale), scale), air))
        if clear is None:
            notes += ("The product is too broad to leave the free zone empty.",)
        wanted = clear or wanted
    return Fit(wanted.scale, wanted.left, wanted.top, notes)


def _clear_of(zones: Sequence[FreeZone], body: Body, canvas: Size, candidates: Iterable[_Candidate]) -> Fit | None:
    """Return the cheapest fit that touches no zone, or None where each does."""
    clear = (spot for spot in candidates if not _touches(body, canvas, spot.fit, zones))
    best = min(clear, key=lambda spot: spot.cost, default=None)
    return best.fit if best else None


def _scales(body: Body, canvas: Size, rules: Sequence[Rule]) -> tuple[float, float, float]:
    fills = [rule for rule in rules if isinstance(rule, FrameFill)]
    whole = _largest_inside(body, canvas, _AIR, _AIR)
    least, most = 0.0, min([whole, *(_largest_in_margins(body, canvas, r) for r in rules if isinstance(r, Margins))])
    aims: list[float] = []
    for rule in fills:
        if rule.min_fraction > 0:
            least = max(least, body.scale_for(rule.measure, canvas, min(1.0, rule.min_fraction + _SLACK)))
        if rule.max_fraction < 1:
            most = min(most, body.scale_for(rule.measure, canvas, rule.max_fraction - _SLACK))
        if rule.aim_fraction is not None:
            aims.append(body.scale_for(rule.measure, canvas, rule.aim_fraction))
    usual = body.scale_for(FillMeasure.LONG_AXIS, canvas, _DEFAULT_AIM)
    return least, min(aims, default=usual), most


def _largest_inside(body: Body, canvas: Size, horizontal: float, vertical: float) -> float:
    width, height = canvas
    return min(width * (1 - 2 * horizontal) / body.extent.width, height * (1 - 2 * vertical) / body.extent.height)


def _largest_in_margins(body: Body, canvas: Size, rule: Margins) -> float:
    vertical = _largest_inside(body, canvas, _AIR, rule.vertical + _SLACK / 2)
    horizontal = _largest_inside(body, canvas, rule.horizontal + _SLACK / 2, _AIR)
    return max(vertical, horizontal) if rule.either else min(vertical, horizontal)


def _margins(rules: Sequence[Rule]) -> tuple[float, float]:
    both = [rule for rule in rules if isinstance(rule, Margins) and not rule.either]
    horizontal = max([_AIR, *(rule.horizontal for rule in both)])
    return horizontal, max([_AIR, *(rule.vertical for rule in both)])


def _position(body: Body, canvas: Size, scale: float, air: _Air) -> Fit:
    """Centre by eye: across between the box's middle and the centre of mass, down a little above the middle."""
    width, height = body.extent.width * scale, body.extent.height * scale
    middle = (body.extent.left + body.extent.right) / 2
    lean = 0.3 * (middle - body.centroid_x) * scale
    free_x, free_y = canvas[0] - width, canvas[1] - height
    left = _between(free_x / 2 + lean, air.horizontal * canvas[0], free_x - air.horizontal * canvas[0])
    lifted = min(air.ground * height, _MOST_LIFT * max(0.0, free_y))
    top = _between(free_y * _SHARE_ABOVE - lifted, air.vertical * canvas[1], free_y - air.vertical * canvas[1])
    return Fit(scale, left, top)


def _between(value: float, low: float, high: float) -> float:
    return (low + high) / 2 if low > high else min(max(value, low), high)


def _candidates(body: Body, canvas: Size, scales: tuple[float, float], air: _Air) -> Iterator[_Candidate]:
    """Yield other fits; leaving the middle and shrinking cost about alike."""
    for scale in np.linspace(min(scales), scales[1], 13):
        middle = _position(body, canvas, float(scale), air)
        free_x = canvas[0] - body.extent.width * scale
        free_y = canvas[1] - body.extent.height * scale
        across = np.linspace(air.horizontal * canvas[0], free_x - air.horizontal * canvas[0], 13)
        down = np.linspace(air.vertical * canvas[1], free_y - air.vertical * canvas[1], 13)
        for left, top in product(across[across >= 0], down[down >= 0]):
            moved = math.hypot((left - middle.left) / canvas[0], (top - middle.top) / canvas[1])
            yield _Candidate(Fit(float(scale), float(left), float(top)), moved + 1 - float(scale) / scales[1])


def _touches(body: Body, canvas: Size, fit: Fit, zones: Sequence[FreeZone]) -> bool:
    rows, columns = body.outline.shape
    x_scale, y_scale = columns / (body.extent.width * fit.scale), rows / (body.extent.height * fit.scale)
    for zone in zones:
        left = max(0, math.floor((zone.left * canvas[0] - fit.left) * x_scale))
        right = math.ceil((zone.right * canvas[0] - fit.left) * x_scale)
        top = max(0, math.floor((zone.top * canvas[1] - fit.top) * y_scale))
        bottom = math.ceil((zone.bottom * canvas[1] - fit.top) * y_scale)
        if right > left and bottom > top and (body.outline[top:bottom, left:right] > 0.1).any():
            return True
    return False
