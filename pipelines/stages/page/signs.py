"""Signs with a pen: an icon's paths, drawn at any size."""

from functools import cache
from math import cos, pi, sin

from pipelines.stages.page.canvas import Canvas
from pipelines.stages.page.strokes import Spot
from presets.icons.library import load_icons
from presets.icons.schema import GRID, Icon, steps_of

_PIECES = 14  # straight ones of a curve
_ROUND = 40


def draw_icon(canvas: Canvas, icon: Icon, middle: Spot, side_px: float, colour: str) -> None:
    """Draw a sign in a square around its middle."""
    scale = side_px / GRID
    left, top = middle[0] - side_px / 2, middle[1] - side_px / 2
    for path in icon.strokes:
        for line in _lines(path):
            spots = [(left + x * scale, top + y * scale) for x, y in line]
            canvas.stroke(spots, load_icons().breadth * scale, colour)


@cache
def _lines(path: str) -> tuple[tuple[Spot, ...], ...]:
    """Return a path as lines of straight pieces."""
    lines: list[list[Spot]] = []
    for step, numbers in steps_of(path):
        if step == "O":
            lines.append(_circle(*numbers))
        elif step == "M":
            lines.append([(numbers[0], numbers[1])])
        elif step == "Z":
            lines[-1].append(lines[-1][0])
        elif step == "L":
            lines[-1].append((numbers[0], numbers[1]))
        else:
            lines[-1] += _curve(lines[-1][-1], numbers)
    return tuple(tuple(line) for line in lines)


def _circle(x: float, y: float, radius: float) -> list[Spot]:
    angles = [2 * pi * part / _ROUND for part in range(_ROUND + 1)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def _curve(start: Spot, numbers: list[float]) -> list[Spot]:
    spots = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
    return [_on_curve(spots, part / _PIECES) for part in range(1, _PIECES + 1)]


def _on_curve(spots: list[Spot], share: float) -> Spot:
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    return (
        sum(weight * spot[0] for weight, spot in zip(weights, spots, strict=True)),
        sum(weight * spot[1] for weight, spot in zip(weights, spots, strict=True)),
    )
