"""The mouth, for any shape that speech gives it."""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.avatar.art.colour import Linear, mix, shade
from pipelines.stages.avatar.art.curve import Knot, Shape, ellipse, line, moved, stroke
from pipelines.stages.avatar.art.face import MOUTH_Y
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import Face

MOUTH_FIELD = (-84.0, 92.0, 168.0, 118.0)  # left, top, width, height in head units


@dataclass(frozen=True)
class MouthShape:
    """What lips, teeth and tongue do; all from 0 to 1.

    Attributes:
        open: how far the lips are apart.
        spread, round: corners outward, or drawn in and forward.
        press: lips pressed on each other.
        tuck: lower lip under the upper teeth.
        tongue: its tip behind the upper teeth.
        smile: corners up.
    """

    open: float = 0.0
    spread: float = 0.0
    round: float = 0.0
    press: float = 0.0
    tuck: float = 0.0
    tongue: float = 0.0
    smile: float = 0.5


@dataclass(frozen=True)
class _Lips:
    """The four curves, left to right, around (0, 0)."""

    outer_upper: list[Knot]
    inner_upper: list[Knot]
    inner_lower: list[Knot]
    outer_lower: list[Knot]
    gap: float


def paint_mouth(painter: Painter, face: Face, palette: Palette, shape: MouthShape) -> None:
    """Paint the mouth, in head units."""
    lips = _lips(face, shape)
    inside = _between(lips.inner_upper, lips.inner_lower)
    if lips.gap > 1.2:
        _inside(painter, inside, lips, shape)
    _upper_lip(painter, palette, lips)
    _lower_lip(painter, palette, lips, shape)
    _corners(painter, palette, lips, shape)


def opening_of(shape: MouthShape) -> float:
    """Return the height of the opening between the lips, in head units; what a measure of lip sync reads."""
    return 41 * shape.open * (1 - shape.press) * (1 - 0.75 * shape.tuck)


def _lips(face: Face, shape: MouthShape) -> _Lips:
    gap = opening_of(shape)
    rounding = shape.round
    w = 47 * (0.94 + 0.06 * face.lips) * (1 + 0.15 * shape.spread - 0.40 * rounding + 0.07 * shape.smile)
    pout = 1 + 0.22 * rounding - 0.35 * shape.press
    tu, tl = 11.5 * face.lips * pout, 14.0 * face.lips * pout
    iu, il = -0.15 * gap - 1.5 * shape.tuck, 0.85 * gap
    tl *= 1 - 0.5 * shape.tuck
    cy = 0.24 * gap * (1 - shape.smile) - 11.0 * shape.smile * (1 - 0.7 * rounding)
    k = 0.62 + 0.12 * rounding
    iw = w * 0.93
    return _Lips(
        outer_upper=[
            (-w, cy), (-w * k, iu * 0.72 - tu * 0.62), (-w * 0.17, iu - tu), (0, iu - tu * 0.78),
            (w * 0.17, iu - tu), (w * k, iu * 0.72 - tu * 0.62), (w, cy),
        ],
        inner_upper=[
            (-iw, cy), (-iw * 0.58, cy + (iu - cy) * 0.84 + 0.4), (0, iu + 1.6),
            (iw * 0.58, cy + (iu - cy) * 0.84 + 0.4), (iw, cy),
        ],
        inner_lower=[
            (-iw, cy), (-iw * 0.64, cy + (il - cy) * 0.82 + 0.8), (0, il + 1.8),
            (iw * 0.64, cy + (il - cy) * 0.82 + 0.8), (iw, cy),
        ],
        outer_lower=[
            (-w, cy), (-w * 0.64, cy + (il - cy) * 0.86 + tl * 0.74), (-w * 0.22, il + tl), (w * 0.22, il + tl),
            (w * 0.64, cy + (il - cy) * 0.86 + tl * 0.74), (w, cy),
        ],
        gap=gap,
    )  # fmt: skip


def _between(above: list[Knot], below: list[Knot]) -> Shape:
    return moved((np.concatenate([line(above), line(below)[::-1]]),), 0, MOUTH_Y)


