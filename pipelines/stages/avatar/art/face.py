"""The head without its moving parts: ears, face, nose, what grows or shows on the skin.

Head units: the origin lies between the eyes, y down; a face is some 300 wide, the chin is at 212. Light comes from the
upper left.
"""

import numpy as np

from pipelines.stages.avatar.art.colour import Linear, Radial, mix
from pipelines.stages.avatar.art.curve import Shape, both, ellipse, moved, outline, stroke, symmetric
from pipelines.stages.avatar.art.hair import shade_of_hair
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import Beard, Face, HairStyle, Presenter

EYE_X = 69.0
MOUTH_Y = 137.0


def face_shape(face: Face) -> Shape:
    """Return the outline of skull and jaw."""
    long = 212 * (0.25 + 0.75 * face.length)
    cheek, jaw, chin = 149 * face.cheek, face.jaw, face.chin
    return symmetric(
        (0, -214),
        (84, -202),
        (136, -140),
        (cheek, -56),
        (cheek + 1, 10),
        (cheek - 6, 62),
        (130 * jaw, 0.535 * long),
        (103 * jaw, 0.755 * long),
        (58 * chin, 0.935 * long),
        (26 * chin, 0.992 * long),
        (0, long),
    )


def paint_face(painter: Painter, person: Presenter, palette: Palette) -> None:
    """Paint ears, face and nose."""
    face = person.face
    shape = face_shape(face)
    if person.hair.style is not HairStyle.HIJAB:
        _ears(painter, face, palette)
    skin = Linear((-110, -160), (120, 200), (palette.light, palette.skin, palette.skin))
    painter.fill(shape, skin)
    _form_shadows(painter, face, palette, shape)
    painter.fill(shade_of_hair(person.hair.style), palette.shadow, alpha=0.55, blur=5, within=shape)
    _cheeks(painter, face, palette, shape)
    _beard(painter, person, palette, shape)
    _nose(painter, face, palette)
    _lines(painter, face, palette)


def _ears(painter: Painter, face: Face, palette: Palette) -> None:
    edge = 149 * face.cheek
    ear = outline((edge - 12, -22), (edge + 10, -30), (edge + 25, -10), (edge + 19, 22), (edge + 8, 50), (edge - 8, 54))
    inner = stroke([(edge + 2, -14), (edge + 15, -10), (edge + 12, 14), (edge + 3, 30)], [2, 5, 4, 2])
    painter.fill(both(ear), Linear((0, -30), (0, 55), (palette.skin, palette.shadow)))
    painter.fill(both(inner), palette.deep, alpha=0.5)


def _form_shadows(painter: Painter, face: Face, palette: Palette, shape: Shape) -> None:
    """The side that turns from the light, the brow's hollows, the jaw."""
    cheek, jaw = 149 * face.cheek, face.jaw
    side = outline(
        (cheek - 30, -150), (cheek - 34, -60), (cheek - 22, 10), (cheek - 40, 70), (102 * jaw, 110),
        (70 * jaw, 160), (30, 214), (60, 260), (220, 160), (220, -150),
    )  # fmt: skip
    painter.fill(side, palette.shadow, alpha=0.62, blur=7, within=shape)
    painter.fill(side, palette.shadow, alpha=0.35, blur=26, within=shape)
    left = outline(
        (-cheek - 30, 20), (-cheek + 8, 30), (-112 * jaw, 118), (-60, 196), (0, 216), (-60, 270), (-240, 200)
    )
    painter.fill(left, palette.shadow, alpha=0.45, blur=13, within=shape)
    for side_x in (-1, 1):
        hollow = moved(ellipse(0, 0, 41, 22), side_x * (EYE_X - 4), -8, turn_deg=side_x * 8)
        painter.fill(hollow, palette.shadow, alpha=0.38, blur=9, within=shape)
    painter.fill(ellipse(0, 168, 24, 7), palette.shadow, alpha=0.6, blur=5, within=shape)
    painter.fill(ellipse(-3, 190, 20, 11), palette.light, alpha=0.35, blur=7, within=shape)
    painter.fill(ellipse(-22, -110, 70, 36), palette.light, alpha=0.5, blur=22, within=shape)


def _cheeks(painter: Painter, face: Face, palette: Palette, shape: Shape) -> None:
    for side_x, alpha in ((-1, 0.34), (1, 0.30)):
        blush = moved(ellipse(0, 0, 40, 25), side_x * 92, 74, turn_deg=side_x * 16)
        painter.fill(blush, palette.blush, alpha=alpha, blur=15, within=shape)
    painter.fill(moved(ellipse(0, 0, 26, 11), -92, 50, turn_deg=-22), palette.light, alpha=0.55, blur=8, within=shape)
    if face.freckles:
        rng = np.random.default_rng(7)
        for x, y in rng.normal(0, 1, (46, 2)):
            spot = ellipse(float(x) * 46, 66 + float(y) * 13 + abs(float(x)) * 4, float(rng.uniform(1.2, 2.3)))
            painter.fill(spot, palette.deep, alpha=0.4 * face.freckles, within=shape)


