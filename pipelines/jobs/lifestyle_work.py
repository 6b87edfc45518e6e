"""The work of a `LifestyleJob`: photos and places in, checked files out, each with its one difference and receipt."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from models.errors import ModelsError
from models.registry import EngineChoice, named
from pipelines.errors import Cancelled, StudioError
from pipelines.jobs.finishing import Finisher, History, Label
from pipelines.jobs.job import LifestyleJob, Target
from pipelines.jobs.made import MadeImage, MadePictures, Refused, SceneRecord
from pipelines.jobs.places import Place, Places
from pipelines.jobs.pose import read_pose
from pipelines.jobs.recipes import lifestyle_recipe
from pipelines.jobs.subject import Subject, read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.placed import Placed, place_product, scaled_photograph
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.check.likeness import Likeness, likeness_of
from pipelines.stages.compose import compose, ground_of
from pipelines.stages.culture.mark import Mark, marks_wanted
from pipelines.stages.export.contact_sheet import Thumbnail, contact_sheet, thumbnail
from pipelines.stages.export.image import preview_jpeg
from pipelines.stages.export.provenance import SourceType
from pipelines.stages.export.publish import replace_bytes
from pipelines.stages.identity import IdentityReceipt, Laid, identity_receipt
from pipelines.stages.label import label_receipt
from pipelines.stages.plan.look import Look, difference, in_turn, variants
from pipelines.stages.plan.permission import STRICT_ROLES, Surroundings, check_permission
from pipelines.stages.plan.staging import NoRoomError, plan_staged, plate_size
from pipelines.stages.render.engine import RENDER_ENGINES, RenderEngine
from pipelines.values import Box, Rgb
from presets.errors import PresetError
from presets.schema import Slot

_PREVIEW_PX = 320  # variants are compared at this long side before any is rendered in full
_QUICK = EngineChoice(name="staged", options={"detail": 0.3})
_RENDERED = {"staged"}  # engines whose places no generative model has touched
_MARKED = "pipelines.stages.culture.mark_drawn:marked"  # it writes, and letters come with an extra
_SOURCES = {
    Surroundings.RENDERED: SourceType.COMPOSITE,
    Surroundings.PHOTOGRAPHED: SourceType.COMPOSITE_CAPTURE,
    Surroundings.GENERATED: SourceType.COMPOSITE_WITH_TRAINED,
}


@dataclass(frozen=True)
class LifestylePictures(MadePictures):
    """A product's pictures in places, slot by slot, the first of each slot before its variants.

    Attributes:
        sheet: all of them small on one picture; None where there are fewer than two.
    """

    sheet: Path | None = None


@dataclass(frozen=True, eq=False)
class _Staged:
    """A look planned for a slot."""

    place: Place
    look: Look
    shot: Shot


def make_lifestyle(job: LifestyleJob, bench: Workbench, progress: Progress) -> LifestylePictures:
    """Make every target's pictures; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError: no photo of the product can be used.
        UnfitPhotoError: the gate refuses the photo, and the job does not insist.
    """
    start = time.perf_counter()
    subject = read_subject(job, bench, progress)
    cut = time.perf_counter() - start
    pose = read_pose(job, subject, bench.instruments.today)
    studio = _Studio(job, bench, subject, Places(job, bench.sets, subject, pose, progress), progress)
    for index, target in enumerate(job.targets):
        try:
            for count, _ in enumerate(studio.pictures(target)):
                progress("pictures", index * job.count + count + 1, len(job.targets) * job.count)
        except Cancelled:
            raise
        except (StudioError, PresetError, ModelsError) as error:
            studio.refused.append(Refused(target, str(error)))
    return LifestylePictures(
        job.product,
        subject.path,
        preview_jpeg(subject.photo.pixels),
        subject.reason,
        (*subject.notes, *pose.notes),
        tuple(studio.made),
        tuple(studio.refused),
        cut,
        studio.sheet(),
    )


class _Studio:
    """Makes one product's pictures; `made` and `refused` grow as it goes."""

    def __init__(
        self, job: LifestyleJob, bench: Workbench, subject: Subject, places: Places, progress: Progress
    ) -> None:
        self.made: list[MadeImage] = []
        self.refused: list[Refused] = []
        self._job = job
        self._bench = bench
        self._subject = subject
        self._places = places
        self._progress = progress
        self._finisher = Finisher(job, bench, subject.path)
        self._small: list[Thumbnail] = []

    def sheet(self) -> Path | None:
        """Write the contact sheet of what was made, over the last run's."""
        if len(self._small) < 2:
            return None
        path = self._finisher.beside("contact-sheet.jpg")
        replace_bytes(path, contact_sheet(self._small))
        return path

    def pictures(self, target: Target) -> Iterator[MadeImage]:
        """Make a target's pictures, one after the other.

        Raises:
            StudioError, PresetError, ModelsError: the first cannot be made.
        """
        slot = self._bench.presets.slot(target.preset, target.slot)
        today = self._bench.instruments.today
        notes = check_permission(slot, self._made, today, insist=self._job.insist)
        if self._job.relight and slot.head.role in STRICT_ROLES:
            notes += (f"{slot.preset_title}, {slot.head.title}: no light of the place falls on the product here.",)
        markets = tuple(dict.fromkeys((*self._bench.presets.markets(target.preset), *self._job.markets)))
        places, missing = self._places.settled(markets)
        self.refused += [Refused(target, sentence) for sentence in missing]
        first: Look | None = None
        for number, staged in enumerate(self._looks(slot, places, markets), 1):
            first = first or staged.look
            said = (*notes, *staged.place.notes) if number == 1 or staged.look.scene != first.scene else ()
            made = self._picture(target, slot, staged, number, _record(staged, first))
            self.made.append(replace(made, notes=(*said, *made.notes)))
            yield self.made[-1]

    def _looks(self, slot: Slot, places: list[Place], markets: tuple[str, ...]) -> Iterator[_Staged]:
        """Yield the first place as it is, and then looks that differ from it in one thing and can be told from all."""
        base, count = places[0], self._job.count
        by_id = {place.scene.id: place for place in places}
        seen: list[Likeness] = []
        first = self._staged(slot, base, base.look, markets)
        if count > 1:
            self._is_new(first, seen)
        yield first

        def take(look: Look) -> _Staged | None:
            try:
                staged = self._staged(slot, by_id[look.scene], look, markets)
            except Cancelled:
                raise
            except (StudioError, PresetError, ModelsError):
                return None  # a variant that this product, or this machine, does not allow
            return staged if self._is_new(staged, seen) else None

        if count > 1:
            kinds = variants(base.look, self._places.choices(base, places[1:]), self._job.seed)
            yield from islice(in_turn(kinds, take), count - 1)

    def _staged(self, slot: Slot, place: Place, look: Look, markets: tuple[str, ...]) -> _Staged:
        """Plan a look on the plate at hand or, where no part of it has room, on one of the slot's own shape."""
        size = plate_size(slot)
        wish = self._places.wish(place, look, markets, strict=slot.head.role in STRICT_ROLES)
        matte = self._subject.cutout.matte
        try:
            return _Staged(place, look, plan_staged(matte, slot, self._places.dressed(place, look, size), wish))
        except NoRoomError as error:
            if place.plate is not None:
                raise
            try:
                plate = self._places.dressed(place, look, size, own_shape=True)
            except ModelsError as missing:
                raise NoRoomError(f"{error} {missing}") from missing
        return _Staged(place, look, plan_staged(matte, slot, plate, wish))

    def _is_new(self, staged: _Staged, seen: list[Likeness]) -> bool:
        """Tell whether a small preview is unlike all before, and remember it then."""
        shot = _smaller(staged.shot)
        placed = place_product(self._subject.cutout, shot)
        quick = self._bench.pool.open(RENDER_ENGINES, _QUICK)
        likeness = likeness_of(compose(placed, shot, quick.render(shot, placed, self._progress)), None)
        if any(likeness.same_as(other) for other in seen):
            return False
        seen.append(likeness)
        return True

    @property
    def _renderer(self) -> RenderEngine:
        return self._bench.pool.open(RENDER_ENGINES, self._job.render)

    @property
    def _made(self) -> Surroundings:
        if self._job.render.name not in _RENDERED:
            return Surroundings.GENERATED
        return Surroundings.PHOTOGRAPHED if self._job.backdrop else Surroundings.RENDERED

    def _picture(self, target: Target, slot: Slot, staged: _Staged, number: int, record: SceneRecord) -> MadeImage:
        start = time.perf_counter()
        shot = staged.shot
        placed = place_product(self._subject.cutout, shot)
        scene = self._renderer.render(shot, placed, self._progress)
        composed = compose(placed, shot, scene)
        marks = self._marks(target)
        picture = named(_MARKED)(composed, shot.place, marks) if marks else composed
        recipe = lifestyle_recipe(self._job, self._subject.photo, (slot, shot, staged.look), scene, self._bench)
        self._small.append(thumbnail(picture, record.differs or record.title))
        file = self._finisher.finish(picture, slot, History(recipe, _SOURCES[self._made]), Label(number, record.id))
        receipt = self._receipt(shot, placed, (picture, file.checked.picture.pixels), scene)
        return MadeImage(
            target,
            file.publication,
            file.checked.report,
            receipt,
            shot.size,
            file.encoded.quality,
            (*shot.notes, *scene.notes, *(f"'{mark.text}' stands on it, as {mark.law} asks." for mark in marks)),
            seconds=time.perf_counter() - start,
            scene=record,
            mark=" ".join(mark.text for mark in marks),
        )

    def _marks(self, target: Target) -> tuple[Mark, ...]:
        """Return what the markets' laws want written on a place that a network painted."""
        if self._made is not Surroundings.GENERATED:
            return ()
        markets = (*self._bench.presets.markets(target.preset), *self._job.markets)
        return marks_wanted(markets, self._bench.instruments.today)

    def _receipt(self, shot: Shot, placed: Placed, pictures: tuple[Rgb, Rgb], scene: Scene) -> IdentityReceipt | None:
        """Compare the picture, as composed and as read back, with the photo as shot."""
        picture, decoded = pictures
        as_shot = self._subject.as_shot
        toned = as_shot is not self._subject.cutout
        photograph = scaled_photograph(as_shot.pixels, shot) if toned else placed.photograph
        laid = Laid(ground_of(scene.part(shot.place)), scene.gain)
        receipt = identity_receipt(photograph, as_shot.matte, shot, picture, decoded, laid)
        if receipt is None:
            return None
        reader = self._bench.instruments.memory.reader
        label = None if reader is None else label_receipt(photograph, placed.matte, shot, decoded, reader)
        return replace(receipt, label=label, seen_through=self._places.pose.seen_through)


def _smaller(shot: Shot) -> Shot:
    """Return the same shot on a canvas just large enough to tell pictures apart."""
    factor = min(1.0, _PREVIEW_PX / max(shot.size))
    width, height = (max(1, round(side * factor)) for side in shot.size)
    place = shot.place
    left, top = min(round(place.left * factor), width - 1), min(round(place.top * factor), height - 1)
    right = min(max(left + 1, round(place.right * factor)), width)
    bottom = min(max(top + 1, round(place.bottom * factor)), height)
    return replace(shot, size=(width, height), place=Box(left, top, right, bottom))


def _record(staged: _Staged, first: Look) -> SceneRecord:
    place, shot = staged.place, staged.shot
    (width, height), box = shot.size, shot.place
    return SceneRecord(
        id=place.scene.id,
        title=place.scene.title,
        differs=difference(first, staged.look),
        view_deg=staged.look.view_deg,
        height_cm=place.size.height_cm,
        width_cm=place.size.width_cm,
        plate=shot.staging.plate.key if shot.staging else "",
        look=staged.look,
        product=(box.left / width, box.top / height, box.right / width, box.bottom / height),
    )
