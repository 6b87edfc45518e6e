"""Arms: a limb from shoulder to elbow to wrist in its sleeve, and the hand at its end. In body units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from pipelines.stages.avatar.art.cloth import Cloth, body_tone, cloth_of
from pipelines.stages.avatar.art.curve import Knot, Points, Shape, line, moved, stroke
from pipelines.stages.avatar.art.dress import trunk_shape
from pipelines.stages.avatar.art.hand import HandShape, hand_outline, paint_hand
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import DressStyle, Presenter, Voice

Vector: TypeAlias = Points

_SLEEVE = (134, 130, 120, 106, 106, 102, 94, 86)
_BARE = (104, 98, 90, 84, 84, 78, 64, 54)


@dataclass(frozen=True)
class ArmPose:
    """Where an arm is; for the arm at the picture's right, the other is its mirror image.

    Attributes:
        elbow, wrist: in body units, x outward.
        hand_deg: how far the hand is turned from pointing up, outward is positive.
        hand: its shape.
        reach: how much of its length is seen, 1 is all; negative, it points down.
    """

    elbow: tuple[float, float]
    wrist: tuple[float, float]
    hand_deg: float
    hand: HandShape
    reach: float = 1.0

    @property
    def foreshortened(self) -> bool:
        """The forearm comes towards us, behind its hand."""
        return self.wrist[1] > self.elbow[1] - 130


REST = ArmPose((352, 1388), (338, 1836), 178, HandShape.REST)


OFFER = ArmPose((358, 1300), (288, 1080), 12, HandShape.OFFER)
EXPLAIN = ArmPose((366, 1304), (232, 1088), -14, HandShape.OPEN)
POINT = ArmPose((366, 1304), (252, 1084), -2, HandShape.POINT)
WELCOME = ArmPose((358, 1310), (290, 1110), 20, HandShape.OFFER)


def between(raised: ArmPose, share: float) -> ArmPose:
    """Return the pose a share of the way up from rest.

    Joints go straight, so the forearm shortens on its way, as one that swings towards us does.
    """
    if share <= 0:
        return REST
    elbow = _part(REST.elbow, raised.elbow, share)
    reach = 2.2 * share - 1.2
    seen = max(abs(reach), 0.42) * (1 if reach > 0 else -1)
    return ArmPose(elbow, _part(REST.wrist, raised.wrist, share), raised.hand_deg * share, raised.hand, seen)


def paint_arm(painter: Painter, person: Presenter, palette: Palette, pose: ArmPose, side: int) -> None:
    """Paint an arm; `side` is 1 for the one at the picture's right and -1 for the other."""
    cloth = cloth_of(person.dress.colour)
    skin = Cloth(palette.light, palette.skin, palette.shadow, palette.deep)
    bare = person.dress.style is DressStyle.TEE
    breadth = person.shoulders * (1.03 if person.voice is Voice.MALE else 0.94)
    spine = [(x * side, y) for x, y in _spine((266.0 * breadth, 914.0), pose)]
    whole = pose.wrist[1] > pose.elbow[1] + 150  # a straight arm has no joint to see
    upper, fore = (spine, spine[5:]) if whole else (spine[:4], spine[3:])
    stout = (0.84 + 0.16 * breadth) * (1.08 if person.voice is Voice.MALE else 1.0)
    widths = [w * stout for w in (_BARE if bare else _SLEEVE)]
    trunk = trunk_shape(person)
    _tube(painter, upper, widths if whole else widths[:4], skin if bare else cloth, trunk)
    if bare:
        _short_sleeve(painter, spine, cloth, trunk)
    else:
        _elbow_folds(painter, (spine[:4], stroke(spine[:5], widths[:5])), cloth, pose)
    on = (*trunk, *stroke(upper, widths[:4]))
    if not pose.foreshortened:
        _hand(painter, person, palette, pose, side, on)
    if not whole:
        _tube(painter, fore, widths[3:], skin if bare else cloth, on)
    if pose.foreshortened:
        _hand(painter, person, palette, pose, side, on)
    elif not bare:
        _cuff_seams(painter, person, (fore, stroke(fore, widths[3:])), cloth)


def _spine(shoulder: tuple[float, float], pose: ArmPose) -> list[tuple[float, float]]:
    """Shoulder, two places of the upper arm, elbow, two of the forearm, wrist."""
    upper = _part(shoulder, pose.elbow, 0.5)
    near, after = _part(shoulder, pose.elbow, 0.85), _part(pose.elbow, pose.wrist, 0.2)
    bend = _part(pose.elbow, _part(near, after, 0.5), 0.35)
    fore = _part(pose.elbow, pose.wrist, 0.55)
    return [shoulder, (upper[0] + 9, upper[1]), near, bend, after, fore, pose.wrist]


def _tube(painter: Painter, spine: list[tuple[float, float]], widths: Sequence[float], cloth: Cloth, on: Shape) -> None:
    """A limb: round, lit from the left, in one with the body at its start."""
    limb = stroke(spine, widths)
    lower = line(spine)[10:]
    middle = float(np.mean(widths))
    thrown = moved(stroke(lower, widths[-2:]), 8, 12)
    painter.fill(thrown, "#181226", alpha=0.24, blur=10, within=on)
    painter.fill(limb, body_tone(cloth))
    dark = stroke(lower + np.array([middle * 0.40, 4]), [middle * 0.2, middle * 0.44, middle * 0.44])
    painter.fill(dark, cloth.deep, alpha=0.62, blur=middle * 0.13, within=limb)
    lit = stroke(lower + np.array([-middle * 0.24, 0]), [middle * 0.1, middle * 0.26, middle * 0.2])
    painter.fill(lit, cloth.light, alpha=0.55, blur=middle * 0.12, within=limb)
    rim = stroke(lower + np.array([-middle * 0.53, 0]), [4, middle * 0.16, middle * 0.16])
    painter.fill(rim, cloth.shadow, alpha=0.6, blur=middle * 0.06, within=limb)


