"""A film's template as data: where everything lies in each shape of film, how pictures move, and what follows what.

Places are `[left, top, right, bottom]` in fractions of the frame, as they are in a language written from left to right;
in others everything but the pictures is mirrored.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import AfterValidator, Field, model_validator

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Id, Share


def _is_area(area: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if area[0] >= area[2] or area[1] >= area[3]:
        raise ValueError("left < right and top < bottom must hold")
    return area


Area: TypeAlias = Annotated[tuple[Share, Share, Share, Share], AfterValidator(_is_area)]
Letters: TypeAlias = Annotated[float, Field(ge=0.02, le=0.25)]
"""The em of letters, as a share of the frame's short side."""


class Aspect(StrEnum):
    """Shapes of film, width to height."""

    UPRIGHT = "9:16"
    PORTRAIT = "4:5"
    SQUARE = "1:1"
    LYING = "16:9"

    @property
    def ratio(self) -> float:
        """Width over height."""
        width, _, height = self.value.partition(":")
        return int(width) / int(height)


class TakeKind(StrEnum):
    """What a stretch of film shows."""

    PITCH = "pitch"  # the presenter, half body, with a picture of the product
    CORNER = "corner"  # the product fills the frame, the presenter's head is in a corner
    PRODUCT = "product"  # the product fills the frame, the presenter is only heard
    END = "end"  # after the last word


WORDS = ("note", "captions", "figure", "lines", "title", "price", "size", "action")
"""What a take may have written on it."""
_WHOLE = (0.0, 0.0, 1.0, 1.0)
_NEVER_TOGETHER = ({"figure", "lines"}, {"presenter.face", "bust.face"})


class PicturePlace(Strict):
    """Where a picture of the product lies.

    Attributes:
        clear: parts of it that words and presenter cover, in fractions of the frame: the product keeps out.
        corner: radius of its corners, as a share of the frame's short side.
    """

    area: Area
    clear: tuple[Area, ...] = ()
    corner: Annotated[float, Field(ge=0, le=0.2)] = 0.0


class PresenterPlace(Strict):
    """Where the presenter is.

    Attributes:
        face: where head and face stay, whatever they do; nothing lies over it.
        framing: how much of a person is seen.
        badge: cut to a disc with a rim.
    """

    area: Area
    face: Area
    framing: Literal["half_body", "head"] = "half_body"
    badge: bool = False


class Ground(StrEnum):
    """What letters stand on."""

    GLASS = "glass"  # dark, a little clear
    PAPER = "paper"  # nearly white
    ACCENT = "accent"
    SHEET = "sheet"  # the take's sheet of paper


class Words(Strict):
    """Where words lie, their letters at most as large as said, at least two thirds of it."""

    area: Area
    letters: Letters
    ground: Ground = Ground.GLASS
    weight: Annotated[int, Field(ge=100, le=900)] = 700


class Sheet(Strict):
    """White paper under picture and words; `corner` as in `PicturePlace`."""

    area: Area
    corner: Annotated[float, Field(ge=0, le=0.2)] = 0.0


class TakeLayout(Strict):
    """One kind of take.

    Attributes:
        note: that the film is made by AI; absent where nobody who was made by one speaks.
        captions: what is being said.
        figure: a number the script asks to show, or the name of a part in a close-up.
        lines: the product's points, one after the other.
        title, price, size, action: facts of the product, and the call to act.
        logo: where the seller's own is fitted in.
        sheet: lies under picture and words.
        bust: where the presenter is instead, where a portrait shows too little of a person to stand there.
    """

    picture: PicturePlace
    sheet: Sheet | None = None
    presenter: PresenterPlace | None = None
    bust: PresenterPlace | None = None
    note: Words | None = None
    captions: Words | None = None
    figure: Words | None = None
    lines: Words | None = None
    title: Words | None = None
    price: Words | None = None
    size: Words | None = None
    action: Words | None = None
    logo: Area | None = None

    def words(self) -> Iterator[tuple[str, Area]]:
        """Yield what must be read, and where."""
        for name in WORDS:
            place = getattr(self, name)
            if place is not None:
                yield name, place.area
        if self.logo is not None:
            yield "logo", self.logo

    def seats(self) -> Iterator[tuple[str, PresenterPlace]]:
        """Yield where the presenter may be."""
        if self.presenter is not None:
            yield "presenter", self.presenter
        if self.bust is not None:
            yield "bust", self.bust


