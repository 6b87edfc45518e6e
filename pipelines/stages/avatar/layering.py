"""Laying premultiplied layers over each other, in place."""

import cv2

from pipelines.footage import Rgba


def lay(under: Rgba, over: Rgba) -> None:
    """Lay `over` on `under`, of the same shape."""
    clear = cv2.bitwise_not(over[..., 3])
    veil = cv2.merge([clear, clear, clear, clear])
    cv2.add(cv2.multiply(under, veil, scale=1 / 255), over, dst=under)


def lay_at(under: Rgba, over: Rgba, left: int, top: int) -> None:
    """Lay `over` on a part of `under` whose corner is at (left, top); what juts out is cut."""
    height, width = over.shape[:2]
    first_x, first_y = max(0, -left), max(0, -top)
    last_x, last_y = min(width, under.shape[1] - left), min(height, under.shape[0] - top)
    if last_x > first_x and last_y > first_y:
        part = under[top + first_y : top + last_y, left + first_x : left + last_x]
        lay(part, over[first_y:last_y, first_x:last_x])


def slip_under(over: Rgba, under: Rgba, left: int, top: int) -> None:
    """Put `under` beneath a part of `over`, in place; both lie within `over`."""
    part = over[top : top + under.shape[0], left : left + under.shape[1]]
    clear = cv2.bitwise_not(part[..., 3])
    veil = cv2.merge([clear, clear, clear, clear])
    cv2.add(part, cv2.multiply(under, veil, scale=1 / 255), dst=part)


def covered(layer: Rgba) -> tuple[int, int, int, int] | None:
    """Return left, top, right, bottom of what is not clear, or None."""
    left, top, width, height = cv2.boundingRect(layer[..., 3])
    return (left, top, left + width, top + height) if width else None
