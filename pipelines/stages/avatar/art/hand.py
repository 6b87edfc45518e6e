"""Hands. Hand units: the wrist at the origin, fingers towards -y, a palm some 105 wide; the thumb is to the left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.stages.avatar.art.colour import Linear
from pipelines.stages.avatar.art.curve import Knot, Shape, ellipse, outline, stroke
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette

Place = Callable[[Shape], Shape]


class HandShape(StrEnum):
    """What a hand does."""

    OPEN = "open"  # the palm towards us, fingers easy
    OFFER = "offer"  # palm up, as if something lay on it
    POINT = "point"  # the forefinger up
    REST = "rest"  # hanging, its back towards us


@dataclass(frozen=True)
class _Finger:
    knots: Sequence[Knot]
    widths: Sequence[float]


_OPEN = (
    _Finger([(36, -96), (50, -134), (60, -166)], (25, 23, 21, 17)),
    _Finger([(14, -104), (21, -160), (24, -206)], (27, 26, 24, 19)),
    _Finger([(-11, -106), (-13, -166), (-18, -218)], (28, 27, 25, 20)),
    _Finger([(-35, -98), (-46, -152), (-57, -200)], (28, 26, 24, 19)),
)
_OPEN_THUMB = _Finger([(-26, -30), (-60, -66), (-84, -100), (-97, -134)], (44, 38, 31, 27, 20))


def paint_hand(painter: Painter, shape: HandShape, palette: Palette, place: Place) -> None:
    """Paint a hand; `place` brings hand units to where it is."""
    {
        HandShape.OPEN: _open,
        HandShape.OFFER: _offer,
        HandShape.POINT: _point,
        HandShape.REST: _rest,
    }[shape](painter, palette, place)


def hand_outline(shape: HandShape) -> Shape:
    """Return roughly what a hand covers, for the shadow it throws."""
    if shape is HandShape.OFFER:
        return outline((-30, 0), (-50, -70), (-40, -130), (10, -215), (40, -200), (50, -90), (36, 0))
    if shape is HandShape.POINT:
        return (
            *outline((-34, 0), (-52, -70), (-44, -116), (30, -116), (48, -80), (34, 0)),
            *stroke([(-36, -90), (-44, -210)], [28, 20]),
        )
    return (*_palm(), *(poly for finger in (*_OPEN, _OPEN_THUMB) for poly in stroke(finger.knots, finger.widths)))


def _palm() -> Shape:
    return outline(
        (-31, 14),
        (-38, -22),
        (-50, -66),
        (-49, -104),
        (-24, -116),
        (14, -114),
        (46, -102),
        (51, -66),
        (42, -22),
        (32, 14),
    )


def _tone(palette: Palette, place: Place) -> Linear:
    """Light falls from the upper left of the picture, wherever the hand is."""
    middle = place(ellipse(0, -100, 1))[0].mean(axis=0)
    x, y = float(middle[0]), float(middle[1])
    return Linear((x - 90, y - 110), (x + 90, y + 120), (palette.light, palette.skin, palette.shadow))


def _digit(painter: Painter, finger: _Finger, palette: Palette, place: Place, tone: Linear) -> None:
    shape = place(stroke(finger.knots, finger.widths))
    painter.fill(shape, palette.deep, alpha=0.5, blur=1.2)
    painter.fill(shape, tone)
    edge = [(x + finger.widths[0] * 0.36, y) for x, y, *_ in finger.knots]
    painter.fill(place(stroke(edge, [7, 8, 6])), palette.shadow, alpha=0.75, blur=2.5, within=shape)
    for share in (0.40, 0.70):
        x0, y0 = finger.knots[0][:2]
        x1, y1 = finger.knots[-1][:2]
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        painter.fill(
            place(stroke([(x - 8, y + 1), (x, y + 3), (x + 8, y + 1)], [0.4, 2, 0.4])),
            palette.deep,
            alpha=0.32,
            blur=0.6,
            within=shape,
        )


def _open(painter: Painter, palette: Palette, place: Place) -> None:
    tone = _tone(palette, place)
    for finger in _OPEN:
        _digit(painter, finger, palette, place, tone)
    palm = place(_palm())
    painter.fill(palm, tone)
    painter.fill(place(ellipse(34, -50, 18, 48)), palette.shadow, alpha=0.6, blur=9, within=palm)
    painter.fill(place(ellipse(2, -58, 22, 26)), palette.shadow, alpha=0.45, blur=9, within=palm)
    for finger in (*_OPEN,):
        x, y = finger.knots[0][:2]
        painter.fill(place(ellipse(x, y + 2, 11, 8)), palette.blush, alpha=0.30, blur=4, within=palm)
    painter.fill(place(ellipse(-24, -42, 19, 32)), palette.light, alpha=0.5, blur=8, within=palm)
    _digit(painter, _OPEN_THUMB, palette, place, tone)
    root = place(outline((-40, -60), (-20, -74), (-2, -40), (-6, 4), (-34, 8), (-44, -20)))
    thumb = place(stroke(_OPEN_THUMB.knots, _OPEN_THUMB.widths))
    painter.fill(root, tone, blur=3.5, within=(*palm, *thumb))
    for crease, strength in (
        ([(-38, -84), (-14, -72), (-2, -46), (-6, -10)], 0.6),
        ([(-42, -88), (-6, -82), (36, -66)], 0.42),
        ([(47, -84), (18, -90), (-16, -102)], 0.42),
    ):
        painter.fill(place(stroke(crease, [0.6, 3, 2.6, 0.6])), palette.deep, alpha=strength, blur=0.8)


def _offer(painter: Painter, palette: Palette, place: Place) -> None:
    """Seen along the palm: four fingers lie behind each other, the thumb stands off."""
    tone = _tone(palette, place)
    thumb = _Finger([(-20, -34), (-50, -70), (-60, -108), (-58, -134)], (40, 34, 28, 25, 18))
    _digit(painter, thumb, palette, place, tone)
    rows = (
        _Finger([(-16, -84), (-12, -140), (2, -190), (16, -212)], (27, 26, 24, 22, 16)),
        _Finger([(0, -84), (8, -142), (22, -192), (36, -212)], (28, 26, 25, 22, 16)),
        _Finger([(16, -80), (26, -134), (40, -178), (52, -196)], (28, 26, 24, 21, 15)),
        _Finger([(30, -70), (42, -112), (55, -146), (66, -162)], (28, 24, 22, 19, 14)),
    )
    for finger in rows:
        _digit(painter, finger, palette, place, tone)
    palm = place(
        outline(
            (-29, 14),
            (-34, -20),
            (-42, -58),
            (-34, -96),
            (-8, -108),
            (24, -96),
            (46, -74),
            (50, -44),
            (40, -14),
            (31, 14),
        )
    )
    painter.fill(palm, tone)
    painter.fill(place(ellipse(36, -36, 15, 46)), palette.shadow, alpha=0.8, blur=8, within=palm)
    painter.fill(place(ellipse(-2, -66, 18, 28)), palette.shadow, alpha=0.4, blur=8, within=palm)
    painter.fill(place(ellipse(-22, -36, 14, 30)), palette.light, alpha=0.5, blur=7, within=palm)
    painter.fill(
        place(stroke([(-36, -72), (-12, -62), (0, -32), (-6, -2)], [0.5, 3, 2.4, 0.5])),
        palette.deep,
        alpha=0.5,
        blur=0.8,
        within=palm,
    )
    painter.fill(
        place(stroke([(-34, -88), (4, -84), (40, -60)], [0.5, 2.4, 0.5])),
        palette.deep,
        alpha=0.35,
        blur=0.8,
        within=palm,
    )


def _point(painter: Painter, palette: Palette, place: Place) -> None:
    tone = _tone(palette, place)
    _digit(painter, _Finger([(-33, -84), (-38, -150), (-42, -212)], (29, 27, 25, 20)), palette, place, tone)
    palm = place(
        outline(
            (-31, 14),
            (-38, -22),
            (-50, -62),
            (-48, -102),
            (-20, -112),
            (20, -110),
            (46, -98),
            (52, -62),
            (42, -22),
            (32, 14),
        )
    )
    painter.fill(palm, tone)
    painter.fill(place(ellipse(38, -50, 16, 50)), palette.shadow, alpha=0.7, blur=9, within=palm)
    curled = (
        _Finger([(36, -100), (40, -74), (30, -56)], (24, 26, 22)),
        _Finger([(13, -110), (17, -78), (8, -56)], (27, 28, 23)),
        _Finger([(-11, -112), (-8, -78), (-14, -56)], (27, 28, 23)),
    )
    for finger in curled:
        _digit(painter, finger, palette, place, tone)
    _digit(painter, _Finger([(-40, -22), (-44, -58), (-18, -76), (8, -72)], (36, 32, 28, 24)), palette, place, tone)
    nail = place(ellipse(6, -74, 8, 6))
    painter.fill(nail, palette.light, alpha=0.6, blur=0.8)


def _rest(painter: Painter, palette: Palette, place: Place) -> None:
    tone = _tone(palette, place)
    for x, y in ((30, -150), (12, -172), (-8, -176), (-26, -160)):
        _digit(painter, _Finger([(x * 1.1, -84), (x, y * 0.72), (x * 0.8, y)], (26, 24, 18)), palette, place, tone)
    painter.fill(place(_palm()), tone)
    _digit(painter, _Finger([(-34, -30), (-50, -70), (-46, -116)], (34, 28, 20)), palette, place, tone)