class Layout(Strict):
    """One shape of film.

    Attributes:
        size: width and height in pixels, both even.
        safe: what no platform's own buttons and texts cover; words and faces stay inside.
        pitch, product: as `corner` where they are left out, as nobody presents.
    """

    aspect: Aspect
    size: tuple[
        Annotated[int, Field(ge=64, le=4096, multiple_of=2)], Annotated[int, Field(ge=64, le=4096, multiple_of=2)]
    ]
    safe: Area
    pitch: TakeLayout
    corner: TakeLayout
    product: TakeLayout
    end: TakeLayout

    def take(self, kind: TakeKind) -> TakeLayout:
        """Return how a kind of take is laid out."""
        return {
            TakeKind.PITCH: self.pitch, TakeKind.CORNER: self.corner, TakeKind.PRODUCT: self.product,
            TakeKind.END: self.end,
        }[kind]  # fmt: skip

    def with_bust(self) -> "Layout":
        """Return the layout for a portrait that shows too little of a person to stand in a pitch."""
        return self.model_copy(update={"pitch": self.pitch.model_copy(update={"presenter": self.pitch.bust})})

    @property
    def presented(self) -> bool:
        """Somebody speaks."""
        return any(True for kind in TakeKind for _ in self.take(kind).seats())

    @model_validator(mode="before")
    @classmethod
    def _fills_up(cls, written: Any) -> Any:
        if not isinstance(written, dict) or "corner" not in written:
            return cast(Any, written)
        return {"pitch": written["corner"], "product": written["corner"], **cast(dict[str, Any], written)}

    @model_validator(mode="after")
    def _is_readable(self) -> "Layout":
        if abs(self.size[0] / self.size[1] / self.aspect.ratio - 1) > 0.01:
            raise ValueError(f"size: {self.size[0]} x {self.size[1]} is not {self.aspect.value}")
        faults = [f"{kind}.{fault}" for kind in TakeKind for fault in self._faults(self.take(kind))]
        if self.pitch.presenter and not self.pitch.bust:
            faults.append("pitch.bust: portraits that show a head and shoulders need a place too")
        if self.presented:
            faults += [
                f"{kind}.note: it must say that the film is made by AI" for kind in TakeKind if not self.take(kind).note
            ]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self, take: TakeLayout) -> Iterator[str]:
        said = list(take.words())
        for name in WORDS:
            place: Words | None = getattr(take, name)
            if place and place.ground is Ground.SHEET and not (take.sheet and _within(place.area, take.sheet.area)):
                yield f"{name}.ground: there is no sheet under it"
        faces = [(f"{name}.face", seat.face) for name, seat in take.seats()]
        for name, area in (*said, *faces):
            if not _within(area, self.safe):
                yield f"{name}: leaves the safe area {list(self.safe)}"
        for (name, area), (other, other_area) in combinations((*said, *faces), 2):
            if _overlap(area, other_area) and {name, other} not in _NEVER_TOGETHER:
                yield f"{name}: lies over {other}"
        for name in _over_product(take):
            yield f"{name}: lies where picture.clear lets the product be"


def _over_product(take: TakeLayout) -> Iterator[str]:
    """Yield what lies over a picture that fills the frame, and of which the product does not know."""
    badges = [(name, seat.area) for name, seat in take.seats() if seat.badge]
    if take.picture.area == _WHOLE:
        yield from (name for name, area in (*take.words(), *badges) if not _covered(area, take.picture.clear))


