"""A hijab: cloth round the face, over the head, and draped across shoulders and chest. In head units."""

from pipelines.stages.avatar.art.cloth import cloth_of, folds
from pipelines.stages.avatar.art.colour import Linear
from pipelines.stages.avatar.art.curve import Shape, moved, outline, stroke, symmetric
from pipelines.stages.avatar.art.painter import Painter


def opening() -> Shape:
    """Return where the face is seen."""
    return symmetric(
        (0, -156), (72, -146), (120, -98), (139, -26), (137, 52), (118, 118), (84, 176), (40, 208), (0, 216)
    )


def paint_scarf(painter: Painter, colour: str) -> None:
    """Paint the scarf around the face."""
    cloth = cloth_of(colour)
    face = opening()
    head = outline(
        (0, -252), (92, -240), (158, -182), (186, -86), (182, 30), (168, 120), (176, 190), (216, 262), (272, 344),
        (286, 420),
        (240, 478), (120, 520), (-10, 540), (-130, 528), (-236, 480), (-282, 416), (-262, 334), (-206, 250),
        (-170, 180),
        (-168, 110), (-182, 20), (-186, -86), (-158, -182), (-92, -240),
    )  # fmt: skip
    tone = Linear((-190, -240), (220, 420), (cloth.light, cloth.base, cloth.base, cloth.shadow))
    painter.fill(head, tone, minus=face)
    right = outline((120, -220), (150, -100), (148, 40), (128, 140), (90, 210), (200, 330), (320, 420), (320, -220))
    painter.fill(right, cloth.deep, alpha=0.36, blur=24, within=head, minus=face)
    under = outline(
        (-120, 150), (-60, 214), (0, 228), (70, 212), (124, 150), (150, 230), (60, 286), (-50, 290), (-150, 240)
    )
    painter.fill(under, cloth.deep, alpha=0.55, blur=13, within=head, minus=face)
    _folds(painter, head, colour)
    wrap = outline(
        (-168, 128, 1), (-120, 196), (-40, 236), (60, 230), (140, 186), (172, 140, 1), (196, 214), (256, 300),
        (250, 372),
        (150, 424), (10, 412), (-110, 346), (-176, 250),
    )  # fmt: skip
    painter.fill(moved(wrap, 6, 16), cloth.deep, alpha=0.5, blur=10, within=head, minus=face)
    painter.fill(wrap, Linear((-160, 150), (230, 420), (cloth.light, cloth.base, cloth.shadow)), minus=face)
    folds(
        painter, wrap, cloth,
        [
            [(-150, 170), (-60, 250), (60, 262), (180, 200)], [(-156, 210), (-60, 296), (70, 310), (220, 268)],
            [(-120, 290), (-10, 356), (110, 366), (244, 326)],
        ],
        16,
    )  # fmt: skip
    painter.fill(moved(face, 0, 12), cloth.deep, alpha=0.5, blur=6, within=wrap, minus=face)
    rim = tuple(points * [1.035, 1.03] for points in face)
    painter.fill(rim, cloth.light, alpha=0.5, blur=2.4, within=head, minus=face)


def paint_scarf_shadow(painter: Painter, face_outline: Shape, shadow: str) -> None:
    """Paint what the scarf's edge shades of the face."""
    inner = tuple(points * [0.955, 0.965] + [5, 9] for points in opening())
    painter.fill(face_outline, shadow, alpha=0.75, blur=0, within=opening(), minus=inner)
    painter.fill(
        stroke([(-132, -60), (-104, -116), (-60, -144), (0, -152), (70, -140), (118, -92)], [14, 26, 14]),
        shadow,
        alpha=0.7,
        blur=8,
        within=opening(),
    )


def _folds(painter: Painter, head: Shape, colour: str) -> None:
    cloth = cloth_of(colour)

    folds(
        painter, head, cloth,
        [
            [(-60, -226), (-124, -150), (-160, -40), (-156, 70)], [(-20, -206), (-96, -150), (-146, -50), (-150, 60)],
            [(40, -232), (126, -160), (166, -50), (158, 90)], [(20, -190), (100, -140), (150, -50), (152, 60)],
            [(-200, 280), (-150, 400), (-60, 480)], [(-250, 370), (-170, 450), (-80, 510)],
            [(210, 300), (170, 410), (90, 486)], [(262, 390), (190, 460), (110, 504)], [(-20, 440), (10, 480),
            (0, 530)],
        ],
        14,
    )  # fmt: skip
