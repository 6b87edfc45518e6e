"""The product's pictures for a film: in a place, once, and closely, each photo."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.errors import ModelsError
from models.registry import EngineChoice
from pipelines.errors import Cancelled, PlanError, StudioError
from pipelines.film import Take
from pipelines.jobs.job import FilmWork, LifestyleJob
from pipelines.jobs.places import Place, Places
from pipelines.jobs.pose import read_pose
from pipelines.jobs.subject import Subject, read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.placed import place_product
from pipelines.progress import Progress
from pipelines.shot import Shot
from pipelines.stages.film.backdrop import gradient, out_of_focus
from pipelines.stages.film.extend import extended, with_scrim
from pipelines.stages.film.look import Look
from pipelines.stages.film.nearness import reaching
from pipelines.stages.film.picture import LayeredPicture, enlarged
from pipelines.stages.film.stills import FINER, Room, close_still, largest_free, staged_still
from pipelines.stages.plan.staging import plan_staged
from pipelines.stages.plan.window import Area
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.values import Box, Photo, Rgb, Size
from presets.films.schema import PicturePlace, TakeKind
from presets.schema import Export, Slot, SlotHead
from presets.schema import Role as SlotRole

PLAIN = "plain"
_STAGED = EngineChoice(name="staged")
_SHADOW = 0.06  # of a picture's height, above a product's foot, in which its contact shadow lies
_BY_DEPTH = "Camera: the place moves by its own depth; pictures closer to the product move in two layers."
_IN_TWO_LAYERS = "Camera: pictures move in two layers, for the place's depth is not known."
_HEIGHTS = (1.0, 0.88, 0.77, 0.68, 0.6)  # of a picture that its place may fill; the rest goes on out of focus


@dataclass(frozen=True)
class _Wanted:
    """A picture in pixels: its size, and what the product keeps clear of, in its own fractions."""

    size: Size
    clear: tuple[Area, ...]
    whole: bool


class FilmStage:
    """Makes the pictures of one product; each is made once, for all languages that are read the same way."""

    def __init__(self, job: FilmWork, bench: Workbench, progress: Progress) -> None:
        """Read and cut the photos, and settle the place.

        Raises:
            PhotoError, NoProductError, UnfitPhotoError: no photo of the product can be used.
            PresetError: no such scene.
            PlanError: the place asked for does not take the product.
        """
        self._job = job
        self._bench = bench
        self._progress = progress
        self.subject = read_subject(job, bench, progress)
        self.notes = list(self.subject.notes)
        self._others = [*self._further()]
        self._places, self._place = self._settled()
        self._made: dict[_Wanted, LayeredPicture | None] = {}
        self._closely: dict[tuple[Size, Box, str], LayeredPicture] = {}

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All that are shown, the main one first."""
        return (self.subject.photo, *(other.photo for other in self._others))

    @property
    def main_photo(self) -> Path:
        """The main one's file."""
        return self.subject.path

    @property
    def scene(self) -> str:
        """The place's id, or `plain`."""
        return self._place.scene.id if self._place else PLAIN

    @property
    def place_key(self) -> str:
        """All that the place is made of."""
        return self._place.scene.model_dump_json() if self._place else PLAIN

    def picture(self, look: Look, take: Take) -> LayeredPicture:
        """Return what a take shows, as large as its place in the layout."""
        place = look.layout.take(take.kind).picture
        subject = self._shown(take)
        if subject is not None:
            return self._close(look, place, subject)
        return self._staged(_wanted(look, place)) or self._close(look, place, self.subject)

    def backdrop(self, look: Look) -> Rgb:
        """Return what is behind cards and presenter."""
        return out_of_focus(self._ground(look), look.size) if self._place else gradient(look.accent, look.size)

    def names_photo(self, part: str) -> bool:
        """Return whether a part is named as one of the further photos is."""
        return self._named(part) is not None

    def _named(self, part: str) -> Subject | None:
        return next((s for s in self._others if part and part.casefold() in s.path.stem.casefold()), None)

    def _further(self) -> list[Subject]:
        """Return the product's other photos; one that cannot be used is left out, and said."""
        found: list[Subject] = []
        for path in self._job.photos:
            if path == self.subject.path:
                continue
            try:
                found.append(read_subject(self._job.model_copy(update={"choose": path}), self._bench, self._progress))
            except Cancelled:
                raise
            except StudioError as error:
                self.notes.append(f"{path.name} is not shown. {error}")
        return found

    def _settled(self) -> tuple[Places | None, Place | None]:
        if self._job.scene == PLAIN:
            return None, None
        lifestyle = _lifestyle(self._job)
        pose = read_pose(lifestyle, self.subject, self._bench.instruments.today)
        self.notes += pose.notes
        places = Places(lifestyle, self._bench.sets, self.subject, pose, self._progress)
        markets = tuple(market for target in self._job.targets for market in self._bench.presets.markets(target.preset))
        try:
            (place, *_), _ = places.settled(markets)
        except (PlanError, ModelsError) as error:
            if self._job.scene != "auto":
                raise
            self.notes.append(f"scene: auto -> {PLAIN} ({error})")
            return None, None
        self.notes += place.notes
        return places, place

    def _shown(self, take: Take) -> Subject | None:
        """Return the photo a take shows closely: the one whose file is named after the part, or the next in turn."""
        if take.part is not None:
            return self._named(take.part) or self.subject
        if take.kind is TakeKind.PRODUCT and self._others:
            return self._others[take.turn % len(self._others)]
        return None

    def _close(self, look: Look, place: PicturePlace, subject: Subject) -> LayeredPicture:
        wanted = _wanted(look, place)
        free = largest_free(wanted.size, [area.box(wanted.size) for area in wanted.clear])
        key = (wanted.size, free, str(subject.path))
        if key not in self._closely:
            ground = self._behind(look)
            ground = with_scrim(ground) if wanted.whole else ground
            self._closely[key] = close_still(subject.cutout, ground, Room(wanted.size, free))
        return self._closely[key]

    def _behind(self, look: Look) -> Rgb:
        """Return the place above where the product stood, so that no shadow of it is left behind a closer one."""
        still = self._seen(look)
        if still is None:
            return self._ground(look)
        height = still.ground.shape[0]
        foot = round(still.foot[1] - _SHADOW * height)
        return still.ground[:foot] if foot >= height / 2 else still.ground

    def _ground(self, look: Look) -> Rgb:
        """Return the product's place without the product, as wide as the film."""
        still = self._seen(look)
        if still is None:
            return gradient(look.accent, look.size)
        return still.ground

    def _seen(self, look: Look) -> LayeredPicture | None:
        """Return the product in its place as wide as the film, or as its end shows it where it has no room there."""
        places = look.layout.corner.picture, look.layout.take(TakeKind.END).picture
        return next((still for place in places if (still := self._staged(_wanted(look, place))) is not None), None)

    def _staged(self, wanted: _Wanted) -> LayeredPicture | None:
        """Return the product in its place; None where there is none, or no part of it leaves the room that is asked."""
        if self._place is None or self._places is None:
            return None
        if wanted not in self._made:
            shot = self._shot_or_none(wanted)
            if shot is None:
                self._made[wanted] = None
                return None
            still = self._as_wide(self._rendered(shot), wanted.size[0])
            have = still.ground.shape[0]
            ground = extended(still.ground, wanted.size[1])[: wanted.size[1]]  # enlarging may round a row too much
            near = reaching(still.near, have, len(ground)) if still.near is not None else None
            self._say_once(_BY_DEPTH if near is not None else _IN_TWO_LAYERS)
            self._made[wanted] = replace(still, ground=with_scrim(ground) if wanted.whole else ground, near=near)
        return self._made[wanted]

    def _as_wide(self, still: LayeredPicture, width: int) -> LayeredPicture:
        """Return a picture as wide as its place: a photo with too few pixels for it was planned smaller."""
        scale = width / still.ground.shape[1]
        if scale != 1:
            self._say_once(f"{self.subject.path.name} has too few pixels for films this large: enlarged {scale:.2f}x.")
        return still if scale == 1 else enlarged(still, scale)

    def _say_once(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _shot_or_none(self, wanted: _Wanted) -> Shot | None:
        """Return the shot; None where a place that nobody asked for has no room in this shape of film, which is said.

        Raises:
            PlanError, ModelsError: a place that was asked for has no room.
        """
        try:
            return self._shot(wanted)
        except PlanError as error:
            if self._job.scene != "auto":
                raise
            width, height = wanted.size
            self._say_once(f"The place is not shown in {width} x {height}, the product is closer instead. {error}")
            return None

    def _shot(self, wanted: _Wanted) -> Shot:
        """Return the shot that fills most of the picture, its product clear of words.

        Raises:
            PlanError, ModelsError: none does.
        """
        fault: StudioError | None = None
        for share in _HEIGHTS:
            try:
                return self._planned(wanted, share)
            except PlanError as error:
                fault = fault or error
        raise fault or PlanError("No part of the place has room for the product.")

    def _planned(self, wanted: _Wanted, share: float) -> Shot:
        if self._places is None or self._place is None:
            raise PlanError("There is no place to stand in.")
        size = (wanted.size[0], round(wanted.size[1] * share))
        look = self._place.look
        wish = replace(
            self._places.wish(self._place, look, (), strict=True),
            keep_out=tuple(_cut_down(area, share) for area in wanted.clear if area.top < share),
        )
        plate = self._places.dressed(self._place, look, size)
        return plan_staged(self.subject.cutout.matte, _slot(size), plate, wish)

    def _rendered(self, shot: Shot) -> LayeredPicture:
        renderer = self._bench.pool.open(RENDER_ENGINES, _STAGED)
        scene = renderer.render(shot, place_product(self.subject.cutout, shot), self._progress)
        return staged_still(scene, place_product(self.subject.cutout, _finer(shot)), shot)


def _lifestyle(job: FilmWork) -> LifestyleJob:
    """Return the job whose place a film shares."""
    shared = {name: getattr(job, name) for name in type(job).model_fields if name in LifestyleJob.model_fields}
    return LifestyleJob.model_validate({**shared, "kind": "lifestyle", "scenes": (job.scene,)})


def _wanted(look: Look, place: PicturePlace) -> _Wanted:
    box = look.box(place.area)
    inside = [_inside(look.box(area), box) for area in place.clear]
    return _Wanted((box.width, box.height), tuple(inside), (box.width, box.height) == look.size)


def _inside(clear: Box, box: Box) -> Area:
    """Return a part of the frame in fractions of a box in it."""
    return Area(
        max(0.0, (clear.left - box.left) / box.width),
        max(0.0, (clear.top - box.top) / box.height),
        min(1.0, (clear.right - box.left) / box.width),
        min(1.0, (clear.bottom - box.top) / box.height),
    )


def _cut_down(area: Area, share: float) -> Area:
    """Return an area in fractions of a picture's upper `share`."""
    return Area(area.left, area.top / share, area.right, min(1.0, area.bottom / share))


def _slot(size: Size) -> Slot:
    """Return a place without rules for a picture within a film."""
    head = SlotHead(
        id="film", title="picture in a film", role=SlotRole.LIFESTYLE, export=Export(width=size[0], height=size[1])
    )
    return Slot(preset="film", preset_title="Film", checked_on=date.min, head=head, rules=(), sources={})


def _finer(shot: Shot) -> Shot:
    """Return the shot at the finer scale of a product's layer."""
    place = shot.place
    left, top = round(place.left * FINER), round(place.top * FINER)
    finer = Box(left, top, left + round(place.width * FINER), top + round(place.height * FINER))
    return replace(shot, size=(max(shot.size[0] * 2, finer.right), max(shot.size[1] * 2, finer.bottom)), place=finer)