def _nose(painter: Painter, face: Face, palette: Palette) -> None:
    n = face.nose
    tip = 96.0
    bridge = outline((9, -14), (15 * n, 30), (19 * n, 66), (30 * n, 88), (22 * n, 103), (6, 106), (8, 60), (4, 20))
    painter.fill(bridge, palette.shadow, alpha=0.55, blur=3.2)
    wing_right = outline((17 * n, 78), (30 * n, 86), (30 * n, 101), (20 * n, 107), (12 * n, 103))
    painter.fill(wing_right, palette.shadow, alpha=0.5, blur=2)
    under = outline(
        (-25 * n, 97), (-10 * n, 103), (0, 106), (11 * n, 103), (27 * n, 96), (16 * n, 110), (0, 114), (-15 * n, 109)
    )
    painter.fill(under, palette.deep, alpha=0.42, blur=1.6)
    for side_x in (-1, 1):
        nostril = stroke([(side_x * 7 * n, 103), (side_x * 13 * n, 100.5), (side_x * 19 * n, 103)], [1.5, 5.2, 1.5])
        painter.fill(nostril, palette.deep, alpha=0.9, blur=0.5)
        wing = stroke([(side_x * 23 * n, 82), (side_x * 29.5 * n, 93), (side_x * 25 * n, 104)], [0.5, 2.8, 1])
        painter.fill(wing, palette.deep, alpha=0.5, blur=0.5)
    painter.fill(stroke([(-5, -4), (-6, 40), (-6, 74)], [3, 9, 11]), palette.light, alpha=0.6, blur=5)
    painter.fill(ellipse(-5, tip - 8, 8, 7), mix(palette.light, "#ffffff", 0.35), alpha=0.75, blur=3)
    for side_x in (-1, 1):  # the groove over the lip
        painter.fill(stroke([(side_x * 5, 112), (side_x * 7, 122)], [1, 3]), palette.shadow, alpha=0.5, blur=1.5)


def _lines(painter: Painter, face: Face, palette: Palette) -> None:
    for side_x in (-1, 1):
        fold = stroke([(side_x * 36, 94), (side_x * 51, 112), (side_x * 59, 132)], [0.5, 3.2, 0.5])
        painter.fill(fold, palette.deep, alpha=0.10 + 0.42 * face.lines, blur=1.2)
        if not face.lines:
            continue
        bag = stroke([(side_x * 45, 24), (side_x * 66, 33), (side_x * 90, 27)], [0.5, 2.4, 0.5])
        painter.fill(bag, palette.deep, alpha=0.5 * face.lines, blur=0.8)
        for rise in (-9, 0, 9):
            crow = stroke([(side_x * 112, -2 + rise * 0.4), (side_x * 124, -4 + rise * 1.2)], [0.8, 2, 0.3])
            painter.fill(crow, palette.deep, alpha=0.4 * face.lines, blur=0.6)
    for y in (-98, -120):
        if face.lines:
            brow_line = stroke([(-52, y + 4), (0, y), (52, y + 4)], [0.3, 2.2, 0.3])
            painter.fill(brow_line, palette.deep, alpha=0.26 * face.lines, blur=0.8)


def _beard(painter: Painter, person: Presenter, palette: Palette, shape: Shape) -> None:
    face = person.face
    if face.beard is Beard.NONE:
        return
    long = 212 * (0.25 + 0.75 * face.length)
    jaw = face.jaw
    low = long + 9
    beard = symmetric(
        (0, 115), (30, 112), (54, 120), (70, 134), (92, 124), (122 * jaw, 72), (139, 8), (143, -34), (153, -30),
        (154, 20), (146 * jaw, 84), (131 * jaw, 0.58 * long), (104 * jaw, 0.80 * long), (58, low - 7), (0, low),
    )  # fmt: skip
    bare = symmetric((0, 126), (30, 127), (47, 136), (36, 150), (20, 158), (0, 155))
    if face.beard is Beard.STUBBLE:
        painter.fill(beard, palette.hair_dark, alpha=0.26, blur=7, within=shape)
        return
    cover = Linear((-80, 60), (90, long), (palette.hair, mix(palette.hair, palette.hair_dark, 0.75)))
    painter.fill(beard, cover, alpha=0.95, blur=1.1, minus=bare)
    rng = np.random.default_rng(5)
    for _ in range(110):
        x, y = float(rng.uniform(-120, 120)), float(rng.uniform(96, long))
        strand = stroke([(x, y), (x * 1.02, y + 9), (x * 0.98, y + 17)], [0.4, 1.5, 0.3])
        tone = palette.hair_light if x < 10 else palette.hair_dark
        painter.fill(strand, tone, alpha=0.32, within=beard, minus=bare)
    soul = outline((-11, 160), (0, 158), (11, 160), (8, 180), (0, 186), (-8, 180))
    painter.fill(soul, palette.hair, alpha=0.7, blur=2.5)
    painter.fill(
        moved(ellipse(0, 0, 30, 9), -4, 198),
        Radial((-4, 198), 34, (palette.hair_light, palette.hair)),
        alpha=0.3,
        blur=6,
    )
