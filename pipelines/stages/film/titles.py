"""What is written on the screen beside captions: the note of AI, numbers, points, and the end card."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipelines.errors import ScriptError
from pipelines.film import Take
from pipelines.footage import Frame, Rgba
from pipelines.stages.captions.layout import CaptionLayout
from pipelines.stages.film.look import Look, Material
from pipelines.stages.film.panel import (
    Setting,
    at_foot,
    at_start,
    faded,
    fitted,
    flush,
    least_px,
    panel,
    plate_of,
    words_of,
)
from pipelines.stages.film.points import points_of
from pipelines.stages.film.written import Lettered, Written
from presets.films.schema import Ground, TakeKind, Words

_FADE_SECONDS = 0.2
_LATER_NOTE = 2 / 3  # of the note's size, after the opening
_BETWEEN = 0.25  # of a line's height, between points


@dataclass(frozen=True)
class _Timed:
    """A picture from one frame up to another; it fades in, unless it was there before.

    Attributes:
        words: what is written in it; None for a logo.
    """

    frame: Frame
    first: int
    last: int
    fades: bool = True
    words: Lettered | None = None

    @classmethod
    def of(cls, words: Lettered, first: int, last: int, *, fades: bool = True) -> "_Timed":
        return cls(words.frame, first, last, fades, words)


class Titles:
    """The titles of one film, set before it is drawn."""

    def __init__(self, look: Look, material: Material) -> None:
        """Set every text.

        Raises:
            ScriptError: one is too long for its place, or has a sign that no font has.
        """
        self._look = look
        self._material = material
        self._fade = max(1, round(_FADE_SECONDS * look.fps))
        self._opening = round(look.template.opening_seconds * look.fps)
        self._notes = {kind: self._note(kind) for kind in TakeKind}
        self._stacks = {
            kind: list(self._stack(place))
            for kind in {take.kind for take in material.cut.takes}
            if (place := look.layout.take(kind).lines) is not None
        }
        self._timed = [*self._figures(), *self._points(), *self._end()]

    def at(self, number: int, take: Take) -> Iterator[Frame]:
        """Yield what is written on a frame."""
        if (notes := self._notes[take.kind]) is not None:
            yield notes[number >= self._opening].frame
        for timed in self._timed:
            if timed.first <= number < timed.last:
                yield faded(timed.frame, (number - timed.first + 1) / self._fade if timed.fades else 1.0)

    def written(self) -> Iterator[Written]:
        """Yield what is to be read on the screen, once it has faded in."""
        for timed in self._timed:
            if timed.words is not None:
                yield timed.words.written(timed.first + (self._fade if timed.fades else 0), timed.last)
        for take in self._material.cut.takes:
            if (notes := self._notes[take.kind]) is not None:
                yield notes[0].written(take.first, min(take.last, self._opening))
                yield notes[1].written(max(take.first, self._opening), take.last)

    def _note(self, kind: TakeKind) -> tuple[Lettered, Lettered] | None:
        """Return the note of AI as in the opening and as later; None where nothing was made by one."""
        place = self._look.layout.take(kind).note
        if place is None or not self._material.generated:
            return None
        note = self._look.language.film.made_by_ai
        return self._set(note, place), self._set(note, place, _LATER_NOTE)

    def _set(self, text: str, place: Words, share: float = 1.0) -> Lettered:
        setting = self._look.setting(place, share)
        (layout,) = fitted([words_of(text, self._look.language)], setting)
        layout = flush(layout, mirrored=self._look.mirrored)
        picture = panel(layout, plate_of(place.ground, self._look.accent))
        out = layout.margin_px if place.ground is Ground.SHEET else 0
        frame = at_start(picture, setting.box, mirrored=self._look.mirrored, out=out)
        return Lettered(frame, text, layout)

    def _figures(self) -> Iterator[_Timed]:
        for figure in self._material.cut.figures:
            take = self._material.cut.take(figure.first)
            place = self._look.layout.take(take.kind).figure
            if place is not None:
                yield _Timed.of(self._set(figure.text, place), figure.first, min(figure.last, take.last))

    def _points(self) -> Iterator[_Timed]:
        """Yield the product's points in the takes that have room for them, clear of figures."""
        material, lines = self._material, self._material.facts.lines
        takes = [take for take in material.cut.takes if self._has_room(take)]
        for point in points_of(lines, takes, material.spoken, self._look.fps):
            words = self._stacks[point.take.kind][point.number]
            yield _Timed.of(words, point.first, point.take.last, fades=point.new)

    def _has_room(self, take: Take) -> bool:
        if self._look.layout.take(take.kind).lines is None or take.part is not None:
            return False
        return not any(figure.first < take.last and take.first < figure.last for figure in self._material.cut.figures)

    def _stack(self, place: Words) -> Iterator[Lettered]:
        """Yield all points, one below the other."""
        setting = self._look.setting(place)
        below = 0
        lines = self._material.facts.lines
        for line, (layout, picture) in zip(lines, self._stacked(place, setting), strict=True):
            frame = at_start(picture, setting.box, mirrored=self._look.mirrored, below=below)
            yield Lettered(frame, line, layout)
            below += round(picture.shape[0] * (1 + _BETWEEN))

    def _stacked(self, place: Words, setting: Setting) -> list[tuple[CaptionLayout, Rgba]]:
        """Return all points in letters of one size with which they fit below each other.

        Raises:
            ScriptError: they do not even at two thirds of the size.
        """
        lines = [words_of(line, self._look.language) for line in self._material.facts.lines]
        plate = plate_of(place.ground, self._look.accent)
        for size_px in range(setting.size_px, least_px(setting.size_px) - 1, -1):
            fitting = fitted(lines, replace(setting, size_px=size_px))
            layouts = [flush(layout, mirrored=self._look.mirrored) for layout in fitting]
            pictures = [panel(layout, plate) for layout in layouts]
            heights = [picture.shape[0] for picture in pictures]
            if sum(heights) + _BETWEEN * sum(heights[:-1]) <= setting.box.height:
                return list(zip(layouts, pictures, strict=True))
        raise ScriptError(
            "The points of the product do not fit their place on the screen. Give fewer, or in fewer words."
        )

    def _end(self) -> Iterator[_Timed]:
        take = self._material.cut.takes[-1]
        if take.kind is not TakeKind.END:
            return
        place = self._look.layout.end
        first = take.first + self._look.passing  # what they stand on is there by then
        for name, text in self._end_texts():
            words: Words | None = getattr(place, name)
            if words is not None and text:
                lettered = self._set(text, words)
                if name == "title":
                    lettered = replace(lettered, frame=at_foot(lettered.frame, self._look.box(words.area)))
                yield _Timed.of(lettered, first, take.last)
        if place.logo is not None and self._material.logo is not None:
            box = self._look.box(place.logo)
            logo = _contained(self._material.logo, (box.width, box.height))
            yield _Timed(at_start(logo, box, mirrored=self._look.mirrored), first, take.last)

    def _end_texts(self) -> Iterator[tuple[str, str]]:
        facts = self._material.facts
        yield "title", facts.name
        yield "size", facts.size
        yield "price", facts.price
        yield "action", self._look.language.film.action if facts.action is None else facts.action


def _contained(picture: Rgba, size: tuple[int, int]) -> Rgba:
    height, width = picture.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    fits = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, fits, interpolation=how), np.uint8)
