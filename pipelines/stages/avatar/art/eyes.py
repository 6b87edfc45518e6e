"""Eyes and brows, for any gaze, lid and lift."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipelines.stages.avatar.art.colour import Linear, Radial, mix, shade
from pipelines.stages.avatar.art.curve import Knot, Shape, ellipse, line, moved, stroke
from pipelines.stages.avatar.art.face import EYE_X
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import Face

EYES_FIELD = (-132.0, -88.0, 264.0, 138.0)  # left, top, width, height in head units


@dataclass(frozen=True)
class Look:
    """Where the eyes are and what the brows do.

    Attributes:
        lid: 0 is open, 1 is closed.
        gaze_x, gaze_y: -1 to 1, right and down are positive.
        brow: -1 drawn together to 1 raised.
        smile: 0 to 1, lower lids rise.
    """

    lid: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    brow: float = 0.0
    smile: float = 0.0


def paint_eyes(painter: Painter, face: Face, palette: Palette, look: Look) -> None:
    """Paint both eyes and brows, in head units."""
    for side in (-1, 1):
        _eye(painter, face, palette, look, side)
        _brow(painter, face, palette, look, side)


def _eye(painter: Painter, face: Face, palette: Palette, look: Look, side: int) -> None:
    """One eye; drawn as the right of the picture's and mirrored, but for light and gaze."""
    size = 1.13 * face.eyes

    def place(shape: Shape) -> Shape:
        turned = tuple(points * [side, 1] for points in moved(shape, turn_deg=-5 * face.eye_tilt, scale=size))
        return moved(turned, side * EYE_X, 2)

    upper, lower = _lids(look, face)
    opening = place((np.concatenate([line(upper), line(lower)[::-1]]),))
    if look.lid < 0.93:
        _ball(painter, face, palette, look, (side, opening))
    _lid_skin(painter, face, palette, look, place)
    thick = 2.6 + 3.4 * face.lashes
    lash = stroke([(-35, 7.5), *upper[1:-1], (35, 0.5 + 4 * look.lid)], [0.8, thick * 0.8, thick, thick, thick * 0.9])
    painter.fill(place(lash), palette.ink)
    if face.lashes > 0.4:
        drop = 6 * look.lid
        for root, tip in (((30, -3 + drop), (41, -10 + 2.6 * drop)), ((35, 1 + drop), (46, -4 + 2.2 * drop))):
            painter.fill(place(stroke([root, tip], [thick * 0.85, thick * 0.5, 0.4])), palette.ink)
    low = stroke([(-22, lower[2][1] + 0.6), (6, lower[2][1] + 1.4), (34, 2.5)], [0.4, 1.6, 2.2])
    painter.fill(place(low), palette.deep, alpha=0.62)


def _lids(look: Look, face: Face) -> tuple[list[Knot], list[Knot]]:
    """Upper and lower edge of the opening, inner corner to outer."""
    lid = look.lid
    height = 18.4 * (1 - lid) - 10.5 * lid - 1.6 * max(0.0, look.gaze_y) * (1 - lid)
    low = 12.5 - 3.2 * look.smile - 0.8 * lid
    upper: list[Knot] = [(-35, 7), (-22, 4 - height * 0.66), (-2, 3 - height), (20, 2 - height * 0.80), (35, 0)]
    lower: list[Knot] = [(-35, 7), (-20, 4 + low * 0.62), (2, 1 + low), (22, 1 + low * 0.72), (35, 0)]
    return upper, lower


def _ball(painter: Painter, face: Face, palette: Palette, look: Look, eye: tuple[int, Shape]) -> None:
    side, opening = eye
    x, y = side * EYE_X + 6.5 * look.gaze_x - side * 0.5, 0.5 + 3.5 * look.gaze_y
    size = 1.1 * face.eyes
    white = mix("#fbf6f1", palette.skin, 0.07)
    painter.fill(opening, Linear((0, -18), (0, 14), (mix(white, palette.shadow, 0.38), white, white)))
    corner = side * (EYE_X - 33 * size)
    painter.fill(ellipse(corner, 8, 6, 4), palette.blush, alpha=0.6, blur=1.5, within=opening)
    iris = face.iris
    rim = shade(iris, 0.5)
    painter.fill(ellipse(x, y, 15.6 * size), rim, within=opening)
    glow = Radial((x, y + 7 * size), 17 * size, (shade(iris, 1.55, 1.1), iris, shade(iris, 0.72)))
    painter.fill(ellipse(x, y, 14.2 * size), glow, within=opening)
    painter.fill(ellipse(x, y, 7.0 * size), "#120c0c", within=opening)
    lid_shadow = moved(opening, 0, -20 + 6 * look.lid)
    painter.fill(lid_shadow, "#2a1518", alpha=0.42, blur=3, within=opening)
    painter.fill(ellipse(x - 5 * size, y - 6 * size, 4.1 * size), "#ffffff", within=opening)
    painter.fill(ellipse(x + 5 * size, y + 5.5 * size, 2.0 * size), "#ffffff", alpha=0.55, within=opening)


def _lid_skin(painter: Painter, face: Face, palette: Palette, look: Look, place: Callable[[Shape], Shape]) -> None:
    """The lid itself: its crease above and, closing, its skin over the eye."""
    lid = look.lid
    upper, _ = _lids(look, face)
    crease_y = -24 + 8 * lid
    above = (
        np.concatenate(
            [line(upper), line([(-33, 2), (-22, crease_y * 0.72), (0, crease_y), (22, crease_y * 0.8), (37, -3)])[::-1]]
        ),
    )
    tint = mix(palette.skin, palette.shadow, 0.55 + 0.3 * face.lashes)
    painter.fill(place(above), tint, alpha=0.9 if lid > 0.05 else 0.75)
    crease = stroke(
        [(-32, -2), (-20, crease_y * 0.78), (2, crease_y - 1), (24, crease_y * 0.74), (40, -5)], [0.6, 2, 2.6, 2.2, 0.6]
    )
    painter.fill(place(crease), palette.deep, alpha=0.62)


def _brow(painter: Painter, face: Face, palette: Palette, look: Look, side: int) -> None:
    t, arch = 10.5 * face.brow, 5 * face.brow_arch
    lift = -9.5 * look.brow if look.brow > 0 else -5 * look.brow
    inner = -5 * min(0.0, look.brow)
    root = -39 - inner
    top: list[Knot] = [(root, 3), (-30, -1 - t * 0.5), (-4, -6 - arch - t * 0.5), (24, -8 - arch - t * 0.25), (51, 6)]
    bottom: list[Knot] = [
        (root, 3),
        (-30, 2 + t * 0.45),
        (-4, -1 - arch + t * 0.42),
        (24, -3 - arch + t * 0.3),
        (51, 6),
    ]
    shape = (np.concatenate([line(top), line(bottom)[::-1]]),)
    at = moved(tuple(p * [side, 1] for p in shape), side * (EYE_X + 1), -49 + lift, turn_deg=side * 2.0)
    painter.fill(at, palette.brow, alpha=0.9, blur=1.3)
    for i in range(9):
        x = -34 + i * 7.5
        hair = stroke([(x, 7 + t * 0.2), (x + 5, 1 - arch * 0.5), (x + 12, -5 - arch)], [0.8, 1.7, 0.3])
        hair = moved(tuple(p * [side, 1] for p in hair), side * (EYE_X + 1), -49 + lift)
        painter.fill(hair, palette.ink, alpha=0.22, within=at)
