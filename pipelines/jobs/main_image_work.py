"""The work of a `MainImageJob`: photos in, one file a target out, each with its report and receipt."""

import time
from dataclasses import dataclass
from typing import Any

from pipelines.errors import Cancelled, StudioError
from pipelines.jobs.finishing import Finisher, History
from pipelines.jobs.job import MainImageJob, Target
from pipelines.jobs.made import MadeImage, MadePictures, Refused
from pipelines.jobs.recipes import main_image_recipe
from pipelines.jobs.subject import Subject, read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.main_image import picture_of
from pipelines.placed import Placed, place_product, scaled_photograph
from pipelines.progress import Progress
from pipelines.shot import Shot
from pipelines.stages.export.image import EncodedImage, preview_jpeg
from pipelines.stages.export.provenance import SourceType
from pipelines.stages.identity import IdentityReceipt, identity_receipt
from pipelines.stages.plan.plan import Wish, plan_shot
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.values import Rgb, Size
from presets.errors import PresetError

_REMEMBERED = 4


@dataclass(frozen=True)
class MainImages(MadePictures):
    """A product's main images."""


def make_main_images(job: MainImageJob, bench: Workbench, progress: Progress) -> MainImages:
    """Make every target's picture; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError: no photo of the product can be used.
        UnfitPhotoError: the gate refuses the photo, and the job does not insist.
    """
    start = time.perf_counter()
    subject = read_subject(job, bench, progress)
    cut = time.perf_counter() - start
    made: list[MadeImage] = []
    refused: list[Refused] = []
    studio = _Studio(job, bench, subject, progress)
    for index, target in enumerate(job.targets):
        try:
            made.append(studio.make(target))
        except Cancelled:
            raise
        except (StudioError, PresetError) as error:
            refused.append(Refused(target, str(error)))
        progress("pictures", index + 1, len(job.targets))
    preview = preview_jpeg(subject.photo.pixels)
    notes = subject.notes
    return MainImages(job.product, subject.path, preview, subject.reason, notes, tuple(made), tuple(refused), cut)


class _Studio:
    """Makes one product's pictures; equal shots are composed, and equal encodings compared, once."""

    def __init__(self, job: MainImageJob, bench: Workbench, subject: Subject, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._subject = subject
        self._progress = progress
        self._finisher = Finisher(job, bench, subject.path)
        self._placed: dict[Size, Placed] = {}
        self._pictures: dict[Shot, Rgb] = {}
        self._receipts: dict[tuple[Shot, str, int | None], IdentityReceipt | None] = {}

    def make(self, target: Target) -> MadeImage:
        start = time.perf_counter()
        slot = self._bench.presets.slot(target.preset, target.slot)
        shot = plan_shot(self._subject.cutout.matte, slot, _wish(self._job))
        picture = self._picture(shot)
        recipe = main_image_recipe(self._job, self._subject.photo, slot, self._bench)
        file = self._finisher.finish(picture, slot, History(recipe, SourceType.ALGORITHMICALLY_ENHANCED))
        receipt = self._receipt(shot, picture, file.checked.picture.pixels, file.encoded)
        return MadeImage(
            target,
            file.publication,
            file.checked.report,
            receipt,
            shot.size,
            file.encoded.quality,
            shot.notes,
            seconds=time.perf_counter() - start,
        )

    def _picture(self, shot: Shot) -> Rgb:
        if shot not in self._pictures:
            renderer = self._bench.pool.open(RENDER_ENGINES, self._job.render)
            _make_room(self._pictures)
            self._pictures[shot] = picture_of(self._placed_at(shot), shot, renderer, self._progress)
        return self._pictures[shot]

    def _placed_at(self, shot: Shot) -> Placed:
        key = (shot.place.width, shot.place.height)
        if key not in self._placed:
            _make_room(self._placed)
            self._placed[key] = place_product(self._subject.cutout, shot)
        return self._placed[key]

    def _receipt(self, shot: Shot, picture: Rgb, decoded: Rgb, encoded: EncodedImage) -> IdentityReceipt | None:
        key = (shot, encoded.extension, encoded.quality)
        if key not in self._receipts:
            toned = self._subject.as_shot is not self._subject.cutout
            as_shot = self._subject.as_shot
            photograph = scaled_photograph(as_shot.pixels, shot) if toned else self._placed_at(shot).photograph
            self._receipts[key] = identity_receipt(photograph, as_shot.matte, shot, picture, decoded)
        return self._receipts[key]


def _make_room(remembered: dict[Any, Any]) -> None:
    """Forget the oldest of many: a product for a hundred slots must not fill the memory."""
    while len(remembered) >= _REMEMBERED:
        del remembered[next(iter(remembered))]


def _wish(job: MainImageJob) -> Wish:
    return Wish(job.shadow, job.max_enlargement, job.seed)
