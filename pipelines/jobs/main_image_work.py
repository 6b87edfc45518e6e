"""The work of a `MainImageJob`: photos in, one file a target out, each with its report and receipt."""

import time
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.errors import Cancelled, StudioError, UnfitPhotoError
from pipelines.jobs.job import MainImageJob, Target
from pipelines.jobs.recipes import main_image_recipe
from pipelines.jobs.workbench import Workbench
from pipelines.main_image import picture_of
from pipelines.placed import Placed, place_product, scaled_photograph
from pipelines.progress import Progress
from pipelines.shot import Shot
from pipelines.stages.check.check_file import check_picture
from pipelines.stages.check.finding import Report
from pipelines.stages.export.image import EncodedImage, encode_image, file_demand, preview_jpeg
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, publish_bytes
from pipelines.stages.export.signing import SIGNERS
from pipelines.stages.identity import IdentityReceipt, identity_receipt
from pipelines.stages.photo.best import choose_best
from pipelines.stages.photo.gate import Severity, inspect
from pipelines.stages.photo.read import read_photo
from pipelines.stages.plan.plan import Wish, plan_shot
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.straighten import straightened
from pipelines.stages.tone import suggest_tone, toned
from pipelines.values import Cutout, Photo, Rgb, Size
from presets.errors import PresetError
from presets.schema import Slot

# Room left under a slot's byte ceiling for a signed manifest.
_MANIFEST_BYTES = 65_536
_REMEMBERED = 4


@dataclass(frozen=True)
class MadeImage:
    """One finished file.

    Attributes:
        receipt: None where the product is too fine for a pixel to be wholly its own.
        notes: what planning had to decide.
        quality: of the encoder, None where nothing is lost.
        seconds: from plan to report.
    """

    target: Target
    publication: Publication
    report: Report
    receipt: IdentityReceipt | None
    size: tuple[int, int]
    quality: int | None
    notes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Refused:
    """A target for which no honest file can be made, and why; the others are."""

    target: Target
    sentence: str


@dataclass(frozen=True)
class MainImages:
    """What a job made of one product.

    Attributes:
        photo: the photo used; `reason` says why it, `preview` is a small JPEG of it.
        notes: what a person should know of the photo, the cutout and the tone.
        cutout_seconds: reading and cutting, all photos.
    """

    product: str
    photo: Path
    preview: bytes
    reason: str
    notes: tuple[str, ...]
    images: tuple[MadeImage, ...]
    refused: tuple[Refused, ...]
    cutout_seconds: float


@dataclass(frozen=True, eq=False)
class _Subject:
    """The photo chosen, ready to be placed; `as_shot` is its cutout before any tone, which receipts compare with."""

    path: Path
    photo: Photo
    cutout: Cutout
    as_shot: Cutout
    reason: str
    notes: tuple[str, ...]


def make_main_images(job: MainImageJob, bench: Workbench, progress: Progress) -> MainImages:
    """Make every target's picture; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError: no photo of the product can be used.
        UnfitPhotoError: the gate refuses the photo, and the job does not insist.
    """
    start = time.perf_counter()
    subject = _prepared(_subject(job, bench, progress), job)
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


def _subject(job: MainImageJob, bench: Workbench, progress: Progress) -> _Subject:
    """Read and cut the product's photos, and choose one. A photo that cannot be read is left out, and said."""
    wanted = (job.choose,) if job.choose else job.photos
    paths, pairs, notes = [], [], []
    last: StudioError | None = None
    for index, path in enumerate(wanted):
        try:
            photo = read_photo(path)
            pairs.append((photo, bench.cut(photo, job.cutout, job.touchup, progress)))
            paths.append(path)
        except Cancelled:
            raise
        except StudioError as error:
            last = error
            notes.append(str(error))
        progress("photos", index + 1, len(wanted))
    if not pairs and last is not None:
        raise last
    choice = choose_best(pairs)
    photo, cutout = pairs[choice.index]
    return _Subject(paths[choice.index], photo, cutout, cutout, choice.reason, (*notes, *photo.notes))


def _prepared(subject: _Subject, job: MainImageJob) -> _Subject:
    """Pass the gate; then straighten and tone as asked for, and say what is suggested where not."""
    concerns = inspect(subject.photo, subject.cutout)
    if not job.insist and any(concern.severity is Severity.REFUSE for concern in concerns):
        sentences = " ".join(concern.sentence for concern in concerns if concern.severity is Severity.REFUSE)
        raise UnfitPhotoError(f"{sentences} Or insist with --insist.")
    notes = list(subject.notes) + [concern.sentence for concern in concerns]
    cutout = subject.cutout
    if job.straighten:
        cutout, note = straightened(cutout)
        notes.append(note)
    # Under a photo's own alpha lie no colours of a backdrop.
    as_shot, tone = cutout, suggest_tone(cutout) if subject.photo.matte is None else None
    if tone is not None:
        notes.append(tone.sentence(applied=job.tone))
        cutout = toned(cutout, tone) if job.tone else cutout
    return replace(subject, cutout=cutout, as_shot=as_shot, notes=tuple(notes))


class _Studio:
    """Makes one product's pictures; equal shots are composed, and equal encodings compared, once."""

    def __init__(self, job: MainImageJob, bench: Workbench, subject: _Subject, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._subject = subject
        self._progress = progress
        self._placed: dict[Size, Placed] = {}
        self._pictures: dict[Shot, Rgb] = {}
        self._receipts: dict[tuple[Shot, str, int | None], IdentityReceipt | None] = {}

    def make(self, target: Target) -> MadeImage:
        start = time.perf_counter()
        slot = self._bench.presets.slot(target.preset, target.slot)
        shot = plan_shot(self._subject.cutout.matte, slot, _wish(self._job))
        picture = self._picture(shot)
        encoded = self._encoded(picture, slot)
        publication = publish_bytes(self._path(slot, encoded.extension), encoded.data)
        checked = check_picture(publication.path, slot, self._bench.instruments)
        receipt = self._receipt(shot, picture, checked.picture.pixels, encoded)
        seconds = time.perf_counter() - start
        return MadeImage(target, publication, checked.report, receipt, shot.size, encoded.quality, shot.notes, seconds)

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

    def _encoded(self, picture: Rgb, slot: Slot) -> EncodedImage:
        recipe = main_image_recipe(self._job, self._subject.photo, slot, self._bench)
        xmp = xmp_packet(recipe, SourceType.ALGORITHMICALLY_ENHANCED, self._job.author.creator, self._job.author.credit)
        demand = file_demand(slot)
        if self._job.signing is None:
            return encode_image(picture, demand, xmp)
        encoded = encode_image(picture, replace(demand, max_bytes=demand.max_bytes - _MANIFEST_BYTES), xmp)
        signer = self._bench.pool.open(SIGNERS, self._job.signing)
        return replace(encoded, data=signer.sign(encoded.data, self._subject.path.read_bytes(), recipe))

    def _path(self, slot: Slot, extension: str) -> Path:
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(slot, product.name, self._job.sku, 1, extension)
        return self._job.out.joinpath(slot.preset, *folders, name)

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