def _inside(painter: Painter, inside: Shape, lips: _Lips, shape: MouthShape) -> None:
    painter.fill(inside, Linear((0, MOUTH_Y - 12), (0, MOUTH_Y + 38), ("#3d1117", "#5d1a22")))
    w = lips.inner_upper[-1][0]
    iu, il = lips.inner_upper[2][1], lips.inner_lower[2][1]
    gap = lips.gap
    rise = 0.45 * gap * shape.tongue
    tongue = ellipse(0, MOUTH_Y + il + 4 - rise, w * 0.62, 0.42 * gap + 2 + 0.2 * rise)
    painter.fill(
        tongue, Linear((0, MOUTH_Y + il - gap * 0.5), (0, MOUTH_Y + il), ("#d9757a", "#b24a54")), within=inside
    )
    bite = min(13.5, 5 + 0.42 * gap) * (1 - 0.5 * shape.round)
    teeth: list[Knot] = [
        (-w * 0.80, iu - 1),
        (-w * 0.72, iu + bite * 0.62),
        (-w * 0.34, iu + bite * 0.96),
        (0, iu + bite),
    ]
    edge = [*teeth, *[(-x, y) for x, y in reversed([knot[:2] for knot in teeth[:-1]])]]
    upper = moved((np.concatenate([line(edge), [[w, iu - 16], [-w, iu - 16]]]),), 0, MOUTH_Y)
    painter.fill(upper, Linear((-w, 0), (w, 0), ("#d9cbc4", "#fffdf9", "#fffdf9", "#d9cbc4")), within=inside)
    for x in (-0.36, -0.12, 0.12, 0.36):
        painter.fill(
            stroke([(w * x, MOUTH_Y + iu), (w * x, MOUTH_Y + iu + bite)], [0.7, 0.9]),
            "#b9a49c",
            alpha=0.28,
            within=inside,
        )
    if 7 < gap < 30 and shape.spread + shape.open > 0.25 and shape.round < 0.5:
        low = ellipse(0, MOUTH_Y + il + 3, w * 0.56, 7)
        painter.fill(low, "#e9dfd8", within=inside, alpha=0.9)
    roof = moved(inside, 0, -0.84 * gap - 3)
    painter.fill(roof, "#220a0e", alpha=0.45, blur=2.4, within=inside)


def _upper_lip(painter: Painter, palette: Palette, lips: _Lips) -> None:
    upper = _between(lips.outer_upper, lips.inner_upper)
    top, bottom = MOUTH_Y + lips.outer_upper[2][1], MOUTH_Y + lips.inner_upper[2][1]
    painter.fill(
        upper, Linear((0, top), (0, bottom + 1), (mix(palette.upper_lip, palette.lower_lip, 0.45), palette.upper_lip))
    )
    painter.fill(
        stroke([(-14, top + 3.4), (-8, top + 2.2), (-2, top + 4)], [0.4, 2.4, 0.4]), palette.light, alpha=0.4, blur=1
    )


def _lower_lip(painter: Painter, palette: Palette, lips: _Lips, shape: MouthShape) -> None:
    lower = _between(lips.inner_lower, lips.outer_lower)
    top, bottom = MOUTH_Y + lips.inner_lower[2][1], MOUTH_Y + lips.outer_lower[2][1]
    w = lips.outer_lower[-1][0]
    painter.fill(lower, Linear((0, top), (0, bottom), (palette.lower_lip, palette.lower_lip, palette.upper_lip)))
    shine = mix(shade(palette.lower_lip, 1.3), "#ffffff", 0.35)
    thick = bottom - top
    painter.fill(
        ellipse(-w * 0.12, top + thick * 0.42, w * 0.36, thick * 0.2), shine, alpha=0.6, blur=1.8, within=lower
    )
    if lips.gap > 1.2 and shape.tuck < 0.4:
        painter.fill(
            _between(lips.inner_lower, [(x, y + 2) for x, y, *_ in lips.inner_lower]), shine, alpha=0.35, blur=0.6
        )


def _corners(painter: Painter, palette: Palette, lips: _Lips, shape: MouthShape) -> None:
    w, cy = lips.outer_upper[-1][0], lips.outer_upper[-1][1]
    if lips.gap <= 3:
        seam = [(-w * 0.98, cy), *lips.inner_upper[1:-1], (w * 0.98, cy)]
        painter.fill(moved(stroke(seam, [1.4, 2.4, 2.0, 2.4, 1.4]), 0, MOUTH_Y), palette.ink, alpha=0.72)
    for side in (-1, 1):
        tick = stroke(
            [(side * (w - 3), cy + 1), (side * (w + 2), cy - 0.5), (side * (w + 4.5), cy - 2.5)], [1.6, 2.6, 0.5]
        )
        painter.fill(moved(tick, 0, MOUTH_Y), palette.deep, alpha=0.6, blur=0.7)
        if shape.smile > 0.15:
            dimple = stroke(
                [(side * (w + 9), cy - 8), (side * (w + 11), cy), (side * (w + 8), cy + 7)], [0.3, 2.4, 0.3]
            )
            painter.fill(moved(dimple, 0, MOUTH_Y), palette.deep, alpha=0.26 * shape.smile, blur=1.2)
