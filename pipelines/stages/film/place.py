"""Places of a template -> pixels of a frame."""

from pipelines.values import Box, Size
from presets.films.schema import Area


def box_of(area: Area, size: Size, *, mirrored: bool = False) -> Box:
    """Return an area in whole pixels of a frame, at least one each way; mirrored, left and right change places."""
    left, top, right, bottom = area
    if mirrored:
        left, right = 1 - right, 1 - left
    width, height = size
    x, y = round(left * width), round(top * height)
    return Box(x, y, max(x + 1, round(right * width)), max(y + 1, round(bottom * height)))
