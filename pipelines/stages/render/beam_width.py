"""How a beam widens on its way, and how much of it a rim stops."""

from pipelines.stages.render.beam import Cell, Hull

# A Gaussian beam across a straight edge is near to a ramp 2.5 of its deviations wide.
RAMP = 2.5
SHARPEST_CM = 0.02


def half_ramp_per_cm(cell: Cell, top_cm: float) -> float | None:
    """Return by how many centimetres half a beam's ramp grows while it rises by one, up to a thing's top at most.

    None where that has no bounds: lamps that are no higher than the thing.
    """
    rise = float(cell.way[2]) if cell.at_cm is None else float(cell.at_cm[2]) - top_cm
    half = RAMP / 2 * cell.spread
    return half / rise if rise > 0.1 * half else None


def round_hull(at_cm: tuple[float, float], radius_cm: float, top_cm: float, cell: Cell) -> Hull | None:
    """Return the hull of round things: they are met where a beam is nearest, which its own width puts higher."""
    width = half_ramp_per_cm(cell, top_cm)
    return None if width is None or width > 0.9 else Hull(at_cm, radius_cm, top_cm, width, 1 / (1 - width))
