"""A film's pictures, drawn frame by frame: what does not change in a take is drawn once."""

from functools import lru_cache

import numpy as np

from pipelines.film import Take
from pipelines.footage import Frame
from pipelines.stages.captions.raster import rounded
from pipelines.stages.film.backdrop import with_paper, with_shadow
from pipelines.stages.film.badge import Badge
from pipelines.stages.film.captioned import CaptionTrack
from pipelines.stages.film.look import Look, Material
from pipelines.stages.film.passage import passed
from pipelines.stages.film.picture import moment_of
from pipelines.stages.film.titles import Titles
from pipelines.stages.film.written import Written, each_once
from pipelines.values import Box, Rgb
from presets.films.schema import PicturePlace, PresenterPlace, TakeKind


class Reel:
    """Draws any frame of a film."""

    def __init__(self, look: Look, material: Material) -> None:
        """Set all words, so that what cannot be written is known before anything is drawn.

        Raises:
            ScriptError: a text too long for its place, or a sign that no font has.
        """
        self._look = look
        self._material = material
        self._captions = {
            kind: CaptionTrack(spoken.script, spoken.speech, look.setting(words))
            for kind in TakeKind
            if (words := look.layout.take(kind).captions) is not None and (spoken := material.spoken) is not None
        }
        self._titles = Titles(look, material)
        self._badges = {
            kind: Badge(look.box(place.area), look.accent, material.backdrop)
            for kind in TakeKind
            if (place := look.layout.take(kind).presenter) is not None and place.badge
        }
        self._sheets = {kind: look.layout.take(kind).sheet for kind in TakeKind}
        self._behind = lru_cache(maxsize=4)(self._card_ground)
        self._corners = lru_cache(maxsize=4)(self._cut_corners)

    @property
    def presented(self) -> bool:
        """Somebody speaks in it."""
        return bool(self._material.footage)

    def ready(self, take: Take) -> None:
        """Make what all frames of a take share, so that several processes need not each make it."""
        place = self._look.layout.take(take.kind).picture
        box = self._look.box(place.area)
        if (box.width, box.height) != self._look.size:
            self._corners(take.kind, box, self._radius(place))

    def draw(self, number: int) -> Rgb:
        """Return a frame, uint8 of the look's size; the same number gives the same pixels."""
        canvas = self.uncaptioned(number)
        kind = self._material.cut.take(number).kind
        if kind in self._captions:
            caption = self._captions[kind].at(number, self._look.fps)
            if caption is not None:
                caption.laid_on(canvas)
        return canvas

    def uncaptioned(self, number: int) -> Rgb:
        """Return a frame with all its words but the caption."""
        take = self._material.cut.take(number)
        canvas = self._passing(take, number)
        for frame in self._titles.at(number, take):
            frame.laid_on(canvas)
        return canvas

    def written(self) -> list[Written]:
        """Return what is to be read on the screen, each text in each place once."""
        look, takes = self._look, self._material.cut.takes
        captions = (c for t in takes if t.kind in self._captions for c in self._captions[t.kind].written(t, look.fps))
        return each_once([*self._titles.written(), *captions])

    def _passing(self, take: Take, number: int) -> Rgb:
        """Return a frame without words; where a take has just begun, of the one before it too."""
        canvas = self._staged(take, number)
        share = (number - take.first + 1) / (self._look.passing + 1)
        if take.number == 0 or share >= 1:
            return canvas
        before = self._staged(self._material.cut.takes[take.number - 1], number)
        return passed(self._look.template.transition.kind, before, canvas, share, mirrored=self._look.mirrored)

    def _staged(self, take: Take, number: int) -> Rgb:
        """Return picture and presenter of a take."""
        place = self._look.layout.take(take.kind)
        canvas = self._pictured(take, place.picture, number)
        if place.presenter is not None:
            self._present(canvas, take.kind, place.presenter, number)
        return canvas

    def _pictured(self, take: Take, place: PicturePlace, number: int) -> Rgb:
        """Return the frame with the product's picture, moved as far as the take has come; it goes on as it leaves."""
        moves = self._look.template.moves
        share = (number - take.first) / max(1, take.last + self._look.passing - take.first - 1)
        if (moving := self._material.moving.get(take.number)) is not None:
            picture = moving.drawn(share)
        else:
            still = self._material.picture(take)
            picture = still.drawn(moment_of(still.within(moves[take.number % len(moves)]), share))
        box = self._look.box(place.area)
        if (box.width, box.height) == self._look.size:
            return picture
        radius = self._radius(place)
        canvas = self._behind(take.kind, box, radius).copy()
        canvas[box.slices] = picture
        for frame in self._corners(take.kind, box, radius):
            frame.laid_on(canvas)
        return canvas

    def _radius(self, place: PicturePlace) -> int:
        return round(place.corner * min(self._look.size))

    def _card_ground(self, kind: TakeKind, box: Box, radius: int) -> Rgb:
        """Return what does not move behind a card: the backdrop, a sheet of paper where there is one, shadows."""
        sheet = self._sheets[kind]
        if sheet is None:
            return with_shadow(self._material.backdrop, box, radius)
        paper, corner = self._look.box(sheet.area), round(sheet.corner * min(self._look.size))
        return with_paper(with_shadow(self._material.backdrop, paper, corner), paper, corner)

    def _cut_corners(self, kind: TakeKind, box: Box, radius: int) -> list[Frame]:
        """Return the card's ground at its four corners, clear where the card is."""
        ground = self._behind(kind, box, radius)
        shape = 1 - rounded((box.width, box.height), (0, 0, box.width, box.height), radius)
        frames: list[Frame] = []
        for x in (0, box.width - radius) if radius else ():
            for y in (0, box.height - radius):
                share = shape[y : y + radius, x : x + radius, None]
                part = ground[box.top + y : box.top + y + radius, box.left + x : box.left + x + radius]
                layer = np.dstack([part * share, share * 255])
                frames.append(Frame(np.asarray(np.rint(layer), np.uint8), box.left + x, box.top + y))
        return frames

    def _present(self, canvas: Rgb, kind: TakeKind, place: PresenterPlace, number: int) -> None:
        footage = self._material.footage[kind]
        frame = footage.draw(min(number, footage.count - 1))
        if place.badge:
            self._badges[kind].laid_on(canvas, frame)
        else:
            box = self._look.box(place.area)
            frame.laid_on(canvas, box.left, box.top)