class Move(Strict):
    """How the camera goes over a picture, from the take's first frame to its last.

    Attributes:
        zoom: at both ends; 1 shows the whole picture.
        shift: of the picture, in shares of its width and height, at both ends; it never bares an edge.
        lead: how much more than its surroundings the product grows, about where it stands: depth.
    """

    zoom: tuple[Annotated[float, Field(ge=1, le=1.5)], Annotated[float, Field(ge=1, le=1.5)]] = (1.0, 1.0)
    shift: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    lead: Annotated[float, Field(ge=0, le=0.1)] = 0.0


class Passage(StrEnum):
    """How one take becomes the next."""

    CUT = "cut"
    FADE = "fade"  # the one through the other
    PUSH = "push"  # the next pushes the last one out, against the direction of reading


class Transition(Strict):
    """How, and how long, takes become each other; words on the screen do not take part."""

    kind: Passage = Passage.CUT
    seconds: Annotated[float, Field(ge=0, le=1)] = 0.4


class FilmTemplate(Strict):
    """A film's look.

    Attributes:
        accent: of the badge's rim, figures and the call to act, where the seller names no colour.
        rhythm: the takes of sentences, or of a clip's points, over and over; where somebody speaks, the last sentence
            is a pitch.
        moves: taken in turn.
        transition: between takes.
        least_seconds: of a take; a shorter sentence joins the take before it.
        end_seconds: how long the end card stands after the last word.
        opening_seconds: how long the note of AI keeps its full size; it is two thirds of it afterwards.
    """

    id: Id
    title: str = Field(min_length=1)
    about: str = Field(min_length=1)
    accent: Colour
    rhythm: tuple[Literal["pitch", "corner", "product"], ...] = Field(min_length=1)
    moves: tuple[Move, ...] = Field(min_length=1)
    transition: Transition = Transition()
    least_seconds: Annotated[float, Field(ge=0.5, le=10)] = 1.6
    end_seconds: Annotated[float, Field(ge=0, le=10)] = 2.0
    opening_seconds: Annotated[float, Field(ge=2, le=60)] = 3.0
    layouts: tuple[Layout, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_each_shape_once(self) -> "FilmTemplate":
        shapes = [layout.aspect for layout in self.layouts]
        for index, aspect in enumerate(shapes):
            if aspect in shapes[:index]:
                raise ValueError(f"layouts.{index}.aspect: {aspect.value} has a layout already")
        return self

    @model_validator(mode="after")
    def _lets_takes_stand(self) -> "FilmTemplate":
        if 2 * self.transition.seconds > self.least_seconds:
            raise ValueError("transition.seconds: a take must stand for longer than it takes to appear")
        return self

    @property
    def presented(self) -> bool:
        """Somebody speaks in it."""
        return any(layout.presented for layout in self.layouts)

    def layout(self, aspect: Aspect) -> Layout | None:
        """Return the layout of a shape; None where the template has none."""
        return next((layout for layout in self.layouts if layout.aspect is aspect), None)


def _within(area: Area, outer: Area) -> bool:
    return outer[0] <= area[0] and outer[1] <= area[1] and area[2] <= outer[2] and area[3] <= outer[3]


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covered(area: Area, covers: Sequence[Area]) -> bool:
    """Return whether no part of an area is outside all covers."""
    xs = sorted({area[0], area[2], *(min(max(x, area[0]), area[2]) for cover in covers for x in (cover[0], cover[2]))})
    ys = sorted({area[1], area[3], *(min(max(y, area[1]), area[3]) for cover in covers for y in (cover[1], cover[3]))})
    cells = ((left, top, right, bottom) for left, right in pairwise(xs) for top, bottom in pairwise(ys))
    return all(any(_within(cell, cover) for cover in covers) for cell in cells)
