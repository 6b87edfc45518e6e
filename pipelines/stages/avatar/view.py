"""What part of a person the camera sees, and at which scale. Body units as in `art.neck`."""

from dataclasses import dataclass

from pipelines.stages.avatar.role import Framing
from pipelines.values import Size

_LOWEST = 1960.0  # where the painted body ends
# Body units above a picture's upper edge, and the least that is seen of width and height.
_SEEN = {Framing.HALF_BODY: (96.0, 936.0, 900.0), Framing.HEAD: (104.0, 640.0, 780.0)}


@dataclass(frozen=True)
class View:
    """Body units to pixels: a point is at ((x - left) * scale, (y - top) * scale)."""

    left: float
    top: float
    scale: float


def view_of(framing: Framing, size: Size) -> View:
    """Return a view that fills the size: arms have room at the sides, and nothing ends above the lower edge."""
    width, height = size
    top, least_width, least_height = _SEEN[framing]
    scale = max(min(width / least_width, height / least_height), height / (_LOWEST - top))
    return View(-width / scale / 2, top, scale)
