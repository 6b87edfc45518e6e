"""The presenter on the other side of a layout than its template has her."""

from enum import StrEnum

from presets.films.schema import WORDS, Area, Layout, PresenterPlace, Sheet, TakeLayout, Words

_EVEN = 1e-6


class Side(StrEnum):
    """Of the frame, as it is seen."""

    LEFT = "left"
    RIGHT = "right"


def side_of(layout: Layout, *, mirrored: bool = False) -> Side:
    """Return where the presenter's head is once she has left the middle; mirrored, left and right change places."""
    seat = layout.corner.presenter or layout.pitch.presenter
    left = seat is None or seat.face[0] + seat.face[2] < 1
    return Side.LEFT if left is not mirrored else Side.RIGHT


def turned(layout: Layout) -> Layout:
    """Return the layout with left and right exchanged where there is a presenter, within what platforms leave free."""
    takes = {name: getattr(layout, name) for name in ("pitch", "corner")}
    safe = layout.safe[0], layout.safe[2]
    return layout.model_copy(
        update={name: _take(take, safe) for name, take in takes.items() if take.presenter is not None}
    )


def _take(take: TakeLayout, safe: tuple[float, float]) -> TakeLayout:
    picture = take.picture
    clear = tuple(_other_side(area, safe) for area in picture.clear)
    changed: dict[str, object] = {
        "picture": picture.model_copy(update={"area": _other_side(picture.area, safe), "clear": clear})
    }
    for name in (*WORDS, "sheet"):
        place: Words | Sheet | None = getattr(take, name)
        if place is not None:
            changed[name] = place.model_copy(update={"area": _other_side(place.area, safe)})
    for name in ("presenter", "bust"):
        seat: PresenterPlace | None = getattr(take, name)
        if seat is not None:
            changed[name] = _seat(seat, safe)
    if take.logo is not None:
        changed["logo"] = _other_side(take.logo, safe)
    return take.model_copy(update=changed)


def _other_side(area: Area, safe: tuple[float, float]) -> Area:
    """Return an area mirrored within the safe one; what is even in the frame, or the platform's alone, stays."""
    left, top, right, bottom = area
    if abs(left + right - 1) < _EVEN or left >= safe[1] or right <= safe[0]:
        return area
    return max(0.0, sum(safe) - right), top, min(1.0, sum(safe) - left), bottom


def _seat(seat: PresenterPlace, safe: tuple[float, float]) -> PresenterPlace:
    """Return a seat mirrored within the safe area, as wide as before: moved back where it would leave the frame."""
    left, right = sum(safe) - seat.area[2], sum(safe) - seat.area[0]
    back = max(0.0, -left) - max(0.0, right - 1)

    def moved(area: Area) -> Area:
        return sum(safe) - area[2] + back, area[1], sum(safe) - area[0] + back, area[3]

    return seat.model_copy(update={"area": moved(seat.area), "face": moved(seat.face)})
