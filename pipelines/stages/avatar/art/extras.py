"""What is worn on the head: glasses and earrings. In head units."""

from pipelines.stages.avatar.art.colour import Linear
from pipelines.stages.avatar.art.curve import Shape, both, ellipse, moved, outline, stroke
from pipelines.stages.avatar.art.face import EYE_X
from pipelines.stages.avatar.art.painter import Painter
from presets.presenters.schema import Earrings, Face, Glasses

_FRAME = "#23202a"
_GOLD = ("#f6dc96", "#d9a94a", "#a8752a")


def paint_glasses(painter: Painter, face: Face) -> None:
    """Paint the frames, their shadow and a glint; the eyes stay clear."""
    if face.glasses is Glasses.NONE:
        return
    round_ones = face.glasses is Glasses.ROUND
    lens = (
        ellipse(0, 0, 53, 50)
        if round_ones
        else outline((-52, -34), (0, -40), (52, -38), (58, -10), (48, 32), (0, 40), (-44, 34), (-56, -6))
    )
    hole = moved(lens, 0, 0, scale=0.915 if round_ones else 0.885)
    colour = "#8a6a3d" if round_ones else _FRAME
    lenses = both(moved(lens, EYE_X, 8))
    holes = both(moved(hole, EYE_X, 8))
    edge = 149 * face.cheek
    arms = both(stroke([(EYE_X + 50, -8), (edge + 4, -14)], [8, 7]))
    bridge = stroke([(-19, 0), (0, -9), (19, 0)], [7, 6, 7])
    frame: Shape = (*lenses, *arms, *bridge)
    painter.fill(moved(frame, 4, 9), "#3a1a14", alpha=0.28, blur=4, minus=holes)
    painter.fill(frame, colour, minus=(*holes,))
    painter.fill(
        moved(frame, -1.5, -2), "#ffffff", alpha=0.22, blur=1, within=frame, minus=(*holes, *moved(frame, 1.5, 2.5))
    )
    for side in (-1, 1):
        glint = stroke([(side * EYE_X - 26, 26), (side * EYE_X - 2, -22)], [15, 15])
        painter.fill(glint, "#ffffff", alpha=0.10, blur=1, within=moved(hole, side * EYE_X, 8))


def paint_earrings(painter: Painter, face: Face) -> None:
    """Paint what hangs from the lobes."""
    x = 149 * face.cheek + 6
    gold = Linear((0, 40), (0, 130), _GOLD)
    if face.earrings is Earrings.STUDS:
        painter.fill(both(ellipse(x, 52, 6.5)), gold)
        painter.fill((*ellipse(-x - 2, 50, 2), *ellipse(x - 2, 50, 2)), "#ffffff", alpha=0.8)
    if face.earrings is Earrings.HOOPS:
        for side in (-1, 1):
            ring, hole = ellipse(side * (x + 2), 88, 25, 38), ellipse(side * (x + 2), 87, 19.5, 32)
            painter.fill(moved(ring, 4, 5), "#2a1010", alpha=0.25, blur=3, minus=moved(hole, 4, 5))
            painter.fill(ring, gold, minus=hole)
