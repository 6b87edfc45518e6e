"""A product's photos read, cut out, judged and prepared: where every picture of it begins."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.errors import Cancelled, StudioError, UnfitPhotoError
from pipelines.jobs.job import ProductWork
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.photo.best import choose_best
from pipelines.stages.photo.gate import Severity, inspect
from pipelines.stages.photo.read import read_photo
from pipelines.stages.straighten import straightened
from pipelines.stages.tone import suggest_tone, toned
from pipelines.values import Cutout, Photo


@dataclass(frozen=True, eq=False)
class Subject:
    """The photo chosen, ready to be placed.

    Attributes:
        as_shot: its cutout before any tone, which receipts compare with.
        views: the product's other photos that pass the gate, straightened and toned in the same way.
    """

    path: Path
    photo: Photo
    cutout: Cutout
    as_shot: Cutout
    reason: str
    notes: tuple[str, ...]
    views: tuple[tuple[Photo, Cutout], ...] = ()


def read_subject(job: ProductWork, bench: Workbench, progress: Progress) -> Subject:
    """Return the best of a product's photos, cut out, straightened and toned as asked for.

    Raises:
        PhotoError, NoProductError: no photo of the product can be used.
        UnfitPhotoError: the gate refuses the photo, and the job does not insist.
    """
    return _prepared(_chosen(job, bench, progress), job)


def _chosen(job: ProductWork, bench: Workbench, progress: Progress) -> Subject:
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
    views = tuple(
        pair for pair, told in zip(pairs, choice.candidates, strict=True) if told.is_whole and pair[0] is not photo
    )
    return Subject(paths[choice.index], photo, cutout, cutout, choice.reason, (*notes, *photo.notes), views)


def _prepared(subject: Subject, job: ProductWork) -> Subject:
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
    views = tuple((photo, _as_asked(photo, view, job)) for photo, view in subject.views if _passes(photo, view))
    return replace(subject, cutout=cutout, as_shot=as_shot, notes=tuple(notes), views=views)


def _passes(photo: Photo, cutout: Cutout) -> bool:
    return all(concern.severity is not Severity.REFUSE for concern in inspect(photo, cutout))


def _as_asked(photo: Photo, cutout: Cutout, job: ProductWork) -> Cutout:
    """Return a further view straightened and toned as asked for."""
    if job.straighten:
        cutout, _ = straightened(cutout)
    tone = suggest_tone(cutout) if job.tone and photo.matte is None else None
    return toned(cutout, tone) if tone else cutout
