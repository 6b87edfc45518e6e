"""Neck and what is seen of the chest. Body units: x from the body's axis, y from the top of a frame of 1080 x 1920."""

from pipelines.stages.avatar.art.colour import Linear
from pipelines.stages.avatar.art.curve import ellipse, outline, stroke, symmetric
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import Presenter

HEAD_Y = 474.0  # of the head's origin, at rest
HEAD_SCALE = 0.985


def paint_neck(painter: Painter, person: Presenter, palette: Palette) -> None:
    """Paint the neck down to the chest, with the shadow the head throws on it."""
    w = 64 * person.neck
    neck = symmetric(
        (0, 520), (w, 560), (w - 1, 660), (w + 5, 716), (w + 40, 764), (150, 806), (196, 850), (180, 960), (0, 1030)
    )
    painter.fill(neck, Linear((-90, 660), (130, 900), (palette.skin, palette.skin, palette.shadow)))
    right = outline((w * 0.35, 600), (w * 0.45, 740), (w + 20, 800), (w + 120, 760), (w + 60, 560))
    painter.fill(right, palette.shadow, alpha=0.55, blur=10, within=neck)
    chin = outline((-140, 560), (-w - 8, 676), (-w * 0.4, 722), (6, 738), (w * 0.75, 742), (w + 40, 730), (140, 560))
    painter.fill(chin, palette.shadow, alpha=0.95, blur=4, within=neck)
    painter.fill(chin, palette.deep, alpha=0.36, blur=16, within=neck)
    for side in (-1, 1):
        cord = stroke([(side * (w - 10), 735), (side * 38, 786), (side * 13, 822)], [1, 7, 6, 1])
        painter.fill(cord, palette.shadow, alpha=0.6, blur=3, within=neck)
        bone = stroke([(side * 22, 838), (side * 80, 826), (side * 170, 822)], [2, 9, 7, 1])
        painter.fill(bone, palette.shadow, alpha=0.6, blur=3.5, within=neck)
        lit = stroke([(side * 30, 829), (side * 84, 817), (side * 150, 812)], [1, 6, 1])
        painter.fill(lit, palette.light, alpha=0.55, blur=3, within=neck)
    painter.fill(ellipse(1, 838, 13, 11), palette.deep, alpha=0.28, blur=5, within=neck)