def _short_sleeve(painter: Painter, spine: list[tuple[float, float]], cloth: Cloth, on: Shape) -> None:
    end = _part(spine[0], spine[2], 0.78)
    middle = _part(spine[0], end, 0.55)
    out = 6 if end[0] > 0 else -6
    knots = [spine[0], (middle[0] + out, middle[1]), end]
    sleeve = stroke(knots, [136, 138, 132])
    flat = (
        np.array(
            [
                (end[0] - 90, end[1] + 8),
                (end[0] + 90, end[1] + 8),
                (end[0] + 90, end[1] + 90),
                (end[0] - 90, end[1] + 90),
            ]
        ),
    )
    painter.fill(
        moved(sleeve, 4, 12),
        "#181226",
        alpha=0.25,
        blur=6,
        within=(*on, *stroke(spine[:4], _BARE[:4])),
    )
    painter.fill(sleeve, body_tone(cloth), minus=flat)
    painter.fill(
        stroke([(x + 52, y) for x, y in knots], [20, 54, 60]),
        cloth.deep,
        alpha=0.55,
        blur=16,
        within=sleeve,
        minus=flat,
    )
    painter.fill(
        stroke([(end[0] - 66, end[1] - 8), (end[0] + 66, end[1] - 8)], [2.5, 2.5]),
        cloth.deep,
        alpha=0.5,
        within=sleeve,
        blur=0.6,
    )


def _elbow_folds(
    painter: Painter, sleeve: tuple[list[tuple[float, float]], Shape], cloth: Cloth, pose: ArmPose
) -> None:
    spine, limb = sleeve
    x, y = spine[-1]
    bent = pose.wrist[1] < pose.elbow[1]
    for shift, length in ((-96, 0.7), (-58, 1.0), (-24, 0.9)) if bent else ((-70, 0.7), (-10, 0.9)):
        reach = 54 * length
        fold: list[Knot] = [(x - reach, y + shift - 16), (x, y + shift + 8), (x + reach * 0.8, y + shift + 10)]
        painter.fill(stroke(fold, [1, 11, 8, 1]), cloth.deep, alpha=0.42, blur=4, within=limb)
        ridge = [(x - 3, y - 11) for x, y, *_ in fold]
        painter.fill(stroke(ridge, [1, 8, 1]), cloth.light, alpha=0.35, blur=3.5, within=limb)


def _cuff_seams(
    painter: Painter, person: Presenter, sleeve: tuple[list[tuple[float, float]], Shape], cloth: Cloth
) -> None:
    spine, limb = sleeve
    wrist = spine[-1]
    direction = np.array(wrist) - np.array(spine[-2])
    direction = direction / max(float(np.hypot(*direction)), 1e-6)
    across = np.array((-direction[1], direction[0]))
    for back, width in _cuff(person.dress.style):
        middle = np.array(wrist) - direction * back
        knots = [tuple(middle + across * t + direction * (7 * (1 - (t / 46) ** 2))) for t in (-48.0, 0.0, 48.0)]
        painter.fill(stroke(knots, [width, width]), cloth.deep, alpha=0.45, blur=0.8, within=limb)


def _cuff(style: DressStyle) -> tuple[tuple[float, float], ...]:
    if style in (DressStyle.SHIRT, DressStyle.BLOUSE):
        return ((24.0, 3.0), (-30.0, 2.0))
    if style in (DressStyle.SWEATER, DressStyle.TURTLENECK, DressStyle.HOODIE):
        return ((22.0, 4.0), (4.0, 1.5), (-8.0, 1.5), (-20.0, 1.5))
    return ((-26.0, 3.0),)


def _hand(painter: Painter, person: Presenter, palette: Palette, pose: ArmPose, side: int, on: Shape) -> None:
    scale = 1.08 if person.voice is Voice.MALE else 1.0
    fore = np.array(pose.wrist) - np.array(pose.elbow)
    fore = fore / max(float(np.hypot(*fore)), 150.0)
    root = np.array(pose.wrist) + fore * 26

    def place(shape: Shape) -> Shape:
        seen = tuple(points * [1, pose.reach] for points in shape)
        turned = moved(seen, turn_deg=pose.hand_deg, scale=scale)
        return tuple((points + root) * [side, 1] for points in turned)

    under = place(hand_outline(pose.hand))
    thrown = moved(under, 12, 18)
    painter.fill(thrown, "#181226", alpha=0.30, blur=11, within=on)
    tube = _stub(root, fore, (-14 if pose.foreshortened else -60, 8), 62 * scale, side)
    painter.fill(tube, palette.skin)
    painter.fill(moved(tube, 16, 0), palette.shadow, alpha=0.8, blur=6, within=tube)
    if person.dress.style in (DressStyle.SUIT, DressStyle.BLAZER):
        under = cloth_of(person.dress.under)
        cuff = _stub(root, fore, (-30, -10), 76, side)
        painter.fill(cuff, under.base)
        painter.fill(moved(cuff, 22, 0), under.shadow, alpha=0.8, blur=6, within=cuff)
    paint_hand(painter, pose.hand, palette, place)


def _stub(root: Vector, along: Vector, reach: tuple[float, float], width: float, side: int) -> Shape:
    ends = np.array([root + along * reach[0], root + along * reach[1]])
    return tuple(points * [side, 1] for points in stroke(ends, [width, width]))


def _part(first: tuple[float, float], second: tuple[float, float], share: float) -> tuple[float, float]:
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share
