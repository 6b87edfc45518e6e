"""Lamps cut into cells: each cell is one beam whose width the look-up in a stencil takes into account."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import ImageColor

from pipelines.linear_light import to_linear
from pipelines.stages.render.beam import Cell, Floats, Vector
from presets.scenes.schema import Dome, Lamp, Panel

# Gaussian beams of half a cell's width, one next to the other, add up to an even lamp within 1 %.
_BEAM = 0.5
_DOME_RINGS = 5
_RISE = 0.6  # how a dome's colour goes from horizon to top with the sine of the height, as it is rendered
_LOWEST = 0.06  # sine of the lowest ring's elevation: light along the ground is the horizon's, which sets hide


def cells_of(lamp: Lamp, foot_cm: Vector, detail: float) -> Sequence[Cell]:
    """Return the cells of a lamp as seen from a product's foot; their weights add up to 1."""
    match lamp:
        case Panel():
            return _panel_cells(lamp, foot_cm, detail)
        case Dome():
            return dome_cells(brightness(lamp.horizon), brightness(lamp.top), detail)


def brightness(colour: str) -> float:
    """Return the mean linear light of an sRGB colour `#rrggbb`."""
    return float(linear_colour(colour).mean())


def linear_colour(colour: str) -> Floats:
    """Return the linear light of an sRGB colour `#rrggbb`, shape (3,)."""
    return to_linear(np.array(ImageColor.getrgb(colour)[:3], np.uint8))


def dome_cells(horizon: float, top: float, detail: float) -> Sequence[Cell]:
    """Return cosine-distributed directions over the upper half, weighted by a dome bright as told at its ends."""
    rings = max(3, round(_DOME_RINGS * math.sqrt(detail)))
    cells: list[Cell] = []
    for ring in range(rings):
        share = (ring + 0.5) / rings  # of the cosine-weighted half: squared sine from the zenith
        sine, cosine = math.sqrt(share), max(math.sqrt(1 - share), _LOWEST)
        count = max(4, round(2 * math.pi * sine * rings / 1.6))
        spread = _BEAM * math.sqrt(math.pi / rings / count / cosine)
        for step in range(count):
            angle = 2 * math.pi * (step + 0.5 * (ring % 2)) / count
            way = np.array([math.cos(angle) * sine, math.sin(angle) * sine, cosine], np.float32)
            cells.append(Cell(way, None, spread, (horizon + (top - horizon) * cosine**_RISE) / count))
    total = sum(cell.weight for cell in cells)
    return [Cell(cell.way, None, cell.spread, cell.weight / total) for cell in cells]


def _panel_cells(lamp: Panel, foot_cm: Vector, detail: float) -> Sequence[Cell]:
    at, aim = (np.array(point, np.float32) for point in (lamp.at_cm, lamp.aim_cm))
    beam = (aim - at) / np.linalg.norm(aim - at)
    across = np.cross(beam, (0, 0, 1))
    across = across / np.linalg.norm(across) if np.linalg.norm(across) > 1e-3 else np.array([1, 0, 0])
    upwards = np.cross(across, beam)
    distance = float(np.linalg.norm(at - foot_cm))
    columns, rows = (_cells_along(side / distance, detail) for side in lamp.size_cm)
    step = lamp.size_cm[0] / columns, lamp.size_cm[1] / rows
    spread = _BEAM * math.sqrt(step[0] * step[1])
    cells: list[Cell] = []
    for column in range(columns):
        for row in range(rows):
            shift = across * (column - (columns - 1) / 2) * step[0] + upwards * (row - (rows - 1) / 2) * step[1]
            place = np.asarray(at + shift, np.float32)
            way = np.asarray((place - foot_cm) / np.linalg.norm(place - foot_cm), np.float32)
            cells.append(Cell(way, place, spread, 1 / (columns * rows)))
    return cells


def _cells_along(angle: float, detail: float) -> int:
    """Return how many cells a panel's side of so many radians needs: 3 for the sun, 7 for a near soft box."""
    return max(2, min(8, round((3 + 12 * angle) * math.sqrt(detail))))
